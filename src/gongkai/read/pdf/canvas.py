"""What is drawn on a PDF page: characters, shapes, pictures.

Positions are points from the top left of the page, turned so that most of its text runs from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.model import MarkKind
from gongkai.read.marks import marked, raised

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
Point = tuple[float, float]


def bounds(points: Iterable[Point]) -> Box:
    """The smallest box around points."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


_ABOVE, _BELOW = 0.8, 0.2
"""Of the font size: how far a character reaches above and below the line it stands on."""


@dataclass(slots=True)
class Char:
    """A character: what it covers from left to right, the line it stands on, the size of its font.

    Attributes:
        ink: what its shape covers.
        order: place in the order of drawing.
        kinds: what is seen about it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    ink: Box
    order: int
    kinds: tuple[MarkKind, ...] = ()

    @property
    def top(self) -> float:
        """How high it reaches; the same for all characters of a size, whatever their font says."""
        return self.base - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        """How low it reaches."""
        return self.base + _BELOW * self.size

    @property
    def signed(self) -> str:
        """The character with signs for what is seen about it."""
        text = self.text
        for kind in self.kinds:
            text = raised(text) if kind is MarkKind.RAISED else marked(text, kind)
        return text

    @property
    def middle(self) -> Point:
        """Half-way across and up."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a drawing: `points` are its corners, closed ones with the first again; `fill` is a colour or None."""

    box: Box
    points: tuple[Point, ...]
    stroked: bool
    fill: tuple[int, int, int] | None
    opaque: bool
    order: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it covers."""

    box: Box
    opaque: bool
    order: int


@dataclass(slots=True)
class Canvas:
    """A page.

    Attributes:
        chars: those that are drawn at all, but for watermarks; others may still cover them.
    layer: those that are there for searching only, or covered: what text recognition leaves behind a scan.
        unknown: characters whose font does not tell what they are.
        hidden: characters that are not drawn, or not seen.
        beyond: letters and digits beyond the edge of the page.
    recognised: True if the page is a picture and its text comes from the layer.
        white: the orders of pieces of text that are white.
        clips: what pieces of text are cut to, by order.
    """

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    layer: list[Char] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    unknown: int = 0
    hidden: int = 0
    beyond: int = 0
    recognised: bool = False
    white: set[int] = field(default_factory=set)
    clips: dict[int, Box] = field(default_factory=dict)
