"""Rows as Arrow tables: types from the table schemas, sorted by primary key, labels in the metadata."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pyarrow as pa

from gongkai.errors import PackageError
from gongkai.forms.schema import Field, TableSchema
from gongkai.package.rows import Row

DECIMAL = pa.decimal128(24, 6)
"""Amounts: 10,000 yuan down to the fen takes six decimals."""

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": DECIMAL,
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_schema(schema: TableSchema) -> pa.Schema:
    """The Arrow schema of a table; titles and descriptions in both languages are metadata of its fields."""
    fields = [
        pa.field(field.name, TYPES[field.type], nullable=not field.required, metadata=_labels(field))
        for field in schema.fields
    ]
    return pa.schema(fields, metadata={"name": schema.name, **_labels(schema)})


def _labels(thing: Field | TableSchema) -> dict[str, str]:
    return {
        "title": thing.title_zh,
        "title_en": thing.title_en,
        "description": thing.description_zh,
        "description_en": thing.description_en,
    }


def arrow_table(schema: TableSchema, rows: Iterable[Row]) -> pa.Table:
    """The rows as a table sorted by primary key; keys that are no column of the table are left out.

    Raises:
        PackageError: a value does not fit the type of its column.
    """
    ordered = sorted(rows, key=lambda row: tuple(row[name] for name in schema.primary_key))
    target = arrow_schema(schema)
    arrays = [_array(schema, field, ordered) for field in schema.fields]
    return pa.Table.from_arrays(arrays, schema=target)


def _array(schema: TableSchema, field: Field, rows: list[Row]) -> pa.Array:
    kind = TYPES[field.type]
    values = [_python_value(field, row.get(field.name)) for row in rows]
    try:
        return pa.array(values, type=kind)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        return pa.array([_fitted(schema, field, row) for row in rows], type=kind)


def _fitted(schema: TableSchema, field: Field, row: Row) -> Any:
    """The value in the type of its column, where only its Python type differs."""
    value = _python_value(field, row.get(field.name))
    try:
        pa.array([value], type=TYPES[field.type])
    except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        key = "/".join(str(row[name]) for name in schema.primary_key)
        raise PackageError(
            f"{field.name} of {key} is {value!r}, which is no {field.type} that table {schema.name} can hold",
            file=f"data/{schema.name}.parquet",
            advice="let the extraction mark the cell as unreadable",
        ) from error
    return value


def _python_value(field: Field, value: Any) -> Any:
    if value == "":
        return None
    if field.type == "number" and isinstance(value, int | float):
        return Decimal(str(value))
    if field.type == "integer" and isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
