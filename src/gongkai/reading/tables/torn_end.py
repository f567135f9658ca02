"""A source that ends with a number may have been cut in the middle of it: 16 may be the beginning of 164."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from gongkai.model import Cell, CellKey, Finding, Grid, Outline, Place
from gongkai.reading.tables.findings import value_finding


def doubt_the_end(outline: Outline, cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells, the one of the source's last number in doubt, and READ-06 if there is one.

    A nought is whole, for no number begins with one; a total is whole if its row adds up.
    """
    end = _last_number(outline)
    there = [cell for cell in cells if end and cell.place and _lies_in(cell.place, end)]
    if not there or not there[-1].value or _adds_up(there[-1].key, cells):
        return tuple(cells), ()
    key = there[-1].key
    doubted = (replace(cell, doubts=(*cell.doubts, "cut_off")) if cell.key == key else cell for cell in cells)
    return tuple(doubted), (value_finding(there[-1], "READ-06"),)


def _last_number(outline: Outline) -> Place | None:
    """Where the last thing that the source says stands, if it ends with a number."""
    blocks = [block for span in outline.sections for block in span.blocks]
    if not blocks:
        return None
    last = blocks[-1]
    printed = [cell for row in last.rows for cell in row if cell.text] if isinstance(last, Grid) else [last]
    return printed[-1].place if printed and printed[-1].text[-1:].isdigit() else None


_line_of = attrgetter("page", "table", "row", "line", "paragraph")


def _lies_in(place: Place, other: Place) -> bool:
    """True if the place is the other one, or a cell or a span of that line."""
    return _line_of(place) == _line_of(other) and (place == other or other.cell is None)


def _adds_up(key: CellKey, cells: Sequence[Cell]) -> bool:
    *addends, total = [cell.value for cell in cells if cell.key[:2] == key[:2]]
    printed = [value for value in addends if value is not None]
    return key.column == "total" and total is not None and bool(printed) and sum(printed) == total
