"""Descriptions for dataset search engines, machine-learning tools and data portals.

`dataset.jsonld` is a schema.org Dataset, `croissant.json` Croissant 1.0, `dcat.jsonld` DCAT 3. Addresses in
them are relative to the folder, since a package can be served from anywhere.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongkai.forms.schema import TableSchema, table_schemas
from gongkai.model import Dataset
from gongkai.package.descriptor import licence_of
from gongkai.package.documents import publisher
from gongkai.package.summary import Summary

Json = dict[str, Any]


def schema_org(dataset: Dataset, summary: Summary, descriptor: Json) -> Json:
    """The package as a schema.org Dataset."""
    return {"@context": "https://schema.org/", **_dataset(dataset, summary)} | {
        "distribution": [_download(file) for file in _files(descriptor)]
    }


def _dataset(dataset: Dataset, summary: Summary) -> Json:
    return {
        "@type": "Dataset",
        "name": dataset.title_zh,
        "alternateName": dataset.title_en,
        "description": f"{dataset.description_zh}\n\n{dataset.description_en}",
        "identifier": dataset.id,
        "version": dataset.version,
        "license": licence_of(dataset)["path"],
        "isAccessibleForFree": True,
        "inLanguage": ["zh-CN", "en"],
        "creator": {"@type": "Organization", "name": publisher(dataset)},
        "spatialCoverage": {"@type": "Place", "name": "China"},
        "keywords": ["政府信息公开", "年度报告", "government information disclosure", "annual reports"],
        **({"temporalCoverage": "/".join(str(year) for year in summary.span)} if summary.span else {}),
    }


def _files(descriptor: Json) -> list[Json]:
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
    """The package in Croissant: a file object per CSV and Parquet file, a record set per table."""
    words = _words()["croissant"]
    context = {**words["prefixes"], **{term: f"cr:{term}" for term in words["terms"]}}
    return {"@context": context, **_dataset(dataset, summary)} | {
        "@type": "sc:Dataset",
        "name": dataset.id,
        "conformsTo": words["version"],
        "citeAs": f"{publisher(dataset)}: {dataset.title_en}, version {dataset.version}",
        "url": "datapackage.json",
        "distribution": [_file_object(file) for file in _files(descriptor)],
        "recordSet": [_record_set(schema, words["types"]) for schema in table_schemas().values()],
    }


def _file_object(file: Json) -> Json:
    return {**_download(file), "@type": "cr:FileObject", "@id": file["path"]}


def _record_set(schema: TableSchema, types: dict[str, str]) -> Json:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{schema.name}/{field.name}",
            "name": field.name,
            "description": f"{field.title_zh} / {field.title_en}",
            "dataType": types[field.type],
            "source": {"fileObject": {"@id": f"data/{schema.name}.csv"}, "extract": {"column": field.name}},
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


def dcat(dataset: Dataset, summary: Summary, descriptor: Json) -> Json:
    """The package as a DCAT dataset with a distribution per file."""
    words = _words()["dcat"]
    return {
        "@context": words["context"],
        "@type": "dcat:Dataset",
        "@id": "",
        "dct:title": _both(dataset.title_zh, dataset.title_en),
        "dct:description": _both(dataset.description_zh, dataset.description_en),
        "dct:identifier": dataset.id,
        "dcat:version": dataset.version,
        "dct:license": {"@id": licence_of(dataset)["path"]},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher(dataset)},
        "dct:temporal": _period(summary),
        "dcat:distribution": [_distribution(file, words["media_types"]) for file in _files(descriptor)],
    }


def _both(zh: str, en: str) -> list[Json]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]


def _period(summary: Summary) -> Json:
    years = summary.span
    bounds = {"dcat:startDate": years[0], "dcat:endDate": years[-1]} if years else {}
    typed = {name: {"@value": str(year), "@type": "xsd:gYear"} for name, year in bounds.items()}
    return {"@type": "dct:PeriodOfTime", **typed}


def _distribution(file: Json, media_types: str) -> Json:
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": file["hash"].removeprefix("sha256:"), "@type": "xsd:hexBinary"},
    }
    return {
        "@type": "dcat:Distribution",
        "dct:title": file["path"].rpartition("/")[2],
        "dcat:downloadURL": {"@id": file["path"]},
        "dcat:mediaType": {"@id": media_types + file["mediatype"]},
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": checksum,
    }


@cache
def _words() -> Json:
    words: Json = yaml.safe_load((files("gongkai.package") / "linked_data.yml").read_text(encoding="utf-8"))
    return words
