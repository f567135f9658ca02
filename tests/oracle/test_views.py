"""Every view over the made-up datasets, row by row, against what the known numbers come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from gongkai.forms.schema import ordinals
from gongkai.model import CellKey, Table
from gongkai.query import views
from tests.oracle import beside, cells, ledger, rates, sums
from tests.oracle.comparing import Row, differences
from tests.oracle.names import COLUMN, ROW, TABLE, severity, subject
from tests.support.made_up.known import DATASETS, reports
from tests.support.made_up.published import Published

CELL = ("report_id", TABLE, ROW, COLUMN)
ORACLES: Mapping[str, tuple[Callable[[], Iterable[Row]], tuple[str, ...]]] = {
    "agencies": (cells.agency_rows, ("agency_id",)),
    "cells": (cells.cells, CELL),
    "cell_states": (sums.cell_states, (TABLE, "state")),
    "corrections": (cells.correction_rows, CELL),
    "coverage": (cells.coverage_rows, ("dataset", "agency_id", "year")),
    "litigation_by_year": (sums.litigation_by_year, ("year", "channel")),
    "outcomes": (sums.outcomes, ("dataset", "report_id", "outcome")),
    "outcomes_by_level": (sums.outcomes_by_level, ("year", "level", "outcome")),
    "outcomes_by_year": (sums.outcomes_by_year, ("year", "outcome")),
    "own_years": (beside.own_years, ("report_id", "other_id")),
    "peers": (beside.peers, ("report_id", "peer_id")),
    "presence": (beside.presence, ("agency_id", "year")),
    "quality_parts": (sums.quality_parts, ("part", "value")),
    "received_sizes": (sums.received_sizes, ("year", "level", "size")),
    "regions": (sums.regions, ("code",)),
    "rejections": (cells.rejection_rows, ("dataset", "file")),
    "reports": (cells.report_rows, ("report_id",)),
    "sections": (cells.section_rows, ("report_id", "section")),
    "totals": (lambda: [sums.totals()], ()),
    "years": (sums.years, ("year",)),
}
ELSEWHERE = {
    *("checks", "rules", "findings", "facts", "indicators", "package_tables", "coverage_statuses", "registers"),
    *("agency_figures", "cell_leaders", "finding_cells", "indicator_groups", "indicator_peers", "indicator_series"),
}
"""Views with a test of their own."""


def test_every_view_is_held_against_the_oracle() -> None:
    assert set(views()) == {*ORACLES, *ELSEWHERE}


@pytest.mark.parametrize("view", ORACLES)
def test_a_view_gives_what_the_known_numbers_come_to(tables: Mapping[str, Table], view: str) -> None:
    expected, key = ORACLES[view]
    found = differences(tables[view].records(), list(expected()), key)
    assert found[:20] == []


ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "agencies": lambda row: (row["division_code"], row["agency_id"]),
    "cells": lambda row: (row["report_id"], row[TABLE], ordinals()[CellKey(*(row[name] for name in CELL[1:]))]),
    "cell_states": lambda row: (row[TABLE], row["state"]),
    "checks": lambda row: (row["report_id"], row["rule"]),
    "coverage": lambda row: (row["dataset"], row["agency_id"], row["year"]),
    "facts": lambda row: (row["report_id"], row["sequence"]),
    "findings": lambda row: (row["report_id"], row["sequence"]),
    "indicators": lambda row: (row["report_id"], row["indicator"]),
    "litigation_by_year": lambda row: (row["year"], row["channel"]),
    "outcomes": lambda row: (row["year"], row["report_id"], row["outcome"]),
    "outcomes_by_year": lambda row: (row["year"], row["outcome"]),
    "package_tables": lambda row: (row["dataset"], row[TABLE]),
    "peers": lambda row: (row["report_id"], row["place"]),
    "quality_parts": lambda row: (row["part"], row["value"]),
    "regions": lambda row: row["code"],
    "rejections": lambda row: (row["dataset"], row["file"]),
    "reports": lambda row: (-row["year"], row["report_id"]),
    "rules": lambda row: row["rule"],
    "sections": lambda row: (row["report_id"], row["section"]),
    "years": lambda row: -row["year"],
}


@pytest.mark.parametrize("view", ORDERS)
def test_a_view_is_in_order(tables: Mapping[str, Table], view: str) -> None:
    rows = [ORDERS[view](row) for row in tables[view].records()]
    assert len(rows) > 1
    assert rows == sorted(rows)


def test_indicators_follow_their_formulas(tables: Mapping[str, Table]) -> None:
    found = [row for row in tables["indicators"].records() if row["indicator"] != "data_quality_score"]
    assert differences(found, list(rates.indicator_rows()), ("report_id", "indicator")) == []


def test_the_quality_score_is_the_share_of_error_rules_that_were_passed(
    tables: Mapping[str, Table], made_up: Published
) -> None:
    checks = [check for dataset in DATASETS for check in made_up.rows(dataset.id, "checks")]
    expected = list(ledger.quality_scores(checks))
    found = [row for row in tables["indicators"].records() if row["indicator"] == "data_quality_score"]
    assert differences(found, expected, ("report_id",)) == []


def test_findings_are_those_that_were_planted(tables: Mapping[str, Table]) -> None:
    found = Counter((row["report_id"], row["rule"], row["severity"]) for row in tables["findings"].records())
    planted = Counter(
        (report.report_id, rule, severity(rule, report.year)) for report in reports() for rule in report.findings
    )
    assert found == planted


def test_a_finding_says_what_it_is_about(tables: Mapping[str, Table]) -> None:
    rows = [row for row in tables["findings"].records() if row["rule"] != "APP-S01"]
    assert [(row["rule"], row["about"]) for row in rows] == [(row["rule"], subject(row["rule"])) for row in rows]


def test_broken_sums_of_one_misprint_name_its_cell_as_their_cause(tables: Mapping[str, Table]) -> None:
    findings = [row for row in tables["findings"].records() if row["report_id"] == "321200-education-2019"]
    assert {(row["rule"], row["cause"]) for row in findings} == {
        ("APP-R01", "requests/partially_granted/total"),
        ("APP-C02", "requests/partially_granted/total"),
    }


def test_facts_are_those_of_the_narrative_in_its_order(tables: Mapping[str, Table]) -> None:
    facts = list(tables["facts"].records())
    assert differences(facts, list(cells.fact_rows()), ("report_id", "fact")) == []
    order = [(row["report_id"], row["fact"]) for row in sorted(facts, key=_in_report)]
    assert order == [(row["report_id"], row["fact"]) for row in cells.fact_rows()]


def _in_report(row: Row) -> tuple[str, int]:
    return row["report_id"], row["sequence"]


def test_the_rows_of_every_table_are_counted(tables: Mapping[str, Table], made_up: Published) -> None:
    counted = {
        (dataset.id, table): len(made_up.rows(dataset.id, table))
        for dataset in DATASETS
        for table in ("checks", "codes", "indicators", "indicators_defined", "indicator_terms")
    }
    expected = list(sums.package_tables(counted))
    assert differences(tables["package_tables"].records(), expected, ("dataset", TABLE)) == []


def test_coverage_can_be_told_in_seven_words_in_each_dataset(tables: Mapping[str, Table]) -> None:
    codes = ("present", "late", "not_read", "missing", "not_found", "not_collected", "not_expected")
    rows = [(row["dataset"], row["code"]) for row in tables["coverage_statuses"].records()]
    assert rows == [(dataset.id, code) for dataset in DATASETS for code in codes]
