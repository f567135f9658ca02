"""A row whose cells moved: some were lost and blanks stand at its end for them, or one slipped in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.model import GridCell
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.sums import adds_up, sum_points, total_last, value_of

MOST_MOVED = 3
"""Where a row has several sums, no more cells are taken for lost; a total beside blanks says more."""
FEWEST_BROKEN = 2
"""So many sums that fail as printed and hold one column on show that cells moved; a single one may be a misprint."""

Tokens = tuple[GridCell | None, ...]


def moved(tokens: Sequence[GridCell], size: int) -> Iterator[Tokens]:
    """The row as it was before its cells moved, where its sums allow it; what they say of lost cells is filled in.

    A blank for a nought is no other number, and beside marks for none nothing is known.

    Args:
        tokens: one per column, as printed.
        size: columns that a sum runs over, the total last; less than 0 if it comes first.
    """
    if size < 0:
        yield from ((row[-1], *row[:-1]) for row in moved(total_last(tokens), -size))
        return
    found = list(_before(tokens, size))
    if not found or any(token.text.strip() and value_of(token) is None for token in tokens):
        return
    for before in found:
        whole = _completed(before, size)
        if any(
            token.text.strip() and (other is None or other.text.strip() != token.text.strip())
            for token, other in zip(tokens, whole, strict=False)
        ):
            yield tuple(whole)


def _before(tokens: Sequence[GridCell], size: int) -> Iterator[Tokens]:
    """Rows of which the cells may have moved to where they are; None for a lost one."""
    printed = [bool(token.text.strip()) for token in tokens]
    filled = printed.index(False) if False in printed else len(printed)
    lost = len(tokens) - filled
    if filled > 1 and lost and not any(printed[filled:]) and (len(tokens) == size or lost <= MOST_MOVED):
        for at in range(filled):
            yield (*tokens[:at], *(None,) * lost, *tokens[at:filled])
    if len(tokens) == size and not lost and not adds_up(tokens, size):
        # the total at the other end: 130 0 0 0 0 3 133 in a table that has it first; a misprint of 10 0 0 0 0 10 20
        # leaves 10 0 0 0 0 10 0, where the total would repeat a single number
        ends = (total_last(tokens), (tokens[-1], *tokens[:-1]))
        yield from (row for row in ends if sum_points(row, size) >= w.SUM_OF_SEVERAL)
    if len(tokens) < FEWEST_BROKEN * size or not all(printed[1:]):
        return
    broken = (not adds_up(tokens[at : at + size], size) for at in range(0, len(tokens), size))
    if sum(broken) >= FEWEST_BROKEN:
        yield (*tokens[1:], None)


def _completed(tokens: Tokens, size: int) -> Tokens:
    """The row with what its sums say of its lost cells; () if one of them fails."""
    whole: list[GridCell | None] = []
    for start in range(0, len(tokens), size):
        *addends, total = tokens[start : start + size]
        lost = addends.count(None)
        if total is not None:
            rest = (value_of(total) or 0) - sum(value_of(token) or 0 for token in addends)
            if rest < 0 or (rest and not lost):
                return ()
            if not rest or lost == 1:
                implied = replace(total, text=str(rest))
                addends = [implied if token is None else token for token in addends]
        whole += (*addends, total)
    return tuple(whole)
