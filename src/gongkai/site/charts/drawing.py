"""What is drawn, apart from how: bars that add up, lines over years, dots of a distribution."""

from __future__ import annotations

from dataclasses import dataclass

TOP, BOTTOM = 8, 44
"""Space above a drawing and below it, in pixels."""
ROW = 56
"""Height of a bar or of a row of dots with its gap, in pixels."""
LINES_HEIGHT = 300
"""Height of a drawing of lines, in pixels."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a piece or line is called and how it looks: code, label, colour, pattern (see `looks.py`)."""

    code: str
    label: str
    colour: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal stacked bars.

    Attributes:
        names: of each bar, as the lines it is set on.
        looks: of the pieces, in the order they are stacked.
        values: of each bar, one for each look; None where nothing is stated.
        unit: what the axis counts.
        breaks: (number of the bar above the line, from 0; name of the break).
    """

    names: tuple[tuple[str, ...], ...]
    looks: tuple[Look, ...]
    values: tuple[tuple[int | None, ...], ...]
    unit: str
    breaks: tuple[tuple[int, str], ...] = ()

    @property
    def height(self) -> int:
        """In pixels."""
        return TOP + BOTTOM + ROW * len(self.names)

    @property
    def longest(self) -> int:
        """The sum of the longest bar."""
        return max(sum(value or 0 for value in bar) for bar in self.values)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over years; a line does not cross a break.

    Attributes:
        years: ascending.
        looks: of the lines.
        values: of each line, one for each year; None where nothing is stated.
        unit: what the vertical axis counts.
        breaks: (number of the year before the break, from 0; name of the break).
        share: true where values are shares of 1, written in per cent.
    """

    years: tuple[int, ...]
    looks: tuple[Look, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str
    breaks: tuple[tuple[int, str], ...] = ()
    share: bool = False

    @property
    def height(self) -> int:
        """In pixels."""
        return LINES_HEIGHT

    @property
    def longest(self) -> float:
        """The largest value."""
        return max(value for line in self.values for value in line if value is not None)


@dataclass(frozen=True, slots=True)
class Dot:
    """Reports that share a value: how many, and whether the one that the page is about is among them."""

    at: float
    count: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """Distributions side by side: a row of dots for each group, as large as they are many, with the median marked.

    Attributes:
        names: of each row, as the lines it is set on.
        dots: of each row; few enough to be told apart (equal values are one dot).
        medians: of each row; None where there is none.
        unit: what the axis counts.
        share: true where values are shares of 1, written in per cent.
    """

    names: tuple[tuple[str, ...], ...]
    dots: tuple[tuple[Dot, ...], ...]
    medians: tuple[float | None, ...]
    unit: str
    share: bool = False

    @property
    def height(self) -> int:
        """In pixels."""
        return TOP + BOTTOM + ROW * len(self.names)

    @property
    def longest(self) -> float:
        """The largest value."""
        return 1.0 if self.share else max(dot.at for row in self.dots for dot in row)


Drawing = Bars | Lines | Strip


def ticks(drawing: Drawing) -> tuple[float, ...]:
    """Where the axis of values has its ticks: from 0, at most about ten, the last at or beyond the largest value."""
    size = step(drawing)
    count = int(drawing.longest / size) + (0 if (drawing.longest / size).is_integer() else 1)
    return tuple(round(number * size, 6) for number in range(max(count, 1) + 1))


def step(drawing: Drawing) -> float:
    """Distance between ticks: 1, 2 or 5 times a power of ten, at least 1; 0.2 where values are shares."""
    if getattr(drawing, "share", False):
        return 0.2
    longest = int(drawing.longest)
    power: int = 10 ** max(0, len(str(longest)) - 2)
    return next(size * power for size in (1, 2, 5, 10, 20) if longest <= 10 * size * power)


def radius(dot: Dot, most: int) -> float:
    """Radius of a dot in pixels, so that its area grows with its reports; `most` are those of the largest dot."""
    return round(3.5 + 8.5 * (dot.count / most) ** 0.5, 1) if most > 1 else 5.0
