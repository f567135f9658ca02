"""A source that ends with a number may have been cut in the middle of it: 16 may be the beginning of 164."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from gongkai.model import Cell, Finding, Grid, Outline
from gongkai.reading.tables.findings import value_finding


def doubt_the_end(outline: Outline, cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells, the one of the source's last number in doubt, and READ-06 if there is one.

    A nought is whole, for no number begins with one; a total is whole if its row adds up.
    """
    blocks = [block for span in outline.sections for block in span.blocks]
    last = blocks[-1] if blocks else None
    printed = [cell for row in last.rows for cell in row if cell.text] if isinstance(last, Grid) else [last]
    said = printed[-1] if printed else None
    if said is None or not said.text[-1:].isdigit():
        return tuple(cells), ()
    end = said.place
    # the cell there, or the cells and spans of that line
    there = [
        cell
        for cell in cells
        if cell.place == end or (end.cell is None and cell.place and _line_of(cell.place) == _line_of(end))
    ]
    if not there or not there[-1].value:
        return tuple(cells), ()
    key = there[-1].key
    *addends, total = [cell.value for cell in cells if cell.key[:2] == key[:2]]
    values = [value for value in addends if value is not None]
    if key.column == "total" and values and sum(values) == total:
        return tuple(cells), ()
    doubted = (replace(cell, doubts=(*cell.doubts, "cut_off")) if cell.key == key else cell for cell in cells)
    return tuple(doubted), (value_finding(there[-1], "READ-06"),)


_line_of = attrgetter("page", "table", "row", "line", "paragraph")
