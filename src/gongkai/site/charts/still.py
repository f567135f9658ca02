"""A drawing as a still picture: on the page until a reader points at it, without JavaScript, and in files.

It has the geometry of the chart that plotly.js draws, so that nothing moves when that replaces it; positions along the
axis are in per cent, so that one picture fits every width.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from gongkai.site.charts.drawing import BOTTOM, ROW, TOP, Bars, Drawing, Lines, Look, Strip, radius, ticks
from gongkai.site.charts.looks import DASHES, OTHERS, OWN, SWATCH, ink
from gongkai.site.words import grouped

SPARE = 1.05
"""How far the axis reaches, the largest value being 1."""
ROOM = 2.7
"""Share of the width, in per cent, that a digit takes on a phone; a piece with less room shows no number."""


@lru_cache(maxsize=8)
def inner(drawing: Drawing, id: str) -> str:
    """The contents of the `<svg>`, for the page and for its file: ids of its patterns begin with `id`."""
    if isinstance(drawing, Lines):
        return "".join(_over_years(drawing))
    if isinstance(drawing, Strip):
        return "".join((*_axis(drawing), *_dots(drawing)))
    patterns = (
        f'<pattern id="{id}-{look.code}" width="16" height="16" patternUnits="userSpaceOnUse">'
        f'<path d="{SWATCH[look.pattern]}"/></pattern>'
        for look in drawing.looks
        if look.pattern
    )
    return "".join(("<defs>", *patterns, "</defs>", *_axis(drawing), *_bars(drawing, id)))


def names(drawing: Drawing) -> tuple[tuple[str, ...], ...]:
    """The names beside the rows; none for lines, which have their years below."""
    return () if isinstance(drawing, Lines) else drawing.names


def _axis(drawing: Bars | Strip) -> Iterator[str]:
    whole, bottom = SPARE * drawing.longest, drawing.height - BOTTOM
    for place, tick in enumerate(tick for tick in ticks(drawing) if tick <= whole):
        at, between = _number(100 * tick / whole), ' class="between"' if place % 2 else ""
        yield f'<line class="tick" x1="{at}%" x2="{at}%" y1="{TOP}" y2="{bottom}"/>'
        yield f'<text{between} x="{at}%" y="{bottom + 18}">{_shown(tick, drawing)}</text>'
    yield f'<text x="50%" y="{bottom + 38}">{escape(drawing.unit)}</text>'


def _bars(bars: Bars, id: str) -> Iterator[str]:
    whole = SPARE * bars.longest
    for row, values in enumerate(bars.values):
        start, top = 0.0, TOP + row * ROW
        for look, value in zip(bars.looks, values, strict=True):
            width = 100 * (value or 0) / whole
            box = f'x="{_number(start)}%" width="{_number(width)}%" y="{top + ROW // 4}" height="{ROW // 2}"'
            if width:
                yield f'<rect {box} fill="{look.colour}"/>'
            if width and look.pattern:
                yield f'<rect {box} fill="url(#{id}-{look.code})"/>'
            if width >= ROOM * (len(str(value)) + 0.5):
                middle = _number(start + width / 2)
                yield f'<text class="{ink(look.colour)}" x="{middle}%" y="{top + ROW / 2 + 4.5}">{value}</text>'
            start += width
    for after, label in bars.breaks:
        y = TOP + (after + 1) * ROW
        yield f'<line class="break" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text class="break" x="100%" y="{y - 5}">{escape(label)}</text>'


def _dots(strip: Strip) -> Iterator[str]:
    whole, most = SPARE * strip.longest or 1, max(dot.count for row in strip.dots for dot in row)
    for row, dots in enumerate(strip.dots):
        middle = TOP + row * ROW + ROW // 2
        for dot in sorted(dots, key=lambda dot: dot.own):
            at, size = _number(100 * dot.at / whole), radius(dot, most)
            if dot.own:
                yield f'<circle cx="{at}%" cy="{middle}" r="{size}" fill="{OWN}" class="own"/>'
            else:
                yield f'<circle cx="{at}%" cy="{middle}" r="{size}" fill="{OTHERS}" fill-opacity=".75"/>'
        median = strip.medians[row]
        if median is not None:
            at = _number(100 * median / whole)
            yield f'<line class="median" x1="{at}%" x2="{at}%" y1="{middle - 17}" y2="{middle + 17}"/>'


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a year and a value lie in a drawing of lines."""

    lines: Lines

    @property
    def bottom(self) -> int:
        return self.lines.height - BOTTOM

    def x(self, place: float) -> str:
        """Position of the year with that number, in per cent of the width."""
        return _number(6 + 92 / len(self.lines.years) * (place + 0.5))

    def y(self, value: float) -> str:
        """Position of a value, in pixels from the top."""
        whole = ticks(self.lines)[-1] or 1
        return _number(self.bottom - (self.bottom - TOP - 12) * value / whole)


def _over_years(lines: Lines) -> Iterator[str]:
    frame = _Frame(lines)
    for tick in ticks(lines):
        y = frame.y(tick)
        yield f'<line class="tick" x1="6%" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text class="value" x="5%" y="{_number(float(y) + 4)}">{_shown(tick, lines)}</text>'
    for place, year in enumerate(lines.years):
        yield f'<text x="{frame.x(place)}%" y="{frame.bottom + 20}">{year}</text>'
    yield f'<text class="value start" x="0" y="{TOP + 2}">{escape(lines.unit)}</text>'
    for after, label in lines.breaks:
        at = frame.x(after + 0.5)
        yield f'<line class="break" x1="{at}%" x2="{at}%" y1="{TOP}" y2="{frame.bottom}"/>'
        yield f'<text class="break" x="{at}%" y="{TOP + 8}">{escape(label)}</text>'
    for look, values in zip(lines.looks, lines.values, strict=True):
        yield from _line(look, values, frame)


def _line(look: Look, values: tuple[float | None, ...], frame: _Frame) -> Iterator[str]:
    """The pieces of a line between years that state a value, but for breaks, and a dot for each."""
    gaps, dash = {after for after, _ in frame.lines.breaks}, DASHES[look.pattern][0]
    style = f'stroke="{look.colour}" stroke-width="2" stroke-dasharray="{dash}"'
    for place, (here, there) in enumerate(pairwise(values)):
        if here is not None and there is not None and place not in gaps:
            ends = f'y1="{frame.y(here)}" y2="{frame.y(there)}"'
            yield f'<line x1="{frame.x(place)}%" x2="{frame.x(place + 1)}%" {ends} {style}/>'
    for place, value in enumerate(values):
        if value is not None:
            yield f'<circle cx="{frame.x(place)}%" cy="{frame.y(value)}" r="4" fill="{look.colour}"/>'


def _shown(value: float, drawing: Drawing) -> str:
    return f"{value:.0%}" if getattr(drawing, "share", False) else grouped(int(value))


def _number(value: float) -> str:
    """A number with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
