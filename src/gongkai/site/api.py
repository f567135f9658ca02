"""The static JSON index of the site: what is published, and at which addresses (`api.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.model import ReportId, Table, exactly
from gongkai.site import addresses

SCHEMA = "api/schema.json"
REPORT_COLUMNS = (
    "report_id", "agency_id", "agency", "title", "year", "edition", "level", "division_code", "publish_date", "status",
    "source_sha256", "source_url", "cells_total", "cells_reported", "cells_uncertain",
    "findings_error", "findings_warning", "findings_info",
)  # fmt: skip
AGENCY_COLUMNS = (
    "agency_id", "name", "name_en", "names_used", "level", "division_code", "region", "region_en", "sector",
)  # fmt: skip
FILE_COLUMNS = ("format", "path", "bytes", "hash")
Row = Mapping[str, Any]
"""A row of a view with all its columns, or a part of a descriptor."""


def api_files(
    tables: Mapping[str, Table], packages: Mapping[str, Path], released: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Address → JSON of the index, the reports, the agencies and their schema; addresses in it count from the root.

    The reports stand there twice: all in one document, and year by year for those who need not load ten thousand.

    Args:
        tables: `reports` and `registers`.
        packages: package folders by dataset.
        released: the released versions of each dataset, the newest first.
    """
    descriptors = {
        name: json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for name, folder in sorted(packages.items())
    }
    reports = sorted(tables["reports"].records(), key=lambda row: (row["dataset"], row["report_id"]))
    agencies = sorted(tables["registers"].records(), key=lambda row: (row["dataset"], row["agency_id"]))
    reports_of: dict[tuple[str, str], list[str]] = {}
    by_year: dict[str, list[dict[str, object]]] = {}
    listed = []
    for row in reports:
        reports_of.setdefault((row["dataset"], row["agency_id"]), []).append(row["report_id"])
        dataset, page = row["dataset"], addresses.report(row["report_id"])
        version = descriptors[dataset]["version"]
        leads = {"page": page, "page_en": addresses.in_language(page, "en")}
        beside = {"json": f"{page}report.json", "csv": f"{page}report.csv"}
        listed.append({"dataset": dataset, "version": version, **_plain(row, REPORT_COLUMNS), **leads, **beside})
        by_year.setdefault(str(ReportId.parse(row["report_id"]).year), []).append(listed[-1])
    index = {
        "datasets": [
            _dataset(name, descriptor, reports, agencies, released.get(name, ()))
            for name, descriptor in descriptors.items()
        ],
        "reports": "api/reports.json",
        "reports_by_year": [
            {"year": int(year), "reports": len(by_year[year]), "path": f"api/reports-{year}.json"}
            for year in sorted(by_year)
        ],
        "agencies": "api/agencies.json",
        "feed": "feed.xml",
        "feed_en": "en/feed.xml",
    }
    return {
        "api/index.json": _text("index", index),
        "api/reports.json": _text("reports", listed),
        **{f"api/reports-{year}.json": _text("reports", by_year[year]) for year in by_year},
        "api/agencies.json": _text("agencies", [_agency(row, reports_of) for row in agencies]),
        SCHEMA: (files("gongkai.site") / "api.schema.json").read_text(encoding="utf-8"),
    }


def _text(name: str, content: object) -> str:
    if not isinstance(content, list):
        return json.dumps({**_head(name), name: content}, ensure_ascii=False, indent=1) + "\n"
    # an entry a line: Python's own indenting takes ten times as long
    head, entries = json.dumps(_head(name)), ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in content)
    return f'{head[:-1]}, "{name}": [\n{entries}\n]}}\n'


def _head(name: str) -> dict[str, object]:
    return {"$schema": "schema.json", "document": name}


def _dataset(
    name: str, descriptor: Row, reports: Sequence[Row], agencies: Sequence[Row], released: Collection[str]
) -> dict[str, object]:
    years = [row["year"] for row in reports if row["dataset"] == name]
    folder = addresses.package_file(name, "", addresses.version_of(descriptor["version"], released)).rstrip("/")
    return {
        "dataset": name,
        "version": descriptor["version"],
        "released": list(released),
        "title_zh": descriptor.get("title"),
        "title_en": descriptor.get("title_en"),
        "licence": (descriptor.get("licenses") or [{}])[0].get("name"),
        "reports": len(years),
        "agencies": sum(row["dataset"] == name for row in agencies),
        "years": sorted({year for year in years if year is not None}),
        "package": f"{folder}/datapackage.json",
        "changes": f"{folder}/CHANGES.json",
        "tables": [
            {
                "table": resource["name"],
                "title_zh": resource.get("title"),
                "title_en": resource.get("title_en"),
                "files": [
                    {name: f"{folder}/{part['path']}" if name == "path" else part[name] for name in FILE_COLUMNS}
                    for part in (resource, *resource.get("alternates", ()))
                ],
            }
            for resource in descriptor["resources"]
        ],
    }


def _agency(row: Row, reports_of: Mapping[tuple[str, str], list[str]]) -> dict[str, object]:
    page = addresses.agency(row["agency_id"])
    return {
        "dataset": row["dataset"],
        **_plain(row, AGENCY_COLUMNS),
        "names_used": [name for name in (row["names_used"] or "").split("|") if name],
        "reports": reports_of.get((row["dataset"], row["agency_id"]), []),
        "page": page,
        "page_en": addresses.in_language(page, "en"),
        "feed": f"{page}feed.xml",
    }


def _plain(row: Row, columns: Sequence[str]) -> dict[str, object]:
    return {column: exactly(row[column]) for column in columns}
