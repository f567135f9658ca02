"""The still picture of a chart shows the numbers of its table, each as long as it should be."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from gongkai.site.charts import Bars, Look, outcome_chart
from gongkai.site.charts.drawing import ROW, TOP
from gongkai.site.charts.still import ROOM, SPARE, inner
from gongkai.site.words import OUTCOMES, Words

LOOKS = (Look("a", "A", "#009e73", ""), Look("b", "B", "#e69f00", ""))


def picture(*bars: tuple[int | None, int | None], breaks: tuple[tuple[int, str], ...] = ()) -> Any:
    names = tuple((str(number),) for number in range(len(bars)))
    return etree.fromstring(f"<svg>{inner(Bars(names, LOOKS, bars, '件', breaks), 'c')}</svg>")


def per_cent(node: Any, name: str) -> float:
    return float(node.get(name).rstrip("%"))


def test_pieces_are_as_long_as_their_numbers_and_follow_each_other() -> None:
    shown = picture((10, 30), (None, 20))
    first, second, only = shown.findall("rect")
    assert per_cent(second, "width") == pytest.approx(3 * per_cent(first, "width"), rel=1e-3)
    assert per_cent(second, "x") == pytest.approx(per_cent(first, "width"), rel=1e-3)
    assert (per_cent(first, "width") + per_cent(second, "width")) * SPARE == pytest.approx(100, rel=1e-3)
    assert per_cent(only, "x") == 0
    numbers = [text.text for text in shown.findall("text")]
    assert numbers[:5] == ["0", "5", "10", "15", "20"] and numbers[-1] == "20"


def test_a_narrow_piece_has_no_number() -> None:
    shown = picture((1, 99))
    assert [text.text for text in shown.findall("text") if text.get("class") in ("on-dark", "on-light")] == ["99"]
    small, large = shown.findall("rect")
    assert per_cent(small, "width") < ROOM < per_cent(large, "width")


def test_numbers_stand_out_from_their_colour() -> None:
    inks = [text.get("class") for text in picture((50, 50)).findall("text")]
    assert [ink for ink in inks if ink and ink.startswith("on-")] == ["on-dark", "on-light"]


def test_a_break_lies_between_its_bars() -> None:
    shown = picture((1, 0), (1, 0), (1, 0), breaks=((0, "x"),))
    (line,) = [node for node in shown.findall("line") if node.get("class") == "break"]
    assert float(line.get("y1")) == TOP + ROW


def test_the_picture_of_a_chart_holds_the_numbers_of_its_table() -> None:
    rows = [
        {"year": year, "outcome": outcome, "decided": place * year % 7}
        for year in (2019, 2021)
        for place, outcome in enumerate(OUTCOMES)
    ]
    chart = outcome_chart(rows, Words("zh"), id="c", title="?", by="year")
    assert chart
    drawn = etree.fromstring(f"<svg>{chart.picture}</svg>")
    shown = [text.text for text in drawn.findall("text") if (text.get("class") or "").startswith("on-")]
    assert shown == [number for row in chart.rows for number in row[1:] if number != "0"]
    assert "2021 年起改用新表" in "".join(map(str, drawn.itertext()))
