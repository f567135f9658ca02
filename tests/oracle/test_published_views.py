"""The views of a package: the same SQL in DuckDB and SQLite, equal to the tables, and no blank counted as 0."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from gongkai.forms.published_views import VIEWS, published_views
from tests.support.made_up.published import Published

pytestmark = pytest.mark.slow
Rows = list[dict[str, Any]]
NUMBERS = (bool, int, float, Decimal)


@pytest.fixture(scope="module")
def packages(made_up: Published) -> list[Path]:
    return made_up.packages


def asked(package: Path, sql: str) -> tuple[Rows, Rows]:
    """The answers of DuckDB and of SQLite, in the order of their text."""
    with duckdb.connect(str(next(package.glob("*.duckdb"))), read_only=True) as connection:
        found = connection.execute(sql)
        names = [column[0] for column in found.description]
        one = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    with closing(sqlite3.connect(next(package.glob("*.sqlite")))) as database:
        database.row_factory = sqlite3.Row
        other = [dict(row) for row in database.execute(sql)]
    return sorted(map(plain, one), key=str), sorted(map(plain, other), key=str)


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if value is None or isinstance(value, str) else round(float(value), 6)
        for name, value in row.items()
    }


@pytest.mark.parametrize("view", VIEWS)
def test_both_databases_give_the_same_rows(packages: list[Path], view: str) -> None:
    for package in packages:
        one, other = asked(package, f"SELECT * FROM {view}")
        assert one == other
        assert len(one) > 1


def test_the_indicators_worked_out_by_sql_equal_the_table(packages: list[Path]) -> None:
    for package in packages:
        table = sorted(map(plain, pq.read_table(package / "data" / "indicators.parquet").to_pylist()), key=str)
        assert asked(package, "SELECT * FROM indicators") == (table, table)


def test_leaves_add_up_to_the_total_where_every_leaf_is_filled(packages: list[Path]) -> None:
    sql = """SELECT t.report_id, t.processed, sum(o.number) AS leaves
             FROM report_totals t JOIN outcomes o USING (report_id) WHERE t.outcomes_stated = t.outcomes_asked
               AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.report_id = t.report_id AND f.severity = 'error')
             GROUP BY t.report_id, t.processed"""
    for package in packages:
        rows, _ = asked(package, sql)
        assert rows
        assert [row for row in rows if row["processed"] != row["leaves"]] == []


def test_a_group_with_a_blank_leaf_has_no_sum(packages: list[Path]) -> None:
    sql = """SELECT o.report_id, o.outcome_group, t.refused FROM outcomes o JOIN report_totals t USING (report_id)
             WHERE o.outcome_group = 'refused' AND o.number IS NULL"""
    blanks = [row for package in packages for row in asked(package, sql)[0]]
    assert blanks
    assert {row["refused"] for row in blanks} == {None}


def test_a_rate_of_a_year_is_over_the_reports_that_state_it_beyond_doubt(packages: list[Path]) -> None:
    """Worked out again from the leaves, one report after the other."""
    for package in packages:
        leaves, _ = asked(package, "SELECT report_id, year, outcome_group, number, certain FROM outcomes")
        totals, _ = asked(
            package,
            "SELECT report_id, coalesce(reconciled, value) AS number, certain FROM requests "
            "WHERE row_code = 'total_processed' AND column_code = 'total'",
        )
        whole = {row["report_id"]: row["number"] for row in totals if row["certain"]}
        published, _ = asked(package, "SELECT * FROM outcomes_by_year")
        for row in published:
            group = [
                leaf for leaf in leaves if leaf["year"] == row["year"] and leaf["outcome_group"] == row["outcome_group"]
            ]
            reports = {leaf["report_id"] for leaf in group}
            unfit = {leaf["report_id"] for leaf in group if leaf["number"] is None or not leaf["certain"]}
            paired = {report for report in reports - unfit if whole.get(report) is not None}
            number = sum(leaf["number"] for leaf in group if leaf["report_id"] in paired)
            processed = sum(whole[report] for report in paired)
            assert (row["reports"], row["reports_paired"]) == (len(reports), len(paired))
            assert (row["paired"] or 0, row["processed"] or 0) == (number, processed)
            rate = round(number / processed, 6) if paired == reports and processed >= 10 else None
            assert row["share"] == rate


def test_best_is_the_reconciled_number_where_there_is_one(packages: list[Path]) -> None:
    sql = "SELECT value, reconciled, best FROM requests_labelled"
    rows = [row for package in packages for row in asked(package, sql)[0]]
    assert any(row["reconciled"] is not None for row in rows)
    assert all(row["best"] == (row["value"] if row["reconciled"] is None else row["reconciled"]) for row in rows)


def test_an_outcome_says_where_its_number_comes_from(packages: list[Path]) -> None:
    sql = """SELECT o.number, o.basis, o.state, o.certain, q.value, q.reconciled, q.state AS cell, q.certain AS sure
             FROM outcomes o JOIN requests q ON q.report_id = o.report_id AND q.row_code = o.outcome
             WHERE q.column_code = 'total'"""
    rows = [row for package in packages for row in asked(package, sql)[0]]
    assert {row["basis"] for row in rows} == {"reported", "reconciled"}
    for row in rows:
        derived = row["reconciled"] is not None
        number = row["reconciled"] if derived else row["value"]
        assert (row["number"], row["basis"]) == (number, "reconciled" if derived else "reported")
        assert (row["state"], row["certain"]) == (row["cell"], row["sure"])


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_tells_its_grain_in_both_languages_and_stands_as_text(packages: list[Path], view: str) -> None:
    sql = (packages[0] / "sql" / f"{view}.sql").read_text(encoding="utf-8")
    assert sql == published_views()[view]
    assert sql.startswith("-- One row per ")
    assert "一行" in sql.split("\nSELECT")[0].split("\nWITH")[0]
