"""Tables too wide for a page, as spreadsheets print them: the columns go on on a later page, row beside row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.forms import TextKind, kind_of
from gongkai.model import Grid, GridCell
from gongkai.read.pdf.tables import RuledTable

SAME_HEIGHT = 1.0
"""Points between the edges of one row on two pages."""
FEWEST_EDGES = 3
"""A heading and one row of values; a single box may stand at the same height by chance."""

Printed = tuple[RuledTable, Grid]
"""A table as it is drawn, and its grid."""


def joined_sideways(pages: Sequence[Sequence[Printed]]) -> dict[int, Grid | None]:
    """The grid that takes the place of one, by the id of that; None for one that has gone into another.

    A page goes on with an earlier one if none of its tables has labels, each has the rows of one table there, and no
    other page has such rows.

    Args:
        pages: the ruled tables of each page.
    """
    starts: list[Sequence[Printed]] = []
    parts: dict[int, list[Printed]] = {}
    for page in pages:
        if not page or not all(_has_no_labels(grid) for _, grid in page):
            starts.append(page)
            continue
        found = [beside for start in starts if (beside := _rows_beside(start, page))]
        if len(found) == 1:
            for first, printed in zip(found[0], page, strict=True):
                parts.setdefault(id(first[1]), [first]).append(printed)
    joined: dict[int, Grid | None] = {id(grid): None for several in parts.values() for _, grid in several[1:]}
    return joined | {first: _side_by_side(several) for first, several in parts.items()}


def _has_no_labels(grid: Grid) -> bool:
    """True if no column holds more words than values, headings left aside."""
    kinds = [[kind_of(cell.text) for cell in row] for row in grid.rows]
    first = next((at for at, row in enumerate(kinds) if TextKind.NUMBER in row), None)
    if first is None:
        return False
    columns = zip(*kinds[first:], strict=False)
    return all(2 * column.count(TextKind.WORD) <= len(column) for column in columns)


def _rows_beside(start: Sequence[Printed], page: Sequence[Printed]) -> list[Printed]:
    """For each table of a page the one with the same rows on an earlier page; [] if one has none.

    The edges are the same but for those that part the rows of one side's headings.
    """
    edge = max((table.columns[-1] for table, _ in start), default=0.0)
    wide = [printed for printed in start if printed[0].columns[-1] > edge - SAME_HEIGHT]
    beside: list[Printed] = []
    for table, _ in page:
        for left in wide:
            fewer, more = sorted((left[0].rows, table.rows), key=len)
            ends = all(abs(left[0].rows[at] - table.rows[at]) < SAME_HEIGHT for at in (0, -1))
            near = all(min(abs(edge - other) for other in more) < SAME_HEIGHT for edge in fewer)
            if ends and near and len(fewer) >= FEWEST_EDGES:
                beside.append(left)
                break
    return beside if len(beside) == len(page) else []


def _side_by_side(parts: Sequence[Printed]) -> Grid:
    """The rows of all parts in one grid; every cell keeps the place where it is printed."""
    edges = max((table.rows for table, _ in parts), key=len)
    columns: list[list[tuple[GridCell, ...]]] = []
    for table, grid in parts:
        rows: list[tuple[GridCell, ...]] = []
        before = -1
        for top, bottom in pairwise(edges):
            at = min(max(bisect_right(table.rows, (top + bottom) / 2) - 1, 0), len(grid.rows) - 1)
            row = grid.rows[at]
            # one that another part divides is repeated as a merged cell is
            rows.append(tuple(replace(cell, covered=True) for cell in row) if at == before else row)
            before = at
        columns.append(rows)
    together = (tuple(cell for row in rows for cell in row) for rows in zip(*columns, strict=True))
    return replace(parts[0][1], rows=tuple(together))
