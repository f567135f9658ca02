"""The same report with its tables typed by hand or saved from a spreadsheet: commas, semicolons, tabs in Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from tests.read.word import docx, p
from tests.support.printed_form import PrintedReport
from tests.support.shapes import Shape, grid_of

_TAB, _BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"


def _lines(report: PrintedReport) -> Iterator[list[str | None]]:
    """Paragraphs and the rows of tables, each table between blank lines; None where a merged cell goes on."""
    for _, part in report.parts():
        rows: list[list[str | None]] = [[], *grid_of(part), []] if isinstance(part, list) else [[part]]
        yield from rows


def _separated(report: PrintedReport, separator: str) -> tuple[str, bytes]:
    lines = (separator.join(cell or "" for cell in line) for line in _lines(report))
    return "report.txt", "\n".join(lines).encode()


def without_merged_cells(report: PrintedReport) -> tuple[str, bytes]:
    """Commas; where a merged cell goes on is no cell."""
    lines = (",".join(cell for cell in line if cell is not None) for line in _lines(report))
    return "report.txt", "\n".join(lines).encode()


def spreadsheet(report: PrintedReport) -> tuple[str, bytes]:
    """A sheet saved as CSV for Windows: every line has as many cells, quotation marks where they are needed."""
    stream = io.StringIO()
    sheet = csv.writer(stream)
    lines = [line for line in _lines(report) if line]
    width = max(map(len, lines))
    sheet.writerows([*(cell or "" for cell in line), *[""] * (width - len(line))] for line in lines)
    return "report.csv", stream.getvalue().encode("gb18030")


def tabs_in_word(report: PrintedReport) -> tuple[str, bytes]:
    """A paragraph a row."""
    return "report.docx", docx(*(p(_row(line)) if line else "<w:p/>" for line in _lines(report)))


def tabs_and_breaks_in_word(report: PrintedReport) -> tuple[str, bytes]:
    """A paragraph a table."""
    parts = (
        p(_BREAK.join(map(_row, grid_of(part)))) if isinstance(part, list) else p(part) for _, part in report.parts()
    )
    return "report.docx", docx(*parts)


def _row(cells: list[str | None]) -> str:
    return _TAB.join(f"<w:r><w:t>{cell or ''}</w:t></w:r>" for cell in cells)


TYPED_TABLES: dict[str, Shape] = {
    "commas": partial(_separated, separator=","),
    "semicolons": partial(_separated, separator=";"),
    "Chinese commas": partial(_separated, separator="，"),
    "commas, merged cells left out": without_merged_cells,
    "spreadsheet": spreadsheet,
    "tabs in Word": tabs_in_word,
    "tabs and breaks in Word": tabs_and_breaks_in_word,
}
