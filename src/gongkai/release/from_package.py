"""A data package on disk as a publication: its Parquet tables, one report at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongkai.errors import PackageError
from gongkai.forms.schema import table_schemas
from gongkai.release.changes_file import CHANGES, read_changes
from gongkai.release.compared import ComparedTable, compared_tables
from gongkai.release.publication import Key, Publication, Rows, Values, rows_of, version_order
from gongkai.release.reading_changes import from_json

DESCRIPTOR = "datapackage.json"
ESSENTIAL = ("reports", "agencies", "rejections")
"""Tables without which no version can be told from another."""

_DIGITS = 12
"""Hexadecimal digits kept of a digest: enough to tell two texts of one report apart."""


def read_package(path: Path) -> Publication:
    """The package in a folder, which may also be named by its `datapackage.json`.

    Raises:
        PackageError: it is missing, truncated, or holds a table that is not known here.
    """
    folder = path.parent if path.name == DESCRIPTOR else path
    descriptor = read_descriptor(folder)
    listed = {resource["name"] for resource in descriptor["resources"]}
    tables = {name: _compared_columns(folder, table) for name, table in compared_tables().items() if name in listed}
    reports = read_table(folder, "reports", ("report_id", "source_sha256")).to_pydict()
    refused = read_table(folder, "rejections", ("sha256",)).column("sha256").to_pylist()
    changes = read_changes(folder / CHANGES) if (folder / CHANGES).is_file() else {}
    return Publication(
        name=str(folder),
        dataset=descriptor["name"],
        version=descriptor["version"],
        tables=frozenset(tables),
        sources=dict(sorted(zip(reports["report_id"], reports["source_sha256"], strict=True))),
        refused=frozenset(refused),
        shared=_shared(tables),
        record=_Records(tables).rows,
        declared=tuple(from_json(entry) for entry in changes.get("reading_changes", ())),
        releases=tuple(changes.get("releases", ())),
    )


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a package; an older one may list fewer tables than packages have now.

    Raises:
        PackageError: it is missing or damaged, or lists a table that is not known, or none of reports.
    """
    path = folder / DESCRIPTOR
    try:
        descriptor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        name, version = str(descriptor["name"]), str(descriptor["version"])
        listed = {str(resource["name"]) for resource in descriptor["resources"]}
    except OSError as error:
        raise PackageError("there is no data package", file=str(path), advice="name the folder of a package") from error
    except (ValueError, KeyError, TypeError) as error:
        raise PackageError("is no descriptor of a data package", file=str(path), advice="build it again") from error
    if odd := sorted(listed - table_schemas().keys()):
        advice = "use the gongkai that made the newer package"
        raise PackageError(f"table {odd[0]} is not known here", file=str(path), advice=advice)
    if lacking := [name for name in ESSENTIAL if name not in listed]:
        raise PackageError(f"table {lacking[0]} is not listed", file=str(path), advice="build the package again")
    version_order(version)
    return {**descriptor, "name": name, "version": version}


def read_table(folder: Path, name: str, columns: tuple[str, ...]) -> pa.Table:
    """Those columns of a table of the package.

    Raises:
        PackageError: the file is missing or truncated, or lacks a column.
    """
    path = folder / "data" / f"{name}.parquet"
    with _opened(path) as file:
        if missing := [column for column in columns if column not in file.schema_arrow.names]:
            raise PackageError(f"has no column {missing[0]}", file=str(path), advice="build the package again")
        return file.read(columns=list(columns)).select(list(columns))


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        what = "is missing" if not path.is_file() else "cannot be read, it may be truncated"
        raise PackageError(what, file=str(path), advice="build the package again, or fetch it again") from error


def _compared_columns(folder: Path, table: ComparedTable) -> pa.Table:
    """The compared columns, each report's rows together; a column that an older package lacks is left out."""
    with _opened(folder / "data" / f"{table.name}.parquet") as file:
        there = [column for column in table.columns if column in file.schema_arrow.names]
    return read_table(folder, table.name, (*table.key, *there)).sort_by(table.key[0])


def _shared(tables: Mapping[str, pa.Table]) -> Rows:
    compared = compared_tables()
    shared: dict[Key, Values] = {}
    for name, table in tables.items():
        if not compared[name].of_reports:
            shared |= rows_of(compared[name], table.to_pylist())
    return shared


class _Records:
    """The rows of each report, cut out of the tables when asked for: a large package stays in columns."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = {name: table for name, table in tables.items() if compared_tables()[name].of_reports}
        self._spans = {name: _spans(table) for name, table in self._tables.items()}

    def rows(self, report_id: str) -> Rows:
        """All rows of a report, by table and key."""
        rows: dict[Key, Values] = {}
        for name, table in self._tables.items():
            start, length = self._spans[name].get(report_id, (0, 0))
            compared = compared_tables()[name]
            rows |= rows_of(compared, (_digested(row, compared) for row in table.slice(start, length).to_pylist()))
        return rows


def _spans(table: pa.Table) -> dict[str, tuple[int, int]]:
    """Where the rows of each report start, and how many there are."""
    runs = pc.run_end_encode(table.column("report_id").combine_chunks())
    ends = runs.run_ends.to_pylist()
    starts = [0, *ends][: len(ends)]
    return {
        report_id: (start, end - start)
        for report_id, start, end in zip(runs.values.to_pylist(), starts, ends, strict=True)
    }


def _digested(row: dict[str, Any], table: ComparedTable) -> dict[str, Any]:
    for column in table.digest & row.keys():
        if row[column] is not None:
            row[column] = f"sha256:{sha256(row[column].encode()).hexdigest()[:_DIGITS]}"
    return row
