"""A data package on disk: the same content gives the same bytes, whatever the machine, day or folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset, DatasetContent
from gongkai.package.archive import write_folder
from gongkai.package.arrow import arrow_table
from gongkai.package.database import write_sqlite
from gongkai.package.descriptor import descriptor
from gongkai.package.documents import workbook_notes, write_documents, write_text
from gongkai.package.files import DATA, DESCRIPTOR, write_checksums
from gongkai.package.linked_data import croissant, schema_org
from gongkai.package.portal import DCAT, dcat
from gongkai.package.rows import table_rows
from gongkai.package.spreadsheet import write_excel_csv, write_workbook
from gongkai.package.summary import Summary, summarise
from gongkai.package.tabular import write_csv, write_parquet


def write_package(content: DatasetContent, folder: Path) -> None:
    """Write the package of a dataset into an empty folder, which is made if missing; `seal_package` closes it.

    Args:
        content: everything the package holds.
        folder: where to; nothing in it may have a name that the package uses.

    Raises:
        PackageError: a value does not fit its column.
        DatasetError: the dataset names a licence that is not known.
    """
    (folder / DATA).mkdir(parents=True, exist_ok=True)
    dataset, tables = content.dataset, arrow_tables(content)
    summary = summarise(tables)
    _write_tables(tables, folder)
    _write_copies(dataset, tables, summary, folder)
    _write_descriptions(dataset, summary, folder)


def seal_package(folder: Path) -> None:
    """Put the checksums of all files into a package to which nothing is added any more, and everything into its ZIP."""
    package: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    write_checksums(folder)
    write_folder(folder, folder / f"{package['name']}-{package['version']}.zip")


def arrow_tables(content: DatasetContent) -> Mapping[str, pa.Table]:
    """Every table of the package, by name."""
    rows = table_rows(content)
    return {name: arrow_table(schema, rows[name]) for name, schema in table_schemas().items()}


def _write_tables(tables: Mapping[str, pa.Table], folder: Path) -> None:
    for name, table in tables.items():
        write_parquet(table, folder / DATA / f"{name}.parquet")
        write_csv(table, folder / DATA / f"{name}.csv")


def _write_copies(dataset: Dataset, tables: Mapping[str, pa.Table], summary: Summary, folder: Path) -> None:
    write_excel_csv(tables["report_wide"], folder / "report_wide.excel.csv")
    write_workbook(tables, workbook_notes(dataset, summary), folder / "report_wide.xlsx")
    write_sqlite(tables, folder / f"{dataset.id}.sqlite")


def _write_descriptions(dataset: Dataset, summary: Summary, folder: Path) -> None:
    package = descriptor(dataset, folder)
    _write_json(folder / DESCRIPTOR, package)
    _write_json(folder / "dataset.jsonld", schema_org(dataset, summary, package))
    _write_json(folder / "croissant.json", croissant(dataset, summary, package))
    _write_json(folder / DCAT, dcat(dataset, summary, package))
    write_documents(dataset, summary, folder)


def _write_json(path: Path, data: dict[str, Any]) -> None:
    write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
