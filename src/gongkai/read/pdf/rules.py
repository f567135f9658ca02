"""The ruled lines of a PDF page, and the edges that a page break leaves undrawn."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gongkai.read.grouping import grouped
from gongkai.read.limits import keep_within
from gongkai.read.pdf.canvas import Box, Shape
from gongkai.read.pdf.strokes import TOLERANCE, Stroke, drawn_strokes, merged

SHORTEST_RULE = 8.0
SHORT = 0.5
"""Of the longest line of the page: a shorter one may underline text."""


def cell_boxes(shapes: Iterable[Shape]) -> list[list[Box]]:
    """The cells of each ruled table of a page; a single box is no table."""
    drawn = drawn_strokes(shapes)
    verticals, horizontals = _rules(drawn["v"]), _rules(drawn["h"])
    if len(verticals) < 2 and len(horizontals) < 2:
        return []
    # a short line that does not run from one upright line to another underlines text
    longest = max((line.end - line.start for line in horizontals), default=0.0)
    horizontals = [
        line
        for line in horizontals
        if not verticals
        or line.end - line.start >= longest * SHORT
        or all(
            any(abs(post.at - end) <= TOLERANCE and _meet(line, post) for post in verticals)
            for end in (line.start, line.end)
        )
    ]
    horizontals_too = [*horizontals, *_closing(verticals, horizontals, fewest=2)]
    verticals_too = [*verticals, *_closing(horizontals, verticals, fewest=3)]
    keep_within("crossings", len(horizontals_too) * len(verticals_too))
    return [table for table in _tables(_cells(verticals_too, horizontals_too)) if len(table) > 1]


def _cells(verticals: list[Stroke], horizontals: list[Stroke]) -> Iterator[Box]:
    """The smallest boxes whose corners are crossings and whose sides are lines."""
    crossings: dict[tuple[float, float], tuple[set[int], set[int]]] = {}
    for upright, post in enumerate(verticals):
        for level, line in enumerate(horizontals):
            if _meet(line, post):
                posts, lines = crossings.setdefault((post.at, line.at), (set(), set()))
                posts.add(upright)
                lines.add(level)
    by_column: dict[float, list[float]] = defaultdict(list)
    by_row: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(crossings):
        by_column[x].append(y)
        by_row[y].append(x)
    for x, y in sorted(crossings):
        posts, lines = crossings[x, y]
        corner = next(
            (
                (right, below)
                for below in _beyond(by_column[x], y)
                if posts & crossings[x, below][0]
                for right in _beyond(by_row[y], x)
                if lines & crossings[right, y][1]
                and (right, below) in crossings
                and crossings[right, y][0] & crossings[right, below][0]
                and crossings[x, below][1] & crossings[right, below][1]
            ),
            None,
        )
        if corner is not None:
            yield x, y, *corner


def _beyond(values: Sequence[float], at: float) -> Iterator[float]:
    return (values[index] for index in range(bisect_right(values, at), len(values)))


def _tables(cells: Iterable[Box]) -> list[list[Box]]:
    """Cells that share corners, together."""
    parents: dict[tuple[float, float], tuple[float, float]] = {}

    def origin(corner: tuple[float, float]) -> tuple[float, float]:
        while (parent := parents.setdefault(corner, corner)) != corner:
            parents[corner] = parents[parent]
            corner = parent
        return corner

    found = list(cells)
    for x0, top, x1, bottom in found:
        first = origin((x0, top))
        for corner in ((x1, top), (x0, bottom), (x1, bottom)):
            parents[origin(corner)] = first
    tables: dict[tuple[float, float], list[Box]] = defaultdict(list)
    for cell in found:
        tables[origin((cell[0], cell[1]))].append(cell)
    return list(tables.values())


def _rules(strokes: Iterable[Stroke]) -> list[Stroke]:
    return [stroke for stroke in merged(strokes) if stroke.end - stroke.start >= SHORTEST_RULE]


def _closing(strokes: list[Stroke], across: list[Stroke], *, fewest: int) -> Iterator[Stroke]:
    """Lines that join the common ends of parallel strokes where the table is left open.

    A page break cuts a table without drawing its lower or upper edge; some tables have no side lines.
    """
    ends = [(stroke.start, stroke) for stroke in strokes] + [(stroke.end, stroke) for stroke in strokes]
    by_end = sorted(ends, key=lambda end: end[0])
    for cluster in grouped(by_end, lambda cluster, end: end[0] - cluster[-1][0] > TOLERANCE):
        at, group = cluster[0][0], [stroke for _, stroke in cluster]
        low, high = min(stroke.at for stroke in group), max(stroke.at for stroke in group)
        # a line across meets at least two of the strokes
        crossed = any(sum(_meet(other, stroke) for stroke in group) >= 2 for other in across)
        # it may be there already, even if only along a part
        drawn = any(abs(line.at - at) <= TOLERANCE and line.start < high and line.end > low for line in across)
        if len(group) >= fewest and high > low and crossed and not drawn:
            yield Stroke(at, low, high)


def _meet(line: Stroke, post: Stroke) -> bool:
    """True if a line and one across it cross or nearly touch."""
    return (
        line.start - TOLERANCE <= post.at <= line.end + TOLERANCE
        and post.start - TOLERANCE <= line.at <= post.end + TOLERANCE
    )
