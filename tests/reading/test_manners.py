"""Manners in which a table can be printed that no seed has: what is there is read, what is lost is in doubt."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey, Grid, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_shapes import YEARS, silently_wrong
from tests.support.documents import document
from tests.support.manners import (
    LOSING,
    MANNERS,
    OverlongGroup,
    blank_columns_dropped,
    column_by_column,
    without_zero_columns,
)
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import Shape, html, tabs

TITLE = "某市科学技术局2023年政府信息公开工作年度报告"
REQUESTS = "三、收到和处理政府信息公开申请情况"


def read_as(shape: Shape, edition: str, values: dict[CellKey, str]) -> dict[CellKey, Cell]:
    cells, _ = extract_cells(recognise(read_bytes(*shape(PrintedReport(edition, values, year=YEARS[edition])))))
    return {cell.key: cell for cell in cells}


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("manner", MANNERS)
def test_a_manner_that_loses_nothing_is_read_in_full(manner: str, edition: str) -> None:
    values = consistent_values(edition, 21)
    cells = read_as(MANNERS[manner], edition, values)
    assert {key: str(cells[key].value) for key in values} == values
    assert all(cells[key].certain for key in values)


def test_a_column_with_a_value_too_few_names_no_rows() -> None:
    values = consistent_values("2021", 21)
    name, data = column_by_column(PrintedReport("2021", values))
    lines = data.decode().split("\n")
    del lines[lines.index("科研机构") + 5]
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, "\n".join(lines).encode())))[0]}
    assert not silently_wrong(cells, values)
    assert {key for key in values if cells[key].certain} == {key for key in values if key.table != "requests"}


@pytest.mark.parametrize("group", ["refused", "unable", "not_processed", "other_handling"])
@pytest.mark.parametrize("blanks", [False, True])
def test_a_label_pushed_aside_by_a_merged_cell_names_its_row(group: str, blanks: bool) -> None:
    values = {key: "" if blanks and text == "0" else text for key, text in consistent_values("2021", 21).items()}
    name, data = html(OverlongGroup("2021", values, group=group))
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, data)))[0]}
    assert {key: cells[key].raw for key in values} == values
    assert all(cells[key].certain for key in values)


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("manner", LOSING)
def test_what_a_manner_loses_is_in_doubt(manner: str, edition: str) -> None:
    values = consistent_values(edition, 21)
    cells = read_as(LOSING[manner], edition, values)
    assert not silently_wrong(cells, values)
    lost = [key for key in values if str(cells[key].value) != values[key]]
    assert len({key.row for key in lost}) == 2
    assert {cells[key].doubts for key in lost} == {("two_rows_joined",)}


@pytest.mark.parametrize("edition", YEARS)
def test_columns_that_a_converter_dropped_are_absent(edition: str) -> None:
    values = without_zero_columns(consistent_values(edition, 21))
    cells = read_as(blank_columns_dropped, edition, values)
    left = [key for key in values if key.table == "requests" and key.column in ("natural_person", "total")]
    assert {key: str(cells[key].value) for key in left} == {key: values[key] for key in left}
    others = {cells[key].state for key in values if key.table == "requests" and key not in left}
    assert others == {State.ABSENT}


@pytest.mark.parametrize("mark", ["—", "/", "无", "－"])
def test_marks_for_none_lose_no_row(mark: str) -> None:
    values = {key: mark if text == "0" else text for key, text in consistent_values("2021", 8).items()}
    cells = read_as(tabs, "2021", values)
    assert all(cells[key].certain for key in values)
    assert {key: cells[key].value for key in values} == {k: int(t) if t.isdigit() else None for k, t in values.items()}
    assert {cells[key].state for key, text in values.items() if text == mark} == {State.NOT_APPLICABLE}


def test_a_whole_number_written_with_decimals_is_that_number() -> None:
    values = {key: f"{text}.0" for key, text in consistent_values("2021", 8).items()}
    cells = read_as(tabs, "2021", values)
    assert {key: float(str(cells[key].value)) for key in values} == {key: float(text) for key, text in values.items()}


def test_a_table_of_which_nothing_fits_gives_one_finding() -> None:
    rows = [["事项", "甲", "乙"], *([f"另行统计事项{n}", str(n), str(n + 1)] for n in range(12))]
    cells, findings = extract_cells(recognise(document(TITLE, REQUESTS, rows)))
    about = [finding for finding in findings if finding.rule in ("APP-S01", "APP-S02")]
    assert {cell.state for cell in cells if cell.key.table == "requests"} == {State.ABSENT}
    assert len([finding for finding in about if finding.rule == "APP-S01"]) == 1


def test_numbers_with_more_digits_than_any_figure_leave_the_rest_alone() -> None:
    values = consistent_values("2021", 8)
    key = CellKey("requests", "granted", "natural_person")
    cells = read_as(tabs, "2021", {**values, key: "9" * 4301})
    assert (cells[key].value, cells[key].state, cells[key].doubts) == (None, State.UNREADABLE, ("out_of_range",))
    assert {k: str(cells[k].value) for k in values if k != key} == {k: text for k, text in values.items() if k != key}


def test_a_repeated_table_takes_time_in_proportion() -> None:
    name, data = tabs(PrintedReport("2021", consistent_values("2021", 8)))
    text = data.decode()
    start, end = text.index("三、收到"), text.index("四、政府信息公开行政复议")
    read = read_bytes(name, (text[:start] + text[start:end] * 40 + text[end:]).encode())
    assert sum(len(block.rows) for block in read.blocks if isinstance(block, Grid)) > 1000
    cells, _ = extract_cells(recognise(read))
    assert sum(cell.state is State.REPORTED for cell in cells) == 200
