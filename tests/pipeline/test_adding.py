"""Taking reports in: copies, register rows, agencies proposed, and nothing written where something is not settled."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.errors import DatasetError
from gongkai.model import Proposal
from gongkai.pipeline.adding import add_report
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
    added = add_report(report, folder, TODAY, url=URL)
    assert added.copy == folder.reports / "230000-science-technology-2023.html"
    assert added.copy.read_bytes() == report.read_bytes()
    row = list(csv.DictReader(folder.sources.read_text(encoding="utf-8").splitlines()))[-1]
    assert (row["report_id"], row["file"]) == (added.report_id, "reports/230000-science-technology-2023.html")
    assert (row["url"], row["added_on"], row["original_name"]) == (URL, "2026-11-20", "Download (1).HTML")
    assert row["sha256"] == sha256(report.read_bytes()).hexdigest()


def test_a_report_that_is_there_already_is_refused(folder: DatasetFolder, report: Path) -> None:
    add_report(report, folder, TODAY)
    before = folder.sources.read_bytes()
    with pytest.raises(DatasetError, match="230000-science-technology-2023 is there already"):
        add_report(report, folder, TODAY)
    assert folder.sources.read_bytes() == before


def test_what_is_no_report_is_refused_and_leaves_nothing(folder: DatasetFolder, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("今天天气很好，我们去公园散步。", encoding="utf-8")
    files = folder.report_files()
    with pytest.raises(DatasetError, match=r"letter\.txt"):
        add_report(letter, folder, TODAY)
    assert folder.report_files() == files


def of(agency: str, folder: Path, year: int = 2023) -> Path:
    """A report of that agency as a file."""
    path = folder / "other.html"
    path.write_bytes(html(PrintedReport("2021", consistent_values("2021", 2), agency=agency, year=year))[1])
    return path


def test_an_agency_outside_the_register_is_proposed_and_added_only_when_confirmed(
    folder: DatasetFolder, tmp_path: Path
) -> None:
    other = of("青岛市教育局", tmp_path)
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    with pytest.raises(DatasetError, match="青岛市教育局 is not in the register; give --new-agency"):
        add_report(other, folder, TODAY)
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before
    proposals: list[Proposal] = []

    def confirm(proposal: Proposal) -> bool:
        proposals.append(proposal)
        return True

    added = add_report(other, folder, TODAY, confirm=confirm)
    assert added.report_id == "370200-education-2023"
    assert proposals[0].agency.name_en == "Qingdao Education Bureau"
    last = folder.agencies.read_text(encoding="utf-8").splitlines()[-1]
    assert last == "370200-education,青岛市教育局,Qingdao Education Bureau,青岛市教育局,prefecture,370200,education,,,,"


def test_a_person_may_say_whose_report_it_is(folder: DatasetFolder, tmp_path: Path) -> None:
    misread = of("威悔市科学技术局", tmp_path)
    with pytest.raises(DatasetError, match="cannot be told"):
        add_report(misread, folder, TODAY)
    added = add_report(misread, folder, TODAY, agency_id="371000-science-technology")
    assert added.report_id == "371000-science-technology-2023"
    (row,) = [row for row in rows_of(folder) if row["report_id"] == added.report_id]
    assert row["settled"] == "agency"
    with pytest.raises(DatasetError, match="no agency 1-x in the register"):
        add_report(misread, folder, TODAY, agency_id="1-x")


def test_a_person_may_name_an_agency_that_is_neither_read_nor_in_the_register(
    folder: DatasetFolder, tmp_path: Path
) -> None:
    """沐阳 is no place; the person who looks at the report knows that 沭阳县, 321322, printed it."""
    misread = of("沐阳县人民政府", tmp_path)
    with pytest.raises(DatasetError, match="321322-government is not in the register; give --new-agency"):
        add_report(misread, folder, TODAY, agency_id="321322-government")
    added = add_report(misread, folder, TODAY, agency_id="321322-government", confirm=lambda _: True)
    assert added.report_id == "321322-government-2023"
    last = folder.agencies.read_text(encoding="utf-8").splitlines()[-1]
    assert (
        last
        == "321322-government,沭阳县人民政府,People's Government of Shuyang,沭阳县人民政府,county,321322,general,,,,"
    )
    assert rows_of(folder)[-1]["settled"] == "agency"


def test_two_bodies_whose_ids_would_be_one_are_left_to_a_person(folder: DatasetFolder, tmp_path: Path) -> None:
    other = of("威海市科学技术委员会", tmp_path)
    with pytest.raises(DatasetError, match="the report names 威海市科学技术委员会, the register 威海市科学技术局"):
        add_report(other, folder, TODAY, confirm=lambda _: True)


def test_a_file_that_nobody_listed_is_not_overwritten(folder: DatasetFolder, report: Path) -> None:
    there = folder.reports / "230000-science-technology-2023.html"
    there.write_text("kept", encoding="utf-8")
    with pytest.raises(DatasetError, match="is there already and in no register"):
        add_report(report, folder, TODAY)
    assert there.read_text(encoding="utf-8") == "kept"


def test_a_lost_final_newline_or_header_is_mended_and_rows_stay(folder: DatasetFolder, report: Path) -> None:
    register, listed = folder.agencies.read_text(encoding="utf-8"), folder.sources.read_text(encoding="utf-8")
    folder.sources.write_text(listed.rstrip("\n"), encoding="utf-8")
    add_report(report, folder, TODAY)
    assert folder.sources.read_text(encoding="utf-8").startswith(listed)
    assert len(rows_of(folder)) == len(listed.splitlines())
    # a register that a person made by `touch`
    folder.agencies.write_text("", encoding="utf-8")
    folder.sources.unlink()
    (folder.reports / "230000-science-technology-2023.html").unlink()
    add_report(report, folder, TODAY, confirm=lambda _: True)
    header, row = folder.agencies.read_text(encoding="utf-8").splitlines()
    assert header.startswith(register.splitlines()[0])
    assert row.startswith("230000-science-technology,黑龙江省科学技术厅,")


def rows_of(folder: DatasetFolder) -> list[dict[str, str]]:
    return list(csv.DictReader(folder.sources.read_text(encoding="utf-8").splitlines()))


def test_an_address_that_a_browser_might_run_is_refused_and_leaves_nothing(folder: DatasetFolder, report: Path) -> None:
    before = sorted(folder.reports.iterdir())
    with pytest.raises(DatasetError, match=r"'javascript:alert\(1\)' is no web address; write it with https://"):
        add_report(report, folder, TODAY, url="javascript:alert(1)")
    assert sorted(folder.reports.iterdir()) == before
