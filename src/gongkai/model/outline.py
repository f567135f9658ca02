"""The recognised parts of a document: its sections, and which printed row is which row of the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gongkai.model.document import Block, GridCell
from gongkai.model.place import Place


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """A section of the report: its heading and the blocks under it, in reading order.

    `section` is 1–6, or 0 for what stands before the first heading (title, preamble).
    """

    section: int
    title: str
    place: Place | None
    blocks: tuple[Block, ...]


@dataclass(slots=True, unsafe_hash=True)
class FormLine:
    """One row of a form table as decoded: what is printed in each of its columns.

    Attributes:
        table: table code.
        row: row code (item, application row, channel).
        columns: column codes in printed order.
        tokens: what stands in each; None where the source has no cell for it.
        doubts: of each column the codes of `forms/labels/doubts.csv`, none where no other layout is defensible.
        margins: of each column how far the best layout of the table that gives it another value is behind.
        open: indices of columns whose token is the text of several cells that nobody can part.
        label: the label as printed, or as put together from its pieces.
        label_place: where it stands.
        match: `exact`, `alias`, `corrected` (by likeness), `torn` (joined from pieces), `position` (named by its
            neighbours).
        part: number of the table part it stands in; a page break starts a new one.
        labels_before: number of label cells in front of the tokens.
        width: printed cells behind them.
        start: grid column of the first token, None if the numbers had to be separated.
        narrow: how many value columns are left where the part of the table has lost some, else 0.
        surplus: numbers of the row in columns that the form does not have.
        others: where the same row is printed again; `differ` if with other values.
        named: measures that its heading names, as `heading` prints them at `heading_place`.
    """

    table: Final[str]
    row: Final[str]
    columns: Final[tuple[str, ...]]
    tokens: Final[tuple[GridCell | None, ...]]
    doubts: Final[tuple[tuple[str, ...], ...]]
    margins: Final[tuple[float, ...]]
    open: Final[frozenset[int]] = frozenset()
    label: Final[str] = ""
    label_place: Final[Place | None] = None
    match: Final[str] = "exact"
    part: Final[int] = 0
    labels_before: Final[int] = 1
    width: Final[int] = 0
    start: Final[int | None] = None
    narrow: Final[int] = 0
    surplus: Final[tuple[GridCell, ...]] = ()
    others: Final[tuple[Place, ...]] = ()
    differ: Final[bool] = False
    named: Final[tuple[str, ...]] = ()
    heading: Final[tuple[str, ...]] = ()
    heading_place: Final[Place | None] = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The report as recognised.

    Attributes:
        edition: edition of the form that the tables follow.
        sections: spans in reading order, the opening (0) first.
        lines: the recognised rows of the three tables, in reading order.
        unknown: printed rows inside a form table that match nothing: (table, label, place).
        printed: cells of the row of the review table that has not as many as the form, with its place; else None.
    """

    edition: str
    sections: tuple[SectionSpan, ...]
    lines: tuple[FormLine, ...]
    unknown: tuple[tuple[str, str, Place | None], ...] = ()
    printed: tuple[int, Place] | None = None
