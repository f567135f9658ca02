"""The ruled lines of a PDF page, and the edges that a page break leaves undrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.read.pdf_strokes import TOLERANCE, Stroke, drawn_strokes, merged

Box = tuple[float, float, float, float]
Edge = dict[str, Any]

SHORTEST_RULE = 8.0
SHORT = 0.5
"""Of the longest line of the page: a shorter one may underline text."""


def cell_boxes(page: Any) -> list[list[Box]]:
    """The cells (x0, top, x1, bottom) of each ruled table of a page; a single box is no table."""
    drawn = drawn_strokes(page)
    verticals, horizontals = _rules(drawn["v"]), _rules(drawn["h"])
    if len(verticals) < 2 and len(horizontals) < 2:
        return []
    horizontals = _without_underlines(horizontals, verticals)
    horizontals_too = [*horizontals, *_closing(verticals, horizontals, fewest=2)]
    verticals_too = [*verticals, *_closing(horizontals, verticals, fewest=3)]
    if len(verticals_too) < 2 or len(horizontals_too) < 2:
        return []
    settings = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": [_vertical(stroke) for stroke in verticals_too],
        "explicit_horizontal_lines": [_horizontal(stroke) for stroke in horizontals_too],
        "snap_tolerance": 0,
        "join_tolerance": 0,
        "intersection_tolerance": TOLERANCE,
    }
    return [list(table.cells) for table in page.find_tables(settings) if len(table.cells) > 1]


def _without_underlines(horizontals: list[Stroke], verticals: list[Stroke]) -> list[Stroke]:
    """Drops short lines that do not run from one upright line to another."""
    longest = max((line.end - line.start for line in horizontals), default=0.0)
    return [
        line
        for line in horizontals
        if line.end - line.start >= longest * SHORT or not verticals or _is_held(line, verticals)
    ]


def _is_held(line: Stroke, verticals: list[Stroke]) -> bool:
    """True if an upright line stands at either end."""
    posts = [post.at for post in verticals if post.start - TOLERANCE <= line.at <= post.end + TOLERANCE]
    return all(any(abs(post - end) <= TOLERANCE for post in posts) for end in (line.start, line.end))


def _rules(strokes: Iterable[Stroke]) -> list[Stroke]:
    return [stroke for stroke in merged(strokes) if stroke.end - stroke.start >= SHORTEST_RULE]


def _closing(strokes: list[Stroke], across: list[Stroke], *, fewest: int) -> Iterator[Stroke]:
    """Lines that join the common ends of parallel strokes where the table is left open.

    A page break cuts a table without drawing its lower or upper edge; some tables have no side lines.
    """
    ends = [(stroke.start, stroke) for stroke in strokes] + [(stroke.end, stroke) for stroke in strokes]
    for at, group in _clusters(ends):
        low, high = min(stroke.at for stroke in group), max(stroke.at for stroke in group)
        crossed = any(_crosses(other, group) for other in across)
        if len(group) >= fewest and high > low and crossed and not _drawn(at, low, high, across):
            yield Stroke(at, low, high)


def _clusters(ends: list[tuple[float, Stroke]]) -> Iterator[tuple[float, list[Stroke]]]:
    group: list[tuple[float, Stroke]] = []
    for end in sorted(ends, key=lambda end: end[0]):
        if group and end[0] - group[-1][0] > TOLERANCE:
            yield group[0][0], [stroke for _, stroke in group]
            group = []
        group.append(end)
    if group:
        yield group[0][0], [stroke for _, stroke in group]


def _crosses(other: Stroke, group: list[Stroke]) -> bool:
    """True if a line across meets at least two of the strokes."""
    meets = (
        other.start - TOLERANCE <= stroke.at <= other.end + TOLERANCE
        and stroke.start - TOLERANCE <= other.at <= stroke.end + TOLERANCE
        for stroke in group
    )
    return sum(meets) >= 2


def _drawn(at: float, low: float, high: float, across: list[Stroke]) -> bool:
    """True if a line is there already, even if only along a part."""
    return any(abs(line.at - at) <= TOLERANCE and line.start < high and line.end > low for line in across)


def _horizontal(stroke: Stroke) -> Edge:
    width = stroke.end - stroke.start
    return _edge("h", x0=stroke.start, x1=stroke.end, top=stroke.at, bottom=stroke.at, width=width, height=0.0)


def _vertical(stroke: Stroke) -> Edge:
    height = stroke.end - stroke.start
    return _edge("v", x0=stroke.at, x1=stroke.at, top=stroke.start, bottom=stroke.end, width=0.0, height=height)


def _edge(orientation: str, **position: float) -> Edge:
    return {"object_type": "added_edge", "orientation": orientation, **position}
