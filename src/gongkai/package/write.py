"""A data package on disk: the same content gives the same bytes, whatever the machine, day or folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongkai.forms.schema import table_schemas
from gongkai.model import DatasetContent
from gongkai.package.arrow import arrow_table
from gongkai.package.descriptor import descriptor
from gongkai.package.files import DATA, DESCRIPTOR, write_checksums
from gongkai.package.rows import table_rows
from gongkai.package.tabular import write_csv, write_parquet


def write_package(content: DatasetContent, folder: Path) -> None:
    """Write the package of a dataset into an empty folder, which is made if missing.

    Raises:
        PackageError: a value does not fit its column.
        DatasetError: the dataset names a licence that is not known.
    """
    (folder / DATA).mkdir(parents=True, exist_ok=True)
    write_tables(content, folder)
    write_json(folder / DESCRIPTOR, descriptor(content.dataset, folder))
    write_checksums(folder)


def write_tables(content: DatasetContent, folder: Path) -> None:
    """Write every table as CSV and Parquet."""
    rows = table_rows(content)
    for schema in table_schemas().values():
        table = arrow_table(schema, rows[schema.name])
        write_parquet(table, folder / DATA / f"{schema.name}.parquet")
        write_csv(table, folder / DATA / f"{schema.name}.csv")


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write JSON for people and programs: UTF-8, two spaces, a line break at the end."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
