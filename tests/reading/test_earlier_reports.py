"""The report of an earlier year below that of the page, under a heading that says so."""

from __future__ import annotations

import pytest

from gongkai.errors import NotAReport
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
