"""A whole report in the shapes of web sites: read exactly, or in doubt, never wrong in silence."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_shapes import YEARS, silently_wrong
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import Shape
from tests.support.web_shapes import DOUBTFUL, EXACT


def read_report(shape: Shape, edition: str, values: dict[CellKey, str]) -> dict[CellKey, Cell]:
    cells, _ = extract_cells(recognise(read_bytes(*shape(PrintedReport(edition, values, year=YEARS[edition])))))
    return {cell.key: cell for cell in cells}


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("shape", EXACT)
def test_what_a_browser_shows_is_read_exactly(shape: str, edition: str) -> None:
    values = consistent_values(edition, 21)
    cells = read_report(EXACT[shape], edition, values)
    assert {key: cells[key].value for key in values} == {key: int(text) for key, text in values.items()}
    assert all(cells[key].certain for key in values)


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("shape", DOUBTFUL)
def test_what_may_be_read_in_two_ways_is_never_wrong_in_silence(shape: str, edition: str) -> None:
    values = consistent_values(edition, 21)
    cells = read_report(DOUBTFUL[shape], edition, values)
    assert not silently_wrong(cells, values)
    assert sum(str(cells[key].value) == text for key, text in values.items()) > len(values) / 3
