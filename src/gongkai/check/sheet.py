"""One report laid out for the rules: every cell by its address, every sum with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.forms import TABLES, Form, labels, load_form, unit_of
from gongkai.forms.rules import Identity, identities
from gongkai.model import Cell, CellKey, Extraction, Number, State


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of the form with what the report prints in it.

    Attributes:
        identity: which sum.
        target: the cell that states the total.
        cells: all its cells, the target first.
        added: what the addends come to, a blank counting nothing; None if no addend is a number.
    """

    identity: Identity
    target: Cell
    cells: tuple[Cell, ...]
    added: Number | None

    @property
    def empty(self) -> bool:
        """True if no cell of it is a number."""
        return self.added is None and self.target.value is None

    @property
    def doubtful(self) -> bool:
        """True if a cell is missing, unreadable or uncertain: then a difference proves nothing about the source."""
        return any(is_doubtful(cell) for cell in self.cells)


def is_doubtful(cell: Cell) -> bool:
    """True if what the source says in this cell is not known for certain."""
    return not cell.certain or cell.state in (State.UNREADABLE, State.ABSENT)


class Sheet:
    """A report as the rules see it.

    Args:
        extraction: of a file that was recognised; its edition is one of the known ones.
    """

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.report = extraction.report
        self.edition = str(extraction.report.edition)
        self._cells = {cell.key: cell for cell in extraction.cells}

    @property
    def form(self) -> Form:
        """The form of the report's edition."""
        return load_form(self.edition)

    def cell(self, table: str, row: str, column: str) -> Cell:
        """The cell at that address; an absent one if the report has none."""
        return self.at(CellKey(table, row, column))

    def at(self, key: CellKey) -> Cell:
        """The cell with that key; an absent one if the report has none."""
        return self._cells.get(key) or Cell(key, None, unit_of(key), None, State.ABSENT, None)

    def number(self, table: str, row: str, column: str) -> Number | None:
        """The number printed there, if any."""
        return self.cell(table, row, column).value

    def rows(self, table: str) -> dict[str, tuple[Cell, ...]]:
        """The cells of each row of a table, the form's rows first, then printed rows of another edition."""
        return self._rows[table]

    @cached_property
    def _rows(self) -> dict[str, dict[str, tuple[Cell, ...]]]:
        rows: dict[str, dict[str, tuple[Cell, ...]]] = {
            table: {row.code: () for row in self.form.rows[table]} for table in TABLES
        }
        for cell in self._cells.values():
            table, row, _ = cell.key
            rows[table][row] = (*rows[table].get(row, ()), cell)
        return rows

    def cells(self, table: str | None = None) -> Iterator[Cell]:
        """All cells, or those of one table."""
        return (cell for cell in self._cells.values() if table in (None, cell.key.table))

    def printed(self, tables: Iterable[str] = TABLES) -> tuple[Cell, ...]:
        """The cells that the source has, blank or not."""
        return tuple(cell for table in tables for cell in self._printed[table])

    @cached_property
    def _printed(self) -> dict[str, tuple[Cell, ...]]:
        return {table: tuple(cell for cell in self.cells(table) if cell.state is not State.ABSENT) for table in TABLES}

    def sums(self, rule: str) -> tuple[Sum, ...]:
        """The sums that a rule checks."""
        return self._sums.get(rule, ())

    def counted(self, group: str) -> tuple[str, ...]:
        """The rows of a group of the requests table that count towards the total processed; a row is its own."""
        rows = [key.row for key in self.sums("APP-C02")[0].identity.plus]
        return tuple(row for row in rows if group in (row, labels("requests")[row].parent))

    @cached_property
    def _sums(self) -> dict[str, tuple[Sum, ...]]:
        filled = {cell.key.row for cell in self.cells("requests") if cell.value is not None}
        by_rule: dict[str, list[Sum]] = {}
        for identity in identities(self.edition, filled):
            by_rule.setdefault(identity.rule, []).append(self._sum(identity))
        return {rule: tuple(sums) for rule, sums in by_rule.items()}

    def _sum(self, identity: Identity) -> Sum:
        plus = [self.at(key) for key in identity.plus]
        minus = [self.at(key) for key in identity.minus]
        target = self.at(identity.target)
        added = add(cell.value for cell in plus)
        less = add(cell.value for cell in minus)
        if added is not None and less is not None:
            added -= less
        return Sum(identity, target, (target, *plus, *minus), added)


def add(numbers: Iterable[Number | None]) -> Number | None:
    """The sum of those that are numbers; None if none is: blanks alone are not zero."""
    known = [number for number in numbers if number is not None]
    return sum(known[1:], known[0]) if known else None
