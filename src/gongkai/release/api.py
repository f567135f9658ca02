"""The static JSON index of the site: what is published, and at which addresses (`api.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from gongkai.release.published import PublishedPackage

SCHEMA = "api/schema.json"


def api_files(packages: Sequence[PublishedPackage]) -> dict[str, str]:
    """Address → JSON of the index, the reports, the agencies and their schema; addresses in it count from the root."""
    documents = {
        "index": _index(packages),
        "reports": [_report(package, row) for package in packages for row in package.reports],
        "agencies": [agency for package in packages for agency in _agencies(package)],
    }
    schema = (files("gongkai.release") / "api.schema.json").read_text(encoding="utf-8")
    written = {f"api/{name}.json": _text(name, content) for name, content in documents.items()}
    return {**written, SCHEMA: schema}


def _text(name: str, content: Any) -> str:
    document = {"$schema": "schema.json", "document": name, name: content}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _index(packages: Sequence[PublishedPackage]) -> dict[str, Any]:
    return {
        "datasets": [_dataset(package) for package in packages],
        "reports": "api/reports.json",
        "agencies": "api/agencies.json",
        "feed": "feed.xml",
        "feed_en": "en/feed.xml",
    }


def _dataset(package: PublishedPackage) -> dict[str, Any]:
    descriptor, folder = package.descriptor, f"data/{package.dataset}/latest"
    years = sorted({row["year"] for row in package.reports if row["year"] is not None})
    return {
        "dataset": package.dataset,
        "version": package.version,
        "title_zh": descriptor.get("title"),
        "title_en": descriptor.get("title_en"),
        "licence": (descriptor.get("licenses") or [{}])[0].get("name"),
        "reports": len(package.reports),
        "agencies": len(package.agencies),
        "years": years,
        "package": f"{folder}/datapackage.json",
        "changes": f"{folder}/CHANGES.json",
        "tables": [_table(folder, resource) for resource in descriptor["resources"]],
    }


def _table(folder: str, resource: Mapping[str, Any]) -> dict[str, Any]:
    files_of = [resource, *resource.get("alternates", ())]
    return {
        "table": resource["name"],
        "title_zh": resource.get("title"),
        "title_en": resource.get("title_en"),
        "files": [
            {"format": part["format"], "path": f"{folder}/{part['path']}", "bytes": part["bytes"], "hash": part["hash"]}
            for part in files_of
        ],
    }


def _report(package: PublishedPackage, row: Mapping[str, Any]) -> dict[str, Any]:
    page = f"reports/{row['report_id']}/"
    addresses = {"page": page, "page_en": f"en/{page}", "json": f"{page}report.json", "csv": f"{page}report.csv"}
    return {"dataset": package.dataset, "version": package.version, **row, **addresses}


def _agencies(package: PublishedPackage) -> Iterator[dict[str, Any]]:
    reports: dict[str, list[str]] = {}
    for row in package.reports:
        reports.setdefault(row["agency_id"], []).append(row["report_id"])
    for row in package.agencies:
        page = f"agencies/{row['agency_id']}/"
        yield {
            "dataset": package.dataset,
            **row,
            "names_used": [name for name in (row["names_used"] or "").split("|") if name],
            "reports": reports.get(row["agency_id"], []),
            "page": page,
            "page_en": f"en/{page}",
            "feed": f"{page}feed.xml",
        }
