from __future__ import annotations

from typing import Any

import pytest

from gongkai.site.charts import OUTCOME_STYLE, outcome_chart
from gongkai.site.words import OUTCOMES, Words


def rows(**decided: int | None) -> list[dict[str, Any]]:
    return [{"year": 2022, "outcome": outcome, "decided": decided.get(outcome)} for outcome in OUTCOMES]


def chart_of(lang: str = "zh", **decided: int | None) -> Any:
    return outcome_chart(rows(**decided), Words(lang), id="c", title="?", by="year")


def test_bars_and_table_show_the_same_numbers() -> None:
    chart = chart_of(granted=3, refused=1)
    assert {trace["name"]: trace["x"] for trace in chart.spec["data"] if trace["x"] != [None]} == {
        "予以公开": [3],
        "不予公开": [1],
    }
    assert chart.rows == (("2022", "3", "–", "1", "–", "–", "–"),)


def test_the_summary_names_the_most_frequent_outcome() -> None:
    assert chart_of(granted=3, refused=5).summary == "2022：列明结果 8 件，最多的是不予公开（5 件）。"
    assert chart_of("en", granted=3, refused=5).summary == (
        "2022: 8 requests with a stated outcome, most often “Not disclosed” (5)."
    )


def test_outcomes_that_tie_are_all_named() -> None:
    assert chart_of(unable=4, not_processed=4).summary == (
        "2022：列明结果 8 件，最多的是无法提供、不予处理（各 4 件）。"
    )


def test_a_year_that_states_nothing_is_left_out_of_the_summary_and_has_no_chart_of_its_own() -> None:
    assert chart_of() is None
    both = [*rows(granted=2), *({**row, "year": 2023} for row in rows())]
    chart = outcome_chart(both, Words("zh"), id="c", title="?", by="year")
    assert chart is not None
    assert chart.summary == "2022：列明结果 2 件，最多的是予以公开（2 件）。"
    assert [row[0] for row in chart.rows] == ["2022", "2023"]


def test_no_template_and_no_two_outcomes_alike() -> None:
    assert "template" not in chart_of(granted=1).spec["layout"]
    assert set(OUTCOME_STYLE) == set(OUTCOMES)
    colours, patterns = zip(*OUTCOME_STYLE.values(), strict=True)
    assert len(set(colours)) == len(set(patterns)) == len(OUTCOMES)


@pytest.mark.parametrize(
    ("longest", "step"),
    [(1, 1), (2, 1), (10, 1), (11, 2), (47, 5), (99, 10), (100, 10), (101, 20), (1429, 200), (14069, 2000)],
)
def test_ticks_are_whole_numbers_and_at_most_ten(longest: int, step: int) -> None:
    assert chart_of(granted=longest).spec["layout"]["xaxis"]["dtick"] == step
