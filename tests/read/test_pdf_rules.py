"""Ruled lines become cells, however the lines are drawn: whole, in pieces, thin boxes, outlines, double."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.read.pdf.canvas import Box, Shape
from gongkai.read.pdf.rules import cell_boxes
from gongkai.read.pdf.strokes import Stroke, drawn_strokes, merged

Line = tuple[float, float, float, float]


def shape(box: Line, *points: tuple[float, float], stroked: bool = True) -> Shape:
    x0, top, x1, bottom = box
    corners = points or ((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top))
    return Shape(box, corners, stroked, None if stroked else (0, 0, 0), True, 0)


def whole(lines: list[Line]) -> list[Shape]:
    return [shape(line, line[:2], line[2:]) for line in lines]


def in_pieces(lines: list[Line]) -> list[Shape]:
    """Three pieces each, which miss each other by a point along the line and half a point across."""
    made: list[Shape] = []
    for x0, top, x1, bottom in lines:
        for n in range(3):
            a, b = n / 3, (n + 1) / 3
            off = 0.5 * (n % 2)
            gap = 0.5
            if top == bottom:
                made.append(shape((x0 + (x1 - x0) * a + gap, top + off, x0 + (x1 - x0) * b - gap, top + off)))
            else:
                made.append(shape((x0 + off, top + (bottom - top) * a + gap, x0 + off, top + (bottom - top) * b - gap)))
    return made


def as_thin_boxes(lines: list[Line]) -> list[Shape]:
    """Filled boxes one point thick, not stroked."""
    return [
        shape((x0, top - 0.5, x1, bottom + 0.5) if top == bottom else (x0 - 0.5, top, x1 + 0.5, bottom), stroked=False)
        for x0, top, x1, bottom in lines
    ]


def double(lines: list[Line]) -> list[Shape]:
    """Two lines a point apart on either side of each."""
    return whole(
        [
            (x0, top + d, x1, bottom + d) if top == bottom else (x0 + d, top, x1 + d, bottom)
            for x0, top, x1, bottom in lines
            for d in (-1.0, 1.0)
        ]
    )


def grid(columns: list[float], rows: list[float]) -> list[Line]:
    across = [(columns[0], y, columns[-1], y) for y in rows]
    return [*across, *((x, rows[0], x, rows[-1]) for x in columns)]


def boxes(columns: list[float], rows: list[float]) -> list[Box]:
    return [(x0, y0, x1, y1) for x0, x1 in pairwise(columns) for y0, y1 in pairwise(rows)]


def near(found: list[list[Box]], expected: list[Box]) -> bool:
    """One table with these cells, to a point."""
    if len(found) != 1 or len(found[0]) != len(expected):
        return False
    pairs = zip(sorted(found[0]), sorted(expected), strict=True)
    return all(abs(a - b) <= 1 for one, other in pairs for a, b in zip(one, other, strict=True))


def edges(widths: list[int]) -> list[float]:
    at = [50.0]
    for width in widths:
        at.append(at[-1] + width)
    return at


WIDTHS = st.lists(st.integers(12, 90), min_size=1, max_size=5)
WAYS = [whole, in_pieces, as_thin_boxes, double]


@pytest.mark.parametrize("draw", WAYS, ids=lambda draw: draw.__name__)
@settings(max_examples=20)
@given(WIDTHS, WIDTHS, st.randoms(use_true_random=False))
def test_a_grid_has_its_cells_however_its_lines_are_drawn(
    draw: Callable[[list[Line]], list[Shape]], widths: list[int], heights: list[int], chance: random.Random
) -> None:
    columns, rows = edges(widths), edges(heights)
    shapes = draw(grid(columns, rows))
    chance.shuffle(shapes)
    expected = boxes(columns, rows)
    # one box alone is no table
    assert cell_boxes(shapes) == [] if len(expected) == 1 else near(cell_boxes(shapes), expected)


@settings(max_examples=30)
@given(WIDTHS, WIDTHS)
def test_a_box_around_each_cell_is_the_same_grid_and_a_background_is_none(
    widths: list[int], heights: list[int]
) -> None:
    columns, rows = edges(widths), edges(heights)
    expected = boxes(columns, rows)
    if len(expected) > 1:
        assert near(cell_boxes([shape(box) for box in expected]), expected)
    assert cell_boxes([shape(box, stroked=False) for box in expected]) == []


def test_cells_that_span_several_are_one_box() -> None:
    lines = [line for line in grid([0, 50, 100, 150], [0, 30, 60, 90]) if line != (50, 0, 50, 90)]
    lines.append((50, 30, 50, 90))  # the first row lacks a part of the line
    expected = [box for box in boxes([0, 50, 100, 150], [0, 30, 60, 90]) if box[1] != 0 or box[0] == 100]
    assert near(cell_boxes(whole(lines)), [*expected, (0, 0, 100, 30)])


def test_two_tables_of_a_page_stay_two() -> None:
    lines = grid([0, 50, 100], [0, 30, 60]) + grid([0, 50, 100], [200, 230, 260])
    found = cell_boxes(whole(lines))
    assert [len(table) for table in found] == [4, 4]
    assert sorted(box[1] for box in found[1]) == [200, 200, 230, 230]


def test_a_page_break_leaves_an_edge_undrawn() -> None:
    columns, rows = [0.0, 50.0, 100.0], [0.0, 30.0, 60.0]
    below = [line for line in grid(columns, rows) if line != (0, 60, 100, 60)]
    above = [line for line in grid(columns, rows) if line != (0, 0, 100, 0)]
    for lines in (below, above):
        assert near(cell_boxes(whole(lines)), boxes(columns, rows))
    # upright lines alone, or two lines without any across, are no table
    assert cell_boxes(whole([line for line in grid(columns, rows) if line[0] == line[2]])) == []


def test_a_table_without_side_lines_keeps_its_outer_columns_and_two_lines_make_none() -> None:
    columns, rows = [0.0, 50.0, 100.0, 150.0], [0.0, 30.0, 60.0]
    inner = [line for line in grid(columns, rows) if line not in ((0, 0, 0, 60), (150, 0, 150, 60))]
    assert near(cell_boxes(whole(inner)), boxes(columns, rows))
    two = [line for line in inner if line[1] != 60 or line[3] != 60]
    assert all(box[0] >= 50 and box[2] <= 100 for table in cell_boxes(whole(two)) for box in table)


def test_a_short_line_that_hangs_free_underlines_text_and_one_between_posts_is_an_edge() -> None:
    columns, rows = [0.0, 50.0, 100.0, 150.0], [0.0, 30.0, 60.0]
    lines = grid(columns, rows)
    assert near(cell_boxes(whole([*lines, (60, 45, 90, 45)])), boxes(columns, rows))
    split = [box for box in boxes(columns, rows) if box[:2] != (50, 30)]
    assert near(cell_boxes(whole([*lines, (50, 45, 100, 45)])), [*split, (50, 30, 100, 45), (50, 45, 100, 60)])


@pytest.mark.parametrize(
    ("box", "vertical", "horizontal"),
    [
        ((10, 0, 13, 40), [Stroke(11.5, 0, 40)], []),
        ((10, 0, 13.1, 40), [], []),
        ((0, 10, 40, 13), [], [Stroke(11.5, 0, 40)]),
        ((0, 10, 40, 13.1), [], []),
        ((0, 0, 2, 2), [Stroke(1, 0, 2)], [Stroke(1, 0, 2)]),
    ],
)
def test_a_filled_box_is_a_line_up_to_three_points(box: Box, vertical: list[Stroke], horizontal: list[Stroke]) -> None:
    assert drawn_strokes([shape(box, stroked=False)]) == {"v": vertical, "h": horizontal}


def test_of_a_thick_box_the_outline_counts_and_no_slanting_line() -> None:
    corners = ((0.0, 0.0), (40.0, 0.5), (40.5, 30.0), (0.0, 30.0), (0.0, 0.0))
    assert drawn_strokes([shape((0, 0, 40.5, 30), *corners)]) == {
        "v": [Stroke(40.0, 0.5, 30.0), Stroke(0.0, 0.0, 30.0)],
        "h": [Stroke(0.0, 0.0, 40.0), Stroke(30.0, 0.0, 40.5)],
    }
    slanting = shape((0, 0, 40, 30), (0.0, 0.0), (40.0, 30.0))
    assert drawn_strokes([slanting]) == {"v": [], "h": []}


@pytest.mark.parametrize(
    ("strokes", "lines"),
    [
        ([(5, 0, 10), (5, 13, 20)], [(5, 0, 20)]),
        ([(5, 0, 10), (5, 13.1, 20)], [(5, 0, 10), (5, 13.1, 20)]),
        ([(5, 0, 10), (5.7, 10, 20)], [(5, 0, 20)]),
        ([(5, 0, 20), (5, 3, 10)], [(5, 0, 20)]),
        ([(5, 0, 20), (8, 0, 20)], [(6.5, 0, 20)]),
        ([(5, 0, 20), (8.1, 0, 20)], [(5, 0, 20), (8.1, 0, 20)]),
        ([(5, 0, 20), (8, 17, 40)], [(5, 0, 20), (8, 17, 40)]),
        ([(5, 0, 20), (8, 16, 40)], [(6.5, 0, 40)]),
        ([(5, 0, 20), (6, 30, 50), (7, 0, 20)], [(6.0, 0, 20), (6, 30, 50)]),
        ([(5, 0, 20), (5, 40, 60), (7, 0, 20)], [(6.0, 0, 20), (5, 40, 60)]),
    ],
)
def test_pieces_that_touch_are_one_line_and_lines_side_by_side_are_one_rule(
    strokes: list[tuple[float, float, float]], lines: list[tuple[float, float, float]]
) -> None:
    assert sorted(merged(Stroke(*stroke) for stroke in strokes)) == sorted(Stroke(*line) for line in lines)
