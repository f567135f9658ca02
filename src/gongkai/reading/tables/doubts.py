"""Which cells are certain: the one place where that is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gongkai.model import FormLine, GridCell, MarkKind
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.moved import moved
from gongkai.reading.tables.order import Order
from gongkai.reading.tables.slots import Placement, is_torn, unwrapped
from gongkai.reading.tables.sums import adds_up, sum_points


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it is read: the placement, and of each column its doubts, its margin, and whether it stays open."""

    way: Placement
    doubts: tuple[tuple[str, ...], ...]
    margins: tuple[float, ...]
    open: tuple[int, ...]


Objection = tuple[int, float, str]
"""Column, margin and code of a doubt."""
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
    opened = tuple(at for at in range(count) if best.open or (cut and _disputed(ways, at)))
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
        (lines and abs(size) > 1 and not adds_up(best.tokens, size), w.CERTAIN_AT / 2, "torn"),
        (any(token is not None and token.covered for token in best.tokens), 0.0, "merged_cell"),
    ]
    for holds, margin, code in found:
        if holds:
            yield from ((at, margin, code) for at in range(len(best.tokens)))


def _is_unwrapped(group: Group, best: Placement, size: int) -> bool:
    """True if the numbers are those of cells in which the digits stand in lines one above the other."""
    printed = [group.tokens[i] for i in group.filled]
    stacked = all("\n" in token.text for token in printed if is_torn(token))
    # a blank cell is that of its column in a row that has one for each
    whole = len(best.tokens) in (len(printed), len(group.tokens))
    read = [text for token in best.tokens if (text := _text(token))]
    return stacked and whole and not group.guessed and list(map(_text, unwrapped(printed, size))) == read


def _disputed(ways: Sequence[Placement], at: int) -> bool:
    best = ways[0]
    near = (way for way in ways[1:] if best.score - way.score < w.CERTAIN_AT)
    return any(_text(way.tokens[at]) != _text(best.tokens[at]) for way in near)


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
