"""The tables as one SQLite file, with keys, so that any SQL tool opens them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from gongkai.forms.published_views import published_views, stored_name
from gongkai.forms.schema import table_schemas
from gongkai.package.tabular import ROW_GROUP

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "date": "TEXT"}
"""SQLite knows neither decimals nor dates: amounts are floating point there, dates ISO 8601 text."""


def write_sqlite(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write the database; the file must not exist. A table whose name is that of a view is called `<name>_stored`."""
    with closing(sqlite3.connect(path)) as connection, connection:
        # checking them takes four fifths of the time, and the DuckDB file checks the same rows; the keys are declared
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for schema in table_schemas().values():
            lines = schema.column_definitions(TYPES)
            key = ", ".join(f'"{name}"' for name in schema.primary_key)
            lines.append(f"PRIMARY KEY ({key})")
            for foreign in schema.foreign_keys:
                parent = f'"{foreign.resource or schema.name}" ("{foreign.reference}")'
                lines.append(f'FOREIGN KEY ("{foreign.field}") REFERENCES {parent}')
            # a table without row ids gives its rows in the order of the key, the others in the order in which they came
            kind = " WITHOUT ROWID" if schema.order == schema.primary_key else ""
            inner = ",\n  ".join(lines)
            connection.execute(f'CREATE TABLE "{stored_name(schema.name)}" (\n  {inner}\n){kind}')
            marks = ", ".join("?" * len(schema.fields))
            insert = f'INSERT INTO "{stored_name(schema.name)}" VALUES ({marks})'
            for batch in tables[schema.name].to_batches(max_chunksize=ROW_GROUP):
                columns = [_stored(column).to_pylist() for column in batch.columns]
                connection.executemany(insert, zip(*columns, strict=True))
        for name, sql in published_views().items():
            connection.execute(f'CREATE VIEW "{name}" AS\n{sql}')


def _stored(column: pa.Array) -> pa.Array:
    """A column in a type that SQLite keeps."""
    if pa.types.is_decimal(column.type):
        return column.cast(pa.float64())
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    return column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column
