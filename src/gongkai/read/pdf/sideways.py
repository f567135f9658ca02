"""Tables too wide for a page, as spreadsheets print them: the columns go on on a later page, row beside row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
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
    """For each table of a page the one with the same rows on an earlier page; [] if one has none."""
    edge = max((table.columns[-1] for table, _ in start), default=0.0)
    wide = [printed for printed in start if printed[0].columns[-1] > edge - SAME_HEIGHT]
    found = [next((left for left in wide if _same_rows(left[0].rows, table.rows)), None) for table, _ in page]
    beside = [left for left in found if left is not None]
    return beside if len(beside) == len(page) else []


def _same_rows(left: Sequence[float], right: Sequence[float]) -> bool:
    """True if both have the same edges, but for those that part the rows of one side's headings."""
    fewer, more = sorted((left, right), key=len)
    ends = abs(left[0] - right[0]) < SAME_HEIGHT and abs(left[-1] - right[-1]) < SAME_HEIGHT
    near = all(min(abs(edge - other) for other in more) < SAME_HEIGHT for edge in fewer)
    return ends and near and len(fewer) >= FEWEST_EDGES


def _side_by_side(parts: Sequence[Printed]) -> Grid:
    """The rows of all parts in one grid; every cell keeps the place where it is printed."""
    edges = max((table.rows for table, _ in parts), key=len)
    columns = [list(_stretched(table, grid, edges)) for table, grid in parts]
    rows = tuple(tuple(cell for row in together for cell in row) for together in zip(*columns, strict=True))
    return replace(parts[0][1], rows=rows)


def _stretched(table: RuledTable, grid: Grid, edges: Sequence[float]) -> Iterator[tuple[GridCell, ...]]:
    """The row of a part between each two edges; one that another part divides is repeated as a merged cell is."""
    before = -1
    for top, bottom in pairwise(edges):
        at = min(max(bisect_right(table.rows, (top + bottom) / 2) - 1, 0), len(grid.rows) - 1)
        row = grid.rows[at]
        yield tuple(replace(cell, covered=True) for cell in row) if at == before else row
        before = at
