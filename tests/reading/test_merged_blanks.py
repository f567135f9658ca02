"""Blank cells merged along a row: the columns they go over are blank, and no number moves."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.model import State
from tests.reading.test_blank_lines import zeros_left_blank
from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS
from tests.support.printed_form import PrintedReport, Row
from tests.support.shapes import html

HEADING_ROWS = 3


@dataclass(frozen=True)
class WithMergedBlanks(PrintedReport):
    """Each run of blank cells of the requests table is one cell."""

    def requests(self) -> list[Row]:
        heading, rows = super().requests()[:HEADING_ROWS], super().requests()[HEADING_ROWS:]
        return [*heading, *([*row[:-7], *merged(row[-7:])] for row in rows)]


def merged(cells: Row) -> Row:
    found: Row = []
    for text, down, right in cells:
        if not text and found and not found[-1][0]:
            right += found.pop()[2]
        found.append((text, down, right))
    return found


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("seed", [5, 6, 7])
def test_merged_blanks_are_blank_cells(edition: str, seed: int) -> None:
    values = zeros_left_blank(edition, seed)
    cells = cells_of(*html(WithMergedBlanks(edition, values, year=YEARS[edition])))
    requests = [key for key in values if key.table == "requests"]
    assert {key: cells[key].raw for key in requests} == {key: values[key] for key in requests}
    assert all(cells[key].certain for key in requests)
    assert {cells[key].state for key in requests} == {State.BLANK, State.REPORTED}
