"""Conditions that the sums put on the set of wrong cells, before any number is worked out.

A sum that does not hold has a wrong cell; a sum that holds has none or at least two. Sets of cells are whole numbers
here, one bit a cell, so that a set meets a sum in one operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model import CellKey
from gongkai.reconcile.solution import Conflict
from gongkai.reconcile.system import System


class Conditions:
    """Conditions on the set of wrong cells.

    Attributes:
        keys: the cells that may change, in their order; bit n of a set stands for the cell n.
        wrong: sets of which at least one cell is wrong.
        paired: sets of which no cell is wrong or at least two are.
    """

    def __init__(self, system: System) -> None:
        _, edits = system.without_free
        keys = {key for row in edits for key in row} | system.values.keys()
        self.keys = tuple(sorted(keys - system.fixed))
        self.wrong: list[int] = []
        self.paired: list[int] = []
        self._bit = {key: 1 << number for number, key in enumerate(self.keys)}
        for row in edits:
            (self.wrong if system.residual(row) else self.paired).append(self._set(row))

    def require(self, conflict: Conflict) -> None:
        """Of each of those sets at least one cell is wrong."""
        for new in map(self._set, conflict.needed):
            # a set that contains another required set adds nothing
            if not any(old & new == old for old in self.wrong):
                self.wrong = [old for old in self.wrong if old & new != new] + [new]

    def cells(self, chosen: int) -> frozenset[CellKey]:
        """The cells of a set."""
        return frozenset(self.keys[number] for number in bits(chosen))

    def _set(self, cells: Iterable[CellKey]) -> int:
        return sum(self._bit.get(key, 0) for key in cells)


def bits(chosen: int) -> Iterator[int]:
    """The numbers of the cells in a set, lowest first."""
    while chosen:
        lowest = chosen & -chosen
        yield lowest.bit_length() - 1
        chosen ^= lowest
