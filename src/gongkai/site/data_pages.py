"""The data section: downloads, dictionary and snippets, all made from the schemas and the packages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.forms.schema import TableSchema, table_schemas
from gongkai.site.citations import citations
from gongkai.site.coverage import coverage
from gongkai.site.downloads import Dataset
from gongkai.site.extra_files import feeds_of, interfaces
from gongkai.site.page import Content, SiteData
from gongkai.site.rows import CorrectionRow, ExampleRow, PackageTableRow
from gongkai.site.snippets import package_snippets, table_snippets
from gongkai.site.words import Words

MOST_FIELDS = 30
"""Fields of a table that its dictionary lists one by one."""
MOST_CODES = 12
"""Codes of a list that the dictionary spells out."""
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def listed(data: SiteData, words: Words) -> Content:
    """The datasets, with the feeds and interfaces of the whole site."""
    return Content(
        {
            "datasets": [dataset.described(words) for dataset in data.datasets],
            "feeds": feeds_of(data.files, "", words),
            "interfaces": interfaces(data.files, words),
        }
    )


def packages(data: SiteData) -> Sequence[Dataset]:
    """The datasets that have a page."""
    return data.datasets


def dataset(data: SiteData, words: Words, package: Dataset) -> Content:
    """One dataset: its files, coverage, citation, dictionary."""
    counts = {table.table: table.rows for table in data.figures.of(PackageTableRow, "dataset", package.id)}
    site_url, described = data.settings.site_url, package.described(words)
    shown = {
        "title": described.title,
        "description": described.description,
        "d": described,
        "schemas": [_schema(schema, package, counts, words, site_url) for schema in table_schemas().values()],
        "snippets": package_snippets(package, site_url),
        "place": "" if site_url else package.path(""),
        "citations": citations(package, words, site_url),
        "coverage": coverage(data.figures, package.id, words),
        "answered": package in with_examples(data),
        "corrections": len(data.figures.of(CorrectionRow, "dataset", package.id)),
    }
    return Content(shown, linked_data=package.linked_data)


def with_examples(data: SiteData) -> Sequence[Dataset]:
    """The datasets whose package the questions were put to."""
    return [dataset for dataset in data.datasets if data.figures.of(ExampleRow, "dataset", dataset.id)]


def examples(data: SiteData, words: Words, package: Dataset) -> Content:
    """The questions put to one dataset, with SQL and answers."""
    shown = []
    for example in data.figures.of(ExampleRow, "dataset", package.id):
        columns = zip(*example.rows, strict=True)
        # for each column of the answer: whether it holds numbers only
        numbers = [all(value is None or NUMBER.fullmatch(value) for value in column) for column in columns]
        shown.append((example, numbers))
    return Content({"dataset": package.id, "examples": shown})


def _schema(
    schema: TableSchema, dataset: Dataset, counts: dict[str, int], words: Words, site_url: str
) -> dict[str, object]:
    listed = schema.fields[:MOST_FIELDS] if len(schema.fields) > 2 * MOST_FIELDS else schema.fields
    names = [f"data/{schema.name}.{kind}" for kind in ("csv", "parquet")]
    return {
        "name": schema.name,
        "title": words(schema.title_zh, schema.title_en),
        "description": words(schema.description_zh, schema.description_en),
        "rows": counts.get(schema.name, counts.get("reports", 0) if schema.name == "report_wide" else 0),
        "primary_key": schema.primary_key,
        "fields": [
            {
                "name": field.name,
                "type": field.type,
                "meaning": words(
                    f"{field.title_zh}：{field.description_zh}", f"{field.title_en}: {field.description_en}"
                ),
                "codes": ", ".join(field.enum) if len(field.enum) <= MOST_CODES else "",
            }
            for field in listed
        ],
        "more": len(schema.fields) - len(listed),
        "files": [
            {"path": dataset.path(name), "bytes": dataset.files[name]} if name in dataset.files else None
            for name in names
        ],
        "snippets": table_snippets(schema, dataset, site_url),
    }
