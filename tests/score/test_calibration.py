"""Readings counted by their margin and by their kind."""

from __future__ import annotations

from gongkai.pipeline.scoring import weigh_folder
from gongkai.reading.tables.weights import CERTAIN_AT
from gongkai.score import Weighed, by_kind, by_margin
from tests.support.gold import GOLD

CELLS = [
    Weighed("text", 10.0, True, "right"),
    Weighed("text", 0.4, False, "right"),
    Weighed("text", 0.4, False, "no_number"),
    Weighed("html", 2.5, True, "wrong"),
]


def test_margins_are_counted_in_bands() -> None:
    rows = {row[0]: row[1:] for row in by_margin(CELLS).rows}
    assert rows["0–0.5"] == (2, 1, 0, 1)
    assert rows["2–3"] == (1, 0, 1, 0)
    assert rows["≥ 10"] == (1, 1, 0, 0)


def test_a_margin_on_the_bound_of_two_bands_is_of_the_upper_one_alone() -> None:
    rows = {row[0]: row[1] for row in by_margin([Weighed("text", 2.0, True, "right")]).rows}
    assert {band for band, cells in rows.items() if cells} == {"2–3"}


def test_both_errors_stand_side_by_side_for_each_kind() -> None:
    assert by_kind(CELLS).rows == (("text", 3, 1, 0, 1, 1), ("html", 1, 0, 1, 0, 0))


def test_in_the_gold_no_cell_above_the_margin_is_wrong() -> None:
    cells = weigh_folder(GOLD)
    assert len(cells) > 800
    assert not [cell for cell in cells if cell.margin >= CERTAIN_AT and cell.verdict != "right"]
    assert all(cell.certain == (cell.margin >= CERTAIN_AT) for cell in cells)
