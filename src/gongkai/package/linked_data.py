"""Descriptions for dataset search engines and machine-learning tools.

`dataset.jsonld` is a schema.org Dataset, `croissant.json` Croissant 1.0. Addresses in them are relative to the folder,
since a package can be served from anywhere.
"""

from __future__ import annotations

from typing import Any

from gongkai.forms.data_files import yaml_data
from gongkai.forms.schema import TableSchema, table_schemas
from gongkai.model import Dataset
from gongkai.package.descriptor import KEYWORDS, PARQUET, licence_of
from gongkai.package.documents import publisher
from gongkai.package.summary import Summary

Json = dict[str, Any]


def schema_org(dataset: Dataset, summary: Summary, descriptor: Json) -> Json:
    """The package as a schema.org Dataset."""
    return {"@context": "https://schema.org/", **_dataset(dataset, summary)} | {
        "distribution": [_download(file) for file in listed_files(descriptor)]
    }


def _dataset(dataset: Dataset, summary: Summary) -> Json:
    return {
        "@type": "Dataset",
        "name": dataset.title_zh,
        "alternateName": dataset.title_en,
        "description": f"{dataset.description_zh}\n\n{dataset.description_en}",
        "identifier": dataset.id,
        "version": dataset.version,
        **({"datePublished": dataset.released_on.isoformat()} if dataset.released_on else {}),
        "license": licence_of(dataset)["path"],
        "isAccessibleForFree": True,
        "inLanguage": ["zh-CN", "en"],
        "creator": {"@type": "Organization", "name": publisher(dataset)},
        "spatialCoverage": {"@type": "Place", "name": "China"},
        "keywords": [word for words in KEYWORDS.values() for word in words],
        **({"temporalCoverage": "/".join(str(year) for year in summary.span)} if summary.span else {}),
    }


def listed_files(descriptor: Json) -> list[Json]:
    """The data files of the package, each with its path, media type, size and hash."""
    return [file for resource in descriptor["resources"] for file in (resource, *resource["alternates"])]


def _download(file: Json) -> Json:
    return {
        "@type": "DataDownload",
        "name": file["path"].rpartition("/")[2],
        "encodingFormat": file["mediatype"],
        "contentUrl": file["path"],
        "contentSize": f"{file['bytes']} B",
        "sha256": file["hash"].removeprefix("sha256:"),
    }


def croissant(dataset: Dataset, summary: Summary, descriptor: Json) -> Json:
    """The package in Croissant: a file object per CSV and Parquet file, a record set per table.

    Records come from the Parquet files: what loads CSV for machine learning guesses types and makes 0 into 0.0.
    """
    words = vocabulary()["croissant"]
    context = {**words["prefixes"], **{term: f"cr:{term}" for term in words["terms"]}}
    return {"@context": context, **_dataset(dataset, summary)} | {
        "@type": "sc:Dataset",
        "name": dataset.id,
        "conformsTo": words["version"],
        "citeAs": f"{publisher(dataset)}: {dataset.title_en}, version {dataset.version}",
        "url": "datapackage.json",
        "distribution": [
            {
                **_download(file),
                "@type": "cr:FileObject",
                "@id": file["path"],
                "encodingFormat": words["parquet"] if file["mediatype"] == PARQUET else file["mediatype"],
            }
            for file in listed_files(descriptor)
        ],
        "recordSet": [_record_set(schema, words["types"]) for schema in table_schemas().values()],
    }


def _record_set(schema: TableSchema, types: dict[str, str]) -> Json:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{schema.name}/{field.name}",
            "name": field.name,
            "description": f"{field.title_zh}：{field.description_zh} / {field.title_en}: {field.description_en}",
            "dataType": types[field.type],
            "source": {"fileObject": {"@id": f"data/{schema.name}.parquet"}, "extract": {"column": field.name}},
        }
        for field in schema.fields
    ]
    return {
        "@type": "cr:RecordSet",
        "@id": schema.name,
        "name": schema.name,
        "description": f"{schema.description_zh} / {schema.description_en}",
        "key": [{"@id": f"{schema.name}/{name}"} for name in schema.primary_key],
        "field": fields,
    }


def vocabulary() -> Json:
    """The names in `linked_data.yml`."""
    words: Json = yaml_data("gongkai.package", "linked_data.yml")
    return words
