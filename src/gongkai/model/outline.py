"""What recognition found in a document: which part is which section, which printed row is which form row."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class FormLine:
    """One printed row of a form table, matched to the form.

    Attributes:
        table: table code.
        row: row code; None for the one row of the review table that holds all three channels.
        columns: column codes the header above it announces, empty where the form's own order holds.
        column_labels: those headers as printed; they stand at `columns_place`.
        tokens: what stands after the label, blanks included, in printed order.
        offset: index in the printed row of the first token.
        label: the label as printed.
        label_place: where the label stands.
        match: `exact`, `alias`, `corrected` (by edit distance), `torn` (joined from pieces), `position` (named by
            its neighbours).
        fragment: number of the table part it stands in; a page break starts a new one.
        labels_before: number of label cells in front of the tokens.
        inferred: True if nothing but white space parts the columns, so that a blank token is a guess.
        run_together: True if the numbers stand in one text with nothing reliable between them.
        digits_beside: True if digits of no row stand in the row above or below: they may belong to these numbers.
    """

    table: str
    row: str | None
    columns: tuple[str, ...]
    tokens: tuple[GridCell, ...]
    offset: int
    label: str
    label_place: Place | None
    match: str
    fragment: int
    labels_before: int = 1
    run_together: bool = False
    column_labels: tuple[str, ...] = ()
    columns_place: Place | None = None
    inferred: bool = False
    digits_beside: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The report as recognised.

    Attributes:
        edition: edition of the form that the tables follow.
        sections: spans in reading order, the opening (0) first.
        lines: the recognised rows of the three tables, in reading order.
        unknown: printed rows inside a form table that match nothing: (table, label, place).
    """

    edition: str
    sections: tuple[SectionSpan, ...]
    lines: tuple[FormLine, ...]
    unknown: tuple[tuple[str, str, Place | None], ...] = ()
