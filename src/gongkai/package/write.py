"""A data package on disk: the same content gives the same bytes on any machine, on any day, in any folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from gongkai.forms.published_views import published_views
from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset, DatasetContent
from gongkai.package.archive import write_folder
from gongkai.package.database import write_sqlite
from gongkai.package.deposits import write_deposits
from gongkai.package.descriptor import descriptor
from gongkai.package.documents import workbook_notes, write_documents, write_json, write_text
from gongkai.package.files import CHECKSUMS, DATA, DESCRIPTOR, checksums, file_names
from gongkai.package.linked_data import croissant, schema_org
from gongkai.package.parts import TableWriter, add_part, dataset_part, opened_part, packed_part
from gongkai.package.portal import DCAT, dcat
from gongkai.package.spreadsheet import write_excel_csv
from gongkai.package.summary import summarise
from gongkai.package.workbook import write_workbook


def write_package(content: DatasetContent, folder: Path) -> None:
    """Write the package of a dataset into an empty folder, which is made if missing; `seal_package` closes it.

    Args:
        content: everything the package holds.
        folder: where to; nothing in it may have a name that the package uses.

    Raises:
        PackageError: a value does not fit its column.
        DatasetError: the dataset names a licence that is not known.
    """
    write_tables(content, folder)
    describe_package(content.dataset, folder)


def write_tables(content: DatasetContent, folder: Path, parts: Iterable[bytes] | None = None) -> None:
    """Write every table as Parquet and CSV into `data/`.

    Args:
        content: everything the package holds.
        folder: the package.
        parts: `packed_part` of the reports in the order of their ids, in place of `content.reports`.

    Raises:
        PackageError: a value does not fit its column.
    """
    (folder / DATA).mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {name: stack.enter_context(closing(TableWriter(name, folder / DATA))) for name in table_schemas()}
        # a part is written while the next one is opened
        beside = stack.enter_context(ThreadPoolExecutor(1))
        reports = [packed_part(content.reports)] if parts is None else parts
        written = beside.submit(add_part, writers, dataset_part(content))
        for part in map(opened_part, reports):
            written.result()
            written = beside.submit(add_part, writers, part)
        written.result()


def describe_package(dataset: Dataset, folder: Path) -> None:
    """Write all that is made from the written tables: copies for other programs, descriptions, texts.

    Args:
        dataset: what is said about it, with the version.
        folder: the package, with its tables.

    Raises:
        DatasetError: the dataset names a licence that is not known.
    """
    summary = summarise({name: folder / DATA / f"{name}.parquet" for name in table_schemas()})
    write_excel_csv(pq.read_table(folder / DATA / "report_wide.parquet"), folder / "report_wide.excel.csv")
    if has_every_copy(dataset, folder):
        tables = {name: pq.read_table(folder / DATA / f"{name}.parquet") for name in table_schemas()}
        write_workbook(tables, workbook_notes(dataset, summary), folder / f"{dataset.id}.xlsx", dataset.site_url)
        write_sqlite(tables, folder / f"{dataset.id}.sqlite")
    (folder / "sql").mkdir()
    for name, sql in published_views().items():
        write_text(folder / "sql" / f"{name}.sql", sql)
    package = descriptor(dataset, folder)
    write_json(folder / DESCRIPTOR, package)
    write_json(folder / "dataset.jsonld", schema_org(dataset, summary, package))
    write_json(folder / "croissant.json", croissant(dataset, summary, package))
    write_json(folder / DCAT, dcat(dataset, summary, package))
    write_documents(dataset, summary, folder)
    if dataset.released_on:
        write_deposits(dataset, summary, folder)


def same_tables(one: Path, other: Path) -> bool:
    """Whether two packages hold the same tables, labels of the columns included."""
    pairs = ((one / DATA / f"{name}.parquet", other / DATA / f"{name}.parquet") for name in table_schemas())
    return all(
        a.is_file() and b.is_file() and pq.read_table(a).equals(pq.read_table(b), check_metadata=True) for a, b in pairs
    )


def seal_package(folder: Path, database: Callable[[], Path] | None = None) -> None:
    """Close a package to which nothing is added any more: its ZIP, and the checksums of all files, the ZIP included.

    The DuckDB file stands beside the ZIP, not in it: its bytes are not the same twice. The ZIP has its own checksums.

    Args:
        folder: the package.
        database: waits for a DuckDB file that is still being written elsewhere, which is then moved into the package.
    """
    package: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    names = [name for name in file_names(folder) if not name.endswith(".duckdb")]
    sums = checksums(folder, names)
    write_text(folder / CHECKSUMS, "".join(sums.values()))
    write_folder(folder, [*names, CHECKSUMS], folder / f"{package['name']}-{package['version']}.zip")
    if database:
        written = database()
        written.rename(folder / written.name)
    sums |= checksums(folder, (name for name in file_names(folder) if name not in sums))
    write_text(folder / CHECKSUMS, "".join(sums[name] for name in sorted(sums)))


LARGE = 5_000
"""Reports from which on workbook, SQLite file and the keys in the DuckDB file are made for a release only."""


def has_every_copy(dataset: Dataset, folder: Path) -> bool:
    """True for a release and for a small package, which get the copies that take as long to make as all else."""
    reports = int(pq.read_metadata(folder / DATA / "reports.parquet").num_rows)
    return reports < LARGE or dataset.released_on is not None
