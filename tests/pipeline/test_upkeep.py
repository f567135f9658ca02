"""What maintainers do between builds: take a report in, check a package, record a release."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.errors import DatasetError
from gongkai.pipeline.upkeep import add_report, record_release
from gongkai.workspace import DatasetFolder
from tests.support.gold import GOLD
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html

TODAY = date(2026, 11, 20)
URL = "https://www.example.gov.cn/report.html"


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    copy = tmp_path / "science-technology"
    shutil.copytree(GOLD.parent, copy)
    return DatasetFolder(copy)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "Download (1).HTML"
    path.write_bytes(html(PrintedReport("2021", consistent_values("2021", 1), year=2023))[1])
    return path


def test_a_report_is_copied_unchanged_under_its_canonical_name(folder: DatasetFolder, report: Path) -> None:
    added = add_report(report, folder, URL, TODAY)
    assert added.copy == folder.reports / "230000-science-technology-2023.html"
    assert added.copy.read_bytes() == report.read_bytes()
    row = list(csv.DictReader(folder.sources.read_text(encoding="utf-8").splitlines()))[-1]
    assert (row["report_id"], row["file"]) == (added.report_id, "reports/230000-science-technology-2023.html")
    assert (row["url"], row["added_on"], row["original_name"]) == (URL, "2026-11-20", "Download (1).HTML")
    assert row["sha256"] == sha256(report.read_bytes()).hexdigest()


def test_a_report_that_is_there_already_is_refused(folder: DatasetFolder, report: Path) -> None:
    add_report(report, folder, None, TODAY)
    before = folder.sources.read_bytes()
    with pytest.raises(DatasetError, match="230000-science-technology-2023 is there already"):
        add_report(report, folder, None, TODAY)
    assert folder.sources.read_bytes() == before


def test_what_is_no_report_is_refused_and_leaves_nothing(folder: DatasetFolder, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("今天天气很好，我们去公园散步。", encoding="utf-8")
    files = folder.report_files()
    with pytest.raises(DatasetError, match=r"letter\.txt"):
        add_report(letter, folder, None, TODAY)
    assert folder.report_files() == files


def test_an_agency_outside_the_register_is_named(folder: DatasetFolder, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    values = consistent_values("2021", 2)
    other.write_bytes(html(PrintedReport("2021", values, agency="青岛市教育局", year=2023))[1])
    with pytest.raises(DatasetError, match="青岛市教育局, 2023"):
        add_report(other, folder, None, TODAY)


@pytest.mark.slow
def test_a_release_records_what_is_published_and_the_known_errors(folder: DatasetFolder) -> None:
    written, errors = record_release(folder, TODAY)
    assert written == folder.releases / "2026.11.0.zip"
    rows = list(csv.DictReader(folder.known_errors.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == errors == 8
    assert {row["rule"] for row in rows} == {"APP-R01", "APP-C01", "APP-C03", "A20-E19-01"}
