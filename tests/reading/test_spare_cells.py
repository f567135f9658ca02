"""A blank column between the numbers that no heading names: the rows still say which number is which."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.forms import labels
from gongkai.model import CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, Row, Values, consistent_values
from tests.support.shapes import Shape, html, markdown, tabs

HEADING_ROWS = 3
KINDS = tuple(labels("applicant_types"))


@dataclass(frozen=True)
class WithSpareCell(PrintedReport):
    """A report in whose requests table the rows from `first` on have a blank cell before the number `at`."""

    at: int = 0
    first: int = 0

    def requests(self) -> list[Row]:
        rows = super().requests()
        begin = HEADING_ROWS + self.first
        return rows[:begin] + [[*row[: self.at - 7], ("", 1, 1), *row[self.at - 7 :]] for row in rows[begin:]]


def requests_of(values: Values) -> Values:
    return {key: text for key, text in values.items() if key.table == "requests"}


@pytest.mark.parametrize("at", range(7))
@pytest.mark.parametrize("shape", [html, markdown])
def test_a_blank_cell_in_every_row_moves_no_number(shape: Shape, at: int) -> None:
    values = consistent_values("2021", 3)
    cells = cells_of(*shape(WithSpareCell("2021", values, at=at)))
    assert {key: cells[key].raw for key in requests_of(values)} == requests_of(values)
    assert all(cells[key].certain for key in requests_of(values))


def test_a_blank_cell_in_every_row_below_a_page_break_moves_no_number() -> None:
    values = consistent_values("2021", 3)
    cells = cells_of(*html(WithSpareCell("2021", values, at=2, first=12)))
    assert {key: cells[key].raw for key in requests_of(values)} == requests_of(values)
    assert all(cells[key].certain for key in requests_of(values))


@pytest.mark.parametrize("shape", [html, markdown, tabs])
def test_beside_a_column_that_is_blank_as_well_only_the_numbers_between_them_are_in_doubt(shape: Shape) -> None:
    """A blank before the third number, and no legal service organization ever asked: 3 | 4 |  | 5 | 6 |  | 7 | 25."""
    full = consistent_values("2021", 3)
    values = {key: "" if key.column == "legal_service_organization" else text for key, text in full.items()}
    for row in {key.row for key in requests_of(values)}:
        printed = [int(values[CellKey("requests", row, kind)] or 0) for kind in KINDS[:-1]]
        values[CellKey("requests", row, "total")] = str(sum(printed))
    cells = cells_of(*shape(WithSpareCell("2021", values, at=2)))
    read = {key: cells[key] for key in requests_of(values)}
    assert not [key for key, cell in read.items() if cell.certain and (cell.raw or "") != values[key]]
    outside = [key for key in read if key.column in ("natural_person", "commercial_enterprise", "total")]
    assert [key for key in outside if read[key].raw != values[key]] == []


@dataclass(frozen=True)
class WithSpareOutcome(PrintedReport):
    """A report in whose review table a cell without a heading stands before the number `at`."""

    at: int = 0
    text: str = ""

    def review(self) -> list[Row]:
        *headings, row = super().review()
        return [*headings, [*row[: self.at], (self.text, 1, 1), *row[self.at :]]]


@pytest.mark.parametrize("at", range(16))
@pytest.mark.parametrize("text", ["", "1"])
@pytest.mark.parametrize("seed", [3, 8])
def test_a_cell_too_many_in_the_review_table_makes_no_outcome_wrong_and_certain(at: int, text: str, seed: int) -> None:
    full = consistent_values("2021", seed, largest=3)
    for values in (full, {key: "" if number == "0" else number for key, number in full.items()}):
        cells = cells_of(*html(WithSpareOutcome("2021", values, at=at, text=text)))
        review = [key for key in values if key.table == "review_litigation"]
        assert not [key for key in review if cells[key].certain and cells[key].raw != values[key]]
        if not text and values is full:
            # what adds up in one way only is read
            assert sum(cells[key].certain for key in review) >= len(review) / 2
