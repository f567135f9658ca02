"""What a page of changes can tell: one release with every class that may be published, each change made by hand."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.model import Table
from gongkai.pipeline.releases import diff
from gongkai.release import release_entry, release_tables
from tests.release.editing import (
    CELL,
    OTHER,
    REPORT,
    add_correction,
    declare,
    put,
    put_cell,
    rows,
    set_version,
    withdraw,
)

LATE, GONE = "650000-science-technology-2019", "140600-science-technology-2020"
READ_BETTER = "requests/carried_in/total"
Change = Mapping[str, Any]


@pytest.fixture(scope="module")
def tables(old: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Table]:
    """After 2026.11.0, which lacked a report, came 2026.12.0, in which everything happened."""
    folder = tmp_path_factory.mktemp("releases")
    first = Path(shutil.copytree(old, folder / "first" / "science-technology"))
    withdraw(first, LATE)
    second = Path(shutil.copytree(old, folder / "second" / "science-technology"))
    change_everything(second)
    before, after, changes = diff(first, second)
    later = release_entry(after.version, before.version, date(2026, 12, 9), changes)
    earlier = release_entry(before.version, None, date(2026, 11, 26), ())
    agencies = Table("agencies", ("agency_id", "name", "name_en"), tuple(
        (row["agency_id"], row["name"], row["name_en"]) for row in rows(second, "agencies")
    ))  # fmt: skip
    return release_tables([replace(after, releases=(later, earlier))], agencies)


def change_everything(package: Path) -> None:
    set_version(package, "2026.12.0")
    withdraw(package, GONE)
    declare(package, {"reports": [GONE]}, {"reports": [REPORT]})
    put(package, "reports", {"report_id": OTHER}, source_sha256="f" * 64)
    put_cell(package, CELL, OTHER, value=8)
    put_cell(package, READ_BETTER, value=1200, state="reported")
    add_correction(package, CELL, 7)
    put_cell(package, CELL, reconciled=7, rule="COR-01")
    put(package, "codes", {"list": "requests", "code": "granted"}, label_en="granted in full")
    put(package, "agencies", {"agency_id": "230100-science-technology"}, name_en="Harbin Bureau")


def change(tables: Mapping[str, Table], kind: str, **where: Any) -> Change:
    (found,) = (row for row in tables["changes"].records() if where.items() <= row.items() and row["kind"] == kind)
    return found


def test_every_release_is_counted_class_by_class_the_newest_first(tables: Mapping[str, Table]) -> None:
    counted = [(row["version"], row["date"], row["kind"], row["changes"]) for row in tables["releases"].records()]
    assert counted[:8] == [
        ("2026.12.0", "2026-12-09", "source_added", 1),
        ("2026.12.0", "2026-12-09", "source_removed", 1),
        ("2026.12.0", "2026-12-09", "source_revised", 2),
        ("2026.12.0", "2026-12-09", "correction", 2),
        ("2026.12.0", "2026-12-09", "rule_changed", 1),
        ("2026.12.0", "2026-12-09", "reading_improved", 1),
        ("2026.12.0", "2026-12-09", "register_changed", 1),
        ("2026.12.0", "2026-12-09", "unexplained", 0),
    ]
    assert counted[8][:2] == ("2026.11.0", "2026-11-26")


def test_each_change_is_counted_once(tables: Mapping[str, Table]) -> None:
    for row in tables["releases"].records():
        same = [c for c in tables["changes"].records() if (c["version"], c["kind"]) == (row["version"], row["kind"])]
        assert len(same) == row["changes"]


def test_a_report_that_came_is_named_with_its_agency_and_year(tables: Mapping[str, Table]) -> None:
    row = change(tables, "source_added", version="2026.12.0")
    assert (row["dataset"], row["previous"]) == ("science-technology", "2026.11.0")
    assert (row["report_id"], row["agency"], row["year"]) == (LATE, "新疆维吾尔自治区科学技术厅", 2019)
    assert row["before"] is None


def test_a_report_that_went_is_named_as_it_was(tables: Mapping[str, Table]) -> None:
    row = change(tables, "source_removed")
    assert (row["report_id"], row["agency"], row["year"], row["after"]) == (GONE, "朔州市科学技术局", 2020, None)


def test_a_number_of_a_revised_source_says_from_what_to_what(tables: Mapping[str, Table]) -> None:
    row = change(tables, "source_revised", place=CELL)
    assert (row["table"], row["row"], row["column"]) == ("requests", "new_received", "total")
    assert (row["agency"], row["before"], row["after"]) == ("威海市科学技术局", {"value": 1}, {"value": 8})


def test_a_number_read_better_says_why_in_both_languages(tables: Mapping[str, Table]) -> None:
    row = change(tables, "reading_improved")
    assert (row["report_id"], row["place"]) == (REPORT, READ_BETTER)
    assert row["before"] == {"value": None, "state": "blank"}
    assert row["after"] == {"value": 1200, "state": "reported"}
    assert (row["reason_zh"], row["reason_en"]) == ("识别千分位", "thousands separators are read")


def test_a_corrected_cell_says_why_it_was_corrected(tables: Mapping[str, Table]) -> None:
    row = change(tables, "correction", place=CELL)
    assert (row["before"]["reconciled"], row["after"]["reconciled"]) == (None, 7)
    assert (row["reason_zh"], row["reason_en"]) == ("对照原文", "对照原文")


def test_a_rule_or_register_that_changed_is_about_no_report(tables: Mapping[str, Table]) -> None:
    rule, register = change(tables, "rule_changed"), change(tables, "register_changed")
    assert (rule["report_id"], rule["year"], rule["table"], rule["row"]) == (None, None, "codes", None)
    assert rule["after"] == {"label_en": "granted in full"}
    assert (register["table"], register["after"]) == ("agencies", {"name_en": "Harbin Bureau"})


def test_only_what_was_corrected_or_declared_has_a_reason(tables: Mapping[str, Table]) -> None:
    told = {row["kind"] for row in tables["changes"].records() if row["reason_zh"] or row["reason_en"]}
    assert told == {"correction", "reading_improved", "source_removed"}
