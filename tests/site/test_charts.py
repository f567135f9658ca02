from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from lxml import etree

from gongkai.forms import code_list
from gongkai.site.charts import (
    CHANNEL_STACK,
    CHANNEL_STYLE,
    OUTCOME_STACK,
    OUTCOME_STYLE,
    Bars,
    Chart,
    Dot,
    Drawing,
    Lines,
    Look,
    Piece,
    Provenance,
    Strip,
    chart_files,
    flow_chart,
    make_chart,
    stacked_chart,
)
from gongkai.site.charts.plotly_spec import spec
from gongkai.site.rows import MainFigures
from gongkai.site.series_breaks import break_lines, series_breaks
from gongkai.site.words import OUTCOMES, Words


def pieces(**decided: int | None) -> list[Piece[int]]:
    return [Piece(2022, outcome, decided.get(outcome)) for outcome in OUTCOMES]


def chart_of(lang: str = "zh", **decided: int | None) -> Any:
    return stacked_chart(pieces(**decided), Words(lang), OUTCOME_STACK, id="c", title="?", over_years=True)


def test_bars_and_table_show_the_same_numbers() -> None:
    chart = chart_of(granted=3, refused=1)
    assert {trace["name"]: trace["x"] for trace in spec(chart.drawing)["data"] if trace["x"] != [None]} == {
        "予以公开": [3],
        "不予公开": [1],
    }
    assert chart.rows == (("2022", "3", "–", "1", "–", "–", "–"),)


def test_the_summary_names_the_most_frequent_outcome() -> None:
    assert chart_of(granted=3, refused=5).summary == "2022：有结果的 8 件，最多的是不予公开（5 件）。"
    assert chart_of("en", granted=3, refused=5).summary == (
        "2022: 8 requests with a stated outcome, most often “Not disclosed” (5)."
    )


def test_outcomes_that_tie_are_all_named() -> None:
    assert chart_of(unable=4, not_processed=4).summary == (
        "2022：有结果的 8 件，最多的是无法提供、不予处理（各 4 件）。"
    )


def test_a_year_that_states_nothing_is_left_out_of_the_summary_and_has_no_chart_of_its_own() -> None:
    assert chart_of() is None
    both = [*pieces(granted=2), *(replace(piece, bar=2023) for piece in pieces())]
    chart = stacked_chart(both, Words("zh"), OUTCOME_STACK, id="c", title="?", over_years=True)
    assert chart is not None
    assert chart.summary == "2022：有结果的 2 件，最多的是予以公开（2 件）。"
    assert [row[0] for row in chart.rows] == ["2022", "2023"]


def test_no_template_and_no_two_outcomes_alike() -> None:
    assert "template" not in spec(chart_of(granted=1).drawing)["layout"]
    assert set(OUTCOME_STYLE) == set(OUTCOMES)
    colours, patterns = zip(*OUTCOME_STYLE.values(), strict=True)
    assert len(set(colours)) == len(set(patterns)) == len(OUTCOMES)


@pytest.mark.parametrize(
    ("longest", "step"),
    [(1, 1), (2, 1), (10, 1), (11, 2), (47, 5), (99, 10), (100, 10), (101, 20), (1429, 200), (14069, 2000)],
)
def test_ticks_are_whole_numbers_and_at_most_ten(longest: int, step: int) -> None:
    assert spec(chart_of(granted=longest).drawing)["layout"]["xaxis"]["dtick"] == step


def chart_over(*years: int, lang: str = "zh", over_years: bool = True) -> Any:
    every = [Piece(year, outcome, 1) for year in years for outcome in OUTCOMES]
    return stacked_chart(every, Words(lang), OUTCOME_STACK, id="c", title="?", over_years=over_years)


def test_years_on_both_sides_of_a_new_form_are_parted_by_a_labelled_line() -> None:
    chart = chart_over(2019, 2020, 2022)
    (line,) = spec(chart.drawing)["layout"]["shapes"]
    (label,) = spec(chart.drawing)["layout"]["annotations"]
    assert (line["y0"], line["y1"], label["y"]) == (1.5, 1.5, 1.5)
    assert "2021" in label["text"] and "2021" in chart.notes[0] and "其他处理" in chart.notes[0]
    assert "other handling" in chart_over(2020, 2021, lang="en").notes[0]


@pytest.mark.parametrize("years", [(2019, 2020), (2021, 2022, 2023, 2024)])
def test_years_of_one_form_stand_side_by_side_without_a_line(years: tuple[int, ...]) -> None:
    chart = chart_over(*years)
    assert "shapes" not in spec(chart.drawing)["layout"] and chart.notes == ()


def test_bars_that_are_no_years_cross_no_break() -> None:
    assert chart_over(2020, 2021, over_years=False).notes == ()


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
        Piece(year, channel, number)
        for year, numbers in ((2023, (3, 9, None)), (2024, (8, 1, 2)))
        for channel, number in zip(CHANNEL_STYLE, numbers, strict=True)
    ]
    chart = stacked_chart(cases, Words(lang), CHANNEL_STACK, id="c", title="?", over_years=True)
    assert chart and isinstance(chart.drawing, Bars)
    assert [row[1:] for row in chart.rows] == [("3", "9", "–"), ("8", "1", "2")]
    assert [label for _, label in chart.drawing.breaks] == [said]
    assert len(chart.notes) == 1
    assert chart.head[2] == {"zh": "未经复议直接起诉", "en": "sued directly without reconsideration"}[lang]


def disputes(**years: tuple[int | None, ...]) -> list[Piece[int]]:
    return [
        Piece(int(year[1:]), channel, number)
        for year, numbers in years.items()
        for channel, number in zip(CHANNEL_STYLE, numbers, strict=True)
    ]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "2019：复议和诉讼 0 件。2022：复议和诉讼 2 件，最多的是未经复议直接起诉（2 件）。"),
        ("en", "2019: no case. 2022: 2 cases, most often “sued directly without reconsideration” (2)."),
    ],
)
def test_a_year_without_disputes_is_told_and_one_that_states_none_is_not(lang: str, said: str) -> None:
    cases = disputes(y2019=(0, 0, 0), y2020=(None, None, None), y2022=(0, 2, 0))
    chart = stacked_chart(cases, Words(lang), CHANNEL_STACK, id="c", title="?", over_years=True)
    assert chart and chart.summary == said


def test_without_any_dispute_there_is_no_chart_of_them() -> None:
    none = [Piece(2022, channel, 0) for channel in CHANNEL_STYLE]
    assert stacked_chart(none, Words("zh"), CHANNEL_STACK, id="c", title="?") is None


def test_every_channel_of_the_form_has_its_colour() -> None:
    assert set(CHANNEL_STYLE) == {row["code"] for row in code_list("channels")}


LOOKS = (Look("a", "甲", "#0072b2", ""), Look("b", "乙", "#d55e00", "-"))
LINES = Lines((2020, 2021, 2022), LOOKS, ((0.1, 0.2, None), (None, 0.5, 0.4)), "比率", ((0, "新表"),), share=True)
STRIP = Strip((("省级",), ("市级",)), ((Dot(3, 4), Dot(9, 1, own=True)), (Dot(0, 2),)), (3.5, None), "件")
BARS = Bars((("2020",), ("2021",)), LOOKS, ((3, None), (1, 12)), "件", ((0, "新表"),))
DRAWINGS: dict[str, Drawing] = {"lines": LINES, "strip": STRIP, "bars": BARS}
PASSPORT = Provenance("3 份报告中 2 份列明", "来源：各机关年报；gongkai 2026.11.0 版", "https://example.org/years/")


def made(kind: str) -> Chart:
    return make_chart(
        kind, "甲与乙？", "一句话。", DRAWINGS[kind], head=("", "甲"), rows=[("2020", "1,200")], provenance=PASSPORT
    )


@pytest.mark.parametrize("kind", DRAWINGS)
def test_plotly_takes_every_kind_of_chart(kind: str) -> None:
    described = spec(DRAWINGS[kind])
    figure = go.Figure(described["data"], described["layout"])
    assert len(figure.data) == len(described["data"]) > 0


@pytest.mark.parametrize("kind", DRAWINGS)
def test_the_still_picture_stands_alone_as_a_file_with_its_passport(kind: str) -> None:
    files = chart_files([made(kind), None], Words("zh"))
    tree = etree.fromstring(files[f"{kind}.svg"].encode())
    text = " ".join(map(str, tree.itertext()))
    for said in ("甲与乙？", "3 份报告中 2 份列明", "gongkai 2026.11.0 版", "https://example.org/years/"):
        assert said in text
    head, row, _, *provenance = files[f"{kind}.csv"].lstrip("\ufeff").splitlines()
    assert (head, row) == (",甲", "2020,1200")
    assert provenance[0] == "# 甲与乙？" and provenance[-1] == "# https://example.org/years/"


def test_a_line_stops_at_a_break_and_at_a_year_that_states_nothing() -> None:
    first, second = spec(LINES)["data"]
    assert first["x"] == ["2020", "2020", "2021", "2022"] and first["y"] == [0.1, None, 0.2, None]
    assert second["line"]["dash"] != first["line"]["dash"]
    drawn = etree.fromstring(f"<svg>{made('lines').picture}</svg>")
    assert len(drawn.findall("circle")) == 4
    assert len([line for line in drawn.findall("line") if line.get("stroke-width") == "2"]) == 1


def test_dots_are_as_large_as_they_are_many_and_the_own_one_stands_out() -> None:
    others, own = spec(STRIP)["data"]
    assert others["marker"]["size"][0] > own["marker"]["size"][0]
    assert own["marker"]["symbol"] != others["marker"]["symbol"]
    assert len(spec(STRIP)["layout"]["shapes"]) == 1


def test_requests_over_years_need_two_of_them() -> None:
    years = [
        MainFigures(Decimal(number), Decimal(number), None, [], [], year, "2021", None, None)
        for year, number in ((2021, 3), (2022, 1200))
    ]
    assert flow_chart(years[:1], Words("zh"), id="c", title="?") is None
    chart = flow_chart(years, Words("en"), id="c", title="?")
    assert chart and chart.summary == "Requests received: 3 in 2021, 1,200 in 2022."
    assert chart.rows == (("2021", "3", "3", "–"), ("2022", "1,200", "1,200", "–"))
