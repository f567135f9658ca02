"""A package of a few rows, typed in: every kind of number that a cell can hold, and codes of two lists."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

TABLES: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "agencies": (
        "agency_id name name_en",
        [("110000-water", "甲市水务局", "Water Bureau of Jia"), ("2-b", "乙局", None)],
    ),
    "reports": (
        "report_id agency_id year source_url",
        [("r1", "110000-water", 2021, "https://example.org/r1"), ("r2", "2-b", 2022, None)],
    ),
    "codes": (
        "list code label_zh label_en",
        [
            ("columns", "total", "总计", "total"),
            ("requests", "total", "全部行", "all rows"),
            ("requests", "granted", "予以公开", "disclosed"),
            ("requests", "refused", "不予公开", "not disclosed"),
        ],
    ),
    "requests": (
        "report_id row_code column_code value raw state reconciled certain place",
        [
            ("r1", "granted", "total", 7, "7", "reported", None, True, "line 5, cell 2"),
            ("r1", "refused", "total", 8, "8", "reported", 9, True, "line 6, cell 2"),
            ("r2", "granted", "total", 5, "5?", "reported", None, False, None),
            ("r2", "refused", "total", None, "", "blank", None, True, "line 3, cell 1"),
            ("r2", "total", "total", None, "若干", "unreadable", 6, False, "line 4, cell 1"),
        ],
    ),
}  # fmt: skip
CODES = {"requests": {"row_code": "requests", "column_code": "columns"}}
"""The list that each column of codes takes its codes from."""
OWN = {b"made by": b"hand"}
"""What the files themselves say beside their columns."""


def write(folder: Path, name: str = "water", version: str = "2026.1.0", tables: Any = None) -> Path:
    """Write the package, or one with other rows, and return its folder."""
    (folder / "data").mkdir(parents=True)
    resources = []
    for table, (columns, rows) in (tables or TABLES).items():
        names = columns.split()
        path = folder / "data" / f"{table}.parquet"
        made = pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])
        pq.write_table(made.replace_schema_metadata(OWN), path)
        listed = CODES.get(table, {})
        fields = [{"name": column, **({"codes": listed[column]} if column in listed else {})} for column in names]
        parquet = {"format": "parquet", "path": f"data/{table}.parquet", "hash": _hash(path)}
        sheet = {"format": "xlsx", "path": f"data/{table}.xlsx", "hash": "sha256:0"}
        resources.append({"name": table, "schema": {"fields": fields}, "alternates": [sheet, parquet]})
    resources.append({"name": "notes", "schema": {"fields": []}})
    descriptor = {"name": name, "version": version, "title": "水务数据", "title_en": "Water data"}
    (folder / "datapackage.json").write_text(json.dumps({**descriptor, "resources": resources}), encoding="utf-8")
    return folder


def _hash(path: Path) -> str:
    return f"sha256:{sha256(path.read_bytes()).hexdigest()}"
