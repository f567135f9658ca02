"""The tables as one SQLite file, with keys, so that any SQL tool opens them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from gongkai.forms.schema import TableSchema, table_schemas
from gongkai.model import json_value

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "date": "TEXT"}
"""SQLite knows neither decimals nor dates: amounts are floating point there, dates ISO 8601 text."""


def write_sqlite(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write the database; the file must not exist."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for schema in table_schemas().values():
            connection.execute(_create(schema))
            marks = ", ".join("?" * len(schema.fields))
            columns = [column.to_pylist() for column in tables[schema.name].columns]
            rows = ([json_value(value) for value in row] for row in zip(*columns, strict=True))
            connection.executemany(f'INSERT INTO "{schema.name}" VALUES ({marks})', rows)


def _create(schema: TableSchema) -> str:
    lines = [f'"{field.name}" {TYPES[field.type]}{" NOT NULL" * field.required}' for field in schema.fields]
    lines.append(f"PRIMARY KEY ({_names(schema.primary_key)})")
    for key in schema.foreign_keys:
        lines.append(f'FOREIGN KEY ("{key.field}") REFERENCES "{key.resource or schema.name}" ("{key.reference}")')
    return f'CREATE TABLE "{schema.name}" (\n  ' + ",\n  ".join(lines) + "\n) WITHOUT ROWID"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
