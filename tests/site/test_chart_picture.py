"""The still picture of a chart shows the numbers of its table, each as long as it should be."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from gongkai.site.charts import OUTCOME_STACK, Bars, Lines, Look, Piece, looks, stacked_chart
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


STYLES = (*looks.OUTCOME_STYLE.values(), *looks.CHANNEL_STYLE.values(), *looks.SIZE_STYLE.values())


@pytest.mark.parametrize("colour", sorted({colour for colour, _ in (*STYLES, *looks.FLOW_STYLE.values())}))
def test_numbers_stand_out_from_their_colour(colour: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text of this size."""
    background = luminance(colour)
    contrast = {"on-light": (background + 0.05) / 0.05, "on-dark": 1.05 / (background + 0.05)}
    assert contrast[looks.ink(colour)] >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance, 0 black and 1 white."""
    linear = []
    for part in bytes.fromhex(colour[1:]):
        share = part / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_ink_of_a_number_is_named_in_the_picture() -> None:
    inks = [text.get("class") for text in picture((50, 50)).findall("text")]
    assert [ink for ink in inks if ink and ink.startswith("on-")] == ["on-light", "on-light"]
    assert looks.ink("#0072b2") == "on-dark"


def test_a_break_lies_between_its_bars() -> None:
    shown = picture((1, 0), (1, 0), (1, 0), breaks=((0, "x"),))
    (line,) = [node for node in shown.findall("line") if node.get("class") == "break"]
    assert float(line.get("y1")) == TOP + ROW


def test_points_over_years_stand_from_left_to_right_as_far_apart_and_as_high_as_their_numbers() -> None:
    lines = Lines((2019, 2020, 2021), LOOKS[:1], ((10.0, 20.0, 40.0),), "件", ())
    shown = etree.fromstring(f"<svg>{inner(lines, 'c')}</svg>")
    points = [(per_cent(node, "cx"), float(str(node.get("cy")))) for node in shown.iter("circle")]
    (x1, y1), (x2, y2), (x3, y3) = points
    assert 0 < x1 < x2 < x3 < 100
    assert x2 - x1 == pytest.approx(x3 - x2, rel=1e-3)
    assert y2 - y3 == pytest.approx(2 * (y1 - y2), rel=1e-3)


def test_the_picture_of_a_chart_holds_the_numbers_of_its_table() -> None:
    pieces = [Piece(year, outcome, place * year % 7) for year in (2019, 2021) for place, outcome in enumerate(OUTCOMES)]
    chart = stacked_chart(pieces, Words("zh"), OUTCOME_STACK, id="c", title="?", over_years=True)
    assert chart
    drawn = etree.fromstring(f"<svg>{chart.picture}</svg>")
    shown = [text.text for text in drawn.findall("text") if (text.get("class") or "").startswith("on-")]
    assert shown == [number for row in chart.rows for number in row[1:] if number != "0"]
    assert "2021 年起改用新表" in "".join(map(str, drawn.itertext()))
