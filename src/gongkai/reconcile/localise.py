"""Error localisation (Fellegi–Holt): the fewest cells whose change makes every sum hold.

Which sets of cells the sums allow is a set cover in 0/1 unknowns: small ones are looked at one by one, and HiGHS finds
the others. Whether numbers exist for a set is then worked out exactly, so that no tolerance of a floating-point solver
decides about a figure; where none exist, the reason becomes a further condition.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.reconcile.conditions import Conditions, bits
from gongkai.reconcile.enumeration import TooTangledError, sets_of
from gongkai.reconcile.solution import Conflict, Solution, solve
from gongkai.reconcile.solver import UnsolvedError, smallest_set
from gongkai.reconcile.system import System

MOST_SETS = 8
"""So many sets are listed; where there are more, only that is said."""
MOST_CELLS = 6
"""A table with more wrong cells was misprinted or misread as a whole; to repair it would be to guess."""
_ROUNDS = 40
"""So many sets are worked out by the solver."""


@dataclass(frozen=True, slots=True)
class Localisation:
    """The smallest sets of cells that may be wrong, none if nothing could be found; `complete` if these are all."""

    solutions: tuple[Solution, ...]
    complete: bool = True


def localise(system: System) -> Localisation:
    """All smallest sets of cells whose change makes every equation of the system hold.

    Where every equation holds already, that is the empty set.
    """
    as_printed = solve(system, frozenset())
    if isinstance(as_printed, Solution):
        return Localisation((as_printed,))
    conditions = Conditions(system)
    conditions.require(as_printed)
    try:
        return by_enumeration(system, conditions)
    except TooTangledError:
        return by_solver(system, conditions)


def by_enumeration(system: System, conditions: Conditions) -> Localisation:
    """The sets by looking at every one that the conditions allow, the smallest first.

    Raises:
        TooTangledError: if there are too many.
    """
    for size in range(1, MOST_CELLS + 1):
        sets = sets_of(size, conditions)
        solutions = _solvable(system, conditions, sets)
        if solutions:
            return _found(solutions)
    return Localisation(())


def _solvable(system: System, conditions: Conditions, sets: list[int]) -> list[Solution]:
    """The sets for which numbers exist, in the order of their cells, up to one more than are listed."""
    solutions: list[Solution] = []
    for chosen in sorted(sets, key=lambda cells: tuple(bits(cells))):
        outcome = solve(system, conditions.cells(chosen))
        if isinstance(outcome, Conflict):
            conditions.require(outcome)
        else:
            solutions.append(outcome)
        if len(solutions) > MOST_SETS:
            break
    return solutions


def by_solver(system: System, conditions: Conditions) -> Localisation:
    """The sets one after another, each a smallest one of those not yet found."""
    solutions: list[Solution] = []
    excluded: list[int] = []
    for _ in range(_ROUNDS):
        try:
            chosen = smallest_set(conditions, MOST_CELLS, excluded)
        except UnsolvedError:
            break
        if chosen is None or (excluded and chosen.bit_count() > excluded[0].bit_count()):
            return _found(solutions)
        outcome = solve(system, conditions.cells(chosen))
        if isinstance(outcome, Conflict):
            conditions.require(outcome)
            continue
        solutions.append(outcome)
        excluded.append(chosen)
        if len(solutions) > MOST_SETS:
            return _found(solutions)
    return Localisation(())


def _found(solutions: list[Solution]) -> Localisation:
    """The sets in the order of their cells, so that the order in which they were met does not show."""
    ordered = sorted(solutions, key=lambda solution: sorted(solution.changed))
    return Localisation(tuple(ordered[:MOST_SETS]), len(ordered) <= MOST_SETS)
