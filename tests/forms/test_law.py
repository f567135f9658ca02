"""By which day the law wants a report, of every kind of body; the rule and the register of coverage say the same."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.check import check
from gongkai.dataset import due_date as due_date_of_register
from gongkai.forms import code_list
from gongkai.forms.law import due_date, kind_of_body
from gongkai.model import Agency, Dataset
from tests.support.reports import consistent_report, with_report

JANUARY, MARCH = date(2022, 1, 31), date(2022, 3, 31)
NAMES = next((Path(__file__).parents[1]).rglob("metadata_cases/agencies.csv"))
DATASET = Dataset("example", "2026.11.0", "样例", "Example", "样例。", "An example.", None, {}, agency_kind="mixed")
REPORT = replace(consistent_report("2021"), cells=())


@pytest.mark.parametrize(
    ("name", "level", "due"),
    [
        ("云岭市公安局", "prefecture", JANUARY),
        ("云岭省教育厅", "province", JANUARY),
        ("教育部", "national", JANUARY),
        ("云岭市人民防空办公室", "prefecture", JANUARY),
        ("云岭市发展和改革委员会", "prefecture", JANUARY),
        ("云岭市人民政府", "prefecture", MARCH),
        ("云岭市人民政府办公室", "prefecture", MARCH),
        ("云岭经济开发区管理委员会", "county", MARCH),
        ("石桥镇人民政府", "township", None),
        ("石桥镇人民政府", None, None),
        ("石桥街道办事处党政办公室", None, None),
        ("国家税务总局云岭县税务局", "county", None),
        ("国家统计局云岭调查总队", "province", None),
        ("云岭学院", "prefecture", None),
        ("云岭", "county", None),
        (None, "county", None),
    ],
)
def test_article_49_by_kind_of_body(name: str | None, level: str | None, due: date | None) -> None:
    assert due_date(name, level, 2021) == due


@pytest.mark.parametrize(("year", "due"), [(2018, None), (2019, date(2020, 1, 31)), (None, None)])
def test_the_deadline_was_first_that_of_reports_on_2019(year: int | None, due: date | None) -> None:
    assert due_date("云岭市公安局", "prefecture", year) == due


def test_a_dataset_may_say_what_a_name_does_not() -> None:
    assert due_date("云岭", "county", 2021, otherwise="department") == JANUARY
    assert due_date("云岭市人民政府", "county", 2021, otherwise="department") == MARCH
    assert due_date("石桥镇人民政府", "township", 2021, otherwise="department") is None


def test_every_kind_with_a_day_is_one_that_names_can_tell() -> None:
    kinds = {row["kind"] for row in code_list("agency_kinds")}
    assert {kind_of_body(f"云岭{row['suffix']}") for row in code_list("agency_kinds")} == kinds
    assert {kind for kind in kinds if due_date("", None, 2021, otherwise=kind)} == {
        "department",
        "government",
        "office",
        "zone",
    }


def named_bodies() -> list[tuple[str, str]]:
    """Every kind of ending, and every body whose name the tests of reading know."""
    rows = csv.DictReader(NAMES.read_text(encoding="utf-8").splitlines())
    endings = [(f"云岭县{row['suffix']}", "county") for row in code_list("agency_kinds")]
    return [*endings, *((row["agency"], row["level"]) for row in rows if row["agency"])]


def test_the_rule_and_the_register_agree_on_every_kind_of_body() -> None:
    bodies = named_bodies()
    assert len(bodies) > 300
    for name, level in bodies:
        due = due_date_of_register(DATASET, Agency("x", name, None, (), level, "990100"), 2021)
        day = (due or MARCH) + timedelta(days=1)
        report = with_report(replace(REPORT), agency=name, level=level or None, publish_date=day)
        late = [found.expected for found in check(report)[0] if found.message_en.startswith("Published")]
        assert late == ([f"≤ {due.isoformat()}"] if due else []), name
