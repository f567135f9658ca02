"""The page on which any table is filtered, grouped, sorted or asked by SQL, over the published Parquet files."""

from __future__ import annotations

from gongkai.forms.published_views import published_views
from gongkai.forms.schema import table_schemas
from gongkai.site.page import Content, SiteData
from gongkai.site.provenance import source_line
from gongkai.site.stamp import json_block
from gongkai.site.words import Words

NUMBERS = ("integer", "number")


def explore(data: SiteData, words: Words) -> Content:
    """What there is to explore: datasets, tables with their columns, files and sizes, and the published views."""
    schemas = {
        name: {
            "title": words(schema.title_zh, schema.title_en),
            "columns": [
                [f.name, words(f.title_zh, f.title_en), "n" if f.type in NUMBERS else ""] for f in schema.fields
            ],
        }
        for name, schema in table_schemas().items()
    }
    tables = [name for name in schemas if any(f"data/{name}.parquet" in dataset.files for dataset in data.datasets)]
    views = {name: sql for name, sql in published_views().items() if name not in schemas}
    shown = {
        "datasets": [(dataset.id, dataset.title(words)) for dataset in data.datasets],
        "source": source_line(data.settings, words),
        "tables": [(name, schemas[name]["title"]) for name in tables],
        "known": json_block(
            {
                "tables": {name: schemas[name] for name in tables},
                "files": {
                    dataset.id: {
                        table: (dataset.path(name), dataset.files[name])
                        for table in tables
                        if (name := f"data/{table}.parquet") in dataset.files
                    }
                    for dataset in data.datasets
                },
                "views": views,
            }
        ),
    }
    return Content(shown)
