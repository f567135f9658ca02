"""The JSON index keeps to its schema and leads to what is published; tables of changes for the site's pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from gongkai.model import Table
from gongkai.query import run
from gongkai.site import api_files
from tests.package.make_gold_package import write_sealed
from tests.release.editing import REPORT, content

pytestmark = pytest.mark.slow
NAME = "science-technology"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sealed(content(), tmp_path_factory.mktemp("api") / NAME)


@pytest.fixture(scope="module")
def tables(package: Path) -> dict[str, Table]:
    return {view: run(view, [package]) for view in ("reports", "registers")}


def document(tables: dict[str, Table], package: Path, name: str, released: tuple[str, ...] = ()) -> Any:
    return json.loads(api_files(tables, {NAME: package}, {NAME: released})[f"api/{name}.json"])[name]


@pytest.mark.parametrize("name", ["index", "reports", "agencies"])
def test_each_document_keeps_to_the_schema_it_names(tables: dict[str, Table], package: Path, name: str) -> None:
    files = api_files(tables, {NAME: package}, {})
    data = json.loads(files[f"api/{name}.json"])
    validator = Draft202012Validator(json.loads(files[f"api/{data['$schema']}"]), format_checker=FormatChecker())
    validator.validate(data)
    assert data["document"] == name
    assert not validator.is_valid({**data, "surplus": 1})


def test_the_index_leads_to_the_files_of_each_package(tables: dict[str, Table], package: Path) -> None:
    (dataset,) = document(tables, package, "index")["datasets"]
    assert (dataset["version"], dataset["reports"], dataset["years"]) == ("2026.11.0", 5, [2019, 2020, 2022])
    files = [file for table in dataset["tables"] for file in table["files"]]
    paths = [*(file["path"] for file in files), dataset["package"]]
    folder = "data/science-technology/latest/"
    assert all((package / path.removeprefix(folder)).is_file() for path in paths)
    assert all(path.startswith(folder) for path in paths)


def test_a_report_and_its_agency(tables: dict[str, Table], package: Path) -> None:
    report = next(row for row in document(tables, package, "reports") if row["report_id"] == REPORT)
    agency = next(row for row in document(tables, package, "agencies") if row["agency_id"] == report["agency_id"])
    assert (report["year"], report["publish_date"], report["json"]) == (
        2019,
        None,
        f"reports/{REPORT}/report.json",
    )
    assert agency["names_used"] == ["黑龙江省科学技术厅", "黑龙江省科技厅"]
    assert agency["reports"] == [REPORT]


def test_the_reports_of_each_year_are_those_of_the_whole(tables: dict[str, Table], package: Path) -> None:
    files = api_files(tables, {NAME: package}, {})
    parts = document(tables, package, "index")["reports_by_year"]
    assert [(part["year"], part["path"]) for part in parts] == [
        (year, f"api/reports-{year}.json") for year in (2019, 2020, 2022)
    ]
    found = [json.loads(files[part["path"]]) for part in parts]
    assert [len(part["reports"]) for part in found] == [part["reports"] for part in parts]
    assert {entry["year"] for entry in found[0]["reports"]} == {2019}
    whole = document(tables, package, "reports")
    every = [entry for part in found for entry in part["reports"]]
    assert sorted(every, key=lambda entry: entry["report_id"]) == whole
    validator = Draft202012Validator(json.loads(files["api/schema.json"]), format_checker=FormatChecker())
    assert all(validator.is_valid(part) for part in found)


def test_the_index_leads_to_the_version_it_was_made_from(tables: dict[str, Table], package: Path) -> None:
    (dataset,) = document(tables, package, "index", ("2026.10.0",))["datasets"]
    assert dataset["package"] == "data/science-technology/2026.11.0/datapackage.json"
    assert dataset["released"] == ["2026.10.0"]
    (dataset,) = document(tables, package, "index", ("2026.11.0", "2026.10.0"))["datasets"]
    assert dataset["package"] == "data/science-technology/latest/datapackage.json"


def test_the_documents_name_no_folder_of_the_machine(tables: dict[str, Table], package: Path) -> None:
    files = api_files(tables, {NAME: package}, {})
    assert all(str(package.parent) not in text for text in files.values())
