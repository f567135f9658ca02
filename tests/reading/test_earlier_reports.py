"""What stands below a report and is none of its own: an earlier report, tables of other bodies, a blank form."""

from __future__ import annotations

import re

import pytest

from gongkai.errors import NotAReport
from gongkai.model import CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html

VALUES = consistent_values("2021", 3)


def page(heading: str, *, first: int = 2023, second: int = 2022) -> bytes:
    own, other = (
        html(PrintedReport("2021", values, year=year))[1].decode()
        for values, year in ((VALUES, first), (consistent_values("2021", 4), second))
    )
    body = other[other.index("<body>") + len("<body>") :]
    return own.replace("</body>", f"<p>{heading}</p>{body}").encode()


def with_tables_below(caption: str, values: dict[CellKey, str]) -> bytes:
    """The report of 某区教育局 with the form tables once more below it, under a caption."""
    own, other = (
        html(PrintedReport("2021", printed, year=2023))[1].decode().replace("<title>", "<title>某区教育局")
        for printed in (VALUES, values)
    )
    tables = "".join(re.findall(r"<table.*?</table>", other, re.DOTALL))
    return own.replace("</body>", f"<p>{caption}</p>{tables}</body>").encode()


@pytest.mark.parametrize(
    "caption", ["附：甲街道办事处2023年政府信息公开统计表", "附件2：乙镇人民政府统计表", "附件：统计表（样表）"]
)
@pytest.mark.parametrize("blank", [True, False])
def test_the_tables_of_another_body_or_a_form_to_fill_in_do_not_make_those_of_the_report_doubtful(
    caption: str, blank: bool
) -> None:
    other = {key: "" if blank else value for key, value in consistent_values("2021", 4).items()}
    cells = cells_of("report.html", with_tables_below(caption, other))
    assert {key: cells[key].raw for key in VALUES} == VALUES
    assert all(cells[key].certain for key in VALUES)


def test_tables_below_that_may_be_those_of_the_body_itself_make_them_doubtful() -> None:
    other = consistent_values("2021", 4)
    cells = cells_of("report.html", with_tables_below("附件：政府信息公开统计表", other))
    assert not any(cells[key].certain for key in VALUES if key.table == "requests" and VALUES[key] != other[key])


@pytest.mark.parametrize("heading", ["历史年报", "往年年报：", "上年度政府信息公开工作年度报告"])
def test_the_report_above_is_read(heading: str) -> None:
    cells = cells_of("report.html", page(heading))
    assert {key: cells[key].raw for key in VALUES} == VALUES
    assert all(cells[key].certain for key in VALUES)


@pytest.mark.parametrize(("heading", "first", "second"), [("附件", 2023, 2022), ("历史年报", 2022, 2023)])
def test_where_it_is_not_told_which_report_is_that_of_the_page_none_is_read(
    heading: str, first: int, second: int
) -> None:
    with pytest.raises(NotAReport) as caught:
        cells_of("report.html", page(heading, first=first, second=second))
    assert caught.value.reason == "several_reports"
