"""Where the columns of a table drawn with spaces are beyond doubt, and which rows keep to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Extent = tuple[float, float]
"""First and last position of a text."""
Row = Sequence[tuple[Extent, bool]]
"""The texts of a row: what each covers, and whether it is a value."""

FEWEST_IN_COLUMN = 3
"""So many values under each other show where a column is."""


def clear_rows(rows: Sequence[Row], centres: Sequence[float]) -> frozenset[int]:
    """Indexes of the rows in which each value stands under one column and no other, the last under the last.

    Where too few values show the columns, the headings do, if all values below them keep to them.

    Args:
        rows: the rows of a table.
        centres: where its values are put.
    """
    headed = list(_under_headings(rows))
    named = max((len(own) for own, _ in headed), default=0)
    columns = _columns([[extent for extent, value in row if value] for row in rows], named)
    clear = {at for at, row in enumerate(rows) if columns and _is_clear(row, columns)}
    for own, members in headed:
        # the columns are those where the values are put, or a single one
        pairs = zip(own, centres, strict=False)
        hold = len(own) == len(centres) and all(start - 1 <= centre <= end + 1 for (start, end), centre in pairs)
        if (len(own) == 1 or hold) and all(_is_clear(rows[at], own) for at in members):
            clear.update(members)
    return frozenset(clear)


def narrowest(extents: Sequence[Extent]) -> list[Extent]:
    """The columns that headings above each other name; one over several columns is none of its own."""
    spans: list[Extent] = []
    for start, end in sorted(extents, key=lambda extent: extent[1] - extent[0]):
        touched = [span for span in spans if start < span[1] and span[0] < end]
        if len(touched) > 1:
            continue
        spans = [span for span in spans if span not in touched]
        spans.append((min([start, *(s for s, _ in touched)]), max([end, *(e for _, e in touched)])))
    return sorted(spans)


def _under_headings(rows: Sequence[Row]) -> Iterator[tuple[list[Extent], list[int]]]:
    """The columns of each heading, and the rows with values below it; headings begin right of where labels do."""
    with_values = [row for row in rows if any(value for _, value in row)]
    edge = max((extent[0] for row in with_values for extent, value in row if not value), default=-1.0)
    columns: list[Extent] = []
    words: list[Extent] = []
    members: list[int] = []
    for at, row in enumerate(rows):
        if not any(value for _, value in row):
            words.extend(extent for extent, _ in row if extent[0] > edge)
            continue
        if words:
            yield columns, members
            columns, words, members = narrowest(words), [], []
        members.append(at)
    yield columns, members


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


def _columns(values: list[list[Extent]], named: int) -> list[Extent]:
    """What the values of each column cover: in the fullest rows if there are enough, else in all; [] if in doubt.

    As many columns as the headings name need no further values to show where they are.
    """
    most = max(len(row) for row in values)
    by_order = [list(column) for column in zip(*(row for row in values if len(row) == most), strict=True)]
    # those of all rows that overlap together
    groups: list[list[Extent]] = []
    reached = -1.0
    for extent in sorted(extent for row in values for extent in row):
        if extent[0] >= reached:
            groups.append([])
        groups[-1].append(extent)
        reached = max(reached, extent[1])
    return _apart(by_order, most) or _apart(groups, most, 1 if most == named else FEWEST_IN_COLUMN)


def _apart(columns: list[list[Extent]], count: int, fewest: int = FEWEST_IN_COLUMN) -> list[Extent]:
    """The extent of each column, if there are `count` of them, each with values enough, none reaching into the next."""
    if count < 2 or len(columns) != count or min(len(column) for column in columns) < fewest:
        return []
    extents = [(min(start for start, _ in column), max(end for _, end in column)) for column in columns]
    return extents if all(left[1] < right[0] for left, right in pairwise(extents)) else []
