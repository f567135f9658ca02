"""Ways to spoil a written package so that one rule is broken and everything else still agrees."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.package.descriptor import descriptor
from gongkai.package.files import write_checksums
from gongkai.package.tabular import write_csv, write_parquet
from tests.package.make_gold_package import gold_dataset

Spoil = Callable[[pa.Table], pa.Table]


def spoil(folder: Path, table: str, change: Spoil) -> None:
    """Write the changed table as CSV and Parquet, with hashes to match: the fault is in the data alone."""
    changed = change(pq.read_table(folder / "data" / f"{table}.parquet"))
    write_csv(changed, folder / "data" / f"{table}.csv")
    write_parquet(changed, folder / "data" / f"{table}.parquet")
    text = json.dumps(descriptor(gold_dataset(), folder), ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    write_checksums(folder)


def with_value(column: str, value: Any, row: int = 0) -> Spoil:
    """Put a value into one row of a column."""

    def change(table: pa.Table) -> pa.Table:
        values = table.column(column).to_pylist()
        values[row] = value
        field = table.schema.field(column).with_nullable(True)
        return table.set_column(table.column_names.index(column), field, pa.array(values, type=field.type))

    return change


def as_text(column: str, text: str) -> Spoil:
    """Make a column text, its first value `text`."""

    def change(table: pa.Table) -> pa.Table:
        values = ["" if value is None else str(value) for value in table.column(column).to_pylist()]
        return table.set_column(table.column_names.index(column), column, pa.array([text, *values[1:]]))

    return change


def with_extra_column(table: pa.Table) -> pa.Table:
    return table.append_column("surplus", pa.array(["x"] * table.num_rows))


def with_first_row_twice(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table.slice(0, 1), table])


def with_first_row_at_the_end_again(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table, table.slice(0, 1)])


def with_neighbours_swapped(row: int) -> Spoil:
    """Let a row and the one after it change places."""

    def change(table: pa.Table) -> pa.Table:
        rest = range(row + 2, table.num_rows)
        return table.take([*range(row), row + 1, row, *rest])

    return change


def reversed_rows(table: pa.Table) -> pa.Table:
    return table.take(list(reversed(range(table.num_rows))))
