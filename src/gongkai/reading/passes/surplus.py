"""Tables with columns that the form does not have, such as a share or last year's figures beside this year's.

A blank at the edge of such a row makes room for the foreign number: the row seems to fit one column further on.
So blanks settle nothing there; only rows that add up show where the form's columns begin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.forms import read_cell, squeeze
from gongkai.model import FormLine, Number
from gongkai.reading.passes.identities import breaks, cross_foots
from gongkai.reading.passes.separation import Placement

FEWEST = 2
"""One crowded row of text may be a torn number or a stray one, and one sum may come about by chance."""


def has_surplus(rows: Iterable[tuple[FormLine, int]]) -> bool:
    """True if rows fill more columns, from their first number to their last, than the form has for them.

    One row is enough where the table itself says where a cell begins: in pages and Word files.

    Args:
        rows: each row and the number of its columns on the form.
    """
    crowded = [line.tokens[0].place.table is not None for line, count in rows if _is_crowded(line, count)]
    return len(crowded) >= FEWEST or any(crowded)


def _is_crowded(line: FormLine, count: int) -> bool:
    filled = [i for i, token in enumerate(line.tokens) if squeeze(token.text)]
    return not line.run_together and bool(filled) and filled[-1] - filled[0] >= count


def first_column(lines: Sequence[FormLine], count: int) -> int | None:
    """The grid column where the form's columns begin, None unless several rows show it and none another one."""
    proven = Counter(column for line in lines for column in _proven(line, count))
    if len(proven) != 1:
        return None
    column, times = proven.popitem()
    rows = [_values(line, column - line.offset, count) for line in lines if _is_crowded(line, count)]
    contradicted = any(len(row) == count and breaks(row) for row in rows)
    return column if times >= FEWEST and not contradicted else None


def _proven(line: FormLine, count: int) -> list[int]:
    """Grid columns from which the row adds up to more than nothing."""
    starts = range(len(line.tokens) - count + 1)
    rows = {start: _values(line, start, count) for start in starts}
    return [line.offset + start for start, values in rows.items() if cross_foots(values) and values[-1] != 0]


def _values(line: FormLine, start: int, count: int) -> list[Number | None]:
    """What stands in the columns from there on; fewer than `count` if the row does not reach over all of them."""
    return [read_cell(token.text).value for token in line.tokens[start : start + count]] if start >= 0 else []


def within_form(line: FormLine, placement: Placement, column: int | None, count: int) -> Placement:
    """The row read from that column on; with the column unknown, the reading it had, in doubt.

    Rows that are no longer than the form say nothing of the foreign columns and stay as they are. Blanks between
    columns that nothing but white space parts, and cells that a merged one covers, are in doubt as anywhere.
    """
    if len(line.tokens) <= count or line.run_together:
        return placement
    start = -1 if column is None else column - line.offset
    if not 0 <= start <= len(line.tokens) - count:
        return replace(placement, certain=False, ways=max(placement.ways, 2))
    inside = line.tokens[start : start + count]
    outside = (*line.tokens[:start], *line.tokens[start + count :])
    surplus = tuple(token for token in outside if squeeze(token.text))
    guessed = line.inferred and not all(squeeze(token.text) for token in inside)
    certain = not guessed and not any(token.covered for token in inside)
    return Placement(inside, certain, start=line.offset + start, surplus=surplus)
