"""Marks on their way through a reader: signs in the text, which joining and tidying leave alone.

The signs are characters that Unicode keeps free for a program's own use, so that no text has them. They come out
where a paragraph or a cell is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gongkai.model import GridCell, Mark, MarkKind, Paragraph, Place
from gongkai.read.characters import as_seen, may_change, without_entities

_FIRST = 0xFDD0
_OPENING = {kind: chr(_FIRST + number) for number, kind in enumerate(MarkKind)}
_KINDS = {sign: kind for kind, sign in _OPENING.items()}
_CLOSING = "\ufdef"
_SIGNS = re.compile("[\ufdd0-\ufdef]")

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def marked(text: str, *kinds: MarkKind) -> str:
    """The text with signs around it; an empty text becomes a mark between two characters."""
    for kind in kinds:
        text = f"{_OPENING[kind]}{text}{_CLOSING}"
    return text


def signs(kind: MarkKind) -> tuple[str, str]:
    """What opens and closes a mark around text that stands in several places."""
    return _OPENING[kind], _CLOSING


def raised(text: str, *, lowered: bool = False) -> str:
    """Raised text: its digits become characters that no number takes for its own."""
    return marked(text.translate(LOWERED if lowered else RAISED), MarkKind.RAISED)


def without_signs(text: str) -> str:
    """The text as printed."""
    return _SIGNS.sub("", text)


def paragraph(signed: str, place: Place) -> Paragraph:
    """The paragraph of a text with signs."""
    text, marks = parted(signed)
    return Paragraph(text, place, marks)


@lru_cache(maxsize=16384)
def cell_places(row: Place, cells: int) -> tuple[Place, ...]:
    """The places of the cells of a row; reports have the same ones again and again."""
    return tuple([Place(row.page, row.table, row.row, row.line, None, cell) for cell in range(1, cells + 1)])


def grid_row(signed: Sequence[str], places: Iterable[Place]) -> tuple[GridCell, ...]:
    """The cells, not merged with others, of a row of texts with signs."""
    if not may_change("".join(signed)):
        return tuple(map(GridCell, signed, places))
    return tuple(
        [GridCell(text, place, False, marks) for (text, marks), place in zip(map(parted, signed), places, strict=True)]
    )


def parted(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The text as it is seen, and its marks."""
    if not may_change(text):
        return text, ()
    text = without_entities(as_seen(text))
    if not _SIGNS.search(text):
        return text, ()
    pieces = _SIGNS.split(text)
    length = len(pieces[0])
    marks: list[Mark] = []
    open_marks: list[tuple[MarkKind, int]] = []
    for sign, piece in zip(_SIGNS.findall(text), pieces[1:], strict=True):
        if sign in _KINDS:
            open_marks.append((_KINDS[sign], length))
        elif open_marks:
            kind, start = open_marks.pop()
            if marks and marks[-1].kind is kind and marks[-1].end == start:
                start = marks.pop().start
            marks.append(Mark(kind, start, length))
        length += len(piece)
    marks.extend(Mark(kind, start, length) for kind, start in open_marks)
    return "".join(pieces), tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
