"""What spreadsheet programs need: texts that they do not run, and a CSV with byte order mark and Chinese headings.

A text that a spreadsheet would run as a formula gets an apostrophe in front; only these copies are touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from gongkai.forms.schema import table_schemas
from gongkai.model import harmless
from gongkai.package.tabular import csv_line, csv_lines

NAMING = ("uncertain_cells", "reconciled_cells")
"""Columns of the wide table whose texts hold names of its other columns."""


def write_excel_csv(table: pa.Table, path: Path) -> None:
    """Write the wide table for a double click: UTF-8 with byte order mark, headings in Chinese."""
    headings = {field.name: field.title_zh for field in table_schemas()["report_wide"].fields}
    columns = {name: table.column(name) for name in headings}
    for name, column in columns.items():
        if pa.types.is_string(column.type):  # only texts can be taken for a formula
            texts = column.to_pylist()
            named = (_in_headings(text, headings) for text in texts) if name in NAMING else texts
            columns[name] = pa.array([harmless(text) for text in named], pa.string())
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_line(list(headings.values())))
        file.write(csv_lines(pa.table(columns)))


def _in_headings(value: str | None, headings: Mapping[str, str]) -> str | None:
    """`requests__granted__total=1` as this file calls the column: `（一）予以公开 · 总计=1`."""
    parts = (part.partition("=") for part in value.split("|")) if value else ()
    return "|".join(f"{headings[name]}{mark}{number}" for name, mark, number in parts) or None
