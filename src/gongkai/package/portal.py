"""Descriptions for data portals, DCAT 3: `dcat.jsonld` of a package and the catalogue of a whole site.

Addresses are relative: those of a package to its folder, those of the catalogue to the root of the site.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from gongkai.model import Dataset
from gongkai.package.descriptor import KEYWORDS, licence_of
from gongkai.package.documents import publisher
from gongkai.package.linked_data import Json, listed_files, vocabulary
from gongkai.package.summary import Summary

DCAT = "dcat.jsonld"


def dcat(dataset: Dataset, summary: Summary, descriptor: Json) -> Json:
    """The package as a DCAT dataset with a distribution per file; the address of the dataset is its folder."""
    words, licence = vocabulary()["dcat"], {"@id": licence_of(dataset)["path"]}
    bounds = {"dcat:startDate": summary.span[0], "dcat:endDate": summary.span[-1]} if summary.span else {}
    years = {name: {"@value": str(year), "@type": "xsd:gYear"} for name, year in bounds.items()}
    return {
        "@context": words["context"],
        "@type": "dcat:Dataset",
        "@id": "./",
        "dct:title": _both(dataset.title_zh, dataset.title_en),
        "dct:description": _both(dataset.description_zh, dataset.description_en),
        "dct:identifier": dataset.id,
        "dcat:version": dataset.version,
        **({"dct:issued": {"@value": str(dataset.released_on), "@type": "xsd:date"}} if dataset.released_on else {}),
        "dcat:keyword": [_said(word, tongue) for tongue, every in KEYWORDS.items() for word in every],
        "dct:license": licence,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher(dataset)},
        "dct:language": [{"@id": language} for language in words["languages"]],
        "dct:spatial": {"@id": words["country"]},
        "dct:temporal": {"@type": "dct:PeriodOfTime", **years},
        "dct:accrualPeriodicity": {"@id": words["frequency"]},
        "dcat:theme": {"@id": words["theme"]},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": file["path"].rpartition("/")[2],
                "dcat:accessURL": {"@id": file["path"]},
                "dcat:downloadURL": {"@id": file["path"]},
                "dcat:mediaType": {"@id": words["media_types"] + file["mediatype"]},
                "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": {"@value": file["hash"].removeprefix("sha256:"), "@type": "xsd:hexBinary"},
                },
                "dct:license": licence,
            }
            for file in listed_files(descriptor)
        ],
    }


def catalogue(packages: Mapping[str, Path]) -> str:
    """The DCAT catalogue of a site, as text.

    Args:
        packages: at least one written package, by the address of its folder from the root, such as `data/x/latest/`.
    """
    words = vocabulary()["dcat"]
    texts = words["catalogue"]
    datasets = [_moved(address, folder) for address, folder in sorted(packages.items())]
    data = {
        "@context": words["context"],
        "@type": "dcat:Catalog",
        "@id": "./",
        "dct:title": _both(texts["title_zh"], texts["title_en"]),
        "dct:description": _both(texts["description_zh"], texts["description_en"]),
        "dct:publisher": datasets[0]["dct:publisher"],
        "dct:language": [{"@id": language} for language in words["languages"]],
        "dcat:dataset": datasets,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _moved(address: str, folder: Path) -> Json:
    """What `dcat` gave when the package was written, with addresses from outside its folder."""
    dataset: Json = json.loads((folder / DCAT).read_text(encoding="utf-8"))
    rest = {name: part for name, part in dataset.items() if name != "@context"}
    moved = [
        {**file, **{name: {"@id": address + file[name]["@id"]} for name in ("dcat:accessURL", "dcat:downloadURL")}}
        for file in dataset["dcat:distribution"]
    ]
    return {**rest, "@id": address, "dcat:distribution": moved}


def _said(text: str, tongue: str) -> Json:
    return {"@value": text, "@language": tongue}


def _both(zh: str, en: str) -> list[Json]:
    return [_said(zh, "zh"), _said(en, "en")]
