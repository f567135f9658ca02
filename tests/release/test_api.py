"""The JSON index keeps to its schema and leads to what is published; tables of changes for the site's pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from gongkai.errors import PackageError
from gongkai.pipeline.releases import change_tables, public_files
from gongkai.release import PublishedPackage, api_files, published_packages, write_changes
from tests.release.editing import REPORT


@pytest.fixture
def package(new: Path, tmp_path: Path) -> PublishedPackage:
    write_changes(new, tmp_path / "releases", ())
    (published,) = published_packages([new])
    return published


def document(package: PublishedPackage, name: str) -> Any:
    return json.loads(api_files([package])[f"api/{name}.json"])[name]


@pytest.mark.parametrize("name", ["index", "reports", "agencies"])
def test_each_document_keeps_to_the_schema_it_names(package: PublishedPackage, name: str) -> None:
    files = api_files([package])
    data = json.loads(files[f"api/{name}.json"])
    validator = Draft202012Validator(json.loads(files[f"api/{data['$schema']}"]), format_checker=FormatChecker())
    validator.validate(data)
    assert data["document"] == name
    assert not validator.is_valid({**data, "surplus": 1})


def test_the_index_leads_to_the_files_of_each_package(new: Path, package: PublishedPackage) -> None:
    (dataset,) = document(package, "index")["datasets"]
    assert (dataset["version"], dataset["reports"], dataset["years"]) == ("2026.12.0", 5, [2019, 2020, 2022])
    files = [file for table in dataset["tables"] for file in table["files"]]
    paths = [file["path"] for file in files] + [dataset["package"], dataset["changes"]]
    folder = "data/science-technology/latest/"
    assert all((new / path.removeprefix(folder)).is_file() for path in paths)
    assert all(path.startswith(folder) for path in paths)


def test_a_report_and_its_agency(package: PublishedPackage) -> None:
    report = next(row for row in document(package, "reports") if row["report_id"] == REPORT)
    agency = next(row for row in document(package, "agencies") if row["agency_id"] == report["agency_id"])
    assert (report["year"], report["publish_date"], report["json"]) == (
        2019,
        None,
        f"reports/{REPORT}/report.json",
    )
    assert agency["names_used"] == ["黑龙江省科学技术厅", "黑龙江省科技厅"]
    assert agency["reports"] == [REPORT]


def test_the_documents_depend_on_nothing_but_the_packages(new: Path, package: PublishedPackage) -> None:
    files = public_files([new], "")
    assert files == public_files([new], "")
    assert all(str(new.parent) not in text for text in files.values())


def test_the_tables_of_changes(new: Path, package: PublishedPackage) -> None:
    tables = change_tables([new])
    counted = {row["class"]: row["changes"] for row in tables["releases"].records()}
    assert (counted["source_added"], counted["unexplained"]) == (5, 0)
    changes = list(tables["changes"].records())
    assert [row["report_id"] for row in changes] == [row["report_id"] for row in package.reports]
    assert {row["label_en"] for row in changes} == {"report added"}
    assert "agency 黑龙江省科学技术厅, year 2019" in changes[1]["what"]


def test_a_package_without_its_list_of_changes_is_named(new: Path) -> None:
    with pytest.raises(PackageError, match=r"CHANGES\.json: is missing; build the package again"):
        published_packages([new])
