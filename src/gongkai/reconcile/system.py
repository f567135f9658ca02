"""The sums of a report as linear equations over its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import gcd

from gongkai.forms.relations import Relation, identities
from gongkai.model import Cell, CellKey, Extraction, Number, State

Row = Mapping[CellKey, int]
"""An equation: the factor of each cell; values times factors sum to 0."""

CORRECTED = "COR-01"
"""The rule of cells that a person has corrected; their number is kept."""
_UNKNOWN = (State.UNREADABLE, State.ABSENT)


@dataclass(frozen=True)
class System:
    """Equations that share no cell with those of another system.

    Attributes:
        identities: the sums of the form behind the equations.
        values: the number in each cell whose number is taken as printed; a blank addend counts 0.
        free: cells whose number is to be worked out: totals that are not filled in, and what cannot be read.
        fixed: cells that must not be changed.
    """

    identities: tuple[Relation, ...]
    values: Mapping[CellKey, int]
    free: frozenset[CellKey]
    fixed: frozenset[CellKey]

    @property
    def rows(self) -> list[Row]:
        """The equations, one for each sum."""
        return [identity.coefficients for identity in self.identities]

    @cached_property
    def without_free(self) -> tuple[dict[CellKey, Row], list[Row]]:
        """The equations solved for the free cells, and what the others alone must satisfy; see `eliminate`."""
        return eliminate(self.rows, self.free)

    def residual(self, row: Row) -> int:
        """What the printed numbers of an equation come to; 0 if it holds."""
        return sum(factor * self.values.get(key, 0) for key, factor in row.items())


def printed(cell: Cell) -> int | None:
    """The number a cell counts with: as corrected by a person, or as printed if it can be a count at all."""
    number: Number | None = cell.reconciled if cell.rule == CORRECTED else cell.value
    return int(number) if number is not None and number >= 0 and number == int(number) else None


def systems(extraction: Extraction) -> list[System]:
    """The equations of a report in which something is wrong or to be worked out, apart where they share no cell.

    A total that is not filled in is worked out if any of its addends is a number, and so is a cell that cannot be read
    or that the source lacks. A blank addend counts 0 if another addend is a number; a sum without any says nothing
    and is left out.
    """
    cells = {cell.key: cell for cell in extraction.cells}
    numbers = {key: number for key, cell in cells.items() if (number := printed(cell)) is not None}
    filled = {key.row for key in numbers if key.table == "requests"}
    sums = identities(str(extraction.report.edition), filled)
    # nearly always every cell of every sum is a number and all hold
    if not any(sum_.residual(numbers) or not sum_.coefficients.keys() <= numbers.keys() for sum_ in sums):
        return []
    unread = {key for key, cell in cells.items() if cell.state in _UNKNOWN or cell.value is not None}
    free = unread - set(numbers)
    for sum_ in sums:
        if sum_.total and sum_.total not in numbers and sum_.has_grounds(numbers.keys(), without=sum_.total):
            free.add(sum_.total)
    known = numbers.keys() | free
    # a sum of which nothing is filled in stays, so that its cells stay empty
    usable = [sum_ for sum_ in sums if known.isdisjoint(sum_.cells) or sum_.has_grounds(known)]
    if all(free.isdisjoint(identity.cells) and not identity.residual(numbers) for identity in usable):
        return []
    fixed = {key for key, cell in cells.items() if cell.rule == CORRECTED}
    return [
        System(
            tuple(identity for identity in usable if identity.cells[0] in keys),
            {key: numbers.get(key, 0) for key in keys - free},
            frozenset(keys & free),
            keys & fixed,
        )
        for keys in merged(frozenset(identity.cells) for identity in usable)
        if not keys.isdisjoint(numbers)
    ]


def merged(sets: Iterable[frozenset[CellKey]]) -> list[frozenset[CellKey]]:
    """The sets, those that share a cell with one another made one."""
    groups: list[frozenset[CellKey]] = []
    for cells in sets:
        apart = [group for group in groups if group.isdisjoint(cells)]
        groups = [*apart, cells.union(*(group for group in groups if group not in apart))]
    return [group for group in groups if group]


def eliminate(
    rows: Iterable[Row], unknowns: Iterable[CellKey], solved: Mapping[CellKey, Row] | None = None
) -> tuple[dict[CellKey, Row], list[Row]]:
    """Gauss–Jordan elimination in whole numbers.

    Args:
        rows: equations.
        unknowns: cells to solve for.
        solved: rows already solved for other cells, which `rows` no longer hold.

    Returns:
        One row for each unknown that could be singled out, holding no other singled-out unknown; and the rows that
        remain, without any unknown: what the known cells alone must satisfy.
    """
    remaining = list(rows)
    solved = dict(solved or {})
    for unknown in sorted(unknowns):
        pivot = min((row for row in remaining if unknown in row), key=len, default=None)
        if pivot is None:
            continue
        remaining = [_without(unknown, row, pivot) for row in remaining if row is not pivot]
        solved = {key: _without(unknown, row, pivot) for key, row in solved.items()}
        solved[unknown] = pivot
    return solved, [row for row in remaining if row]


def _without(unknown: CellKey, row: Row, pivot: Row) -> Row:
    factor = row.get(unknown)
    if factor is None:
        return row
    combined = {key: pivot[unknown] * value for key, value in row.items()}
    for key, value in pivot.items():
        combined[key] = combined.get(key, 0) - factor * value
    divisor = gcd(*combined.values()) or 1
    return {key: value // divisor for key, value in combined.items() if value}
