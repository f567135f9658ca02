"""The page on which any table is filtered, grouped, sorted or asked by SQL, over the published Parquet files."""

from __future__ import annotations

from typing import Any

from gongkai.forms.published_views import published_views
from gongkai.forms.schema import table_schemas
from gongkai.site.downloads import Dataset
from gongkai.site.figures import Row
from gongkai.site.page import SiteData, Values
from gongkai.site.stamp import json_block
from gongkai.site.words import Words

NUMBERS = ("integer", "number")


def explore(data: SiteData, words: Words, row: Row) -> Values:
    """What there is to explore: datasets, tables with their columns, files and sizes, and the published views."""
    schemas = {
        name: {
            "title": words(schema.title_zh, schema.title_en),
            "columns": [[f.name, words(f.title_zh, f.title_en), _kind(f.type)] for f in schema.fields],
        }
        for name, schema in table_schemas().items()
    }
    tables = [name for name in schemas if any(f"data/{name}.parquet" in dataset.files for dataset in data.datasets)]
    views = {name: sql for name, sql in published_views().items() if name not in schemas}
    return {
        "datasets": [(dataset.id, dataset.described(words)["title"]) for dataset in data.datasets],
        "tables": [(name, schemas[name]["title"]) for name in tables],
        "known": json_block(
            {
                "tables": {name: schemas[name] for name in tables},
                "files": {dataset.id: _files(dataset, tables) for dataset in data.datasets},
                "views": views,
            }
        ),
    }


def _files(dataset: Dataset, tables: list[str]) -> dict[str, tuple[str, int]]:
    """Address and size of each table's Parquet file."""
    names = {table: f"data/{table}.parquet" for table in tables}
    return {table: (dataset.path(name), dataset.files[name]) for table, name in names.items() if name in dataset.files}


def _kind(type_: Any) -> str:
    return "n" if type_ in NUMBERS else ""
