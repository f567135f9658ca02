"""What real converters make of a report: never silently wrong, and read in full where cells stay apart."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_shapes import silently_wrong, with_marks
from tests.support.converted import FROM_PAGES, FROM_PDF, KEEP_CELLS
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import Shape

EDITIONS = {"2019": 2020, "2021": 2023}
VALUES = {
    "full": consistent_values("2021", 11),
    "2019": consistent_values("2019", 12),
    "with blanks and marks": with_marks(consistent_values("2021", 13), 13),
    "large": consistent_values("2019", 14, largest=20_000),
}


def read_converted(shape: Shape, values: dict[CellKey, str]) -> dict[CellKey, Cell]:
    edition = "2021" if CellKey("requests", "other_other", "total") in values else "2019"
    report = PrintedReport(edition, values, year=EDITIONS[edition])
    cells, _ = extract_cells(recognise(read_bytes(*shape(report))))
    return {cell.key: cell for cell in cells}


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("converter", FROM_PAGES)
def test_text_made_of_a_page_is_never_silently_wrong(converter: str, values: dict[CellKey, str]) -> None:
    assert not silently_wrong(read_converted(FROM_PAGES[converter], values), values)


@pytest.mark.slow
@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("converter", FROM_PDF)
def test_text_made_of_a_pdf_is_never_silently_wrong(converter: str, values: dict[CellKey, str]) -> None:
    assert not silently_wrong(read_converted(FROM_PDF[converter], values), values)


@pytest.mark.parametrize("values", ["full", "2019", "large"])
@pytest.mark.parametrize("converter", FROM_PAGES)
def test_full_rows_are_read_whatever_the_converter(converter: str, values: str) -> None:
    cells = read_converted(FROM_PAGES[converter], VALUES[values])
    assert {key: str(cells[key].value) for key in VALUES[values]} == VALUES[values]
    assert all(cell.certain for cell in cells.values())


@pytest.mark.parametrize("converter", KEEP_CELLS)
def test_blanks_stay_where_cells_stay_apart(converter: str) -> None:
    values = VALUES["with blanks and marks"]
    cells = read_converted(FROM_PAGES[converter], values)
    assert {key: (cells[key].raw or "").strip() for key in values} == values
