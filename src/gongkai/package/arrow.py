"""Rows as Arrow tables: types from the table schemas, in the order of the schema, labels in the metadata."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import NoneType

import pyarrow as pa

from gongkai.errors import PackageError
from gongkai.forms.schema import NUMBER_DECIMALS, NUMBER_DIGITS, Field, TableSchema
from gongkai.package.rows import Row

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.decimal128(NUMBER_DIGITS, NUMBER_DECIMALS),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}

_MISFITS = (pa.ArrowException, ValueError, TypeError, OverflowError)


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
    """The rows as a table in its order; keys that are no column of the table are left out.

    Raises:
        PackageError: a value does not fit the type of its column.
    """
    ordered = sorted(rows, key=lambda row: tuple(row[name] for name in schema.order))
    target = arrow_schema(schema)
    arrays = [_array(schema, field, ordered) for field in schema.fields]
    return pa.Table.from_arrays(arrays, schema=target)


def _array(schema: TableSchema, field: Field, rows: list[Row]) -> pa.Array:
    values = [row.get(field.name) for row in rows]
    if field.type in ("integer", "number"):
        values = [_number(field, value) for value in values]
    else:
        values = [None if value == "" else value for value in values]
    try:
        return _typed(field, values)
    except _MISFITS:
        for row, value in zip(rows, values, strict=True):
            try:
                _typed(field, [value])
            except _MISFITS as error:
                key = "/".join(str(row[name]) for name in schema.primary_key)
                told = {"column": field.name, "key": key, "value": value, "type": field.type, "table": schema.name}
                raise PackageError("misfit", file=f"data/{schema.name}.parquet", **told) from error
        raise


def _typed(field: Field, values: list[object]) -> pa.Array:
    if field.type == "integer" and not set(map(type, values)) <= {int, bool, NoneType}:
        raise TypeError("Arrow would cut off the decimals without a word")
    return pa.array(values, type=TYPES[field.type])


def _number(field: Field, value: object) -> object:
    """The number in the type of its column if that keeps its value; else as it is, so that Arrow refuses it."""
    if value is None or value == "":
        return None
    if field.type == "number" and isinstance(value, int | float):
        return Decimal(str(value))
    if field.type == "integer" and isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
