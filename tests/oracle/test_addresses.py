"""The static JSON index and the feeds of a site over the made-up datasets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree

import pytest

from gongkai.model import Table
from gongkai.pipeline.releases import public_files
from tests.oracle import cells
from tests.oracle.comparing import differences
from tests.support.made_up.known import DATASETS, VERSION, reports
from tests.support.made_up.published import Published

SITE = "https://example.org/gongkai/"
DAY = "2026-11-26"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def files(made_up: Published) -> Mapping[str, str]:
    packages = {path.name: path for path in made_up.packages}
    changes = made_up.tables["changes"]
    released = tuple((*row[:3], DAY, *row[4:]) for row in changes.rows)  # as if that version were released
    tables = {**made_up.tables, "changes": Table("changes", changes.columns, released)}
    return public_files(tables, packages, {}, SITE)


def document(files: Mapping[str, str], name: str) -> Any:
    return json.loads(files[f"api/{name}.json"])[name]


def test_the_index_tells_each_dataset_with_its_numbers(files: Mapping[str, str]) -> None:
    expected = [
        {
            "dataset": dataset.id,
            "version": f"{VERSION}+dev",
            "released": [],
            "title_zh": dataset.title_zh,
            "title_en": dataset.title_en,
            "licence": "CC-BY-4.0",
            "reports": sum(report.dataset == dataset.id for report in reports()),
            "agencies": len(dataset.agencies),
            "years": sorted({report.year for report in reports() if report.dataset == dataset.id}),
            "package": f"data/{dataset.id}/latest/datapackage.json",
            "changes": f"data/{dataset.id}/latest/CHANGES.json",
        }
        for dataset in DATASETS
    ]
    index = document(files, "index")
    assert differences(index["datasets"], expected, ("dataset",)) == []
    rest = {name: value for name, value in index.items() if name != "datasets"}
    held = Counter(int(row["report_id"][-4:]) for row in cells.report_rows())
    assert rest == {
        "reports": "api/reports.json",
        "reports_by_year": [
            {"year": year, "reports": held[year], "path": f"api/reports-{year}.json"} for year in sorted(held)
        ],
        "agencies": "api/agencies.json",
        "feed": "feed.xml",
        "feed_en": "en/feed.xml",
    }


def test_the_files_of_a_table_are_those_of_the_package(files: Mapping[str, str], made_up: Published) -> None:
    for dataset in document(files, "index")["datasets"]:
        for table in dataset["tables"]:
            assert [file["format"] for file in table["files"]] == ["csv", "parquet"]
            for file in table["files"]:
                path = made_up.workspace.package(dataset["dataset"]) / "data" / f"{table['table']}.{file['format']}"
                data = path.read_bytes()
                assert file["path"] == f"data/{dataset['dataset']}/latest/data/{path.name}"
                assert (file["bytes"], file["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")


def test_every_report_has_its_numbers_and_addresses(files: Mapping[str, str]) -> None:
    names = (
        "dataset", "report_id", "agency_id", "agency", "title", "year", "edition", "level", "division_code", "status",
        "source_sha256", "source_url", "cells_total", "cells_reported", "cells_uncertain", "findings_error",
        "findings_warning", "findings_info",
    )  # fmt: skip
    expected = [
        {
            **{name: row[name] for name in names},
            "version": f"{VERSION}+dev",
            "publish_date": row["publish_date"] and row["publish_date"].isoformat(),
            "page": f"reports/{row['report_id']}/",
            "page_en": f"en/reports/{row['report_id']}/",
            "json": f"reports/{row['report_id']}/report.json",
            "csv": f"reports/{row['report_id']}/report.csv",
        }
        for row in cells.report_rows()
    ]
    assert differences(document(files, "reports"), expected, ("report_id",)) == []


def test_the_reports_of_a_year_stand_in_a_file_of_their_own(files: Mapping[str, str]) -> None:
    whole = document(files, "reports")
    assert [row["report_id"] for row in whole] == [
        report.report_id for report in sorted(reports(), key=lambda report: (report.dataset, report.report_id))
    ]
    by_year = {name: json.loads(text)["reports"] for name, text in files.items() if name.startswith("api/reports-")}
    assert by_year == {
        f"api/reports-{year}.json": [row for row in whole if row["report_id"].endswith(f"-{year}")]
        for year in sorted({report.year for report in reports()})
    }


def test_every_register_has_its_agencies_with_their_reports(files: Mapping[str, str]) -> None:
    expected = [
        {
            "dataset": dataset.id,
            "agency_id": agency.agency_id,
            "name": agency.name,
            "name_en": agency.name_en,
            "names_used": list(agency.names_used),
            "level": agency.level,
            "division_code": agency.division_code,
            "region": agency.region,
            "region_en": agency.region_en,
            "sector": agency.sector,
            "reports": sorted(
                report.report_id
                for report in reports()
                if (report.dataset, report.agency_id) == (dataset.id, agency.agency_id)
            ),
            "page": f"agencies/{agency.agency_id}/",
            "page_en": f"en/agencies/{agency.agency_id}/",
            "feed": f"agencies/{agency.agency_id}/feed.xml",
        }
        for dataset in DATASETS
        for agency in dataset.agencies
    ]
    assert differences(document(files, "agencies"), expected, ("dataset", "agency_id")) == []


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_feed_of_all_and_one_of_each_agency_tell_each_report_once(files: Mapping[str, str], prefix: str) -> None:
    agencies = {agency.agency_id for dataset in DATASETS for agency in dataset.agencies}
    own = {name for name in files if name.endswith("feed.xml") and name.startswith("en/") == bool(prefix)}
    assert own == {f"{prefix}feed.xml", *(f"{prefix}agencies/{agency}/feed.xml" for agency in agencies)}
    every = [report.report_id for report in reports()]
    assert sorted(_told(files[f"{prefix}feed.xml"])) == _pages(every, prefix)
    for agency in agencies:
        told = [report_id for report_id in every if report_id.rpartition("-")[0] == agency]
        assert sorted(_told(files[f"{prefix}agencies/{agency}/feed.xml"])) == _pages(told, prefix)


def _told(feed: str) -> list[str]:
    entries = ElementTree.fromstring(feed).findall("a:entry", ATOM)
    return [link.get("href", "") for entry in entries for link in entry.findall("a:link", ATOM)]


def _pages(report_ids: list[str], prefix: str) -> list[str]:
    return sorted(f"{SITE}{prefix}reports/{report_id}/" for report_id in report_ids)
