"""What a printed row says by its own sum: evidence for a reading, never a law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from gongkai.forms import read_cell
from gongkai.model import GridCell, MarkKind, Number
from gongkai.reading.tables import weights as w

Token = TypeVar("Token", bound=GridCell | None)


def value_of(token: GridCell | None) -> Number | None:
    """The number a token says; None if it says none, or is marked."""
    return _values([token])[0]


def _values(tokens: Sequence[GridCell | None]) -> list[Number | None]:
    """The number that each token says."""
    return [
        None
        if token is None or (token.marks and any(mark.kind is not MarkKind.RAISED for mark in token.marks))
        else read_cell(token.text).value
        for token in tokens
    ]


def total_last(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The columns of a row that has its total first, the total last."""
    return (*tokens[1:], tokens[0])


def sum_points(tokens: Sequence[GridCell | None], size: int) -> float:
    """What the sums of a row say: each `size` columns hold addends and, last, their total; 0 if nothing adds up.

    A row of one sum that has its total first has a size less than 0.
    """
    if size < 0:
        tokens, size = total_last(tokens), -size
    if size < 2:
        return 0.0
    return sum([_sum(tokens[at : at + size]) for at in range(0, len(tokens), size)])


def _sum(tokens: Sequence[GridCell | None]) -> float:
    *addends, total = _values(tokens)
    printed = [value for value in addends if value is not None]
    if total is None or not printed:
        return 0.0
    if sum(printed) != total:
        return -w.SUM_BROKEN if len(printed) == len(addends) else -w.SUM_BROKEN_BY_BLANKS
    several = len(printed) - printed.count(0)
    if several > 1:
        return w.SUM_OF_SEVERAL
    if several:
        return w.SUM_OF_ONE if total >= w.SMALL else w.SUM_OF_ONE_SMALL
    return 0.0


def adds_up(tokens: Sequence[GridCell | None], size: int) -> bool:
    """True if every sum of the row holds, noughts included."""
    if size < 0:
        tokens, size = total_last(tokens), -size
    for at in range(0, len(tokens), size):
        *addends, total = _values(tokens[at : at + size])
        if total is None or sum([value for value in addends if value is not None]) != total:
            return False
    return True
