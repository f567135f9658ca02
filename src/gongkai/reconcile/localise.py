"""Error localisation (Fellegi–Holt): the fewest cells whose change makes every sum hold.

A sum that does not hold has a wrong cell; a sum that holds has none or at least two. The smallest set of cells that
meets these conditions is a set cover in 0/1 unknowns, which HiGHS finds. Whether numbers exist for it is then worked
out exactly, so that no tolerance of a floating-point solver decides about a figure; where none exist, the reason
becomes a further condition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.model import CellKey
from gongkai.reconcile.solution import Conflict, Solution, solve
from gongkai.reconcile.system import Row, System, eliminate

MOST_SETS = 8
"""So many sets are listed; where there are more, only that is said."""
MOST_CELLS = 6
"""A table with more wrong cells was misprinted or misread as a whole; to repair it would be to guess."""
_ROUNDS = 40
_NODES = 500
"""A table so tangled that this does not suffice is left alone; time would make the answer depend on the machine."""


@dataclass(frozen=True, slots=True)
class Localisation:
    """The smallest sets of cells that may be wrong, none if nothing could be found; `complete` if these are all."""

    solutions: tuple[Solution, ...]
    complete: bool = True


def localise(system: System) -> Localisation:
    """All smallest sets of cells whose change makes every equation of the system hold.

    Where every equation holds already, that is the empty set, and no solver runs.
    """
    as_printed = solve(system, frozenset())
    if isinstance(as_printed, Solution):
        return Localisation((as_printed,))
    search = _Search(system)
    search.require(as_printed)
    solutions: list[Solution] = []
    for _ in range(_ROUNDS):
        cells = search.smallest()
        if cells is None or (solutions and len(cells) > len(solutions[0].changed)):
            return _found(solutions)
        outcome = solve(system, cells)
        if isinstance(outcome, Conflict):
            search.require(outcome)
            continue
        if len(solutions) == MOST_SETS:
            return _found(solutions, complete=False)
        solutions.append(outcome)
        search.exclude(cells)
    return Localisation(())


def _found(solutions: list[Solution], *, complete: bool = True) -> Localisation:
    """The sets in the order of their cells, so that the order in which the solver met them does not show."""
    return Localisation(tuple(sorted(solutions, key=lambda solution: sorted(solution.changed))), complete)


class _Search:
    """The conditions on the set of wrong cells: for each cell that may change 1 if it does, 0 if not."""

    def __init__(self, system: System) -> None:
        _, edits = eliminate(system.rows(), system.free)
        self._keys = sorted({key for row in edits for key in row} | (system.values.keys() - system.fixed))
        self._keys = [key for key in self._keys if key not in system.fixed]
        self._index = {key: index for index, key in enumerate(self._keys)}
        self._rows: list[dict[int, int]] = []
        self._least: list[int] = []
        self._add(dict.fromkeys(self._index.values(), -1), -MOST_CELLS)
        for row in edits:
            self._edit(row, holds=system.residual(row) == 0)

    def _edit(self, row: Row, *, holds: bool) -> None:
        members = self._members(row)
        if not holds:
            self._add(dict.fromkeys(members, 1), 1)
            return
        for member in members:
            self._add({**dict.fromkeys(members, 1), member: -1}, 0)

    def require(self, conflict: Conflict) -> None:
        """Of each of those sets at least one cell is wrong."""
        for cells in conflict.needed:
            self._add(dict.fromkeys(self._members(cells), 1), 1)

    def exclude(self, cells: Iterable[CellKey]) -> None:
        """Not all of those cells are wrong."""
        members = self._members(cells)
        self._add(dict.fromkeys(members, -1), 1 - len(members))

    def _members(self, cells: Iterable[CellKey]) -> list[int]:
        return [self._index[key] for key in cells if key in self._index]

    def _add(self, row: dict[int, int], least: int) -> None:
        self._rows.append(row)
        self._least.append(least)

    def smallest(self) -> frozenset[CellKey] | None:
        """A smallest set of cells that meets every condition; None if there is none, or it is not found."""
        # SciPy takes half a second to load, and few reports need it.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        places = [(number, column) for number, row in enumerate(self._rows) for column in row]
        factors = [factor for row in self._rows for factor in row.values()]
        matrix = csr_array((factors, tuple(zip(*places, strict=True))), shape=(len(self._rows), len(self._keys)))
        ones = [1] * len(self._keys)
        result: Any = milp(
            ones,
            integrality=ones,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, self._least),
            options={"node_limit": _NODES},
        )
        if result.status != 0:
            return None
        return frozenset(key for key, wrong in zip(self._keys, result.x, strict=True) if wrong > 0.5)
