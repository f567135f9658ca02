"""Tables drawn with lines of characters: `+---+---+` as pandoc and reStructuredText do, `┌──┬──┐` as w3m does.

Whatever the lines enclose is one cell, so merged cells need no special treatment. Where only a frame is drawn, and a
line below the headings at most, as PrettyTable does, each line of text is a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import east_asian_width

from gongkai.forms import is_value
from gongkai.read.grid import PrintedCell, PrintedRow
from gongkai.read.joining import join_lines

_ACROSS = "-=:─━═"
_DOWN = "|│┃║"
_BAR = re.compile(f"[{_DOWN}]")
_CORNERS = "+┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬"
_TOP = re.compile(rf"\s*[{_CORNERS}](?:[{_ACROSS}]+[{_CORNERS}])+\s*")
_INSIDE = re.compile(rf"\s*[{_CORNERS}{_DOWN}].*[{_CORNERS}{_DOWN}]\s*")
_RULE = re.compile(rf"(?<=[{_CORNERS}])[{_ACROSS}]+(?=[{_CORNERS}])")
_SOMEWHERE = re.compile(rf"[{_CORNERS}][{_ACROSS}]")
_RULED, _CORNER = "\0", "\1"
_BORDERS = frozenset({*_DOWN, _RULED, _CORNER})
_WIDE = (("WF", ""), ("WFA", _DOWN + _CORNERS + _ACROSS), ("WFA", ""), ("", ""))
"""Classes of characters that may take two positions each, and the lines that do so too: “ may where │ does not."""
_MOST_RULES = 3
"""A frame and the line below the headings."""
_FEWEST_ROWS = 3
"""So many lines with a value, and none between them, are rows: a number wraps in one cell twice at the most."""
_REST = ""
"""What follows a wide character, which takes two positions."""


@dataclass(eq=False, slots=True)
class _Area:
    """What lines enclose: its extent in lines and positions, both inclusive, and its text line by line."""

    top: int
    left: int
    right: int
    texts: list[str] = field(default_factory=list)
    bottom: int = 0

    @property
    def text(self) -> str:
        joined = ""
        for line in self.texts:
            joined = join_lines(joined, line.strip(), " ")
        return joined


def may_hold_drawn_table(text: str) -> bool:
    """False for a text that holds no such table for sure."""
    return _SOMEWHERE.search(text) is not None


def drawn_table_end(lines: Sequence[str], start: int) -> int:
    """Index after the last line of the table that is drawn from line `start` on; `start` itself if none is.

    The rule below the last row may be missing.
    """
    if not _TOP.fullmatch(lines[start]):
        return start
    end = next((at for at in range(start, len(lines)) if not _INSIDE.fullmatch(lines[at])), len(lines))
    closed = next(at for at in range(end, start, -1) if _TOP.fullmatch(lines[at - 1]))
    return next((at for at in (end, closed) if at - start > 2 and _is_drawn(lines[start:at])), start)


def _is_drawn(lines: Sequence[str]) -> bool:
    return _is_frame(lines) or _canvas(lines) is not None


def drawn_rows(lines: Sequence[str]) -> list[PrintedRow]:
    """The rows of a drawn table; a row's number is that of the line it begins on, counted from 1."""
    if _is_frame(lines):
        inside = ((at, line.strip()[1:-1]) for at, line in enumerate(lines, start=1) if not _TOP.fullmatch(line))
        return [PrintedRow(at, [PrintedCell(text.strip(), 1, 1) for text in _BAR.split(line)]) for at, line in inside]
    # the areas between the lines, those that go on below joined
    areas: list[_Area] = []
    above: list[_Area] = []
    for number, positions in enumerate(_canvas(lines) or []):
        here: list[_Area] = []
        borders = [at for at, char in enumerate(positions) if char in _BORDERS]
        for border, following in pairwise(borders):
            left, right = border + 1, following - 1
            if left > right:
                continue
            text = "".join(positions[left : right + 1])
            area = next((area for area in above if area.left <= right and left <= area.right), None)
            if area is None:
                area = _Area(number, left, right)
                areas.append(area)
            area.texts.append(text)
            area.bottom = number
            here.append(area)
        above = here
    lefts = sorted({area.left for area in areas})
    tops = sorted({area.top for area in areas})
    rows: dict[int, list[PrintedCell]] = {top: [] for top in tops}
    for area in sorted(areas, key=lambda area: area.left):
        across = bisect_right(lefts, area.right) - bisect_left(lefts, area.left)
        down = bisect_right(tops, area.bottom) - bisect_left(tops, area.top)
        rows[area.top].append(PrintedCell(area.text, across, down))
    return [PrintedRow(top + 1, cells) for top, cells in rows.items()]


def _is_frame(lines: Sequence[str]) -> bool:
    """True if no line is drawn between the rows: words and values stand below each other, or value below value."""
    rules = [at for at, line in enumerate(lines) if _TOP.fullmatch(line)]
    if len(rules) > _MOST_RULES:
        return False
    for start, end in pairwise([*rules, len(lines)]):
        words: set[int] = set()
        filled = 0
        for line in lines[start + 1 : end]:
            texts = [(at, text) for at, piece in enumerate(_BAR.split(line)) if (text := piece.strip())]
            values = {at for at, text in texts if is_value(text)}
            filled += bool(values)
            if values & words or filled == _FEWEST_ROWS:
                return True
            words |= {at for at, _ in texts} - values
    return False


def _canvas(lines: Sequence[str]) -> list[list[str]] | None:
    """The lines by positions, in counts of positions that put every line down under a corner; None if none do.

    Programs disagree on quotation marks and the like, so a line may need another count than most.
    """
    counted = {wide: [_positions(line, wide) for line in lines] for wide in _WIDE}
    for wide in _WIDE:
        corners = {at for positions in counted[wide] for at, char in enumerate(positions) if char == _CORNER}
        fitting: list[list[str]] = []
        for number in range(len(lines)):
            for line in (counted[count][number] for count in (wide, *_WIDE)):
                if all(at in corners for at, char in enumerate(line) if char and char in _DOWN):
                    fitting.append(line)
                    break
        if len(fitting) == len(lines):
            return fitting
    return None


def _positions(line: str, wide: tuple[str, str]) -> list[str]:
    """The line by positions; the `wide` take two, as on the screen. Rules are marked."""
    classes, drawn = wide
    positions: list[str] = []
    ruled = {at for match in _RULE.finditer(line) for at in range(*match.span())}
    for at, char in enumerate(line.rstrip()):
        sign = _RULED if at in ruled else _CORNER if char in _CORNERS else char
        positions.append(sign)
        if char.isascii() or (sign in _BORDERS and char not in drawn):
            continue
        if east_asian_width(char) in classes:
            positions.append(sign if sign in _BORDERS else _REST)
    return positions
