"""The views that every package carries, row by row, against what the known numbers come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack

import duckdb
import pytest

from gongkai.forms.published_views import VIEWS
from tests.oracle import published
from tests.oracle.comparing import Row, differences
from tests.support.made_up.known import DATASETS, reports
from tests.support.made_up.model import KnownReport
from tests.support.made_up.published import Published

ORACLES: Mapping[str, tuple[Callable[[Iterable[KnownReport]], Iterator[Row]], tuple[str, ...]]] = {
    "requests_labelled": (published.requests_labelled, ("report_id", "row_code", "column_code")),
    "outcomes": (published.outcomes, ("report_id", "outcome")),
    "report_totals": (published.report_totals, ("report_id",)),
    "outcomes_by_report": (published.outcomes_by_report, ("report_id", "outcome_group")),
    "outcomes_by_year": (published.outcomes_by_year, ("year", "outcome_group")),
    "doubt": (published.doubt, ("part", "member")),
}


def test_every_published_view_is_held_against_the_oracle() -> None:
    assert {*ORACLES, "indicators"} == set(VIEWS)  # equal to its table, `test_published_views.py`


@pytest.fixture(scope="module")
def databases(made_up: Published) -> Iterator[dict[str, duckdb.DuckDBPyConnection]]:
    """The DuckDB file of each package."""
    with ExitStack() as opened:
        yield {
            package.name: opened.enter_context(duckdb.connect(str(package / f"{package.name}.duckdb"), read_only=True))
            for package in made_up.packages
        }


@pytest.mark.parametrize("view", ORACLES)
def test_a_published_view_gives_what_the_known_numbers_come_to(
    databases: Mapping[str, duckdb.DuckDBPyConnection], view: str
) -> None:
    expected, key = ORACLES[view]
    for dataset in DATASETS:
        answer = databases[dataset.id].execute(f"SELECT * FROM {view}")
        names = [column[0] for column in answer.description]
        found = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        own = [report for report in reports() if report.dataset == dataset.id]
        assert differences(found, list(expected(own)), key)[:20] == []
