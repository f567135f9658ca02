"""The ledger of rules: what was judged, and how it went, against the known cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from gongkai.model import Table
from tests.oracle.comparing import differences
from tests.oracle.ledger import EQUATIONS, carried, judged
from tests.support.made_up.known import reports
from tests.support.made_up.published import Published

Row = Mapping[str, Any]
COUNTS = ("passed", "failed", "not_evaluable")


@pytest.fixture
def checks(made_up: Published) -> dict[tuple[str, str], dict[str, str]]:
    """The ledger as the CSV files have it, by report and rule."""
    rows = [row for dataset in made_up.contents for row in made_up.rows(dataset, "checks")]
    return {(row["report_id"], row["rule"]): row for row in rows}


def test_what_failed_is_what_was_planted(checks: Mapping[tuple[str, str], Row]) -> None:
    failed = {key: int(row["failed"]) for key, row in checks.items() if row["failed"] != "0"}
    assert failed == Counter((report.report_id, rule) for report in reports() for rule in report.findings)


@pytest.mark.parametrize("rule", EQUATIONS)
def test_equations_that_can_be_judged_are_counted(checks: Mapping[tuple[str, str], Row], rule: str) -> None:
    found = {r.report_id: tuple(int(checks[r.report_id, rule][name]) for name in COUNTS[:2]) for r in reports()}
    assert found == {report.report_id: judged(report, rule) for report in reports()}


def test_carried_numbers_are_compared_with_the_year_before_only(checks: Mapping[tuple[str, str], Row]) -> None:
    found = {r.report_id: tuple(int(checks[r.report_id, "YOY-01"][name]) for name in COUNTS[:2]) for r in reports()}
    assert found == {report.report_id: carried(report) for report in reports()}


def test_a_status_says_how_a_rule_went(checks: Mapping[tuple[str, str], Row]) -> None:
    for row in checks.values():
        passed, failed, open_ = (int(row[name]) for name in COUNTS)
        went = "fail" if failed else "pass" if passed else "not_evaluable" if open_ else "not_applicable"
        assert row["status"] == went
    assert {row["status"] for row in checks.values()} == {"fail", "pass", "not_evaluable", "not_applicable"}


def test_the_view_of_checks_is_the_ledger(tables: Mapping[str, Table], checks: Mapping[tuple[str, str], Row]) -> None:
    expected = [{**row, **{name: int(row[name]) for name in COUNTS}} for row in checks.values()]
    assert differences(tables["checks"].records(), expected, ("report_id", "rule")) == []


def test_the_view_of_rules_sums_the_ledger_and_counts_the_findings(
    tables: Mapping[str, Table], checks: Mapping[tuple[str, str], Row]
) -> None:
    planted = Counter(rule for report in reports() for rule in report.findings)
    reports_found = Counter(rule for report in reports() for rule in set(report.findings))
    expected = []
    for rule in {rule for _, rule in checks}:
        own = [row for (_, other), row in checks.items() if other == rule]
        went = Counter(row["status"] for row in own)
        expected.append(
            {
                "rule": rule,
                "findings": planted[rule],
                "reports_found": reports_found[rule],
                **{f"reports_{status}": went[status] for status in ("pass", "fail", "not_evaluable", "not_applicable")},
                **{name: sum(int(row[name]) for row in own) for name in COUNTS},
            }
        )
    assert differences(tables["rules"].records(), expected, ("rule",)) == []
