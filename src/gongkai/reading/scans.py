"""Pages that are pictures: what a program recognised in them is read, and no number of it is taken for certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.model import Cell, Document, Fact


def doubt_recognised(document: Document, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, those of such pages in doubt, and those found nowhere, which the program may have missed."""
    pages = _recognised(document)
    return tuple(
        replace(cell, doubts=(*cell.doubts, "recognised"))
        if pages and (cell.place is None or cell.place.page in pages)
        else cell
        for cell in cells
    )


def without_recognised(document: Document, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts but for those of such pages: a fact has no doubts, so one that may be misread is none."""
    pages = _recognised(document)
    return tuple(fact for fact in facts if fact.place.page not in pages)


def _recognised(document: Document) -> set[int | None]:
    return {place.page for place in document.recognised}
