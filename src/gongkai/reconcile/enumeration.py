"""Enumerates the sets of a given size that meet the conditions, branching on a condition that is not met yet."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.reconcile.conditions import Conditions, bits
from gongkai.reconcile.effort import Effort

CONDITIONS_A_STEP = 150
"""Conditions that can be checked in the time of one step."""


def sets_of(size: int, conditions: Conditions, effort: Effort) -> Iterator[int]:
    """All sets of exactly that many cells that meet the conditions, if no smaller set meets them.

    Conditions that are added meanwhile hold for the sets that follow.

    Raises:
        SpentError: if that takes too much effort.
    """
    return _branch(conditions, 0, 0, size, effort)


def _branch(conditions: Conditions, chosen: int, banned: int, left: int, effort: Effort) -> Iterator[int]:
    """The sets that add `left` cells to those chosen, none of them banned."""
    effort.spend(1 + len(conditions.wrong) // CONDITIONS_A_STEP)
    still_open = ~(chosen | banned)
    # of each condition not met yet the cells that could meet it
    unmet = [cells & still_open for cells in conditions.wrong if not cells & chosen]
    unmet += [cells & still_open for cells in conditions.paired if (cells & chosen).bit_count() == 1]
    if not left or not unmet:
        if not left and not unmet:
            yield chosen
        return
    for cell in bits(_candidates(unmet, left)):
        yield from _branch(conditions, chosen | 1 << cell, banned, left - 1, effort)
        banned |= 1 << cell


def _candidates(unmet: list[int], left: int) -> int:
    """The cells to branch on: with one cell left, those that meet every condition; none if it cannot be done."""
    if left == 1:
        common = unmet[0]
        for cells in unmet:
            common &= cells
        return common
    return 0 if _apart(unmet) > left else min(unmet, key=int.bit_count)


def _apart(unmet: list[int]) -> int:
    """How many of the conditions share no cell, so that each needs a cell of its own."""
    count, taken = 0, 0
    for cells in unmet:
        if not cells & taken:
            count, taken = count + 1, taken | cells
    return count
