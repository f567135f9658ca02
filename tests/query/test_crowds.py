"""What the views leave out where many reports stand together, so that no page grows without end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.query.asking import asked_of

CROWD = 20
"""Reports of one year and sector that processed 20, 19 … 1 requests; the last of them states none received."""


def crowded(place: int, levels: str) -> list[tuple[Any, ...]]:
    """Of the reports beside the one in that place: id, place, how many there are, median received, comparable."""
    numbers = f"FROM range(1, {CROWD + 1}) AS _(n)"
    report, agency = "'a' AS dataset, format('{:02}-2021', n) AS report_id", "format('{:02}', n) AS agency_id"
    told = asked_of(
        "peers",
        reports=f"SELECT {report}, {agency}, 2021 AS year, {levels} AS level, 'X' AS agency {numbers}",
        agencies=f"SELECT 'a' AS dataset, {agency}, 'X' AS name, 'X' AS name_en, 'health' AS sector {numbers}",
        main_figures=f"SELECT {report}, CASE WHEN n < {CROWD} THEN 100 * n END AS received, "
        f"{CROWD + 1} - n AS processed, 0 AS granted, [] AS reconciled_rows, [] AS doubted_rows {numbers}",
    )
    return [(row[1], *row[-4:]) for row in told if row[0] == f"{place:02}-2021"]


@pytest.mark.parametrize(
    ("place", "beside"),
    [(1, range(1, 12)), (6, range(1, 12)), (7, range(2, 13)), (15, range(10, 21)), (20, range(10, 21))],
)
def test_of_a_crowd_the_eleven_reports_nearest_in_number_stand_beside_a_report(place: int, beside: range) -> None:
    expected = [(f"{other:02}-2021", other, CROWD, 1000, True) for other in beside]
    assert crowded(place, "'county'") == expected


@pytest.mark.parametrize(("place", "beside"), [(1, range(1, 5)), (10, range(7, 14)), (20, range(17, 21))])
def test_a_report_alone_in_its_level_stands_among_the_six_nearest_of_other_levels(place: int, beside: range) -> None:
    expected = [(f"{other:02}-2021", other, 1, None, False) for other in beside]
    assert crowded(place, f"CASE WHEN n = {place} THEN 'province' ELSE 'county' END") == expected


MANY = 60


def of_many(view: str, values: str, reports: int = MANY) -> list[tuple[Any, ...]]:
    """A view of one indicator of so many reports: of 2021 but for the first, all of one level and sector.

    `values` is what the n-th has: columns of the table of indicators, as SQL.
    """
    numbers = f"FROM range({reports}) AS _(n)"
    report, agency = "'a' AS dataset, format('{:02}-2021', n) AS report_id", "format('{:02}', n) AS agency_id"
    return asked_of(
        view,
        reports=f"SELECT {report}, {agency}, CASE WHEN n = 0 THEN 2020 ELSE 2021 END AS year, 'county' AS level, "
        f"'X' AS agency {numbers}",
        agencies=f"SELECT 'a' AS dataset, {agency}, 'X' AS name, 'X' AS name_en, 'health' AS sector {numbers}",
        indicators=f"SELECT {report}, 'rate' AS indicator, 'reported' AS basis, NULL AS reason, {values} {numbers}",
        cell_numbers=f"SELECT {report}, c AS cell, {values} FROM range({reports}) AS _(n), "
        "(SELECT unnest(['requests.granted.total', 'requests.total_processed.total']) AS c)",
        codes="SELECT 'sectors' AS list, 'health' AS code, '卫生健康' AS label_zh, 'health' AS label_en",
    )


def test_the_eight_with_the_largest_numbers_lead_a_cell() -> None:
    rows = of_many("cell_leaders", "n AS number, '' AS mark")
    assert [row[1] for row in rows] == [f"{n}-2021" for n in range(59, 51, -1)] * 2


def test_the_twenty_with_the_largest_denominators_stand_for_a_rate() -> None:
    rows = of_many("indicator_peers", "n AS numerator, 100 + n AS denominator, n / 100 AS value")
    assert [row[1] for row in rows] == [f"{n}-2021" for n in range(59, 39, -1)]


@pytest.mark.parametrize(("reports", "dots"), [(51, [(n / 1000, 1) for n in range(1, 51)]), (52, None)])
def test_dots_of_more_than_fifty_reports_are_put_together(reports: int, dots: list[tuple[float, int]] | None) -> None:
    """The first report is of another year; a step is a hundredth of 1, as no rate is larger."""
    newest, _ = of_many("indicator_groups", "n / 1000 AS value", reports)
    found = [(dot["at"], dot["count"]) for dot in newest[-1]]
    together = [(0.0, 4), *((step / 100, 10) for step in range(1, 5)), (0.05, 7)]
    assert found == (dots or together)
