"""Ways to spoil a written package so that one rule is broken and everything else still agrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.package.descriptor import descriptor
from gongkai.package.files import CHECKSUMS, checksums, file_names
from tests.package.make_gold_package import gold_dataset
from tests.support.written_tables import write_csv, write_parquet

Spoil = Callable[[pa.Table], pa.Table]


def spoil(folder: Path, table: str, change: Spoil) -> None:
    """Write the changed table as CSV and Parquet, with hashes to match: the fault is in the data alone."""
    changed = change(pq.read_table(folder / "data" / f"{table}.parquet"))
    write_csv(changed, folder / "data" / f"{table}.csv")
    write_parquet(changed, folder / "data" / f"{table}.parquet")
    text = json.dumps(descriptor(gold_dataset(), folder), ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    (folder / CHECKSUMS).write_text("".join(checksums(folder, file_names(folder)).values()), encoding="utf-8")


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


class BadRows(NamedTuple):
    """A fault of rows that both engines must find, and what each calls it.

    `words` stand in the message of DuckDB.
    """

    table: str
    change: Spoil
    frictionless: str
    duckdb: str
    words: str


BAD_ROWS = (
    BadRows("reports", with_value("status", None), "constraint-error", "required", "1 rows, first 140600-"),
    BadRows("requests", with_value("state", "guessed"), "constraint-error", "enum", "= guessed"),
    BadRows("reports", with_value("division_code", "2300"), "constraint-error", "pattern", "= 2300"),
    BadRows("reports", with_value("cells_total", -1), "constraint-error", "minimum", "cells_total: 1 rows"),
    BadRows("sections", with_value("section", 7), "constraint-error", "maximum", "= 7"),
    BadRows("review_litigation", as_text("value", "三件"), "type-error", "type", "value is VARCHAR"),
    BadRows("facts", as_text("value", "三百余"), "type-error", "type", "value is VARCHAR"),
    BadRows("reports", as_text("publish_date", "20200120"), "type-error", "type", "publish_date is VARCHAR"),
    BadRows("requests", with_first_row_twice, "primary-key", "key", "2020/new_received/natural_person"),
    BadRows(
        "requests",
        with_value("report_id", "110000-science-technology-2019"),
        "foreign-key",
        "foreign_key",
        "report_id: 1 rows",
    ),
    BadRows(
        "agencies",
        with_value("successor_id", "110000-science-technology"),
        "foreign-key",
        "foreign_key",
        "successor_id",
    ),
    BadRows("facts", with_extra_column, "extra-label", "columns", "surplus"),
)
"""Type, enum, key, foreign key, range and columns; files and their order are in `BAD_FILES`."""


def reorder(folder: Path) -> None:
    """Turn the rows of a table round, CSV and Parquet alike, and leave the descriptor as it is."""
    table = reversed_rows(pq.read_table(folder / "data" / "requests.parquet"))
    write_csv(table, folder / "data" / "requests.csv")
    write_parquet(table, folder / "data" / "requests.parquet")


def edit_values(folder: Path) -> None:
    """Change one number, CSV and Parquet alike, and leave the descriptor as it is."""
    table = with_value("value", 7)(pq.read_table(folder / "data" / "review_litigation.parquet"))
    write_csv(table, folder / "data" / "review_litigation.csv")
    write_parquet(table, folder / "data" / "review_litigation.parquet")


def take_away(folder: Path) -> None:
    """Take both files of a table away."""
    for ending in ("csv", "parquet"):
        (folder / "data" / f"facts.{ending}").unlink()


BAD_FILES: Mapping[Callable[[Path], None], tuple[str, str]] = {
    reorder: ("requests", "order"),
    edit_values: ("review_litigation", "hash"),
    take_away: ("facts", "missing"),
}
"""Faults of files that both engines must find: the table, and what our own checks call it."""
