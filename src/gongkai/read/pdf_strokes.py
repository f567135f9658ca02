"""What is drawn on a PDF page as straight strokes: lines, thin boxes and dots alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

Orientation = Literal["v", "h"]

THICKEST_RULE = 3.0
"""Points; a filled box thicker than this is a background, not a line."""
TOLERANCE = 3.0
"""Points between the ends of pieces of one line, and between the two lines of a double one."""
JITTER = 0.75
"""Points by which the pieces of one line miss each other."""


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """A line at `at` that runs from `start` to `end`, in points; x for vertical lines, y for horizontal ones."""

    at: float
    start: float
    end: float


def drawn_strokes(page: Any) -> dict[Orientation, list[Stroke]]:
    """The strokes of a page by direction, piece by piece as they are drawn."""
    found: dict[Orientation, list[Stroke]] = {"v": [], "h": []}
    for item in (*page.rects, *page.lines, *page.curves):
        for orientation, stroke in _strokes_of(item):
            found[orientation].append(stroke)
    return found


def _strokes_of(item: dict[str, Any]) -> Iterator[tuple[Orientation, Stroke]]:
    """A thin shape is the line along its middle; of a thick one only the outline counts, if it is drawn."""
    x0, x1, top, bottom = (float(item[side]) for side in ("x0", "x1", "top", "bottom"))
    thin, flat = x1 - x0 <= THICKEST_RULE, bottom - top <= THICKEST_RULE
    if thin:
        yield "v", Stroke((x0 + x1) / 2, top, bottom)
    if flat:
        yield "h", Stroke((top + bottom) / 2, x0, x1)
    if not thin and not flat and item["object_type"] != "line" and item.get("stroke"):
        yield from _outline(item["pts"] if item["object_type"] == "curve" else _corners(x0, x1, top, bottom))


def _corners(x0: float, x1: float, top: float, bottom: float) -> list[tuple[float, float]]:
    return [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]


def _outline(points: Iterable[tuple[float, float]]) -> Iterator[tuple[Orientation, Stroke]]:
    """The sides of a shape that run straight up or across."""
    for (x, y), (next_x, next_y) in pairwise(points):
        if abs(x - next_x) <= JITTER:
            yield "v", Stroke(x, *sorted((y, next_y)))
        elif abs(y - next_y) <= JITTER:
            yield "h", Stroke(y, *sorted((x, next_x)))


def merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Pieces joined to lines; the two lines of a double one become one.

    Lines in different rows of a table may stand close to each other and are still different edges: only what
    runs side by side is double.
    """
    lines: list[Stroke] = []
    for line in sorted(joined for group in _aligned(strokes) for joined in _joined(group)):
        index = _twin(lines, line)
        if index is None:
            lines.append(line)
        else:
            lines[index] = _both(lines[index], line)
    return lines


def _aligned(strokes: Iterable[Stroke]) -> Iterator[list[Stroke]]:
    group: list[Stroke] = []
    for stroke in sorted(strokes):
        if group and stroke.at - group[0].at > JITTER:
            yield group
            group = []
        group.append(stroke)
    if group:
        yield group


def _joined(group: list[Stroke]) -> Iterator[Stroke]:
    """Pieces of one line that touch, or nearly do."""
    line: Stroke | None = None
    for piece in sorted(group, key=lambda stroke: (stroke.start, stroke.end)):
        if line is None or piece.start - line.end > TOLERANCE:
            if line is not None:
                yield line
            line = piece
        elif piece.end > line.end:
            line = Stroke(line.at, line.start, piece.end)
    if line is not None:
        yield line


def _twin(lines: list[Stroke], line: Stroke) -> int | None:
    """Index of a line that runs beside this one, so near that both are one rule."""
    for index in range(len(lines) - 1, -1, -1):
        other = lines[index]
        if line.at - other.at > 2 * TOLERANCE:
            return None
        overlap = min(line.end, other.end) - max(line.start, other.start)
        if line.at - other.at <= TOLERANCE and overlap > TOLERANCE:
            return index
    return None


def _both(one: Stroke, other: Stroke) -> Stroke:
    return Stroke((one.at + other.at) / 2, min(one.start, other.start), max(one.end, other.end))
