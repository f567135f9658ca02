"""Tables with a row of another kind among those of the form: its numbers are none of the form's."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import Shape, html, markdown, one_cell_per_line, spaced_lines, stripped, tabs

OTHERS = ("17", "0", "0", "3", "120", "0", "140")


@dataclass(frozen=True)
class WithRow(PrintedReport):
    """A report whose requests table has a row of this label above the row that begins with `above`, else at its end."""

    label: str = ""
    above: str = ""

    def requests(self) -> list[Row]:
        rows = super().requests()
        at = next((at for at, row in enumerate(rows) if self.above and row[0][0].startswith(self.above)), len(rows))
        return [*rows[:at], [(self.label, 1, 3), *((text, 1, 1) for text in OTHERS)], *rows[at:]]


@pytest.mark.parametrize(
    ("label", "above"), [("上年总计", "四、"), ("其中：下属单位", ""), ("予以公开（含部分公开）", ""), ("合计", "")]
)
@pytest.mark.parametrize("shape", [html, markdown, tabs, stripped, one_cell_per_line, spaced_lines])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_row_of_another_kind_gives_no_row_of_the_form_its_numbers(
    edition: str, shape: Shape, label: str, above: str
) -> None:
    full = consistent_values(edition, 1)
    zeros = [key for key, text in full.items() if text == "0" and key.table == "requests"]
    values = full | dict.fromkeys(zeros[::2], "")
    document = read_bytes(*shape(WithRow(edition, values, label=label, above=above)))
    cells = [cell for cell in extract_cells(recognise(document))[0] if cell.key.table == "requests" and cell.certain]
    assert {cell.key: cell.raw for cell in cells if cell.raw} == {
        cell.key: values[cell.key] for cell in cells if cell.raw
    }
    # a cell of a page has its row and its column, whatever stands beside it
    if shape in (html, markdown):
        in_doubt = {key.row for key in values if key.table == "requests"} - {cell.key.row for cell in cells}
        assert in_doubt <= {"granted", "total_processed"}
