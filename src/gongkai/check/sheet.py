"""One report laid out for the rules: every cell by its address, every sum with its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gongkai.forms import TABLES, Form, labels, load_form, unit_of
from gongkai.forms.identities import Identity, identities
from gongkai.model import Cell, CellKey, Extraction, Fact, Number, State


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
        rows: dict[str, dict[str, list[Cell]]] = {
            table: {row.code: [] for row in self.form.rows[table]} for table in TABLES
        }
        for cell in self._cells.values():
            table, row, _ = cell.key
            rows[table].setdefault(row, []).append(cell)
        return {table: {row: tuple(cells) for row, cells in of.items()} for table, of in rows.items()}

    def cells(self, table: str | None = None) -> tuple[Cell, ...]:
        """All cells, or those of one table."""
        return self.extraction.cells if table is None else self._tables[table]

    @cached_property
    def _tables(self) -> dict[str, tuple[Cell, ...]]:
        tables: dict[str, list[Cell]] = {table: [] for table in TABLES}
        for cell in self._cells.values():
            tables[cell.key.table].append(cell)
        return {table: tuple(cells) for table, cells in tables.items()}

    def printed(self, tables: Iterable[str] = TABLES) -> tuple[Cell, ...]:
        """The cells that the source has, blank or not."""
        return tuple(cell for table in tables for cell in self._printed[table])

    @cached_property
    def _printed(self) -> dict[str, tuple[Cell, ...]]:
        absent = State.ABSENT
        return {table: tuple(c for c in cells if c.state is not absent) for table, cells in self._tables.items()}

    def facts(self, code: str) -> tuple[Fact, ...]:
        """What the narrative says of that; empty if nothing."""
        return self._facts.get(code, ())

    @cached_property
    def _facts(self) -> dict[str, tuple[Fact, ...]]:
        by_code: dict[str, tuple[Fact, ...]] = {}
        for fact in self.extraction.facts:
            by_code[fact.fact] = (*by_code.get(fact.fact, ()), fact)
        return by_code

    def found_by_reading(self, rule: str) -> int:
        """How many findings of that rule reading the source gave."""
        return self._found[rule]

    @cached_property
    def _found(self) -> Counter[str]:
        return Counter(finding.rule for finding in self.extraction.findings)

    def printed_rows(self, *tables: str) -> int:
        """How many rows of those tables the source has."""
        return sum(self._printed_rows[table] for table in tables)

    @cached_property
    def _printed_rows(self) -> dict[str, int]:
        return {table: len({cell.key.row for cell in cells}) for table, cells in self._printed.items()}

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
        found = self._cells.get
        cells = tuple([found(key) or self.at(key) for key in identity.cells])
        behind = 1 + len(identity.plus)
        added = add([cell.value for cell in cells[1:behind]])
        less = add([cell.value for cell in cells[behind:]]) if identity.minus else None
        if added is not None and less is not None:
            added -= less
        return Sum(identity, cells[0], cells, added)


def add(numbers: Iterable[Number | None]) -> Number | None:
    """The sum of those that are numbers; None if none is: blanks alone are not zero."""
    known = [number for number in numbers if number is not None]
    return sum(known[1:], known[0]) if known else None
