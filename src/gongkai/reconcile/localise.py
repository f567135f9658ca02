"""Error localisation (Fellegi–Holt): the fewest cells whose change makes every sum hold.

A sum that does not hold needs a wrong cell; a sum that holds has none or at least two. The smallest set of cells
that meets these conditions is a set cover, found by HiGHS; whether numbers exist for it is worked out exactly, and
where none do, the reason becomes a further condition.
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
MOST_CELLS = 8
"""A table with more wrong cells was misprinted or misread as a whole; to repair it would be to guess."""
_ROUNDS = 200
_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Localisation:
    """The smallest sets of cells that may be wrong, none if nothing could be found; `complete` if these are all."""

    solutions: tuple[Solution, ...]
    complete: bool = True


def localise(system: System) -> Localisation:
    """All smallest sets of cells whose change makes every equation of the system hold.

    Where every equation holds already, that is the empty set, and no solver runs.
    """
    printed = solve(system, frozenset())
    if isinstance(printed, Solution):
        return Localisation((printed,))
    cover = _Cover(system)
    cover.require(printed)
    solutions: list[Solution] = []
    for _ in range(_ROUNDS):
        cells = cover.smallest()
        if cells is None or len(cells) > (len(solutions[0].changed) if solutions else MOST_CELLS):
            return Localisation(tuple(solutions))
        outcome = solve(system, cells)
        if isinstance(outcome, Conflict):
            cover.require(outcome)
            continue
        if len(solutions) == MOST_SETS:
            return Localisation(tuple(solutions), complete=False)
        solutions.append(outcome)
        cover.exclude(cells)
    return Localisation(())


class _Cover:
    """The conditions on the set of wrong cells, as a problem in 0/1 unknowns: 1 for a cell that is wrong."""

    def __init__(self, system: System) -> None:
        _, edits = eliminate(system.rows(), system.free)
        self._keys = sorted({key for row in edits for key in row} - system.fixed)
        self._index = {key: index for index, key in enumerate(self._keys)}
        self._rows: list[dict[int, int]] = []
        self._least: list[int] = []
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
        """At least one of those cells is wrong."""
        self._add(dict.fromkeys(self._members(conflict.cells), 1), 1)

    def exclude(self, cells: Iterable[CellKey]) -> None:
        """Not all of those cells again."""
        members = self._members(cells)
        self._add(dict.fromkeys(members, -1), 1 - len(members))

    def _members(self, cells: Iterable[CellKey]) -> list[int]:
        return [self._index[key] for key in cells if key in self._index]

    def _add(self, row: dict[int, int], least: int) -> None:
        self._rows.append(row)
        self._least.append(least)

    def smallest(self) -> frozenset[CellKey] | None:
        """A smallest set of cells that meets every condition; None if there is none, or not in time."""
        if any(least > 0 and not row for row, least in zip(self._rows, self._least, strict=True)):
            return None
        # SciPy takes half a second to load, and few reports need it.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        places = [(n, column) for n, row in enumerate(self._rows) for column in row]
        factors = [factor for row in self._rows for factor in row.values()]
        shape = (len(self._rows), len(self._keys))
        matrix = csr_array((factors, tuple(zip(*places, strict=True))), shape=shape)
        result: Any = milp(
            [1] * len(self._keys),
            integrality=[1] * len(self._keys),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, self._least),
            options={"time_limit": _SECONDS},
        )
        if result.status != 0:
            return None
        return frozenset(key for key, wrong in zip(self._keys, result.x, strict=True) if wrong > 0.5)
