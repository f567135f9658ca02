"""The ruled lines of a PDF page, and the edges that a page break leaves undrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import merge_edges

Box = tuple[float, float, float, float]
Edge = dict[str, Any]

THICKEST_RULE = 3.0
"""Points; a filled box thicker than this is a background, not a line."""
TOLERANCE = 3.0
SHORTEST_RULE = 8.0


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line at `at` that runs from `start` to `end`, in points; x for vertical lines, y for horizontal ones."""

    at: float
    start: float
    end: float


def cell_boxes(page: Any) -> list[list[Box]]:
    """The cells (x0, top, x1, bottom) of each ruled table of a page; a single box is no table."""
    ruled = page.filter(_is_rule)
    verticals, horizontals = _strokes(ruled.edges, "v"), _strokes(ruled.edges, "h")
    if len(verticals) < 2 and len(horizontals) < 2:
        return []
    settings = {
        "explicit_horizontal_lines": [_horizontal(s) for s in _closing(verticals, horizontals, fewest=2)],
        "explicit_vertical_lines": [_vertical(s) for s in _closing(horizontals, verticals, fewest=3)],
    }
    return [list(table.cells) for table in ruled.find_tables(settings) if len(table.cells) > 1]


def _is_rule(item: dict[str, Any]) -> bool:
    """Backgrounds of text are filled boxes without outline: their edges are no lines of a table."""
    if item["object_type"] == "char":
        return False
    if item["object_type"] != "rect" or item.get("stroke"):
        return True
    return min(float(item["width"]), float(item["height"])) <= THICKEST_RULE


def _strokes(edges: Sequence[Edge], orientation: str) -> list[_Stroke]:
    """Edges of one direction, pieces of the same line joined."""
    at, start, end = ("x0", "top", "bottom") if orientation == "v" else ("top", "x0", "x1")
    chosen = [edge for edge in edges if edge["orientation"] == orientation]
    merged = merge_edges(chosen, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    strokes = (_Stroke(float(edge[at]), float(edge[start]), float(edge[end])) for edge in merged)
    return [stroke for stroke in strokes if stroke.end - stroke.start >= SHORTEST_RULE]


def _closing(strokes: list[_Stroke], across: list[_Stroke], *, fewest: int) -> Iterator[_Stroke]:
    """Lines that join the common ends of parallel strokes where the table is left open.

    A page break cuts a table without drawing its lower or upper edge; some tables have no side lines.
    """
    ends = [(stroke.start, stroke) for stroke in strokes] + [(stroke.end, stroke) for stroke in strokes]
    for at, group in _clusters(ends):
        low, high = min(stroke.at for stroke in group), max(stroke.at for stroke in group)
        crossed = any(_crosses(other, group) for other in across)
        if len(group) >= fewest and high > low and crossed and not _drawn(at, low, high, across):
            yield _Stroke(at, low, high)


def _clusters(ends: list[tuple[float, _Stroke]]) -> Iterator[tuple[float, list[_Stroke]]]:
    group: list[tuple[float, _Stroke]] = []
    for end in sorted(ends, key=lambda end: end[0]):
        if group and end[0] - group[-1][0] > TOLERANCE:
            yield group[0][0], [stroke for _, stroke in group]
            group = []
        group.append(end)
    if group:
        yield group[0][0], [stroke for _, stroke in group]


def _crosses(other: _Stroke, group: list[_Stroke]) -> bool:
    """True if a line across meets at least two of the strokes."""
    meets = (
        other.start - TOLERANCE <= stroke.at <= other.end + TOLERANCE
        and stroke.start - TOLERANCE <= other.at <= stroke.end + TOLERANCE
        for stroke in group
    )
    return sum(meets) >= 2


def _drawn(at: float, low: float, high: float, across: list[_Stroke]) -> bool:
    """True if a line is there already, even if only along a part."""
    return any(abs(line.at - at) <= TOLERANCE and line.start < high and line.end > low for line in across)


def _horizontal(stroke: _Stroke) -> Edge:
    width = stroke.end - stroke.start
    return _edge("h", x0=stroke.start, x1=stroke.end, top=stroke.at, bottom=stroke.at, width=width, height=0.0)


def _vertical(stroke: _Stroke) -> Edge:
    height = stroke.end - stroke.start
    return _edge("v", x0=stroke.at, x1=stroke.at, top=stroke.start, bottom=stroke.end, width=0.0, height=height)


def _edge(orientation: str, **position: float) -> Edge:
    return {"object_type": "added_edge", "orientation": orientation, **position}
