"""`datapackage.json`, Data Package 2.0: the CSV files as resources, the Parquet files as their alternates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.errors import DatasetError
from gongkai.forms.data_files import yaml_data
from gongkai.forms.schema import TableSchema, table_schemas
from gongkai.model import Dataset
from gongkai.package.files import DATA, proof

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"header": True, "delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}
KEYWORDS = {
    "zh": ("政府信息公开", "年度报告"),
    "en": ("government information disclosure", "annual reports", "China"),
}
PARQUET = "application/vnd.apache.parquet"


def descriptor(dataset: Dataset, folder: Path) -> dict[str, object]:
    """The descriptor of the package whose data files stand in `folder`."""
    licence = licence_of(dataset)
    return {
        "$schema": PROFILE,
        "name": dataset.id,
        "version": dataset.version,
        **({"created": f"{dataset.released_on}T00:00:00Z"} if dataset.released_on else {}),
        **({"made_up": True} if dataset.made_up else {}),
        "title": dataset.title_zh,
        "title_en": dataset.title_en,
        "description": dataset.description_zh,
        "description_en": dataset.description_en,
        "keywords": [word for words in KEYWORDS.values() for word in words],
        "licenses": [{"name": licence["name"], "path": licence["path"], "title": licence["title"]}],
        "contributors": [{"title": who["name"], "roles": [who["role"]]} for who in dataset.contributors],
        "sources": [
            {"title": source["title_zh"]} | {name: text for name, text in source.items() if name != "title_zh"}
            for source in dataset.sources
        ],
        "resources": [_resource(schema, folder) for schema in table_schemas().values()],
    }


def licence_of(dataset: Dataset) -> Mapping[str, str]:
    """Name, address and titles of the licence of the data.

    Raises:
        DatasetError: the dataset names none, or one that `licences.yml` does not describe.
    """
    known: dict[str, dict[str, str]] = yaml_data("gongkai.package", "licences.yml")
    name = dataset.licences.get("data", "")
    if name not in known:
        code = "licence_unknown" if name else "licence_missing"
        raise DatasetError(code, file="dataset.yml", name=name, known=", ".join(sorted(known)))
    return {"name": name, **known[name]}


def _resource(schema: TableSchema, folder: Path) -> dict[str, object]:
    csv, parquet = (f"{DATA}/{schema.name}.{ending}" for ending in ("csv", "parquet"))
    return {
        "name": schema.name,
        "type": "table",
        "path": csv,
        "title": schema.title_zh,
        "title_en": schema.title_en,
        "description": schema.description_zh,
        "description_en": schema.description_en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **proof(folder / csv),
        "dialect": DIALECT,
        "schema": schema.descriptor(),
        "alternates": [{"path": parquet, "format": "parquet", "mediatype": PARQUET, **proof(folder / parquet)}],
    }
