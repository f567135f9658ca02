"""What spreadsheet programs need: texts that they do not run, and a CSV with byte order mark and Chinese headings.

A text that a spreadsheet would run as a formula gets an apostrophe in front; only these copies are touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from gongkai.forms.schema import table_schemas
from gongkai.model import as_text, harmless
from gongkai.package.tabular import csv_line

NAMING = ("uncertain_cells", "reconciled_cells")
"""Columns of the wide table whose texts name its other columns."""


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


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
