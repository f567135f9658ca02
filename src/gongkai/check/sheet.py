"""One report prepared for the rules: cells by address, relations with their figures."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from gongkai.forms import TABLES, Form, labels, load_form, unit_of
from gongkai.forms.relations import Relation, relations_of_rules
from gongkai.forms.schema import all_cells
from gongkai.model import Cell, CellKey, Extraction, Fact, Number, State

_COMPARE = {"=": operator.eq, ">=": operator.ge, "<=": operator.le}


@dataclass(slots=True)
class Figures:
    """A relation with the cells of the report, and of last year's report, that it compares.

    Attributes:
        relation: which one.
        left_cells: the cells of its left side; of a sum the one that states the total.
        right_cells: those of its right side.
        left: what the left side comes to, a blank counting nothing; None if no cell of it is a number.
        right: what the right side comes to, likewise; a side without cells is 0.
    """

    relation: Relation
    left_cells: tuple[Cell, ...]
    right_cells: tuple[Cell, ...]
    left: Number | None = field(init=False)
    right: Number | None = field(init=False)

    def __post_init__(self) -> None:
        left, right = self.relation.factors
        self.left = _side(left, self.left_cells)
        self.right = _side(right, self.right_cells)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All its cells, the left side first."""
        return (*self.left_cells, *self.right_cells)

    @property
    def own_cells(self) -> tuple[Cell, ...]:
        """Those of this year's report."""
        return tuple(cell for cell, term in zip(self.cells, self.relation.terms, strict=True) if not term.last)

    @property
    def concerned(self) -> tuple[Cell, ...]:
        """The cells a finding points to: the total of a sum, else all of this report in the order of the form."""
        if self.relation.total:
            return self.left_cells
        order = {key: number for number, key in enumerate(all_cells())}
        return tuple(sorted(self.own_cells, key=lambda cell: order[cell.key]))

    @property
    def arises(self) -> bool:
        """True if there is a case: a number in a sum or balance, anything printed in another relation."""
        if self.relation.definition.needs == "every":
            return any(cell.state is not State.ABSENT for cell in self.own_cells)
        return self.left is not None or self.right is not None

    @property
    def has_grounds(self) -> bool:
        """True if enough numbers are printed to compare both sides."""
        if self.relation.definition.needs == "every":
            return all(cell.value is not None for cell in self.cells)
        if self.relation.definition.needs == "a side":
            return self.left is not None and self.right is not None
        return self.relation.has_grounds([cell.key for cell in self.cells if cell.value is not None])

    @property
    def holds(self) -> bool:
        """True if it holds; both sides must have grounds."""
        return self.left is not None and self.right is not None and _COMPARE[self.relation.sign](self.left, self.right)

    @property
    def doubtful(self) -> bool:
        """True if a cell is missing, unreadable or uncertain: then a difference proves nothing about the source."""
        return any(is_doubtful(cell) for cell in self.cells)


def _side(factors: tuple[int, ...], cells: tuple[Cell, ...]) -> Number | None:
    known = [factor * cell.value for factor, cell in zip(factors, cells, strict=True) if cell.value is not None]
    return sum(known[1:], known[0]) if known else None if factors else 0


def is_doubtful(cell: Cell) -> bool:
    """True if what the source says in this cell is not known for certain."""
    return not cell.certain or cell.state in (State.UNREADABLE, State.ABSENT)


class Sheet:
    """A report as the rules see it.

    Args:
        extraction: of a file that was recognised; its edition is one of the known ones.
        report_id: as recorded for it, empty where it stands alone.

    Attributes:
        last: the same agency's report for the year before, None where there is none or it is not looked for.
    """

    def __init__(self, extraction: Extraction, report_id: str = "") -> None:
        self.extraction = extraction
        self.report = extraction.report
        self.report_id = report_id
        self.last: Sheet | None = None
        self.of_the_year: Sequence[Sheet] = ()
        """The reports of that year, this one among them; all of them share the list."""
        self.edition = str(extraction.report.edition)
        self._cells = {cell.key: cell for cell in extraction.cells}
        self._figures: dict[str, tuple[Figures, ...]] = {}

    @property
    def form(self) -> Form:
        """The form of the report's edition."""
        return load_form(self.edition)

    def cell(self, table: str, row: str, column: str) -> Cell:
        """The cell at that address; an absent one if the report has none."""
        return self.at(CellKey(table, row, column))

    def at(self, key: CellKey) -> Cell:
        """The cell with that key; an absent one if the report has none."""
        return self._cells.get(key) or absent(key)

    @cached_property
    def rows(self) -> dict[str, dict[str, tuple[Cell, ...]]]:
        """Of each table the cells of each row, the form's rows first, then printed rows of another edition."""
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

    @cached_property
    def printed(self) -> dict[str, tuple[Cell, ...]]:
        """The cells of each table that the source has, blank or not."""
        absent = State.ABSENT
        return {table: tuple(c for c in cells if c.state is not absent) for table, cells in self._tables.items()}

    @cached_property
    def printed_rows(self) -> dict[str, int]:
        """How many rows of each table the source has."""
        return {table: len({cell.key.row for cell in cells}) for table, cells in self.printed.items()}

    @cached_property
    def reconciled_tables(self) -> int:
        """In how many tables a cell is worked out from the others."""
        return len({cell.key.table for cell in self.cells() if cell.reconciled is not None})

    @cached_property
    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """What the narrative says, by code."""
        by_code: dict[str, tuple[Fact, ...]] = {}
        for fact in self.extraction.facts:
            by_code[fact.fact] = (*by_code.get(fact.fact, ()), fact)
        return by_code

    @cached_property
    def found_by_reading(self) -> Counter[str]:
        """How many findings of each rule reading the source gave."""
        return Counter(finding.rule for finding in self.extraction.findings)

    @cached_property
    def relations(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations that the numbers of the report should satisfy, by rule."""
        filled = {cell.key.row for cell in self.cells("requests") if cell.value is not None}
        return relations_of_rules(self.edition, filled)

    def figures(self, rule: str) -> tuple[Figures, ...]:
        """The relations that a rule checks, with their cells."""
        if rule not in self._figures:
            self._figures[rule] = tuple(map(self._with_cells, self.relations.get(rule, ())))
        return self._figures[rule]

    def _with_cells(self, relation: Relation) -> Figures:
        cells = [self._last_at(key) if last else self._cells.get(key) or absent(key) for key, _, last in relation.terms]
        at = len(relation.left)
        return Figures(relation, tuple(cells[:at]), tuple(cells[at:]))

    def identities(self) -> tuple[Figures, ...]:
        """The sums and the balance of the report."""
        rules = [rule for rule, of_rule in self.relations.items() if any(r.is_identity for r in of_rule)]
        return tuple(figures for rule in rules for figures in self.figures(rule))

    def counted(self, group: str) -> tuple[str, ...]:
        """The rows of a group of the requests table that count towards the total processed; a row is its own."""
        return tuple(row for row in self._outcomes if group in (row, labels("requests")[row].parent))

    @cached_property
    def _outcomes(self) -> tuple[str, ...]:
        every = (relation for of_rule in self.relations.values() for relation in of_rule)
        processed = next(relation for relation in every if relation.definition.sides[2] == "outcomes")
        return tuple(term.key.row for term in processed.right)

    def _last_at(self, key: CellKey) -> Cell:
        """Last year's cell; an absent one if there is no such report."""
        return self.last.at(key) if self.last else absent(key)


@lru_cache(maxsize=1024)
def absent(key: CellKey) -> Cell:
    """The cell of a report that has none at that address."""
    return Cell(key, None, unit_of(key), None, State.ABSENT, None)


def add(numbers: Iterable[Number | None]) -> Number | None:
    """The sum of those that are numbers; None if none is: blanks alone are not zero."""
    known = [number for number in numbers if number is not None]
    return sum(known[1:], known[0]) if known else None
