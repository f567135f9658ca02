"""The views behind the pages of indicators, the comparison and the search, row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from gongkai.model import Table
from tests.oracle import explored, ledger, rates
from tests.oracle.comparing import differences
from tests.support.made_up.known import DATASETS, reports
from tests.support.made_up.published import Published

Row = dict[str, Any]
BY_INDICATOR: Mapping[str, tuple[Callable[[Iterable[Row]], Iterator[Row]], tuple[str, ...], Callable[[Row], Any]]] = {
    "indicator_groups": (
        explored.indicator_groups,
        ("indicator", "year", "level", "sector"),
        lambda row: (row["indicator"], -row["year"], -row["valued"], row["level"], row["sector"]),
    ),
    "indicator_peers": (
        explored.indicator_peers,
        ("indicator", "report_id"),
        lambda row: (row["indicator"], row["level"], row["sector"], -row["value"], row["report_id"]),
    ),
    "indicator_series": (
        explored.indicator_series,
        ("indicator", "level", "year"),
        lambda row: (row["indicator"], row["level"], row["year"]),
    ),
}
"""View: what it must give, its key, its order."""


@pytest.fixture(scope="session")
def known(made_up: Published) -> list[Row]:
    """Every indicator of every report by its formula; the quality score by the checks."""
    checks = [check for dataset in DATASETS for check in made_up.rows(dataset.id, "checks")]
    return explored.placed([*rates.indicator_rows(), *ledger.quality_scores(checks)])


@pytest.mark.parametrize("view", BY_INDICATOR)
def test_a_view_of_indicators_gives_what_the_formulas_come_to(
    tables: Mapping[str, Table], known: list[Row], view: str
) -> None:
    expected, key, order = BY_INDICATOR[view]
    rows = list(tables[view].records())
    assert differences(rows, list(expected(known)), key)[:20] == []
    assert rows == sorted(rows, key=order)


def test_the_leaders_of_a_cell_are_the_largest_of_the_newest_years(tables: Mapping[str, Table]) -> None:
    rows, expected = list(tables["cell_leaders"].records()), list(explored.cell_leaders())
    assert differences(rows, expected, ("cell", "report_id"))[:20] == []
    assert [(row["cell"], row["report_id"]) for row in rows] == [
        (row["cell"], row["report_id"]) for row in sorted(expected, key=lambda row: str(row["cell"]))
    ]


@pytest.fixture(scope="session")
def files(tables: Mapping[str, Table]) -> list[Row]:
    """The file of each agency."""
    rows = list(tables["agency_figures"].records())
    found = [json.loads(row["figures"]) for row in rows]
    assert [row["agency_id"] for row in rows] == sorted(file["id"] for file in found)
    return found


def test_the_file_of_an_agency_names_it_and_its_reports(files: list[Row]) -> None:
    found = [
        {**file, "years": [(one["year"], one["report"], one["edition"]) for one in file["years"]]} for file in files
    ]
    assert differences(found, list(explored.agencies_of_figures()), ("id",)) == []
    assert sum(len(file["years"]) for file in found) == len(reports())


def test_the_file_of_an_agency_holds_every_number_that_is_stated_and_its_doubt(files: list[Row]) -> None:
    found = [
        {"report_id": one["report"], "cell": cell, "number": number, "mark": mark}
        for file in files
        for one in file["years"]
        for cell, (number, mark) in one["counts"].items()
    ]
    assert differences(found, list(explored.counts_of_figures()), ("report_id", "cell"))[:20] == []


def test_the_file_of_an_agency_holds_every_rate_or_why_there_is_none(files: list[Row], known: list[Row]) -> None:
    columns = ("numerator", "denominator", "value", "reason", "mark")
    found = [
        {"report_id": one["report"], "indicator": code, **dict(zip(columns, rate, strict=True))}
        for file in files
        for one in file["years"]
        for code, rate in one["rates"].items()
    ]
    assert differences(found, list(explored.rates_of_figures(known)), ("report_id", "indicator"))[:20] == []
