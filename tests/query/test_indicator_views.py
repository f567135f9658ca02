"""The views of indicators and of single agencies, against sums made here from the table of reports and indicators."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from statistics import median
from typing import Any

import pytest

from gongkai.model import Indicator, Table
from gongkai.package import write_tables
from gongkai.query import run_all
from tests.package.make_gold_package import gold_content
from tests.support.gold import gold_files

pytestmark = pytest.mark.slow

HARBIN = "230100-science-technology-2022"
VALUES = {"2019": (None, "too_few"), "2020": (Decimal("0.25"), None), "2022": (Decimal("0.5"), None)}
"""A made-up refusal rate by the year of the report."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Table]:
    folder = tmp_path_factory.mktemp("packages") / "science-technology"
    folder.mkdir()
    gold = gold_content()
    reports = tuple(
        replace(report, indicators=(Indicator("refusal_rate", 5, 10 if value else 4, value, "reported", reason),))
        for report in gold.reports
        for value, reason in [VALUES[report.report_id[-4:]]]
    )
    write_tables(replace(gold, reports=reports), folder)
    return run_all([folder])


def records(table: Table) -> list[dict[str, Any]]:
    return list(table.records())


def test_a_group_holds_reports_of_one_year_level_and_kind_and_says_how_many_have_too_few_cases(
    tables: Mapping[str, Table],
) -> None:
    kinds = Counter((r["year"], r["level"]) for r in records(tables["reports"]))
    groups = records(tables["indicator_groups"])
    assert {(g["year"], g["level"]): g["reports"] for g in groups} == dict(kinds)
    assert {g["year"]: (g["valued"] > 0, g["too_few"] > 0) for g in groups} == {
        2019: (False, True), 2020: (True, False), 2022: (True, False),
    }  # fmt: skip
    assert all(g["sector_en"] == "science and technology" for g in groups)
    assert [g["dots"] for g in groups if g["year"] == 2022] == [[{"at": 0.5, "count": 1}]]


def test_peers_are_those_with_a_value_in_the_latest_year_of_their_group(tables: Mapping[str, Table]) -> None:
    assert [peer["report_id"] for peer in records(tables["indicator_peers"])] == [HARBIN]


def test_a_series_gives_the_median_of_each_level(tables: Mapping[str, Table]) -> None:
    found = {(s["level"], s["year"]): s["median"] for s in records(tables["indicator_series"])}
    assert found["prefecture", 2022] == float(median([Decimal("0.5")]))
    assert found["province", 2019] is None


def test_the_file_of_an_agency_holds_the_numbers_of_the_gold(tables: Mapping[str, Table]) -> None:
    files = {row["agency_id"]: json.loads(row["figures"]) for row in records(tables["agency_figures"])}
    assert len(files) == len(records(tables["agencies"]))
    (year,) = files["230100-science-technology"]["years"]
    (gold,) = (gold["cells"] for gold in gold_files() if gold["report_id"] == HARBIN)
    expected: dict[str, list[Any]] = {
        path.replace("/", "."): [int(value), ""]
        for path, value in gold.items()
        if value is not None and (path.startswith("review_") or re.fullmatch("requests/.*/total", path))
    }
    assert {code: count for code, count in year["counts"].items() if code in expected} == expected
    sums = {code: count for code, count in year["counts"].items() if code not in expected}
    refused = sum(int(count) for code, (count, _) in expected.items() if code.startswith("requests.refused_"))
    assert sums["requests.refused.total"] == [refused, ""]
    assert year["rates"]["refusal_rate"] == [5, 10, 0.5, "", ""]
