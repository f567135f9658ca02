"""The smallest set of cells that meets the conditions as an integer programme, which HiGHS solves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongkai.reconcile.conditions import Conditions, bits

_NODES = 500
"""A table so tangled that this does not suffice is left alone; time would make the answer depend on the machine."""
_OPTIMAL, _INFEASIBLE = 0, 2


class UnsolvedError(Exception):
    """The solver gave up."""


def smallest_set(conditions: Conditions, most: int, excluded: Sequence[int]) -> int | None:
    """A smallest set that meets the conditions, holds none of those excluded and has at most so many cells.

    Returns:
        None if there is none.

    Raises:
        UnsolvedError: if it is not found.
    """
    # SciPy takes half a second to load, and few reports need it.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    rows = _constraints(conditions, most, excluded)
    cells = len(conditions.keys)
    places = [(number, column) for number, (row, _) in enumerate(rows) for column in row]
    factors = [factor for row, _ in rows for factor in row.values()]
    matrix = csr_array((factors, tuple(zip(*places, strict=True))), shape=(len(rows), cells))
    result: Any = milp(
        [1] * cells,
        integrality=[1] * cells,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, [least for _, least in rows]),
        options={"node_limit": _NODES},
    )
    if result.status == _INFEASIBLE:
        return None
    if result.status != _OPTIMAL:
        raise UnsolvedError
    return sum(1 << number for number, wrong in enumerate(result.x) if wrong > 0.5)


def _constraints(conditions: Conditions, most: int, excluded: Sequence[int]) -> list[tuple[dict[int, int], int]]:
    """The factor of each cell (1 if it is wrong, 0 if not) and the least that their weighted sum comes to."""
    rows = [(dict.fromkeys(range(len(conditions.keys)), -1), -most)]
    rows += [(dict.fromkeys(bits(cells), 1), 1) for cells in conditions.wrong]
    for cells in conditions.paired:
        rows += [({**dict.fromkeys(bits(cells), 1), cell: -1}, 0) for cell in bits(cells)]
    rows += [(dict.fromkeys(bits(cells), -1), 1 - cells.bit_count()) for cells in excluded]
    return rows
