"""Decides whether enough sums support a change."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.model import CellKey
from gongkai.reconcile.system import System, merged


def supported(system: System, changed: Collection[CellKey]) -> frozenset[CellKey]:
    """The changes supported by more sums than they change cells; a single changed cell needs only one sum.

    Two cells that explain two wrong sums and no more prove little: the total of the column may be wrong instead, and
    its parts only look misprinted.
    """
    _, edits = system.without_free
    broken = [row for row in edits if system.residual(row)]
    # the changes in groups that share no sum
    alone = [frozenset((cell,)) for cell in sorted(changed)]
    parts = merged([*alone, *(frozenset(row).intersection(changed) for row in edits)])
    firm = (part for part in parts if len(part) == 1 or len(part) < sum(not part.isdisjoint(row) for row in broken))
    return frozenset().union(*firm)
