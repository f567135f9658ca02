"""Error localisation (Fellegi–Holt): the fewest cells whose change makes every sum hold.

Which sets of cells the sums allow is a set cover: every such set is looked at, the smallest first. Whether numbers
exist for a set is worked out exactly, in whole numbers; where none exist, the reason becomes a further condition.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.reconcile.conditions import Conditions
from gongkai.reconcile.effort import Effort, SpentError
from gongkai.reconcile.enumeration import sets_of
from gongkai.reconcile.solution import Conflict, Solution, solve
from gongkai.reconcile.system import System

MOST_SETS = 8
"""At most this many sets are listed; if there are more, the finding says so."""
MOST_CELLS = 6
"""A table with more wrong cells was misprinted or misread as a whole; repairing it would be guessing."""


@dataclass(frozen=True, slots=True)
class Localisation:
    """The smallest sets of cells that may be wrong.

    Attributes:
        solutions: the sets with their numbers, none if nothing could be found.
        complete: True if these are all.
        stopped: True if it took too much effort; then nothing is said.
    """

    solutions: tuple[Solution, ...]
    complete: bool = True
    stopped: bool = False


def localise(system: System, effort: Effort) -> Localisation:
    """All smallest sets of cells whose change makes every equation of the system hold.

    Where every equation holds already, that is the empty set.
    """
    try:
        return _localise(system, effort)
    except SpentError:
        return Localisation((), complete=False, stopped=True)


def _localise(system: System, effort: Effort) -> Localisation:
    as_printed = solve(system, frozenset(), effort)
    if isinstance(as_printed, Solution):
        return Localisation((as_printed,))
    conditions = Conditions(system)
    conditions.require(as_printed)
    for size in range(1, MOST_CELLS + 1):
        solutions: list[Solution] = []
        for chosen in sets_of(size, conditions, effort):
            outcome = solve(system, conditions.cells(chosen), effort)
            if isinstance(outcome, Conflict):
                conditions.require(outcome)
                continue
            solutions.append(outcome)
            if len(solutions) > MOST_SETS:
                break
        if solutions:
            ordered = sorted(solutions, key=lambda solution: sorted(solution.changed))
            return Localisation(tuple(ordered[:MOST_SETS]), len(ordered) <= MOST_SETS)
    return Localisation(())
