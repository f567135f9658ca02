"""Which numbers satisfy every equation once some cells are taken as wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.model import CellKey
from gongkai.reconcile.system import Row, System, eliminate

_MOST_OPEN = 60
"""Where half a table is missing, most of it stays open anyway; of more cells than these nothing is worked out."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Cells taken as wrong and the numbers that then follow.

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


def solve(system: System, changed: frozenset[CellKey]) -> Solution | Conflict:
    """The numbers that make every equation hold if only these cells, and the free ones, may take new numbers."""
    unknown = changed | system.free
    solved, rest = eliminate(system.rows(), unknown)
    needed = [frozenset(row) for row in rest if system.residual(row)]
    values: dict[CellKey, int | None] = dict.fromkeys(unknown)
    open_rows: list[Row] = []
    for key, row in solved.items():
        if any(other in unknown and other != key for other in row):
            open_rows.append(row)
            continue
        values[key], left = divmod(-_known(system, row, unknown), row[key])
        if left or (values[key] or 0) < 0:
            needed.append(frozenset(row) - unknown)
    bounded = _bounded(system, open_rows, unknown) if open_rows and not needed else {}
    if bounded is None:
        needed.append(frozenset(key for row in open_rows for key in row) - unknown)
    return Conflict(tuple(needed)) if needed else Solution(changed, {**values, **(bounded or {})})


def _known(system: System, row: Row, unknown: Iterable[CellKey]) -> int:
    return system.residual({key: factor for key, factor in row.items() if key not in unknown})


def _bounded(system: System, rows: list[Row], unknown: frozenset[CellKey]) -> dict[CellKey, int | None] | None:
    """The unknowns of several equations together: their number where least and greatest agree; None if impossible."""
    keys = sorted({key for row in rows for key in row if key in unknown})
    matrix = [[row.get(key, 0) for key in keys] for row in rows]
    wanted = [-_known(system, row, unknown) for row in rows]
    found = _extreme(matrix, wanted, 0, 1)
    if found is None:
        return None
    ways = [found]
    return {key: _only(matrix, wanted, index, ways) for index, key in enumerate(keys[:_MOST_OPEN])}


def _only(matrix: list[list[int]], wanted: list[int], index: int, ways: list[list[int]]) -> int | None:
    """The number of an unknown if it has one only; every way to fill the unknowns that is met on the way is kept."""
    for sign in (1, -1):
        if len({way[index] for way in ways}) > 1:
            return None
        found = _extreme(matrix, wanted, index, sign)
        if found is None:
            return None
        ways.append(found)
    return ways[0][index] if len({way[index] for way in ways}) == 1 else None


def _extreme(matrix: list[list[int]], wanted: list[int], index: int, sign: int) -> list[int] | None:
    """Numbers ≥ 0 with the least (sign 1) or greatest (sign −1) one for one unknown; None if none, or no bound."""
    # SciPy takes half a second to load, and few reports need it.
    from scipy.optimize import Bounds, LinearConstraint, milp

    goal = [0] * len(matrix[0])
    goal[index] = sign
    result: Any = milp(
        goal,
        integrality=[1] * len(goal),
        bounds=Bounds(0),
        constraints=LinearConstraint(matrix, wanted, wanted),
    )
    return [round(number) for number in result.x] if result.x is not None else None
