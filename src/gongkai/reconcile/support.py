"""Decides whether enough sums support a change."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model import CellKey
from gongkai.reconcile.system import Row, System


def supported(system: System, changed: Iterable[CellKey]) -> frozenset[CellKey]:
    """The changes supported by more sums than they change cells; a single changed cell needs only one sum.

    Two cells that explain two wrong sums and no more prove little: the total of the column may be wrong instead, and
    its parts only look misprinted.
    """
    _, edits = system.without_free
    broken = [row for row in edits if system.residual(row)]
    parts = _linked(frozenset(changed), edits)
    firm = (part for part in parts if len(part) == 1 or len(part) < sum(not part.isdisjoint(row) for row in broken))
    return frozenset().union(*firm)


def _linked(cells: frozenset[CellKey], edits: Iterable[Row]) -> list[frozenset[CellKey]]:
    """Groups the cells so that no two groups share a sum."""
    parts = [frozenset((cell,)) for cell in sorted(cells)]
    for row in edits:
        touched = [part for part in parts if not part.isdisjoint(row)]
        if len(touched) > 1:
            parts = [part for part in parts if part not in touched] + [frozenset().union(*touched)]
    return parts
