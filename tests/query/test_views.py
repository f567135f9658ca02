"""The views over a package: grain, units, reconciled numbers, and nothing counted that is not stated."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.errors import PackageError
from gongkai.model import Table
from gongkai.package import write_tables
from gongkai.query import Views, run, run_all, views
from gongkai.query.statements import connected
from tests.package.make_gold_package import gold_content
from tests.query.asking import asked_of
from tests.support.gold import gold_files

HARBIN = "230100-science-technology-2022"
WEIHAI = "371000-science-technology-2019"
HEILONGJIANG = "230000-science-technology-2019"
MISPRINTS = {
    ("requests", "granted", "total"): 1,
    ("requests", "total_processed", "total"): 1,
}
"""Weihai printed 0 in two totals; the identities of the form give 1."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages") / "science-technology"
    folder.mkdir()
    gold = gold_content()
    reports = []
    for report in gold.reports:
        if report.report_id == WEIHAI:
            cells = tuple(
                replace(cell, reconciled=MISPRINTS.get(cell.key), rule="APP-R01" if cell.key in MISPRINTS else None)
                for cell in report.extraction.cells
            )
            report = replace(report, extraction=replace(report.extraction, cells=cells))
        reports.append(report)
    write_tables(replace(gold, reports=tuple(reports)), folder)
    return folder


@pytest.fixture(scope="module")
def tables(package: Path) -> Mapping[str, Table]:
    return run_all([package])


def rows(tables: Mapping[str, Table], view: str, **where: object) -> list[dict[str, Any]]:
    return [row for row in tables[view].records() if all(row[name] == value for name, value in where.items())]


def test_views_are_asked_for_one_by_one_and_those_of_some_reports_alone(
    package: Path, tables: Mapping[str, Table]
) -> None:
    with Views([package]) as asked:
        assert [row["report_id"] for row in asked.of_reports("reports", HARBIN, HARBIN).records()] == [HARBIN]
        assert {view: asked[view] for view in asked} == dict(tables)
        assert len(asked) == len(tables)
        assert ("reports" in asked, "nothing" in asked) == (True, False)
        with pytest.raises(KeyError, match="nothing"):
            asked["nothing"]


def test_rows_of_a_report_have_the_same_mark_in_every_build_and_are_given_by_group(
    package: Path, tables: Mapping[str, Table]
) -> None:
    with Views([package]) as asked, Views([package]) as again:
        column, marks = asked.marks("peers")
        assert (column, marks) == again.marks("peers")
        assert column == "report_id"
        assert marks.keys() == {row["report_id"] for row in tables["peers"].records()}
        assert asked.marks("coverage_statuses") == ("", {})
        own = [row for row in tables["peers"].records() if row["report_id"].startswith(HARBIN[:4])]
        assert list(asked.of_group("peers", HARBIN[:4]).records()) == own != []


def test_a_mark_tells_a_blank_from_a_zero_and_from_texts_that_look_like_a_blank(package: Path, tmp_path: Path) -> None:
    marks = set()
    for number, value in enumerate(("NULL", "'NULL'", "'0'", "''")):
        other = tmp_path / str(number) / package.name
        shutil.copytree(package, other)
        reports, into = package / "data" / "reports.parquet", other / "data" / "reports.parquet"
        changed = f"SELECT * REPLACE ({value}::VARCHAR AS website) FROM read_parquet('{reports}')"
        duckdb.execute(f"COPY ({changed}) TO '{into}' (FORMAT parquet)")
        with Views([other]) as asked:
            marks.add(asked.marks("reports")[1][HARBIN])
    assert len(marks) == 4


@pytest.mark.parametrize(
    ("received", "size"),
    [(0, 0), (1, 1), (9, 1), (10, 10), (99, 10), (100, 100), (999, 100), (1000, 1000), (20_000, 1000), (None, None)],
)
def test_a_size_takes_from_its_number_up_to_the_next(received: int | None, size: int | None) -> None:
    told = asked_of(
        "received_sizes",
        reports="SELECT 'a' AS dataset, 'x-2021' AS report_id, 2021 AS year, 'province' AS level",
        requests="SELECT 'a' AS dataset, 'x-2021' AS report_id, 'new_received' AS row_code, 'total' AS column_code, "
        f"{'NULL' if received is None else received}::BIGINT AS value, NULL::BIGINT AS reconciled",
    )
    assert told == [(2021, "province", size, 1)]


@pytest.mark.parametrize("first", ["a", "b"])
def test_a_report_that_one_dataset_holds_is_held_though_another_does_not_collect_it(first: str) -> None:
    """Not by the alphabet, in which `not_collected` comes first."""
    second = {"a": "b", "b": "a"}[first]
    (row,) = asked_of(
        "presence",
        agencies="SELECT unnest(['a', 'b']) AS dataset, 'x' AS agency_id, '某局' AS name, 'X' AS name_en, "
        "'371000' AS division_code, 'prefecture' AS level",
        coverage=f"SELECT '{first}' AS dataset, 'x' AS agency_id, 2021 AS year, 'present' AS status, "
        "'x-2021' AS report_id, DATE '2022-01-31' AS publish_date, DATE '2022-01-31' AS due_date "
        f"UNION ALL SELECT '{second}', 'x', 2021, 'not_collected', NULL, NULL, NULL",
    )
    day = date(2022, 1, 31)
    assert row == ("x", "某局", "X", "371000", "370000", "prefecture", 2021, "present", "x-2021", day, day)


def test_no_bar_of_the_database_runs_across_the_progress_of_a_build() -> None:
    with connected() as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]


def test_a_report_in_two_datasets_counts_from_the_earlier_of_its_days() -> None:
    (row,) = asked_of(
        "presence",
        agencies="SELECT unnest(['a', 'b']) AS dataset, 'x' AS agency_id, '某局' AS name, 'X' AS name_en, "
        "'371000' AS division_code, 'prefecture' AS level",
        coverage="SELECT unnest(['a', 'b']) AS dataset, 'x' AS agency_id, 2021 AS year, 'present' AS status, "
        "'x-2021' AS report_id, unnest([DATE '2022-01-20', DATE '2022-01-28']) AS publish_date, "
        "unnest([DATE '2022-03-31', DATE '2022-01-31']) AS due_date",
    )
    assert row[-2:] == (date(2022, 1, 20), date(2022, 1, 31))


def test_a_report_without_requests_or_of_a_body_outside_the_register_stands_among_the_others() -> None:
    reports = (
        "SELECT unnest(['a', 'a']) AS dataset, unnest(['x-2021', 'y-2021']) AS report_id, unnest(['x', 'y']) AS "
        "agency_id, 2021 AS year, 'county' AS level, unnest(['甲局', '乙局']) AS agency"
    )
    agencies = "SELECT 'a' AS dataset, 'x' AS agency_id, '甲局' AS name, 'X' AS name_en, NULL AS sector"
    peers = asked_of(
        "peers",
        reports=reports,
        agencies=agencies,
        main_figures="SELECT 'a' AS dataset, 'x-2021' AS report_id, 5 AS received, 4 AS processed, 3 AS granted, "
        "[] AS reconciled_rows, [] AS doubted_rows",
    )
    beside_the_first = [row[1] for row in peers if row[0] == "x-2021"]
    assert beside_the_first == ["x-2021", "y-2021"]
    leaders = asked_of(
        "cell_leaders",
        reports=reports,
        agencies=agencies,
        cell_numbers="SELECT 'a' AS dataset, unnest(['x-2021', 'y-2021']) AS report_id, "
        "'requests.granted.total' AS cell, unnest([3, 7]) AS number, '' AS mark",
    )
    assert [(row[1], row[3], row[5]) for row in leaders] == [("y-2021", "乙局", 7), ("x-2021", "甲局", 3)]


def test_a_year_without_a_table_of_requests_stands_among_the_years_of_its_agency() -> None:
    told = asked_of(
        "own_years",
        reports="SELECT 'a' AS dataset, 'x' AS agency_id, unnest(['x-2020', 'x-2021']) AS report_id, "
        "unnest([2020, 2021]) AS year, '2019' AS edition",
        main_figures="SELECT 'a' AS dataset, 'x-2021' AS report_id, 1 AS carried_in, 5 AS received, 4 AS processed, "
        "3 AS granted, 2 AS carried_out, [] AS reconciled_rows, [] AS doubted_rows",
    )
    assert [(row[1], row[5]) for row in told if row[0] == "x-2021"] == [("x-2021", 5), ("x-2020", None)]


def test_of_the_cells_that_a_finding_names_those_count_that_the_report_holds() -> None:
    no_cells = "SELECT 'x-2021' AS report_id, 'a' AS row_code, 'b' AS column_code WHERE false"
    told = asked_of(
        "finding_cells",
        findings="SELECT unnest(['x-2021', 'x-2021', 'y-2021']) AS report_id, unnest("
        "['requests/granted/total|requests/denied/total', 'requests/granted/total', NULL]) AS cells",
        requests="SELECT unnest(['x-2021', 'y-2021']) AS report_id, unnest(['granted', 'denied']) AS row_code, "
        "'total' AS column_code",
        proactive_disclosure=no_cells,
        review_litigation=no_cells,
    )
    assert told == [("x-2021", "requests/granted/total")]


@pytest.mark.parametrize("view", views())
def test_every_view_says_its_grain_in_its_first_comment(view: str) -> None:
    text = (files("gongkai.query") / "sql" / f"{view}.sql").read_text(encoding="utf-8")
    assert text.startswith(("-- One row per ", "-- One row for "))


def test_one_view_gives_what_all_views_give(package: Path, tables: Mapping[str, Table]) -> None:
    assert run("years", [package]) == tables["years"]


def test_an_unknown_view_is_refused(package: Path) -> None:
    with pytest.raises(KeyError):
        run("no_such_view", [package])


def test_a_package_that_lacks_a_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"reports\.parquet"):
        run("reports", [tmp_path])


def test_no_package_at_all_is_an_error() -> None:
    with pytest.raises(PackageError, match="no data package"):
        run_all([])


def test_cells_are_those_of_the_gold(tables: Mapping[str, Table]) -> None:
    for gold in gold_files():
        found = {
            f"{row['table']}/{row['row']}/{row['column']}": row["value"]
            for row in rows(tables, "cells", report_id=gold["report_id"])
        }
        expected = {path: None if value is None else Decimal(str(value)) for path, value in gold["cells"].items()}
        assert found == expected


def test_one_row_per_report_with_its_totals(tables: Mapping[str, Table]) -> None:
    (harbin,) = rows(tables, "reports", report_id=HARBIN)
    assert (harbin["received"], harbin["processed"], harbin["granted"], harbin["carried_out"]) == (11, 11, 1, 0)
    assert (harbin["agency_name"], harbin["province_code"]) == ("哈尔滨市科学技术局", "230000")
    assert len(tables["reports"].rows) == 5


def test_reconciled_totals_are_preferred_and_named(tables: Mapping[str, Table]) -> None:
    (weihai,) = rows(tables, "reports", report_id=WEIHAI)
    assert (weihai["processed"], weihai["granted"]) == (1, 1)
    assert weihai["reconciled_rows"] == ["granted", "total_processed"]
    (printed,) = rows(tables, "cells", report_id=WEIHAI, table="requests", row="granted", column="total")
    assert (printed["value"], printed["reconciled"]) == (0, 1)


def test_what_is_not_filled_in_stays_unknown(tables: Mapping[str, Table]) -> None:
    (report,) = rows(tables, "reports", report_id=HEILONGJIANG)
    assert report["processed"] is None
    (refused,) = rows(tables, "outcomes", report_id=HEILONGJIANG, outcome="refused")
    assert (refused["decided"], refused["stated"], refused["rows"], refused["share"]) == (None, 0, 8, None)


def test_outcomes_of_a_report_sum_its_groups(tables: Mapping[str, Table]) -> None:
    found = {row["outcome"]: row["decided"] for row in rows(tables, "outcomes", report_id=HARBIN)}
    assert found == {
        "granted": 1,
        "partially_granted": 0,
        "refused": 1,
        "unable": 4,
        "not_processed": 4,
        "other_handling": 1,
    }


def test_a_printed_subtotal_is_not_counted_on_top_of_its_rows(tmp_path: Path) -> None:
    gold = gold_content()
    (harbin,) = (report for report in gold.reports if report.report_id == HARBIN)
    cells = harbin.extraction.cells
    subtotal = [cell for cell in cells if cell.key[:2] == ("requests", "other_other")]
    extra = tuple(replace(cell, key=cell.key._replace(row="other_handling")) for cell in subtotal)
    report = replace(harbin, extraction=replace(harbin.extraction, cells=(*cells, *extra)))
    write_tables(replace(gold, reports=(report,)), tmp_path)
    for view in ("outcomes", "outcomes_by_year"):
        (found,) = [row for row in run(view, [tmp_path]).records() if row["outcome"] == "other_handling"]
        assert found["decided"] == 1


def test_shares_need_ten_requests_and_every_row_stated(tables: Mapping[str, Table]) -> None:
    (harbin,) = rows(tables, "outcomes", report_id=HARBIN, outcome="unable")
    assert harbin["share"] == pytest.approx(4 / 11)
    assert {row["share"] for row in rows(tables, "outcomes") if row["report_id"] != HARBIN} == {None}


def test_sums_of_a_year_say_how_many_reports_state_them(tables: Mapping[str, Table]) -> None:
    (year,) = rows(tables, "years", year=2019)
    assert (year["reports"], year["processed_reports"], year["editions"]) == (3, 1, ["2019"])
    (refused,) = rows(tables, "outcomes_by_year", year=2019, outcome="refused")
    assert (refused["reports_stating"], refused["reports"], refused["share"]) == (2, 3, None)


def test_a_province_includes_its_cities(tables: Mapping[str, Table]) -> None:
    (province,) = rows(tables, "regions", code="230000")
    assert (province["agencies"], province["reports"], province["years"]) == (2, 2, [2019, 2022])
    (city,) = rows(tables, "regions", code="230100")
    assert (city["agencies"], city["received"], city["province_code"]) == (1, 11, "230000")
    (shandong,) = rows(tables, "regions", code="370000")
    assert shandong["agencies"] == 1


def test_agencies_know_their_years(tables: Mapping[str, Table]) -> None:
    (agency,) = rows(tables, "agencies", agency_id="140600-science-technology")
    assert (agency["reports"], agency["years"], agency["first_year"]) == (1, [2020], 2020)


def test_totals_count_the_whole(tables: Mapping[str, Table]) -> None:
    (whole,) = tables["totals"].records()
    assert (whole["reports"], whole["agencies"], whole["divisions"], whole["years"]) == (5, 5, 5, 3)
    assert (whole["first_year"], whole["last_year"], whole["cells"]) == (2019, 2022, 4 * 198 + 200)
    received = [gold["cells"]["requests/new_received/total"] for gold in gold_files()]
    assert whole["received"] == sum(value for value in received if value is not None)
    assert whole["received_reports"] == sum(value is not None for value in received)


def test_states_of_cells_add_up_to_all_cells(tables: Mapping[str, Table]) -> None:
    assert sum(row["cells"] for row in rows(tables, "cell_states")) == 4 * 198 + 200
    blanks = sum(value is None for gold in gold_files() for value in gold["cells"].values())
    assert sum(row["cells"] for row in rows(tables, "cell_states", state="blank")) == blanks


def test_tables_of_a_package_are_counted_under_its_name(tables: Mapping[str, Table]) -> None:
    (reports,) = rows(tables, "package_tables", table="reports")
    assert (reports["dataset"], reports["rows"]) == ("science-technology", 5)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second package, of the same reports under another name."""
    folder = tmp_path_factory.mktemp("packages") / "other"
    write_tables(gold_content(), folder)
    return folder


def test_packages_are_read_together(package: Path, other: Path) -> None:
    both = run("package_tables", [package, other])
    assert {row["dataset"]: row["rows"] for row in both.records() if row["table"] == "agencies"} == {
        "science-technology": 5,
        "other": 5,
    }


def test_an_agency_of_two_datasets_is_one_agency(package: Path, other: Path) -> None:
    assert len(run("agencies", [package, other]).rows) == 5


def test_quality_by_year_province_and_format_counts_every_report_once(tables: Mapping[str, Table]) -> None:
    reports = rows(tables, "reports")
    for part in ("year", "province", "format"):
        found = rows(tables, "quality_parts", part=part)
        assert sum(row["reports"] for row in found) == len(reports)
        assert sum(row["uncertain"] for row in found) == sum(report["cells_uncertain"] for report in reports)
    (heilongjiang,) = rows(tables, "quality_parts", part="province", value="230000")
    assert heilongjiang["reports"] == 2
