"""The data section: downloads, dictionary and snippets, all made from the schemas and the packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gongkai.forms.schema import Field, TableSchema, table_schemas
from gongkai.site.citations import citations
from gongkai.site.coverage import coverage
from gongkai.site.downloads import Dataset
from gongkai.site.extra_files import feeds_of, interfaces
from gongkai.site.figures import Figures
from gongkai.site.page import Page
from gongkai.site.render import render
from gongkai.site.snippets import package_snippets, table_snippets
from gongkai.site.words import Words

MOST_FIELDS = 30
"""Fields of a table that its dictionary lists one by one."""
MOST_CODES = 12


def data_pages(
    figures: Figures, datasets: Sequence[Dataset], extra: Mapping[str, str], words: Words, site_url: str
) -> Iterator[Page]:
    """The list of datasets, with the feeds and interfaces of the whole site, and a page for each."""
    described = [dataset.described(words) for dataset in datasets]
    feeds = feeds_of(extra, "", words)
    body = render("data", "data/", words, datasets=described, feeds=feeds, interfaces=interfaces(extra, words))
    text = words("数据包、字段说明和读取示例。", "Data packages, dictionary and examples.")
    yield Page("data/", words("数据下载", "Data"), text, body)
    yield from (_dataset(dataset, figures, words, site_url) for dataset in datasets)


def _dataset(dataset: Dataset, figures: Figures, words: Words, site_url: str) -> Page:
    path, described = f"data/{dataset.id}/", dataset.described(words)
    counts = {row["table"]: row["rows"] for row in figures.of("package_tables", "dataset", dataset.id)}
    body = render(
        "dataset",
        path,
        words,
        d=described,
        schemas=[_schema(schema, dataset, counts, words, site_url) for schema in table_schemas().values()],
        snippets=package_snippets(dataset, site_url),
        address="" if site_url else dataset.path(""),
        citations=citations(dataset, words, site_url),
        coverage=coverage(figures, dataset.id, words),
        corrections=len(figures.of("corrections", "dataset", dataset.id)),
    )
    return Page(path, described["title"], described["description"], body, dataset.linked_data)


def _schema(
    schema: TableSchema, dataset: Dataset, counts: dict[str, int], words: Words, site_url: str
) -> dict[str, Any]:
    listed = schema.fields[:MOST_FIELDS] if len(schema.fields) > 2 * MOST_FIELDS else schema.fields
    return {
        "name": schema.name,
        "title": words(schema.title_zh, schema.title_en),
        "description": words(schema.description_zh, schema.description_en),
        "rows": counts.get(schema.name, counts.get("reports", 0) if schema.name == "report_wide" else 0),
        "primary_key": schema.primary_key,
        "fields": [_field(field, words) for field in listed],
        "more": len(schema.fields) - len(listed),
        "files": [_file(dataset, f"data/{schema.name}.{kind}") for kind in ("csv", "parquet")],
        "snippets": table_snippets(schema, dataset, site_url),
    }


def _field(field: Field, words: Words) -> dict[str, Any]:
    title, text = words(field.title_zh, field.title_en), words(field.description_zh, field.description_en)
    codes = ", ".join(field.enum) if 0 < len(field.enum) <= MOST_CODES else ""
    joint = "：" if words.lang == "zh" else ": "
    return {"name": field.name, "type": field.type, "meaning": f"{title}{joint}{text}", "codes": codes}


def _file(dataset: Dataset, name: str) -> dict[str, Any] | None:
    return {"path": dataset.path(name), "bytes": dataset.files[name]} if name in dataset.files else None
