"""Where the columns of a table drawn with spaces are beyond doubt, and which rows keep to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Extent = tuple[float, float]
"""First and last position of a text."""
Row = Sequence[tuple[Extent, bool]]
"""The texts of a row: what each covers, and whether it is a value."""

FEWEST_IN_COLUMN = 3
"""So many values under each other show where a column is."""


def clear_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Indexes of the rows in which each value stands under one column and no other, the last under the last."""
    columns = _columns([[extent for extent, value in row if value] for row in rows])
    return frozenset(at for at, row in enumerate(rows) if columns and _is_clear(row, columns))


def _is_clear(row: Row, columns: list[Extent]) -> bool:
    under = [_touched(extent, columns) for extent, value in row if value]
    beside = [_touched(extent, columns) for extent, value in row if not value]
    if not under or any(len(touched) != 1 for touched in under) or any(beside):
        return False
    taken = [column for (column,) in under]
    # a line pushed aside by its long label would miss the last column
    return len(set(taken)) == len(taken) and taken[-1] == len(columns) - 1


def _touched(extent: Extent, columns: list[Extent]) -> list[int]:
    """The columns above or below a text."""
    start, end = extent
    return [column for column, (left, right) in enumerate(columns) if start < right and left < end]


def _columns(values: list[list[Extent]]) -> list[Extent]:
    """What the values of each column cover: in the fullest rows if there are enough, else in all; [] if in doubt."""
    most = max(len(row) for row in values)
    by_order = [list(column) for column in zip(*(row for row in values if len(row) == most), strict=True)]
    return _apart(by_order, most) or _apart(_grouped([extent for row in values for extent in row]), most)


def _grouped(values: list[Extent]) -> list[list[Extent]]:
    """The values of all rows, those that overlap together."""
    groups: list[list[Extent]] = []
    end = -1.0
    for extent in sorted(values):
        if extent[0] >= end:
            groups.append([])
        groups[-1].append(extent)
        end = max(end, extent[1])
    return groups


def _apart(columns: list[list[Extent]], count: int) -> list[Extent]:
    """The extent of each column, if there are `count` of them, each with values enough, none reaching into the next."""
    if count < 2 or len(columns) != count or min(len(column) for column in columns) < FEWEST_IN_COLUMN:
        return []
    extents = [(min(start for start, _ in column), max(end for _, end in column)) for column in columns]
    return extents if all(left[1] < right[0] for left, right in pairwise(extents)) else []
