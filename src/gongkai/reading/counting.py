"""Numbers that a converter made up to count the columns and rows of a table are no figures of the report."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model import Grid, GridCell

_FEWEST = 4
"""A shorter run of numbers may be figures."""

Row = tuple[GridCell, ...]


def without_counting(grid: Grid) -> Grid:
    """The table without a first row 0 1 2 3 …, and without a first column that counts the rows below such a row.

    No row of the form adds up to that: a total would be the sum of what stands before it.
    """
    texts = [cell.text.strip() for cell in grid.rows[0]] if grid.rows else []
    beside = bool(texts) and not texts[0]
    if not _counts(texts[beside:], _FEWEST):
        return grid
    rows = grid.rows[1:]
    if beside and _counts([row[0].text.strip() for row in rows if row], 1):
        rows = tuple(row[1:] for row in rows)
    return replace(grid, rows=rows, clear=frozenset())


def _counts(texts: list[str], fewest: int) -> bool:
    """True for consecutive numbers from 0 or 1."""
    if len(texts) < fewest or texts[0] not in ("0", "1"):
        return False
    return texts == [str(number) for number in range(int(texts[0]), int(texts[0]) + len(texts))]
