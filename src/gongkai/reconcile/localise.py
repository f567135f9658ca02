"""Error localisation (Fellegi–Holt): the fewest cells whose change makes every sum hold.

HiGHS looks for the set of cells; whether numbers exist for it is then worked out exactly, so that no tolerance of a
floating-point solver decides about a figure. Where they don't, the reason becomes a further condition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.model import CellKey
from gongkai.reconcile.solution import Conflict, Solution, solve
from gongkai.reconcile.system import System, eliminate

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
    """The search for a smallest set as a mixed-integer problem.

    Its unknowns are, for each cell that may change, whether it does (0 or 1) and by how much; for each free cell its
    number. Amounts are measured in a unit that no change can exceed, so that all lie between −1 and 1.
    """

    def __init__(self, system: System) -> None:
        _, edits = eliminate(system.rows(), system.free)
        self._unit = 2 * sum(abs(system.residual(row)) for row in edits) or 1
        self._keys = sorted(system.values.keys() - system.fixed)
        free = sorted(system.free)
        self._wrong = {key: index for index, key in enumerate(self._keys)}
        first = len(self._keys)
        self._amount = {key: first + index for index, key in enumerate((*self._keys, *free))}
        self._lower = [0.0] * first + [max(-1.0, -system.values[key] / self._unit) for key in self._keys]
        self._lower += [0.0] * len(free)
        self._upper = [1.0] * (2 * first) + [float("inf")] * len(free)
        self._rows: list[dict[int, float]] = []
        self._least: list[float] = []
        self._most: list[float] = []
        self._state(system)

    def _state(self, system: System) -> None:
        """Every equation holds; what does not change changes by nothing; not too many change."""
        for row in system.rows():
            known = -system.residual(row) / self._unit
            self._add({self._amount[key]: factor for key, factor in row.items() if key in self._amount}, known, known)
        for key, wrong in self._wrong.items():
            self._add({wrong: 1, self._amount[key]: -1}, 0)
            self._add({wrong: 1, self._amount[key]: 1}, 0)
        self._add(dict.fromkeys(self._wrong.values(), 1), 0, MOST_CELLS)

    def require(self, conflict: Conflict) -> None:
        """At least one of those cells is wrong."""
        self._add({self._wrong[key]: 1 for key in conflict.cells if key in self._wrong}, 1)

    def exclude(self, cells: Iterable[CellKey]) -> None:
        """Not all of those cells are wrong."""
        members = [self._wrong[key] for key in cells]
        self._add(dict.fromkeys(members, 1), 0, len(members) - 1)

    def _add(self, row: dict[int, float], least: float, most: float = float("inf")) -> None:
        self._rows.append(row)
        self._least.append(least)
        self._most.append(most)

    def smallest(self) -> frozenset[CellKey] | None:
        """A smallest set of cells that meets every condition; None if there is none, or it is not found."""
        # SciPy takes half a second to load, and few reports need it.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        places = [(number, column) for number, row in enumerate(self._rows) for column in row]
        factors = [factor for row in self._rows for factor in row.values()]
        shape = (len(self._rows), len(self._lower))
        matrix = csr_array((factors, tuple(zip(*places, strict=True))), shape=shape)
        switches = [1] * len(self._keys) + [0] * (shape[1] - len(self._keys))
        result: Any = milp(
            switches,
            integrality=switches,
            bounds=Bounds(self._lower, self._upper),
            constraints=LinearConstraint(matrix, self._least, self._most),
            options={"node_limit": _NODES},
        )
        if result.status != 0:
            return None
        return frozenset(key for key, index in self._wrong.items() if result.x[index] > 0.5)
