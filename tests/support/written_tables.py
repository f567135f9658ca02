"""Tables of a package, and single files of them, without the package around."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from gongkai.forms.schema import table_schemas
from gongkai.model import DatasetContent
from gongkai.package.parts import dataset_part, opened_part, packed_part
from gongkai.package.tabular import ROW_GROUP, csv_line, csv_lines, parquet_writer


def whole_tables(content: DatasetContent) -> Mapping[str, pa.Table]:
    found = {**dataset_part(content), **opened_part(packed_part(content.reports))}
    return {name: found[name][0] for name in table_schemas()}


def write_parquet(table: pa.Table, path: Path) -> None:
    with parquet_writer(table.schema, path) as writer:
        writer.write_table(table, ROW_GROUP)


def write_csv(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line(table.column_names) + csv_lines(table))
