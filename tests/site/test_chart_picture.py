"""The still picture of a chart shows the numbers of its table, each as long as it should be."""

from __future__ import annotations

import pytest

from gongkai.site.chart_picture import ROOM, SPARE, picture
from gongkai.site.charts import outcome_chart
from gongkai.site.words import OUTCOMES, Words

COLOURS = {"a": "#009e73", "b": "#e69f00"}


def test_pieces_are_as_long_as_their_numbers_and_follow_each_other() -> None:
    shown = picture([["2021"], ["2022"]], [{"a": 10, "b": 30}, {"a": None, "b": 20}], COLOURS, height=164, step=10)
    (first, second), (only,) = (bar.pieces for bar in shown.bars)
    assert second.width == pytest.approx(3 * first.width) and second.start == pytest.approx(first.width)
    assert (first.width + second.width) * SPARE == pytest.approx(100)
    assert (only.start, only.number) == (0, "20")
    assert [number for _, number in shown.ticks] == [0, 10, 20, 30, 40]


def test_a_narrow_piece_has_no_number() -> None:
    shown = picture([["x"]], [{"a": 1, "b": 99}], COLOURS, height=120, step=10)
    small, large = shown.bars[0].pieces
    assert (small.number, large.number) == ("", "99")
    assert small.width < ROOM < large.width


def test_numbers_stand_out_from_their_colour() -> None:
    shown = picture([["x"]], [{"a": 50, "b": 50}], COLOURS, height=120, step=10)
    green, yellow = shown.bars[0].pieces
    assert (green.ink, yellow.ink) == ("#fff", "#1c1f1d")


def test_a_break_lies_between_its_bars() -> None:
    names, numbers = [["2020"], ["2021"], ["2022"]], [{"a": 1}, {"a": 1}, {"a": 1}]
    shown = picture(names, numbers, COLOURS, height=232, step=1, breaks=[(0, "x")])
    ((y, label),) = shown.lines
    assert label == "x" and shown.bars[1].top == pytest.approx(y)


def test_the_picture_of_a_chart_holds_the_numbers_of_its_table() -> None:
    rows = [
        {"year": year, "outcome": outcome, "decided": place * year % 7}
        for year in (2019, 2021)
        for place, outcome in enumerate(OUTCOMES)
    ]
    chart = outcome_chart(rows, Words("zh"), id="c", title="?", by="year")
    assert chart and chart.still
    for bar, row in zip(chart.still.bars, chart.rows, strict=True):
        assert bar.name == (row[0],)
        shown = {piece.code: piece.number for piece in bar.pieces if piece.number}
        assert shown.items() <= dict(zip(OUTCOMES, row[1:], strict=True)).items()
        assert len(bar.pieces) == sum(number != "0" for number in row[1:])
    assert [label for _, label in chart.still.lines] == ["2021 年起改用新表"]
