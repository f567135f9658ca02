"""Finds the numbers that satisfy every equation when certain cells are assumed wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model import CellKey
from gongkai.reconcile.bounds import only_values, problem
from gongkai.reconcile.effort import Effort
from gongkai.reconcile.system import Row, System, eliminate


@dataclass(frozen=True, slots=True)
class Solution:
    """Cells assumed wrong and the numbers that follow.

    Attributes:
        changed: the cells taken as wrong.
        values: for these and every free cell the only possible number, or None if there are several.
    """

    changed: frozenset[CellKey]
    values: Mapping[CellKey, int | None]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why those cells alone cannot be wrong: of each of these sets at least one cell must be wrong."""

    needed: tuple[frozenset[CellKey], ...]


def solve(system: System, changed: frozenset[CellKey], effort: Effort) -> Solution | Conflict:
    """The numbers that make every equation hold if only these cells, and the free ones, may take new numbers.

    Raises:
        SpentError: if that takes too much effort.
    """
    unknown = changed | system.free
    effort.spend(2 * len(system.identities))
    without_free, edits = system.without_free
    solved, rest = eliminate(edits, changed, without_free)
    needed = [frozenset(row) for row in rest if system.residual(row)]
    values: dict[CellKey, int | None] = dict.fromkeys(unknown)
    determined: dict[CellKey, int] = {}
    open_rows: list[Row] = []
    for key, row in solved.items():
        if any(other in unknown and other != key for other in row):
            open_rows.append(row)
            continue
        known = {other: factor for other, factor in row.items() if other not in unknown}
        number, left = divmod(-system.residual(known), row[key])
        determined[key] = number
        if left or number < 0:
            needed.append(frozenset(row) - unknown)
    if needed:
        return Conflict(tuple(needed))
    if open_rows:
        still = frozenset(key for row in open_rows for key in row if key in unknown)
        found = only_values(problem(system.rows, still, {**system.values, **determined}), effort)
        if found is None:
            return Conflict((frozenset(key for row in open_rows for key in row) - unknown,))
        values |= found
    return Solution(changed, {**values, **determined})
