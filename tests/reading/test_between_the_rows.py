"""What stands in and beside a table without being a row of the form: page numbers, a small table, the signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.metadata import extract_report
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import Shape, html, markdown

HEADING_ROWS = 3


@dataclass(frozen=True)
class WithJoinedPages(PrintedReport):
    """A report whose requests table goes over a page: the number of the page and the headings stand between rows."""

    at: int = 10

    def requests(self) -> list[Row]:
        rows = super().requests()
        return [*rows[: self.at], [("- 5 -", 1, 10)], *rows[:HEADING_ROWS], *rows[self.at :]]


@dataclass(frozen=True)
class WithWays(PrintedReport):
    """A report that tells in a small table how the requests came in."""

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        names, numbers = ["申请方式", "当面", "网络", "信函", "其他", "合计"], ["数量", "4", "14", "44", "0", "62"]
        for kind, part in super().parts():
            if part == self.requests():
                yield "t", [[(text, 1, 1) for text in row] for row in (names, numbers)]
            yield kind, part


@pytest.mark.parametrize("at", [6, 13, 19, 22])
def test_the_number_of_a_page_between_two_rows_is_none_of_their_numbers(at: int) -> None:
    values = consistent_values("2021", 3)
    cells = cells_of(*html(WithJoinedPages("2021", values, at=at)))
    assert {key: cells[key].raw for key in values} == values
    assert all(cells[key].certain for key in values)


@pytest.mark.parametrize("shape", [html, markdown])
@pytest.mark.parametrize("received", [("5", "0", "5"), ("0", "6", "6")])
def test_a_small_table_in_front_of_the_form_is_no_row_of_it(shape: Shape, received: tuple[str, ...]) -> None:
    """A row of one number and its total repeats a number by chance more often than one of several."""
    values = consistent_values("2021", 3)
    own = [key for key in values if key.row == "new_received"]
    values |= dict(zip(own, (*received[:2], "0", "0", "0", "0", received[2]), strict=True))
    cells = cells_of(*shape(WithWays("2021", values)))
    assert {key: cells[key].raw for key in values} == values
    assert all(cells[key].certain for key in values)


def test_a_report_in_one_table_is_signed_in_its_last_rows() -> None:
    rows = (
        "某市交通运输局2021年政府信息公开工作年度报告",
        "一、总体情况",
        "2021年，我局做好政府信息公开工作。",
        "六、其他需要报告的事项",
        "无其他需要报告的事项。",
        "柳州市交通运输局",
        "2022年1月23日",
    )
    table = "".join(f"<tr><td colspan=10>{row}</td></tr>" for row in rows)
    document = read_bytes("report.html", f"<html><body><table>{table}</table></body></html>".encode())
    found = extract_report(document, recognise(document))
    assert (found.signatory, found.signature_date) == ("柳州市交通运输局", date(2022, 1, 23))
