"""Tables with a column that the form does not have, and sources that break off at a number."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gongkai.model import Cell, CellKey, Finding
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, Row, Values, consistent_values
from tests.support.shapes import (
    Shape,
    copied_from_a_browser,
    html,
    html_pages,
    markdown,
    stripped,
    tabs,
)

HEADING_ROWS = 3
Cells = dict[CellKey, Cell]


@dataclass(frozen=True)
class WithLastYear(PrintedReport):
    """A report whose requests table has last year's totals at its right, some of them blank."""

    def requests(self) -> list[Row]:
        chance = random.Random(5)
        heading, *rows = super().requests()
        lines = [(str(chance.randint(1, 30)) if chance.random() < 0.8 else "") for _ in rows[HEADING_ROWS - 1 :]]
        body = [[*row, (number, 1, 1)] for row, number in zip(rows[HEADING_ROWS - 1 :], lines, strict=True)]
        return [[*heading, ("上年数", HEADING_ROWS, 1)], *rows[: HEADING_ROWS - 1], *body]


def read_as(shape: Shape, values: Values) -> tuple[Cells, tuple[Finding, ...]]:
    name, data = shape(WithLastYear("2021", values))
    cells, findings = extract_cells(recognise(read_bytes(name, data)))
    return {cell.key: cell for cell in cells}, findings


def requests_of(values: Values) -> dict[CellKey, str]:
    return {key: text for key, text in values.items() if key.table == "requests"}


@pytest.mark.parametrize("shape", [html, tabs, markdown])
def test_rows_that_add_up_show_which_column_is_foreign(shape: Shape) -> None:
    values = consistent_values("2021", 3)
    cells, findings = read_as(shape, values)
    assert {key: cells[key].raw for key in requests_of(values)} == requests_of(values)
    assert all(cells[key].certain for key in requests_of(values))
    (found,) = (finding for finding in findings if finding.rule == "READ-05")
    assert found.found == len(found.places) > 0


@pytest.mark.parametrize("shape", [html, tabs, markdown])
def test_among_blanks_a_foreign_number_is_never_taken_for_certain(shape: Shape) -> None:
    chance = random.Random(8)
    full = consistent_values("2021", 3)
    values = {key: "" if chance.random() < 0.3 else text for key, text in full.items()}
    cells, _ = read_as(shape, values)
    wrong = [key for key, text in requests_of(values).items() if (cells[key].raw or "") != text]
    # where bars or the cells of a page stand under headings, no number is foreign for long
    assert bool(wrong) == (shape is tabs)
    assert not [key for key in wrong if cells[key].certain]


@pytest.mark.parametrize("shape", [html, markdown, tabs, stripped])
@pytest.mark.parametrize("share", [0.15, 0.3])
def test_beside_a_kind_that_is_blank_in_every_row_last_year_is_no_total(shape: Shape, share: float) -> None:
    """Seven numbers in a row may be those from the second heading on to the one behind the form's."""
    chance = random.Random(11)
    values = {
        key: "" if key.column == "natural_person" or chance.random() < share else text
        for key, text in consistent_values("2021", 1).items()
    }
    cells, _ = read_as(shape, values)
    wrong = [key for key, text in requests_of(values).items() if (cells[key].raw or "") != text]
    assert not [key for key in wrong if cells[key].certain and cells[key].value is not None]


FURTHER: dict[str, Callable[[random.Random], str]] = {
    "上年数": lambda chance: str(chance.choice([0, 0, 1, 2, 5, 13, 231])),
    "占比": lambda chance: chance.choice(["0%", "50%", "12.5%"]),
    "同比增减": lambda chance: chance.choice(["-", "+2", "-3", "0", "持平"]),
    "备注": lambda chance: chance.choice(["", "见附件", "无"]),
}


@dataclass(frozen=True)
class WithFurtherColumn(PrintedReport):
    """A report whose requests table has a column of another kind in front of the applicants or behind their total."""

    heading: str = "上年数"
    behind: bool = False

    def requests(self) -> list[Row]:
        chance = random.Random(len(self.values))
        (labels_, *kinds), *rows = super().requests()
        named = (self.heading, HEADING_ROWS, 1)
        lines: list[Row] = [[labels_, *kinds, named] if self.behind else [labels_, named, *kinds]]
        lines += rows[: HEADING_ROWS - 1]
        for row in rows[HEADING_ROWS - 1 :]:
            at = len(row) if self.behind else len(row) - 7
            text = FURTHER[self.heading](chance) if chance.random() < 0.8 else ""
            lines.append([*row[:at], (text, 1, 1), *row[at:]])
        return lines


@pytest.mark.parametrize("behind", [False, True], ids=["in front", "behind"])
@pytest.mark.parametrize("heading", FURTHER)
@pytest.mark.parametrize("shape", [html, html_pages, markdown, tabs, stripped, copied_from_a_browser])
def test_beside_a_kind_blank_in_every_row_no_number_of_another_column_is_one_of_the_form(
    shape: Shape, heading: str, behind: bool
) -> None:
    """Seven cells of a row are filled: six of the form and one that is not of it."""
    full = consistent_values("2021", 7)
    values = dict(full)
    for key in requests_of(full):
        if key.column == "commercial_enterprise":
            total = CellKey("requests", key.row, "total")
            values |= {key: "", total: str(int(full[total]) - int(full[key]))}
    document = read_bytes(*shape(WithFurtherColumn("2021", values, heading=heading, behind=behind)))
    read = {cell.key: cell for cell in extract_cells(recognise(document))[0] if cell.key.table == "requests"}
    printed = requests_of(values)
    certain = {key for key in printed if read[key].certain}
    assert {key: read[key].raw or "" for key in certain} == {key: printed[key] for key in certain}
    # the later pages of a table have no headings
    assert len(certain) > (0.95 if shape in (html, markdown) else 0.55) * len(printed)


@dataclass(frozen=True)
class WithShares(PrintedReport):
    """A report whose table of proactive disclosure has a column of shares at its right."""

    def proactive(self) -> list[Row]:
        return [row if len(row) == 1 else [*row, (_share_of(row), 1, 1)] for row in super().proactive()]


def _share_of(row: Row) -> str:
    return "占比" if row[0][0] == "信息内容" else "50"


@pytest.mark.parametrize("shape", [html, tabs, markdown])
def test_headings_right_above_the_values_tell_which_column_is_foreign(shape: Shape) -> None:
    values = {**consistent_values("2021", 3), CellKey("proactive_disclosure", "rules", "issued_this_year"): ""}
    name, data = shape(WithShares("2021", values))
    cells, findings = extract_cells(recognise(read_bytes(name, data)))
    wrong = [cell for cell in cells if cell.key.table == "proactive_disclosure" and cell.raw != values[cell.key]]
    assert not [cell.key for cell in wrong if cell.certain and cell.value is not None]
    assert {cell.key for cell in wrong} <= {key for finding in findings for key in finding.cells}
    three_columns = [cell for cell in cells if cell.key.row in ("rules", "normative_documents")]
    assert all(cell.certain and cell.raw == values[cell.key] for cell in three_columns)


@dataclass(frozen=True)
class WithUnits(PrintedReport):
    """A report whose table of proactive disclosure has a column in front of the measures, some of it blank."""

    def proactive(self) -> list[Row]:
        rows = super().proactive()
        units = ["单位" if row[0][0] == "信息内容" else ("3", "", "件")[at % 3] for at, row in enumerate(rows)]
        return [
            row if len(row) == 1 else [row[0], (unit, 1, 1), *row[1:]] for row, unit in zip(rows, units, strict=True)
        ]


@pytest.mark.parametrize("blank", [None, "total_disclosed", "decisions", "in_force"])
@pytest.mark.parametrize("shape", [html, tabs, markdown, stripped])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_number_in_front_of_the_measures_is_none_of_them(edition: str, shape: Shape, blank: str | None) -> None:
    full = consistent_values(edition, 3)
    values = {key: "" if key.column == blank else text for key, text in full.items()}
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(*shape(WithUnits(edition, values)))))[0]}
    printed = {key: text for key, text in values.items() if key.table == "proactive_disclosure"}
    certain = {key for key in printed if cells[key].certain}
    assert {key: cells[key].raw or "" for key in certain} == {key: printed[key] for key in certain}
    # where a blank at the end of a line left nothing, the number in front may be the first of the measures
    assert certain == printed.keys() or (shape is stripped and blank is not None)


@dataclass(frozen=True)
class WithStockOfLastYear(PrintedReport):
    """A report in whose table of proactive disclosure a column like 现行有效件数 stands behind it."""

    def proactive(self) -> list[Row]:
        rows = super().proactive()
        return [
            [*row, ("上年有效件数" if at == 1 else "17", 1, 1)] if at in (1, 2, 3) else row
            for at, row in enumerate(rows)
        ]


@pytest.mark.parametrize("shape", [html, tabs, markdown])
def test_beside_all_measures_of_a_row_a_further_one_is_foreign(shape: Shape) -> None:
    values = consistent_values("2021", 3)
    cells, findings = extract_cells(recognise(read_bytes(*shape(WithStockOfLastYear("2021", values)))))
    disclosed = {cell.key: cell.raw for cell in cells if cell.key.table == "proactive_disclosure" and cell.certain}
    assert disclosed == {key: text for key, text in values.items() if key.table == "proactive_disclosure"}
    assert [finding.found for finding in findings if finding.rule == "READ-05"] == [2]


def cut_behind(text: str, shape: Shape = tabs) -> tuple[list[Cell], tuple[Finding, ...]]:
    """The report that breaks off behind the first `text`."""
    name, data = shape(PrintedReport("2021", {**consistent_values("2021", 3), LICENSING: "1640"}))
    whole = data.decode()
    cells, findings = extract_cells(recognise(read_bytes(name, whole[: whole.index(text) + len(text)].encode())))
    return [cell for cell in cells if cell.key == LICENSING], findings


LICENSING = CellKey("proactive_disclosure", "administrative_licensing", "decisions")


@pytest.mark.parametrize("shape", [tabs, markdown])
def test_a_number_at_which_the_source_breaks_off_may_be_cut(shape: Shape) -> None:
    (cell,), findings = cut_behind("164", shape)
    assert (cell.value, cell.certain) == (164, False)
    assert [finding.cells for finding in findings if finding.rule == "READ-06"] == [(LICENSING,)]


def test_a_number_with_anything_behind_it_is_whole() -> None:
    (cell,), findings = cut_behind("1640\t\t\n第二十条")
    assert (cell.value, cell.certain) == (1640, True)
    assert "READ-06" not in {finding.rule for finding in findings}


def test_two_rows_of_text_with_a_number_too_many_have_a_foreign_column_and_keep_their_cells_apart() -> None:
    """Neither row adds up, so nothing tells which column it is: all is in doubt, and no cell holds the whole row."""
    text = (
        "三、收到和处理政府信息公开申请情况\n"
        "一、本年新收政府信息公开申请数量\t888\t3\t1\t0\t0\t2\t0\t9\n"
        "二、上年结转政府信息公开申请数量\t888\t1\t1\t0\t0\t2\t0\t8\n"
    )
    cells, _ = extract_cells(recognise(read_bytes("report.txt", text.encode())))
    read = [cell for cell in cells if cell.raw]
    assert len(read) == 14
    assert {cell.raw for cell in read} <= {"888", "0", "1", "2", "3", "8", "9"}
    # a nought or a one that stands there whichever column is the foreign one
    assert {cell.raw for cell in read if cell.certain} == {"0", "1"}
