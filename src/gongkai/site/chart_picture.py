"""A chart as a still picture: what stands on the page until its reader turns to the chart, and without JavaScript.

It has the geometry of the drawn chart, so that nothing moves when that takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TOP, BOTTOM = 8, 44
"""Space above the bars and below them, in pixels."""
SPARE = 1.05
"""How far the axis reaches, the longest bar being 1."""
ROOM = 2.7
"""Share of the width, in per cent, that a digit takes on a phone; a piece with less room shows no number."""
_DARK_INK, _LIGHT_INK, _MIDDLE = "#1c1f1d", "#fff", 150


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar: where it starts and how wide it is in per cent, its number, pattern and colours."""

    start: float
    width: float
    number: str
    code: str
    colour: str
    ink: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: the lines of its name, the pixel at which its row starts, its pieces."""

    name: tuple[str, ...]
    top: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it: `row` is the height of a row, `ticks` are (per cent, number), `lines` are (pixel, name)."""

    height: int
    row: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    lines: tuple[tuple[float, str], ...]


def picture(
    names: Sequence[Sequence[str]],
    numbers: Sequence[Mapping[str, int | None]],
    colours: Mapping[str, str],
    *,
    height: int,
    step: int,
    breaks: Sequence[tuple[int, str]] = (),
) -> Picture:
    """The picture of stacked bars.

    Args:
        names: of each bar, as the lines it is set on.
        numbers: of each bar, by the code of its piece.
        colours: of each code, in the order of the pieces.
        height: of the drawing in pixels.
        step: distance between ticks.
        breaks: (number of the bar above the line, counted from 0; name of the line).
    """
    row = (height - TOP - BOTTOM) / len(names)
    whole = SPARE * max(sum(number or 0 for number in bar.values()) for bar in numbers)
    bars = tuple(
        Bar(tuple(name), TOP + place * row, tuple(_pieces(bar, colours, whole)))
        for place, (name, bar) in enumerate(zip(names, numbers, strict=True))
    )
    ticks = tuple((100 * number / whole, number) for number in range(0, int(whole) + 1, step))
    return Picture(height, row, bars, ticks, tuple((TOP + (after + 1) * row, label) for after, label in breaks))


def _pieces(bar: Mapping[str, int | None], colours: Mapping[str, str], whole: float) -> list[Piece]:
    pieces, start = [], 0.0
    for code, colour in colours.items():
        width = 100 * (bar.get(code) or 0) / whole
        if width:
            number = str(bar[code]) if width >= ROOM * (len(str(bar[code])) + 0.5) else ""
            pieces.append(Piece(start, width, number, code, colour, _ink(colour)))
        start += width
    return pieces


def _ink(colour: str) -> str:
    """Black or white, whichever is read more easily on a colour such as #e69f00."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return _DARK_INK if 0.299 * red + 0.587 * green + 0.114 * blue > _MIDDLE else _LIGHT_INK
