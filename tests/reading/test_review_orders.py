"""The table of reconsideration and litigation with its columns in another order, or with a row for another year."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import (
    Shape,
    copied_from_a_browser,
    html,
    markdown,
    one_cell_per_line,
    spaced_lines,
    stripped,
    tabs,
)

SHAPES = [html, markdown, tabs, stripped, copied_from_a_browser, one_cell_per_line, spaced_lines]
TOTAL_FIRST = (4, 0, 1, 2, 3)
LAST_YEAR: Row = [(text, 1, 1) for text in ("0", "1", "1", "5", "7", "0", "0", "5", "0", "5", "2", "0", "0", "0", "2")]


@dataclass(frozen=True)
class LitigationFirst(PrintedReport):
    def review(self) -> list[Row]:
        top, second, third, numbers = super().review()
        return [top[::-1], [*second[5:], *second[:5]], third, [*numbers[5:], *numbers[:5]]]


@dataclass(frozen=True)
class TotalsFirst(PrintedReport):
    def review(self) -> list[Row]:
        top, second, third, numbers = super().review()
        seconds = [*(second[at] for at in TOTAL_FIRST), *second[5:]]
        return [
            top,
            seconds,
            *([row[s + at] for s in range(0, len(row), 5) for at in TOTAL_FIRST] for row in (third, numbers)),
        ]


@dataclass(frozen=True)
class WithYears(PrintedReport):
    """The numbers of another year stand in a row of their own above those of this year."""

    years: tuple[str, str] = ("上年", "本年")

    def review(self) -> list[Row]:
        top, second, third, numbers = super().review()
        before, now = self.years
        return [[("年度", 3, 1), *top], second, third, [(before, 1, 1), *LAST_YEAR], [(now, 1, 1), *numbers]]


def read_certain(report: PrintedReport, shape: Shape) -> dict[str, str]:
    cells = extract_cells(recognise(read_bytes(*shape(report))))[0]
    return {"/".join(c.key[1:]): c.raw or "" for c in cells if c.key.table == "review_litigation" and c.certain}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("order", [LitigationFirst, TotalsFirst])
@pytest.mark.parametrize("seed", [1, 4])
def test_columns_in_another_order_are_read_by_their_names(order: type[PrintedReport], shape: Shape, seed: int) -> None:
    values = consistent_values("2021", seed)
    printed = {"/".join(key[1:]): text for key, text in values.items() if key.table == "review_litigation"}
    assert read_certain(order("2021", values), shape) == printed


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_that_says_it_is_last_years_is_not_this_years(shape: Shape) -> None:
    values = consistent_values("2021", 1)
    printed = {"/".join(key[1:]): text for key, text in values.items() if key.table == "review_litigation"}
    read = read_certain(WithYears("2021", values), shape)
    assert read == {key: printed[key] for key in read}
    assert len(read) == len(printed) or shape is one_cell_per_line


@pytest.mark.parametrize("shape", [html, markdown, tabs])
def test_of_two_rows_of_other_years_none_is_taken_for_certain_where_they_differ(shape: Shape) -> None:
    values = consistent_values("2021", 1)
    printed = {"/".join(key[1:]): text for key, text in values.items() if key.table == "review_litigation"}
    read = read_certain(WithYears("2021", values, years=("甲年", "乙年")), shape)
    assert read == {key: printed[key] for key in read}
    assert len(read) < len(printed)
