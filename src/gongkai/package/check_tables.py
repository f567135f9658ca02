"""Faults of the tables: CSV against its schema (frictionless), Parquet against CSV value for value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from gongkai.forms.data_files import csv_rows
from gongkai.forms.schema import TableSchema
from gongkai.model import Fault, fault
from gongkai.package.arrow import arrow_schema
from gongkai.package.check_descriptor import tables_of
from gongkai.package.check_files import one_line
from gongkai.package.files import DATA, DESCRIPTOR

SHOWN = 20
"""Faults of one file that are listed; the rest is counted."""


def frictionless_faults(folder: Path) -> list[Fault]:
    """What frictionless finds, in our words (`frictionless.csv`), or in its own for kinds that the table lacks.

    It counts the heading as the first row.
    """
    # Loading it takes a third of a second, and few ask for it.
    import frictionless

    try:
        report = frictionless.Package(str(folder / DESCRIPTOR)).validate()
    except Exception as error:  # the library raises errors of any kind on a damaged file
        return [fault(DESCRIPTOR, "frictionless", "fault_library", said=one_line(error))]
    faults = [_told(DESCRIPTOR, error) for error in report.errors]
    for task in report.tasks:
        place = task.place or DESCRIPTOR
        faults += [_told(place, error) for error in task.errors[:SHOWN]]
        if len(task.errors) > SHOWN:
            faults.append(fault(place, "frictionless", "fault_more", number=len(task.errors) - SHOWN))
    return faults


def _told(file: str, error: Any) -> Fault:
    """A fault from what an error of frictionless holds; the quoted parts of its note are counted from 0."""
    words = {row["type"]: (row["zh"], row["en"]) for row in csv_rows("gongkai.package", "frictionless.csv")}
    quoted = re.findall('"([^"]*)"', error.note)
    try:
        zh, en = (said.format(*quoted, **error.to_descriptor()) for said in words[error.type])
    except (KeyError, IndexError):  # a kind that the table lacks, or a note that another version words otherwise
        return fault(file, error.type, "fault_library", said=error.message)
    return Fault(file, error.type, zh, en)


def parquet_faults(folder: Path) -> list[Fault]:
    """Parquet files whose columns or values are not those of the schema and of the CSV file."""
    faults: list[Fault | None] = []
    for schema in tables_of(folder).values():
        try:
            faults.append(_pair_fault(folder, schema))
        except Exception as error:  # the library raises errors of any kind on a damaged file
            said = one_line(error)
            faults.append(fault(f"{DATA}/{schema.name}.parquet", "unreadable", "fault_unreadable", said=said))
    return [found for found in faults if found]


def _pair_fault(folder: Path, schema: TableSchema) -> Fault | None:
    csv, parquet = (f"{DATA}/{schema.name}.{ending}" for ending in ("csv", "parquet"))
    try:
        table = pq.read_table(folder / parquet)
    except (OSError, pa.ArrowException) as error:
        return fault(parquet, "unreadable", "fault_unreadable", said=one_line(error))
    found, expected = table.schema, arrow_schema(schema)
    if found.names != expected.names:
        return fault(parquet, "schema", "fault_columns", columns=", ".join(found.names[:40]))
    if wrong := [name for name in found.names if not found.field(name).equals(expected.field(name))]:
        return fault(parquet, "schema", "fault_types", columns=", ".join(wrong))
    if not found.equals(expected, check_metadata=True):
        return fault(parquet, "schema", "fault_labels")
    try:
        types = dict(zip(found.names, found.types, strict=True))
        twin = pyarrow.csv.read_csv(
            folder / csv,
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True),
        )
    except (OSError, pa.ArrowException) as error:
        return fault(csv, "unreadable", "fault_unreadable", said=one_line(error))
    return _first_difference(csv, table, twin)


def _first_difference(file: str, table: pa.Table, twin: pa.Table) -> Fault | None:
    if table.column_names != twin.column_names:
        return fault(file, "differs", "fault_columns", columns=", ".join(twin.column_names[:40]))
    if table.num_rows != twin.num_rows:
        return fault(file, "differs", "fault_rows", here=twin.num_rows, there=table.num_rows)
    unequal = (name for name in table.column_names if not table.column(name).equals(twin.column(name)))
    if (name := next(unequal, None)) is None:
        return None
    pairs = zip(twin.column(name).to_pylist(), table.column(name).to_pylist(), strict=True)
    number, (here, there) = next((n, pair) for n, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
    return fault(file, "differs", "fault_value", row=number, column=name, here=repr(here), there=repr(there))
