"""Merged cells: every position filled once, by the cell that covers it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from gongkai.model import Place
from gongkai.read.grid import MAX_SPAN, PrintedCell, PrintedRow, fill_spans
from tests.read.showing import places, rows

TABLE = Place(page=3, table=2)


def test_a_merged_cell_repeats_its_text_and_place() -> None:
    grid = fill_spans(
        [
            PrintedRow(1, [PrintedCell("甲", colspan=2, rowspan=2), PrintedCell("乙")]),
            PrintedRow(2, [PrintedCell("丙")]),
        ],
        TABLE,
    )
    assert rows(grid) == [["甲", "^", "乙"], ["^", "^", "丙"]]
    assert {cell.text for cell in (*grid.rows[0][:2], *grid.rows[1][:2])} == {"甲"}
    assert places(grid)[1] == ["page 3, table 2, row 1, cell 1"] * 2 + ["page 3, table 2, row 2, cell 1"]


def test_rowspan_zero_reaches_to_the_last_row() -> None:
    grid = fill_spans(
        [PrintedRow(1, [PrintedCell("甲", rowspan=0), PrintedCell("1")])]
        + [PrintedRow(n, [PrintedCell(str(n))]) for n in (2, 3)],
        TABLE,
    )
    assert rows(grid) == [["甲", "1"], ["^", "2"], ["^", "3"]]


def test_cells_that_would_overlap_stop_at_the_one_that_was_there() -> None:
    grid = fill_spans(
        [
            PrintedRow(1, [PrintedCell("甲"), PrintedCell("乙", rowspan=2)]),
            PrintedRow(2, [PrintedCell("丙", colspan=3), PrintedCell("丁")]),
        ],
        TABLE,
    )
    assert rows(grid) == [["甲", "乙"], ["丙", "^", "丁"]]


def test_position_that_nothing_fills_is_blank_and_covered() -> None:
    grid = fill_spans(
        [PrintedRow(1, [PrintedCell("甲"), PrintedCell("乙"), PrintedCell("丙", rowspan=2)]), PrintedRow(2, [])], TABLE
    )
    assert [(cell.text, cell.covered) for cell in grid.rows[1]] == [("", True), ("", True), ("丙", True)]


def test_spans_are_capped() -> None:
    grid = fill_spans([PrintedRow(1, [PrintedCell("甲", colspan=10**9, rowspan=10**9)])], TABLE)
    assert len(grid.rows[0]) == MAX_SPAN


@dataclass(frozen=True)
class Rectangle:
    top: int
    left: int
    height: int
    width: int


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Rectangle]]:
    """A table of random size cut into rectangles, in the order in which HTML lists its cells."""
    height, width = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    owner: dict[tuple[int, int], Rectangle] = {}
    tiles = []
    for top in range(height):
        for left in range(width):
            if (top, left) in owner:
                continue
            free = next((step for step in range(1, width - left) if (top, left + step) in owner), width - left)
            tile = Rectangle(top, left, draw(st.integers(1, height - top)), draw(st.integers(1, free)))
            tiles.append(tile)
            for row in range(top, top + tile.height):
                for column in range(left, left + tile.width):
                    owner[row, column] = tile
    return height, width, tiles


@given(tilings())
def test_every_position_is_filled_once_by_the_cell_that_covers_it(tiling: tuple[int, int, list[Rectangle]]) -> None:
    height, width, tiles = tiling
    printed = [
        PrintedRow(
            row + 1,
            [PrintedCell(f"{t.top},{t.left}", t.width, t.height) for t in tiles if t.top == row],
        )
        for row in range(height)
    ]
    grid = fill_spans(printed, TABLE)
    assert [len(row) for row in grid.rows] == [width] * height
    for tile in tiles:
        covered = [
            grid.rows[row][column]
            for row in range(tile.top, tile.top + tile.height)
            for column in range(tile.left, tile.left + tile.width)
        ]
        assert {cell.text for cell in covered} == {f"{tile.top},{tile.left}"}
        assert [cell.covered for cell in covered] == [False] + [True] * (len(covered) - 1)
        assert len({cell.place for cell in covered}) == 1
