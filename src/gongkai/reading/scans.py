"""Pages that are pictures or cut off: what was recognised in them, or not read at all, is not taken for certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.model import Cell, Document, Fact


def doubt_unread(document: Document, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, those of such pages in doubt, and those found nowhere that may stand where too little was read."""
    pages = _recognised(document)
    why = ("recognised",) * bool(pages)
    nowhere = ("unread",) * bool(document.unread) + why
    if not nowhere:
        return tuple(cells)
    return tuple(
        replace(cell, doubts=(*cell.doubts, *nowhere))
        if cell.place is None
        else replace(cell, doubts=(*cell.doubts, *why))
        if cell.place.page in pages
        else cell
        for cell in cells
    )


def without_recognised(document: Document, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts but for those of such pages: a fact has no doubts, so one that may be misread is none."""
    pages = _recognised(document)
    return tuple(fact for fact in facts if fact.place.page not in pages)


def _recognised(document: Document) -> set[int | None]:
    return {place.page for place in document.recognised}
