"""What is drawn on a PDF page as straight strokes: lines, thin boxes and dots alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from gongkai.read.grouping import grouped
from gongkai.read.pdf.canvas import Shape

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


def drawn_strokes(shapes: Iterable[Shape]) -> dict[Orientation, list[Stroke]]:
    """The strokes of a page by direction, piece by piece as they are drawn.

    A thin shape is the line along its middle; of a thick one only the outline counts, if it is drawn.
    """
    found: dict[Orientation, list[Stroke]] = {"v": [], "h": []}
    for shape in shapes:
        x0, top, x1, bottom = shape.box
        thin, flat = x1 - x0 <= THICKEST_RULE, bottom - top <= THICKEST_RULE
        if thin:
            found["v"].append(Stroke((x0 + x1) / 2, top, bottom))
        if flat:
            found["h"].append(Stroke((top + bottom) / 2, x0, x1))
        if not thin and not flat and shape.stroked:
            for (x, y), (next_x, next_y) in pairwise(shape.points):
                if abs(x - next_x) <= JITTER:
                    found["v"].append(Stroke(x, *sorted((y, next_y))))
                elif abs(y - next_y) <= JITTER:
                    found["h"].append(Stroke(y, *sorted((x, next_x))))
    return found


def merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Pieces joined to lines; the two lines of a double one become one.

    Lines in different rows of a table may stand close to each other and are still different edges: only what
    runs side by side is double.
    """
    pieces: list[Stroke] = []
    for group in grouped(sorted(strokes), lambda group, stroke: stroke.at - group[0].at > JITTER):
        # pieces of one line touch, or nearly do
        joined: list[Stroke] = []
        for piece in sorted(group, key=lambda stroke: (stroke.start, stroke.end)):
            if not joined or piece.start - joined[-1].end > TOLERANCE:
                joined.append(piece)
            elif piece.end > joined[-1].end:
                joined[-1] = replace(joined[-1], end=piece.end)
        pieces += joined
    lines: list[Stroke] = []
    for line in sorted(pieces):
        index = _twin(lines, line)
        if index is None:
            lines.append(line)
        else:
            other = lines[index]
            start, end = min(other.start, line.start), max(other.end, line.end)
            lines[index] = Stroke((other.at + line.at) / 2, start, end)
    return lines


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
