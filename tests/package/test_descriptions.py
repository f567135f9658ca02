"""What a package says of itself to search engines and portals, whole, for one made-up dataset."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset
from gongkai.package.linked_data import croissant, schema_org
from gongkai.package.portal import catalogue, dcat
from gongkai.package.summary import Summary

DATASET = Dataset(
    "water",
    "2026.11.0",
    "水务数据",
    "Water data",
    "甲。乙。",
    "One. Two.",
    None,
    {"code": "MIT", "data": "CC-BY-4.0"},
    ({"name": "丙", "role": "author"}, {"name": "丁社", "role": "publisher"}),
    (),
    released_on=date(2026, 11, 26),
    site_url="https://example.org/open/",
)
PLAIN = replace(DATASET, contributors=(), released_on=None, site_url="")
SUMMARY = Summary({**dict.fromkeys(table_schemas(), 7), "reports": 3, "agencies": 2}, (2019, 2021, 2022))
CSV = {"path": "data/a.csv", "mediatype": "text/csv", "bytes": 5, "hash": "sha256:0f"}
PARQUET = {"path": "data/a.parquet", "mediatype": "application/vnd.apache.parquet", "bytes": 6, "hash": "sha256:1e"}
DESCRIPTOR: dict[str, Any] = {"resources": [{**CSV, "alternates": [PARQUET]}]}
KEYWORDS = ["政府信息公开", "年度报告", "government information disclosure", "annual reports", "China"]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ABOUT = {
    "@type": "Dataset",
    "name": "水务数据",
    "alternateName": "Water data",
    "description": "甲。乙。\n\nOne. Two.",
    "identifier": "water",
    "version": "2026.11.0",
    "datePublished": "2026-11-26",
    "license": LICENCE,
    "isAccessibleForFree": True,
    "inLanguage": ["zh-CN", "en"],
    "creator": {"@type": "Organization", "name": "丁社"},
    "spatialCoverage": {"@type": "Place", "name": "China"},
    "keywords": KEYWORDS,
    "temporalCoverage": "2019/2022",
}
DOWNLOADS = [
    {
        "@type": "DataDownload",
        "name": name,
        "encodingFormat": kind,
        "contentUrl": f"data/{name}",
        "contentSize": f"{size} B",
        "sha256": digest,
    }
    for name, kind, size, digest in (
        ("a.csv", "text/csv", 5, "0f"),
        ("a.parquet", "application/vnd.apache.parquet", 6, "1e"),
    )
]


def test_search_engines_are_told_what_it_is_and_where_its_files_are() -> None:
    found = schema_org(DATASET, SUMMARY, DESCRIPTOR)
    assert found == {"@context": "https://schema.org/", **ABOUT, "distribution": DOWNLOADS}


def test_what_is_not_known_is_left_out() -> None:
    found = schema_org(PLAIN, Summary({}, ()), DESCRIPTOR)
    assert found["creator"]["name"] == "gongkai"
    assert ABOUT.keys() - found.keys() == {"datePublished", "temporalCoverage"}
    assert schema_org(PLAIN, Summary({}, (2021,)), DESCRIPTOR)["temporalCoverage"] == "2021"


CROISSANT_TERMS = (
    "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes isLiveDataset "
    "jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate separator source "
    "subField transform"
)
"""The terms of the context that the specification of Croissant 1.0 gives."""


def test_croissant_has_the_context_of_its_specification_and_a_file_object_each() -> None:
    found = croissant(DATASET, SUMMARY, DESCRIPTOR)
    assert found["@context"] == {
        "@language": "zh",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", "@type": "@json"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        **{term: f"cr:{term}" for term in CROISSANT_TERMS.split()},
    }
    head = {name: part for name, part in found.items() if name not in ("@context", "distribution", "recordSet")}
    assert head == {
        **ABOUT,
        "@type": "sc:Dataset",
        "name": "water",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": "丁社: Water data, version 2026.11.0",
        "url": "datapackage.json",
    }
    as_files = [{**file, "@type": "cr:FileObject", "@id": file["contentUrl"]} for file in DOWNLOADS]
    assert found["distribution"] == [as_files[0], {**as_files[1], "encodingFormat": "application/x-parquet"}]


def test_croissant_types_each_column_and_takes_it_from_parquet() -> None:
    types = {"string": "Text", "integer": "Integer", "number": "Float", "boolean": "Boolean", "date": "Date"}
    found = {each["name"]: each for each in croissant(DATASET, SUMMARY, DESCRIPTOR)["recordSet"]}
    assert list(found) == list(table_schemas())
    for name, schema in table_schemas().items():
        records = found[name]
        assert (records["@type"], records["@id"]) == ("cr:RecordSet", name)
        assert records["description"] == f"{schema.description_zh} / {schema.description_en}"
        assert records["key"] == [{"@id": f"{name}/{column}"} for column in schema.primary_key]
        assert records["field"] == [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field.name}",
                "name": field.name,
                "description": f"{field.title_zh}：{field.description_zh} / {field.title_en}: {field.description_en}",
                "dataType": f"sc:{types[field.type]}",
                "source": {"fileObject": {"@id": f"data/{name}.parquet"}, "extract": {"column": field.name}},
            }
            for field in schema.fields
        ]


def said(zh: str, en: str) -> list[dict[str, str]]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]


CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES = [{"@id": f"{AUTHORITY}/language/{tongue}"} for tongue in ("ZHO", "ENG")]
TEXTS = [(KEYWORDS[:2], "zh"), (KEYWORDS[2:], "en")]


def distribution(file: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": Path(file["path"]).name,
        "dcat:accessURL": {"@id": file["path"]},
        "dcat:downloadURL": {"@id": file["path"]},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file['mediatype']}"},
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file["hash"][7:], "@type": "xsd:hexBinary"},
        },
        "dct:license": {"@id": LICENCE},
    }


PORTAL = {
    "@context": CONTEXT,
    "@type": "dcat:Dataset",
    "@id": "./",
    "dct:title": said("水务数据", "Water data"),
    "dct:description": said("甲。乙。", "One. Two."),
    "dct:identifier": "water",
    "dcat:version": "2026.11.0",
    "dct:issued": {"@value": "2026-11-26", "@type": "xsd:date"},
    "dcat:keyword": [{"@value": word, "@language": tongue} for words, tongue in TEXTS for word in words],
    "dct:license": {"@id": LICENCE},
    "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "丁社"},
    "dct:language": LANGUAGES,
    "dct:spatial": {"@id": f"{AUTHORITY}/country/CHN"},
    "dct:temporal": {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": "2019", "@type": "xsd:gYear"},
        "dcat:endDate": {"@value": "2022", "@type": "xsd:gYear"},
    },
    "dct:accrualPeriodicity": {"@id": f"{AUTHORITY}/frequency/ANNUAL"},
    "dcat:theme": {"@id": f"{AUTHORITY}/data-theme/GOVE"},
    "dcat:distribution": [distribution(CSV), distribution(PARQUET)],
}


def test_portals_are_told_the_same_in_the_terms_they_share() -> None:
    assert dcat(DATASET, SUMMARY, DESCRIPTOR) == PORTAL
    bare = dcat(PLAIN, Summary({}, ()), DESCRIPTOR)
    assert PORTAL.keys() - bare.keys() == {"dct:issued"}
    assert bare["dct:temporal"] == {"@type": "dct:PeriodOfTime"}
    one_year = dcat(PLAIN, Summary({}, (2021,)), DESCRIPTOR)["dct:temporal"]
    assert [one_year[f"dcat:{end}Date"]["@value"] for end in ("start", "end")] == ["2021", "2021"]


def test_the_catalogue_lists_packages_by_their_addresses(tmp_path: Path) -> None:
    (tmp_path / "dcat.jsonld").write_text(json.dumps(PORTAL), encoding="utf-8")
    text = catalogue({"data/b/": tmp_path, "data/a/": tmp_path})
    assert text.endswith("}\n")
    found = json.loads(text)
    moved = []
    for place in ("data/a/", "data/b/"):
        files = [distribution(CSV), distribution(PARQUET)]
        for file in files:
            file["dcat:accessURL"] = file["dcat:downloadURL"] = {"@id": place + file["dcat:accessURL"]["@id"]}
        rest = {name: part for name, part in PORTAL.items() if name != "@context"}
        moved.append({**rest, "@id": place, "dcat:distribution": files})
    title = found.pop("dct:title"), found.pop("dct:description")
    assert [[part["@language"] for part in parts] for parts in title] == [["zh", "en"]] * 2
    assert "年度报告" in title[0][0]["@value"] and "annual reports" in title[0][1]["@value"]
    assert "空白不作零" in title[1][0]["@value"] and "blank kept apart from zero" in title[1][1]["@value"]
    assert found == {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "@id": "./",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "丁社"},
        "dct:language": LANGUAGES,
        "dcat:dataset": moved,
    }
