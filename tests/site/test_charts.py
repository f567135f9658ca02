from __future__ import annotations

from typing import Any

import pytest

from gongkai.forms import code_list
from gongkai.site.charts import CHANNEL_STYLE, OUTCOME_STYLE, litigation_chart, outcome_chart
from gongkai.site.series_breaks import break_lines, series_breaks
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


def chart_over(*years: int, lang: str = "zh", by: str = "year") -> Any:
    every = [{by: year, "outcome": outcome, "decided": 1} for year in years for outcome in OUTCOMES]
    return outcome_chart(every, Words(lang), id="c", title="?", by=by)


def test_years_on_both_sides_of_a_new_form_are_parted_by_a_labelled_line() -> None:
    chart = chart_over(2019, 2020, 2022)
    (line,) = chart.spec["layout"]["shapes"]
    (label,) = chart.spec["layout"]["annotations"]
    assert (line["y0"], line["y1"], label["y"]) == (1.5, 1.5, 1.5)
    assert "2021" in label["text"] and "2021" in chart.notes[0] and "其他处理" in chart.notes[0]
    assert "other handling" in chart_over(2020, 2021, lang="en").notes[0]


@pytest.mark.parametrize("years", [(2019, 2020), (2021, 2022, 2023, 2024)])
def test_years_of_one_form_stand_side_by_side_without_a_line(years: tuple[int, ...]) -> None:
    chart = chart_over(*years)
    assert "shapes" not in chart.spec["layout"] and chart.notes == ()


def test_bars_that_are_no_years_cross_no_break() -> None:
    assert chart_over(2020, 2021, by="report_id").notes == ()


def test_suits_break_where_reconsideration_came_first() -> None:
    lines = list(break_lines([2022, 2023, 2024], "review_litigation", Words("zh")))
    assert [(line.after, line.label) for line in lines] == [(1, "2024 年起复议前置")]
    assert [line.after for line in break_lines([2024, 2023], "review_litigation", Words("en"))] == [0]


def test_every_break_that_an_indicator_names_is_explained() -> None:
    named = {int(year) for row in code_list("indicators") for year in row["series_breaks"].split("|") if year}
    assert named <= {known.year for known in series_breaks()}


@pytest.mark.parametrize(("lang", "said"), [("zh", "2024 年起复议前置"), ("en", "reconsideration first from 2024")])
def test_suits_before_and_after_2024_are_parted(lang: str, said: str) -> None:
    cases = [
        {"year": year, "channel": channel, "cases": number}
        for year, numbers in ((2023, (3, 9, None)), (2024, (8, 1, 2)))
        for channel, number in zip(CHANNEL_STYLE, numbers, strict=True)
    ]
    chart = litigation_chart(cases, Words(lang), id="c", title="?", by="year")
    assert chart and chart.still
    assert [row[1:] for row in chart.rows] == [("3", "9", "–"), ("8", "1", "2")]
    assert [label for _, label in chart.still.lines] == [said]
    assert len(chart.notes) == 1
    assert chart.head[2] == {"zh": "未经复议直接起诉", "en": "sued directly without reconsideration"}[lang]


def test_without_any_dispute_there_is_no_chart_of_them() -> None:
    none = [{"year": 2022, "channel": channel, "cases": 0} for channel in CHANNEL_STYLE]
    assert litigation_chart(none, Words("zh"), id="c", title="?", by="year") is None


def test_every_channel_of_the_form_has_its_colour() -> None:
    assert set(CHANNEL_STYLE) == {row["code"] for row in code_list("channels")}
