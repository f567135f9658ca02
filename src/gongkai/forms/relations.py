"""The relations between the numbers: sums, balances, bounds, carry-over and stocks (`relations.csv`).

A relation there reads `total = columns` or `in_force = last.in_force + issued_this_year - repealed_this_year`. `each`
says over what it is repeated: over the rows of a table (its codes are then columns), over the columns (its codes are
rows), or over printed subtotals (`group`). `columns` are the other columns of the row, `outcomes` the rows that make up
the total processed, `items` the rows under a subtotal, `last.` is the report of the year before. `needs` says which
cells must hold a number: `every`, at least one on `a side`, or those named; the other blanks count 0. `blank_rule` is
the rule that speaks where the total is blank though its parts are not, `any` of them or only parts `above 0`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from gongkai.forms.data_files import csv_rows
from gongkai.forms.form import TABLES, Form, editions, labels, load_form
from gongkai.model import CellKey

PARTS = ("columns", "outcomes", "items")
"""Words that stand for all the cells a total is made of."""
_SIGN = re.compile(r"\s*(=|>=|<=)\s*")
_TERM = re.compile(r"([+-]?)\s*(last\.)?([a-z]\w*)")
_OTHER = "other_handling"


@dataclass(frozen=True)
class Definition:
    """A row of `relations.csv`; `number` is its place there."""

    rule: str
    table: str
    each: str
    relation: str
    needs: str
    blank_rule: str
    blank_when: str
    number: int

    @cached_property
    def sides(self) -> tuple[str, str, str]:
        """The left side, the sign (`=`, `>=`, `<=`) and the right side."""
        left, sign, right = _SIGN.split(self.relation)
        return left, sign, right


class Term(NamedTuple):
    """A cell of one side: added (factor 1) or taken away (−1), of this report or of last year's."""

    key: CellKey
    factor: int = 1
    last: bool = False


@dataclass(frozen=True)
class Relation:
    """One relation between cells: left (=, >=, <=) right."""

    definition: Definition
    left: tuple[Term, ...]
    sign: str
    right: tuple[Term, ...]

    @property
    def rule(self) -> str:
        """The rule that checks it."""
        return self.definition.rule

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Both sides, the left one first."""
        return (*self.left, *self.right)

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """Its cells, those of the left side first."""
        return tuple(term.key for term in self.terms)

    @cached_property
    def factors(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The factors of the left side and of the right one."""
        return tuple([term.factor for term in self.left]), tuple([term.factor for term in self.right])

    @cached_property
    def needed(self) -> tuple[CellKey, ...]:
        """The cells that must hold a number whatever else does."""
        # what `needs` names is a column where the relation is repeated over rows, else a row
        place = 2 if self.definition.each == "row" else 1
        named = self.definition.needs.split("; ")
        return tuple(key for key in self.cells if key[place] in named)

    @cached_property
    def total(self) -> CellKey | None:
        """The cell that states a total of parts, None if the relation is no such sum."""
        return self.left[0].key if self.definition.sides[2] in PARTS else None

    @cached_property
    def is_identity(self) -> bool:
        """True if it equates cells of one report."""
        return self.sign == "=" and not any(term.last for term in self.terms)

    @cached_property
    def coefficients(self) -> Mapping[CellKey, int]:
        """An identity as an equation, right − left = 0."""
        return {**{t.key: -t.factor for t in self.left}, **{t.key: t.factor for t in self.right}}

    def residual(self, numbers: Mapping[CellKey, int]) -> int:
        """By how much an identity is off, right − left, a blank counting 0; 0 if it holds."""
        return sum([factor * numbers.get(key, 0) for key, factor in self.coefficients.items()])

    def has_grounds(self, filled: Collection[CellKey], without: CellKey | None = None) -> bool:
        """True if enough of its cells are filled to check it.

        Args:
            filled: cells that hold a number.
            without: a cell to be worked out from the others, which then need not be filled.
        """
        holds = filled.__contains__
        if self.definition.needs == "a side":
            sides = ([term.key for term in side if term.key != without] for side in (self.left, self.right))
            return all(any(map(holds, keys)) for keys in sides if keys)
        cells, needed = self.cells, self.needed
        if without is not None:
            cells, needed = (tuple([key for key in keys if key != without]) for keys in (cells, needed))
        if self.definition.needs == "every":
            return all(map(holds, cells))
        return all(map(holds, needed)) and any(map(holds, cells))

    def implies(self, key: CellKey, numbers: Mapping[CellKey, int]) -> int | None:
        """What the other cells of an identity leave for one of them, None if they say too little."""
        if not self.has_grounds(numbers.keys(), without=key):
            return None
        factor = self.coefficients[key]
        rest = sum(other * numbers.get(cell, 0) for cell, other in self.coefficients.items() if cell != key)
        return -rest * factor


@cache
def definitions() -> tuple[Definition, ...]:
    """All relations as declared, in their order."""
    rows = csv_rows("gongkai.forms", "relations.csv")
    return tuple(Definition(**row, number=number) for number, row in enumerate(rows))


def relations(edition: str, filled: Collection[str]) -> tuple[Relation, ...]:
    """Every relation between the cells of a report, and between them and those of last year's.

    Args:
        edition: of the form.
        filled: codes of the rows of the requests table with at least one number. Rows of the other edition and
            printed group subtotals count among them; of 其他处理 and its sub-rows those that are filled are
            summed, never both.
    """
    return _relations(edition, *_beside_the_form(edition, filled))


def relations_of_rules(edition: str, filled: Collection[str]) -> Mapping[str, tuple[Relation, ...]]:
    """The same by the rule that checks them."""
    return _of_rules(edition, *_beside_the_form(edition, filled))


def identities(edition: str, filled: Collection[str]) -> tuple[Relation, ...]:
    """Those of `relations` that equate cells of one report: its sums and the balance."""
    return _identities(edition, *_beside_the_form(edition, filled))


def _beside_the_form(edition: str, filled: Collection[str]) -> tuple[frozenset[str], bool]:
    """The filled rows that are none of this edition, and whether its own 其他处理 is filled."""
    own = _own_rows(edition)
    extra = frozenset([row for row in filled if row not in own and row in labels("requests")])
    return extra, any([_is_other(row) for row in filled if row in own])


@cache
def _own_rows(edition: str) -> frozenset[str]:
    return frozenset(row.code for row in load_form(edition).rows["requests"])


@lru_cache(maxsize=64)
def _identities(edition: str, extra: frozenset[str], own_other: bool) -> tuple[Relation, ...]:
    return tuple(relation for relation in _relations(edition, extra, own_other) if relation.is_identity)


@lru_cache(maxsize=64)
def _of_rules(edition: str, extra: frozenset[str], own_other: bool) -> Mapping[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = {}
    for relation in _relations(edition, extra, own_other):
        found.setdefault(relation.rule, []).append(relation)
    return {rule: tuple(of_rule) for rule, of_rule in found.items()}


@lru_cache(maxsize=64)
def _relations(edition: str, extra: frozenset[str], own_other: bool) -> tuple[Relation, ...]:
    form = load_form(edition)
    rows = [row.code for row in form.rows["requests"]]
    rows += [code for code in labels("requests") if code in extra]
    parts = {"outcomes": _outcomes(form, extra, own_other)}
    parents = {code: label.parent for code, label in labels("requests").items()}
    # the rows under each printed subtotal; a row of the form without rows under it has none
    items_of = {
        row: form.children(row) or tuple(code for code, parent in parents.items() if code in extra and parent == row)
        for row in rows
        if row not in extra or row not in parts["outcomes"]
    }
    found: list[Relation] = []
    for definition in definitions():
        if definition.each == "row":
            for row in rows if definition.table == "requests" else _rows_of(definition.table):
                columns = _columns_of(definition.table, row)
                relation = _relation(definition, row, {"columns": columns[:-1]})
                found += [relation] if all(key.column in columns for key in relation.cells) else []
        elif definition.each == "column":
            found += (_relation(definition, column, parts) for column in labels("applicant_types"))
        else:
            for group, items in items_of.items():
                members = {"group": (group,), "items": items}
                found += (_relation(definition, column, members) for column in labels("applicant_types") if items)
    return tuple(found)


def _relation(definition: Definition, at: str, parts: Mapping[str, tuple[str, ...]]) -> Relation:
    """A definition applied to one row, or to one column; `parts` are the codes that its words stand for."""
    left, sign, right = definition.sides
    sides = [
        tuple(
            Term(
                CellKey(definition.table, at, each)
                if definition.each == "row"
                else CellKey(definition.table, each, at),
                -1 if minus == "-" else 1,
                bool(last),
            )
            for minus, last, code in _TERM.findall(side)
            for each in parts.get(code, (code,))
        )
        for side in (left, right)
    ]
    return Relation(definition, sides[0], sign, sides[1])


@cache
def _rows_of(table: str) -> tuple[str, ...]:
    """The rows of a table in any edition: a report may print those of another one."""
    return tuple(dict.fromkeys(row.code for edition in editions() for row in load_form(edition).rows[table]))


@cache
def _columns_of(table: str, row: str) -> tuple[str, ...]:
    """The columns of a row in any edition, in printed order, a total last."""
    if table == TABLES[1]:
        return tuple(labels("applicant_types"))
    found = (load_form(edition).row(table, row) for edition in editions())
    return tuple(dict.fromkeys(column for line in found if line for column in line.columns))


def _is_other(row: str) -> bool:
    return row == _OTHER or labels("requests")[row].parent == _OTHER


def _outcomes(form: Form, extra: frozenset[str], own_other: bool) -> tuple[str, ...]:
    """The rows that make up the total; 其他处理 is printed in two ways, and only the filled one counts."""
    foreign = tuple(row for row in labels("requests") if row in extra and _is_other(row))
    leaves = form.children("processed")
    if own_other or not foreign:
        return leaves
    return (*(row for row in leaves if not _is_other(row)), *foreign)
