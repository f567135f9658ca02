"""The neutral document that every reader gives, whatever the file format."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from gongkai.model.place import Place


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from.

    Attributes:
        file: file name as the person gave it, without folders.
        format: code of the reader (`text`, `markdown`, `html`, `docx`, `pdf`, `doc`), None if none fits.
        encoding: character encoding, None for binary formats.
        sha256: hash of the bytes, hexadecimal.
        bytes: size of the file.
    """

    file: str
    format: str | None
    encoding: str | None
    sha256: str
    bytes: int


class MarkKind(StrEnum):
    """What a person sees about a piece of text, beside its characters; the same in every file format."""

    RAISED = "raised"
    """Raised or lowered, as the number of a footnote is; its digits are ¹²³ or ₁₂₃ in the text."""
    STRUCK = "struck"
    """A line runs through it."""
    HIDDEN = "hidden"
    """Most likely not seen: white, transparent, on a layer that is off, of a class that pages hide."""
    TINY = "tiny"
    """Too small to read."""
    APART = "apart"
    """Placed or clipped so that it may be no part of the text around it."""
    CUT = "cut"
    """A rule or the edge of a box runs through a number here; the rest of it may stand in the next cell."""
    OVERPRINTED = "overprinted"
    """Other text is printed over it."""
    DRAWN = "drawn"
    """A picture stands here."""
    FILLED = "filled"
    """A script or a program fills this in when the file is shown."""
    COMPUTED = "computed"
    """Not in the text of the file: a number that the program counts, or text that a style adds."""


@dataclass(slots=True, unsafe_hash=True)
class Mark:
    """A mark on `text[start:end]`; `start` is `end` where it stands between two characters, or in a blank cell."""

    kind: Final[MarkKind]
    start: Final[int] = 0
    end: Final[int] = 0


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """One paragraph (or line) outside tables, white space at the ends removed."""

    text: Final[str]
    place: Final[Place]
    marks: Final[tuple[Mark, ...]] = ()

    def part(self, start: int, end: int) -> Paragraph:
        """`text[start:end]` with its own place and marks."""
        return Paragraph(self.text[start:end], self.place.within(start, end), _marks_within(self.marks, start, end))


@dataclass(slots=True, unsafe_hash=True)
class GridCell:
    """One position of a table: its text exactly as printed, and what a person sees about it.

    A merged cell covers several positions: each of them repeats the text, marks and place of the first one and
    has `covered=True`, so that a value is never counted twice.
    """

    text: Final[str]
    place: Final[Place]
    covered: Final[bool] = False
    marks: Final[tuple[Mark, ...]] = ()

    def part(self, start: int, end: int) -> GridCell:
        """`text[start:end]` with its own place and marks."""
        marks = _marks_within(self.marks, start, end)
        return replace(self, text=self.text[start:end], place=self.place.within(start, end), marks=marks)


def _marks_within(marks: tuple[Mark, ...], start: int, end: int) -> tuple[Mark, ...]:
    """The marks that touch a piece of the text, counted from its start."""
    return tuple(
        Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start)
        for mark in marks
        if (mark.start < end and start < mark.end) or (mark.start == mark.end and start <= mark.start <= end)
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, merged cells filled in; rows may differ in length.

    `inferred` is True where nothing but white space parts the columns: then a blank cell is a guess, but for the
    rows in `clear` (by index), whose values stand under their columns beyond doubt.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place
    inferred: bool = False
    clear: frozenset[int] = frozenset()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, in reading order.

    Attributes:
        source: the file.
        blocks: paragraphs and tables of the article, page furniture removed.
        metadata: (name, text) pairs that stand beside the article (meta tags, information tables of the
            site such as 发布日期, 索引号, 发布机构; document properties), in source order.
        unread: where a picture is so large that it may hold a table, or text stands beyond the edge of the page.
        recognised: pages that are pictures; their text is what a program recognised, and may be misread.
    """

    source: Source
    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = field(default=())
    unread: tuple[Place, ...] = ()
    recognised: tuple[Place, ...] = ()
