"""Rows that their own labels tell, in any order and beside remarks; the review table without its totals."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.forms import labels
from gongkai.model import Cell, CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import OUTCOMES, PrintedReport, Row, consistent_values
from tests.support.shapes import Shape, html, tabs

VALUES = consistent_values("2021", 8)


def read_as(shape: Shape, report: PrintedReport) -> dict[CellKey, Cell]:
    return cells_of(*shape(report))


def assert_read(cells: dict[CellKey, Cell], *, table: str) -> None:
    expected = {key: value for key, value in VALUES.items() if key.table == table}
    assert {key: cells[key].raw for key in expected} == expected
    assert all(cells[key].certain for key in expected)


@dataclass(frozen=True)
class CarriedOutFirst(PrintedReport):
    """四、结转下年度继续办理 stands behind 二、上年结转, as the balance is written."""

    def requests(self) -> list[Row]:
        rows = super().requests()
        return [*rows[:5], rows[-1], *rows[5:-1]]


@dataclass(frozen=True)
class WithRemarks(PrintedReport):
    """The total in front, and a column of remarks at the right with words in one row."""

    def requests(self) -> list[Row]:
        heading, (*kinds, total), legal, *rows = super().requests()
        body = [[*row[:-7], row[-1], *row[-7:-1], ("见附件" if at == 3 else "", 1, 1)] for at, row in enumerate(rows)]
        return [[*heading, ("备注", 3, 1)], [total, *kinds], legal, *body]


@dataclass(frozen=True)
class MisreadTotal(PrintedReport):
    """总计 misread as 总汁 wherever it stands."""

    def requests(self) -> list[Row]:
        return [
            [(text.replace("总计", "总汁"), down, right) for text, down, right in row] for row in super().requests()
        ]


@pytest.mark.parametrize("shape", [html, tabs])
@pytest.mark.parametrize("report", [CarriedOutFirst, MisreadTotal])
def test_a_row_is_what_its_label_says(report: type[PrintedReport], shape: Shape) -> None:
    assert_read(read_as(shape, report("2021", VALUES)), table="requests")


def test_a_remark_is_no_value() -> None:
    blank = ("legal_service_organization", "other_organization")
    values = {key: "" if key.table == "requests" and key.column in blank else text for key, text in VALUES.items()}
    cells = read_as(html, WithRemarks("2021", values))
    row = {key: text for key, text in values.items() if key.row == "partially_granted"}
    assert {key: cells[key].raw for key in row} == row
    assert all(cells[key].certain for key in row)


def test_a_subtotal_is_kept_where_the_first_row_of_its_group_is_missing() -> None:
    report = PrintedReport("2021", VALUES)
    rows = report.requests()
    at = next(i for i, row in enumerate(rows) if row[0][0] == "（四）无法提供")
    group, _, *values = rows[at]
    assert len(values) == len(labels("applicant_types"))
    printed = [[group, *rows[at + 1]], *rows[at + 2 : at + 3], [("小计", 1, 1), *(("7", 1, 1),) * 7], *rows[at + 3 :]]
    table = "".join(
        "<tr>" + "".join(f"<td rowspan={down} colspan={right}>{text}</td>" for text, down, right in row) + "</tr>"
        for row in [*rows[:at], *printed]
    )
    page = f"<h1>{report.title()}</h1><p>三、收到和处理政府信息公开申请情况</p><table>{table}</table>"
    cells = cells_of("a.html", page.encode())
    assert [cells[CellKey("requests", "unable", kind)].value for kind in labels("applicant_types")] == [7] * 7


@pytest.mark.parametrize("bars", ["\t", " | "])
def test_a_review_table_without_totals_has_four_columns_a_channel(bars: str) -> None:
    four = OUTCOMES[:-1]
    channels = tuple(labels("channels"))
    codes = tuple(labels("outcomes"))[:-1]
    values = [VALUES[CellKey("review_litigation", channel, code)] for channel in channels for code in codes]
    rows = [("行政复议", "行政诉讼"), (*four, "未经复议直接起诉", "复议后起诉"), four * 2, values]
    lines = [PrintedReport("2021", VALUES).title(), "四、政府信息公开行政复议、行政诉讼情况", *map(bars.join, rows)]
    cells = cells_of("a.txt", "\n".join(lines).encode())
    read = [cells[CellKey("review_litigation", channel, code)] for channel in channels for code in codes]
    assert [cell.raw for cell in read] == values
    assert all(cell.certain for cell in read)
    assert all(cells[CellKey("review_litigation", channel, "total")].raw is None for channel in channels)
