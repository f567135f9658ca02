"""Which cells are certain: the one place where that is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gongkai.model import FormLine, GridCell, MarkKind, Number
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.order import Order
from gongkai.reading.tables.slots import Placement, is_torn, unwrapped
from gongkai.reading.tables.sums import adds_up, sum_points, total_last, value_of


class Cells(NamedTuple):
    """A row as it is read: the placement, and of each column its doubts, its margin, and whether it stays open."""

    way: Placement
    doubts: tuple[tuple[str, ...], ...]
    margins: tuple[float, ...]
    open: tuple[int, ...]


Objection = tuple[int, float, str]
"""Column, margin and code of a doubt."""
MOST_MOVED = 3
"""Where a row has several sums, no more cells are taken for lost; a total beside blanks says more."""
FEWEST_BROKEN = 2
"""So many sums that fail as printed and hold one column on show that cells moved; a single one may be a misprint."""
_Tokens = tuple[GridCell | None, ...]
FEWEST_REGULAR = 3
"""So many rows of lines with a value for each column show that no value vanishes and none is torn."""


def are_regular(groups: Sequence[Group], count: int) -> bool:
    """True if every row of lines has a value for each column, in a table flattened to lines."""
    lines = [group for group in groups if _is_flat(group)]
    return len(lines) >= FEWEST_REGULAR and all(len(group.filled) == count for group in lines)


def _is_flat(group: Group) -> bool:
    """True for values that only lines or white space part."""
    return (group.lane == "line" or group.guessed) and not group.row.glued


def decide(group: Group, ways: Sequence[Placement], size: int, *, regular: bool = True) -> Cells:
    """The best placement; a column is certain if none within the margin gives it another text.

    Args:
        group: the printed values.
        ways: their placements, the best first.
        size: columns that a sum runs over, the total last; less than 0 if it comes first, 0 if nothing adds up.
        regular: False where, between lines, a value may have vanished while another one is torn.
    """
    best = ways[0]
    count = len(best.tokens)
    seen = any(token is None or token.covered or token.marks for token in best.tokens)
    odd = seen or best.narrow or best.open or group.guessed
    shifted = [] if abs(size) < 2 or odd else list(_by_moved(ways, size))
    if not shifted and len(ways) == 1 and best.why == "column_unclear" and group.lane == "grid" and not odd:
        return Cells(best, ((),) * count, (w.CLEAR,) * count, ())
    margins = [w.CLEAR] * count
    why: list[list[str]] = [[] for _ in range(count)]
    # a person sees more on such a number than its digits
    marked = ((at, 0.0, "marked") for at, token in enumerate(best.tokens) if is_marked(token))
    if len(group.filled) == count and _is_unwrapped(group, best, size):
        # each column has its drawn cell: no piece of one goes with the number of the next
        ways = [best, *(way for way in ways[1:] if way.why != "torn")]
    objections = (*_by_other_ways(ways), *shifted, *_by_row(group, best, size, regular=regular), *marked)
    for at, margin, code in objections:
        margins[at] = min(margins[at], margin)
        if margin < w.CERTAIN_AT and code not in why[at]:
            why[at].append(code)
    cut = best.why == "run_together"
    near = [way.tokens for way in ways[1:] if cut and best.score - way.score < w.CERTAIN_AT]
    disputed = {at for at in range(count) for tokens in near if _text(tokens[at]) != _text(best.tokens[at])}
    opened = tuple(range(count)) if best.open else tuple(sorted(disputed))
    return Cells(best, tuple(tuple(codes) for codes in why), tuple(margins), opened)


def _by_other_ways(ways: Sequence[Placement]) -> Iterator[Objection]:
    """Other placements that give a column another text."""
    best = ways[0]
    for way in ways[1:]:
        reason = best.why if best.why not in ("column_unclear", "torn") else way.why
        for at, token in enumerate(best.tokens):
            if _text(way.tokens[at]) != _text(token):
                yield at, best.score - way.score, reason


def _by_moved(ways: Sequence[Placement], size: int) -> Iterator[Objection]:
    """Cells that may have moved along the row, from where any placement has them; nothing but sums says so."""
    best = ways[0]
    for way in ways:
        tokens = [token for token in way.tokens if token is not None]
        for other in moved(tokens, size) if len(tokens) == len(best.tokens) else ():
            gain = sum_points(other, size) - sum_points(tokens, size) - w.SLIPPED_BLANK
            margin = max(best.score - way.score - gain, 0.0) if way is not best else w.SLIPPED_BLANK
            for at, token in enumerate(best.tokens):
                if _text(other[at]) != _text(token):
                    yield at, margin, "column_unclear"


def moved(tokens: Sequence[GridCell], size: int) -> Iterator[_Tokens]:
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


def _before(tokens: Sequence[GridCell], size: int) -> Iterator[_Tokens]:
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
        adding = (row for row in ends if sum_points(row, size) >= w.SUM_OF_SEVERAL)
        # small numbers do so by chance: 2 0 1 0 0 0 1 with its total misprinted
        yield from (row for row in adding if (value_of(row[-1]) or 0) >= w.SMALL)
    if len(tokens) < FEWEST_BROKEN * size or not all(printed[1:]):
        return
    broken = (not adds_up(tokens[at : at + size], size) for at in range(0, len(tokens), size))
    if sum(broken) >= FEWEST_BROKEN:
        yield (*tokens[1:], None)


def _completed(tokens: _Tokens, size: int) -> _Tokens:
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


def _by_row(group: Group, best: Placement, size: int, *, regular: bool) -> Iterator[Objection]:
    """What puts all columns of a row in doubt."""
    lines = _is_flat(group) and not regular
    torn = best.why == "torn"
    # numbers made whole that add up to a total which is printed whole, or wrapped in drawn cells as they did
    adding = torn and sum_points(best.tokens, size) > 0
    proven = adding and (best.tokens[-1 if size > 0 else 0] in group.tokens or _is_unwrapped(group, best, size))
    found: list[tuple[bool, float, str]] = [
        (best.open, 0.0, best.why),
        (best.why == "run_together" and not best.open, best.score, "run_together"),
        (group.guessed and 0 < len(group.filled) < len(best.tokens), w.GUESSED_BLANK, "blank_guessed"),
        (bool(best.narrow), w.CERTAIN_AT / 2, "column_lost"),
        (torn and not proven, w.CERTAIN_AT - w.TORN, "torn"),
        (lines and abs(size) > 1 and _may_be_torn(best.tokens, abs(size)), w.CERTAIN_AT / 2, "torn"),
        (any(token is not None and token.covered for token in best.tokens), 0.0, "merged_cell"),
    ]
    for holds, margin, code in found:
        if holds:
            yield from ((at, margin, code) for at in range(len(best.tokens)))


def _may_be_torn(tokens: Sequence[GridCell | None], size: int) -> bool:
    """True if more sums hold where one number is whole, or left out as a stray one, and a blank stands elsewhere.

    A row of lines that has a value for each column may have lost one and got another. If no such row adds up, the sums
    are misprinted; where there are no sums at all, nothing can be said.
    """
    values = [value_of(token) for token in tokens]
    printed = _failing(values, size)
    if not printed:
        return False
    others = []
    for at, (first, second) in enumerate(pairwise(tokens)):
        others.append([*values[:at], *values[at + 1 :]])
        digits = (first.text if first else "").strip(), (second.text if second else "").strip()
        if all(map(str.isdigit, digits)) and digits[0] != "0":
            others.append([*values[:at], int("".join(digits)), *values[at + 2 :]])
    others.append(values[:-1])
    laid = ([*other[:at], None, *other[at:]] for other in others for at in range(len(values)))
    return any(_failing(row, size) < printed for row in laid)


def _failing(values: Sequence[Number | None], size: int) -> int:
    """How many sums of a row fail; where all is blank or a mark for none nothing does."""
    rows = [values[at : at + size] for at in range(0, len(values), size)]
    return sum(sum(value or 0 for value in row[:-1]) != (row[-1] or 0) for row in rows)


def _is_unwrapped(group: Group, best: Placement, size: int) -> bool:
    """True if the numbers are those of cells in which the digits stand in lines one above the other."""
    printed = [group.tokens[i] for i in group.filled]
    stacked = all("\n" in token.text for token in printed if is_torn(token))
    # a blank cell is that of its column in a row that has one for each
    whole = len(best.tokens) in (len(printed), len(group.tokens))
    read = [text for token in best.tokens if (text := _text(token))]
    return stacked and whole and not group.guessed and list(map(_text, unwrapped(printed, size))) == read


def _text(token: GridCell | None) -> str | None:
    """What a cell says; one that is lost may have said anything, so it is no blank."""
    return "".join(token.text.split()) if token else None


def is_marked(token: GridCell | None) -> bool:
    """True if a person sees more on the number than its digits: struck, overprinted, drawn."""
    return token is not None and bool(token.marks) and any(mark.kind is not MarkKind.RAISED for mark in token.marks)


def rivals_of_row(order: Order, at: int, texts: Sequence[Sequence[str]]) -> float:
    """How far the best layout is ahead of any in which the row of this group has other values, or none.

    Args:
        order: the layouts.
        at: the group.
        texts: the values of each group as printed; groups that say the same are no rivals.
    """
    row = order.rows[at]
    assert row is not None
    others = order.with_row[at].copy()
    others[row] = order.left_out[at]
    behind = [order.total - float(others.max())]
    near = np.flatnonzero(order.with_row[:, row] > order.total - w.CLEAR).tolist()
    behind += [order.total - float(order.with_row[i, row]) for i in near if i != at and texts[i] != texts[at]]
    return min(behind)


def perhaps_absent(table: str, row: str, columns: tuple[str, ...]) -> FormLine:
    """A row of the form that is not there, unless numbers that stand elsewhere are its own."""
    count = len(columns)
    return FormLine(table, row, columns, (None,) * count, (("row_unclear",),) * count, (0.0,) * count)
