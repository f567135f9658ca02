"""The rows of some reports as packed tables, so that many processes make the tables of one package."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc

from gongkai.forms.schema import table_schemas
from gongkai.model import DatasetContent, PublishedReport
from gongkai.package.arrow import arrow_schema, arrow_table
from gongkai.package.rows import rows_of_dataset, rows_of_reports
from gongkai.package.tabular import ROW_GROUP, csv_line, csv_lines, parquet_writer


def packed_part(reports: Sequence[PublishedReport]) -> bytes:
    """All rows of some reports, table by table, as Arrow and as lines of CSV, compressed.

    Raises:
        PackageError: a value does not fit its column.
    """
    schemas, rows = table_schemas(), rows_of_reports(reports)
    tables = {name: arrow_table(schemas[name], rows[name]) for name in rows}
    streams = {name: io.BytesIO() for name in tables}
    for name, table in tables.items():
        with pa.ipc.new_stream(streams[name], table.schema) as writer:
            writer.write_table(table)
    parts = {name: (streams[name].getvalue(), csv_lines(table).encode()) for name, table in tables.items()}
    whole = pickle.dumps(parts)
    # compressing each of some hundred columns by itself takes longer than all else
    compressed: bytes = pa.compress(whole, codec="zstd", asbytes=True)
    return len(whole).to_bytes(8, "big") + compressed


Part = Mapping[str, tuple[pa.Table, bytes]]
"""Tables of some reports, each as Arrow and as lines of CSV."""


def opened_part(part: bytes) -> Part:
    """What `packed_part` packed."""
    whole = pa.decompress(part[8:], int.from_bytes(part[:8], "big"), codec="zstd", asbytes=True)
    tables: dict[str, tuple[bytes, bytes]] = pickle.loads(whole)
    return {name: (pa.ipc.open_stream(stream).read_all(), lines) for name, (stream, lines) in tables.items()}


def dataset_part(content: DatasetContent) -> Part:
    """The tables about the dataset as a whole."""
    schemas, rows = table_schemas(), rows_of_dataset(content)
    tables = {name: arrow_table(schemas[name], rows[name]) for name in rows}
    return {name: (table, csv_lines(table).encode()) for name, table in tables.items()}


class TableWriter:
    """Writes one table part by part as Parquet and CSV, the same bytes however its rows are parted; close it."""

    def __init__(self, name: str, folder: Path) -> None:
        self._schema = arrow_schema(table_schemas()[name])
        self._parquet = parquet_writer(self._schema, folder / f"{name}.parquet")
        self._csv = (folder / f"{name}.csv").open("wb")
        self._csv.write(csv_line(self._schema.names).encode())
        self._waiting: list[pa.Table] = []

    def add(self, table: pa.Table, lines: bytes) -> None:
        """The next rows, which come after those before them in the order of the key."""
        self._csv.write(lines)
        self._waiting.append(table)
        while sum(part.num_rows for part in self._waiting) >= ROW_GROUP:
            rows = pa.concat_tables(self._waiting)
            self._parquet.write_table(rows.slice(0, ROW_GROUP).combine_chunks(), ROW_GROUP)
            self._waiting = [rows.slice(ROW_GROUP)]

    def close(self) -> None:
        """Writes what is left."""
        rest = pa.concat_tables(self._waiting).combine_chunks() if self._waiting else self._schema.empty_table()
        if rest.num_rows or not self._waiting:
            self._parquet.write_table(rest, ROW_GROUP)
        self._parquet.close()
        self._csv.close()


def add_part(writers: Mapping[str, TableWriter], part: Part) -> None:
    """Write the rows of a part, each table by its writer."""
    for name, (table, lines) in part.items():
        writers[name].add(table, lines)
