"""Copies for spreadsheet programs: a CSV with byte order mark and Chinese headings, and a workbook.

A text that a spreadsheet would run as a formula gets an apostrophe in front; only these copies are touched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import PatternFill

from gongkai.forms.schema import table_schemas
from gongkai.model import as_text
from gongkai.package.archive import write_zip
from gongkai.package.tabular import csv_line

SHEETS = ("report_wide", "findings", "codes")
"""Tables that the workbook holds."""

SHEET_ROWS = 1_048_000
"""Rows a sheet can hold; a longer table is left out and the CSV file serves."""

NAMING = ("uncertain_cells", "reconciled_cells")
"""Columns of the wide table whose texts name its other columns."""

_DOUBT = PatternFill("solid", fgColor="FFF2CC")
_FORMULA = re.compile("[=+\\-@＝＋－＠\t\r]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NEVER = datetime(1980, 1, 1)


class Doubtful(NamedTuple):
    """A value that the workbook shades, because the source can be read in more than one way."""

    value: Any


def harmless(value: Any) -> Any:
    """A value that no spreadsheet program runs: `=1+1` becomes `'=1+1`."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


def write_excel_csv(table: pa.Table, path: Path) -> None:
    """Write the wide table for a double click: UTF-8 with byte order mark, headings in Chinese."""
    headings = {field.name: field.title_zh for field in table_schemas()["report_wide"].fields}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_line(list(headings.values())))
        for row in _rows(table):
            values = (
                _in_headings(value, headings) if name in NAMING else value
                for name, value in zip(headings, row, strict=True)
            )
            file.write(csv_line(as_text(harmless(value)) for value in values))


def _in_headings(value: str | None, headings: Mapping[str, str]) -> str | None:
    """`requests__granted__total=1` as this file calls the column: `（一）予以公开 · 总计=1`."""
    parts = (part.partition("=") for part in value.split("|")) if value else ()
    return "|".join(f"{headings[name]}{mark}{number}" for name, mark, number in parts) or None


def write_workbook(tables: Mapping[str, pa.Table], notes: Sequence[str], path: Path) -> None:
    """Write the workbook: `notes` line by line on the first sheet, then a sheet per table of `SHEETS`."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "gongkai", _NEVER
    _sheet(book, "说明 notes", [[line] for line in notes])
    for name in SHEETS:
        if tables[name].num_rows <= SHEET_ROWS:
            fields = table_schemas()[name].fields
            headings = [[field.title_zh for field in fields], [field.name for field in fields]]
            rows = _shaded(tables[name]) if name == "report_wide" else _rows(tables[name])
            _sheet(book, name, [*headings, *rows], freeze="B3")
    _save(book, path)


def _sheet(book: Workbook, title: str, rows: Iterable[Iterable[Any]], freeze: str | None = None) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = freeze
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, Doubtful):
        return harmless(value)
    cell = WriteOnlyCell(sheet, value.value)
    cell.fill = _DOUBT
    return cell


def _shaded(table: pa.Table) -> Iterator[list[Any]]:
    """The rows of the wide table with the cells that it names as doubtful marked."""
    for row in _rows(table):
        doubtful = set(str(dict(zip(table.column_names, row, strict=True))["uncertain_cells"] or "").split("|"))
        yield [
            Doubtful(value) if name in doubtful else value for name, value in zip(table.column_names, row, strict=True)
        ]


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _save(book: Workbook, path: Path) -> None:
    """Save without the time of day, which the library writes into the file in three places."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as parts:
        members = {name: _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", parts.read(name)) for name in parts.namelist()}
    write_zip(members, path)
