"""What is read outside the tables costs a time in line with its length, whatever it repeats."""

from __future__ import annotations

from contextlib import suppress

import pytest

from gongkai.errors import NotAReport
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.facts import extract_facts
from gongkai.reading.kind import reject_non_reports
from gongkai.reading.metadata import extract_report
from gongkai.reading.narrative import extract_sections
from gongkai.reading.tables.cells import extract_cells
from gongkai.reading.withholding import about_personal_data
from tests.support.documents import document, outline
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import tabs
from tests.support.timing import at_best

TITLE = "莒县科学技术局2022年政府信息公开工作年度报告"
LENGTH = 20_000
SECONDS = 0.4
"""Of processor time for all of it; what grows with the square of the length takes more than two."""


@pytest.mark.parametrize("token", ["省", "a", "2022年", "申请人张", "一月"])
@pytest.mark.parametrize("where", ["title", "preamble", "body", "end", "menu", "lines"])
def test_a_long_text_is_read_in_linear_time(where: str, token: str) -> None:
    long = token * (LENGTH // len(token))
    short = [token * 3 + "。统计期限"] * 3000
    front = {"title": [long + TITLE], "preamble": [TITLE, long], "menu": [*short, TITLE]}.get(where, [TITLE])
    body = {"body": [long], "lines": short}.get(where, ["认真落实条例。"])
    end = [long] if where == "end" else ["无。"]
    read_in = document(*front, "一、总体情况", *body, "六、其他需要报告的事项", *end)
    sections = outline(read_in)

    def outside_the_tables() -> None:
        with suppress(NotAReport):
            reject_non_reports(read_in)
        extract_facts(sections, extract_report(read_in, sections))
        extract_sections(sections)
        list(about_personal_data(read_in))

    assert at_best(outside_the_tables, SECONDS) < SECONDS


@pytest.mark.slow
def test_labels_repeated_behind_a_report_are_read_in_linear_time() -> None:
    """Before a group of values a few rows of words count; with all of them kept for each it took twelve seconds."""
    name, data = tabs(PrintedReport("2021", consistent_values("2021", 7), year=2023))
    read_in = read_bytes(name, data + "\n本年新收政府信息公开申请数量".encode() * LENGTH * 2)
    assert at_best(lambda: extract_cells(recognise(read_in)), SECONDS * 10) < SECONDS * 10


def test_rows_that_run_on_in_one_row_are_read_in_linear_time() -> None:
    """Each rest of the row was a new row: 1,800 rows of the form in one took eight seconds and 1 GB."""
    cells = "".join(f"<td>{text}</td>" for text in ["予以公开", *"1000001"] * 1800)
    heading = "<h2>三、收到和处理政府信息公开申请情况</h2>"
    page = f"<html><body><h1>{TITLE}</h1>{heading}<table><tr>{cells}</tr></table></body></html>"
    read_in = read_bytes("report.html", page.encode())
    assert at_best(lambda: extract_cells(recognise(read_in)), SECONDS * 5) < SECONDS * 5


def test_a_cell_of_many_lines_is_joined_in_linear_time() -> None:
    """The text so far was looked through for each line: 20,000 lines took nine seconds."""
    lines = "<br>".join(f"第{number}行" for number in range(LENGTH))
    page = f"<table><tr><td>规章</td><td>{lines}</td><td>3</td><td>4</td><td>5</td></tr></table>".encode()
    assert at_best(lambda: read_bytes("report.html", page), SECONDS * 5) < SECONDS * 5
