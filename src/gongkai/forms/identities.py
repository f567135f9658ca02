"""The sums that the form prescribes, by edition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gongkai.forms.form import Form, labels, load_form
from gongkai.model import CellKey

_OTHER = "other_handling"


@dataclass(frozen=True)
class Identity:
    """A sum that the form prescribes: target = Σ plus − Σ minus; `rule` is the rule that checks it."""

    rule: str
    target: CellKey
    plus: tuple[CellKey, ...]
    minus: tuple[CellKey, ...] = ()

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """All cells, the target first."""
        return (self.target, *self.plus, *self.minus)


def identities(edition: str, filled: Collection[str]) -> tuple[Identity, ...]:
    """Every sum of the requests and review tables.

    Args:
        edition: of the form.
        filled: codes of the rows of the requests table with at least one number. Rows of the other edition and
            printed group subtotals count among them; of 其他处理 and its sub-rows those that are filled are
            summed, never both.
    """
    own = {row.code for row in load_form(edition).rows["requests"]}
    extra = frozenset(row for row in filled if row not in own and row in labels("requests"))
    own_other = any(_is_other(row) for row in own.intersection(filled))
    return _identities(edition, extra, own_other)


@lru_cache(maxsize=64)
def _identities(edition: str, extra: frozenset[str], own_other: bool) -> tuple[Identity, ...]:
    form = load_form(edition)
    columns = tuple(labels("applicant_types"))
    rows = [row.code for row in form.rows["requests"]]
    rows += [code for code in labels("requests") if code in extra]
    leaves = _leaves(form, extra, own_other)
    sums = [_row_sum("APP-R01", "requests", row, columns) for row in rows]
    sums += [_column_sum("APP-C02", "total_processed", leaves, column) for column in columns]
    sums += [_balance(column) for column in columns]
    groups = [(group, _items(form, group, extra)) for group in rows if group not in extra or group not in leaves]
    sums += [_column_sum("APP-C04", g, items, column) for g, items in groups if items for column in columns]
    outcomes = tuple(labels("outcomes"))
    sums += [_row_sum("RL-R01", "review_litigation", row.code, outcomes) for row in form.rows["review_litigation"]]
    return tuple(sums)


def _is_other(row: str) -> bool:
    return row == _OTHER or labels("requests")[row].parent == _OTHER


def _leaves(form: Form, extra: frozenset[str], own_other: bool) -> tuple[str, ...]:
    """The rows that make up the total: of the two ways to print 其他处理 the one that is filled."""
    foreign = tuple(row for row in labels("requests") if row in extra and _is_other(row))
    leaves = form.children("processed")
    if own_other or not foreign:
        return leaves
    return (*(row for row in leaves if not _is_other(row)), *foreign)


def _items(form: Form, group: str, extra: frozenset[str]) -> tuple[str, ...]:
    """The rows under a row that is printed as a subtotal; nothing under a row of the form that stands alone."""
    own = form.children(group)
    return own or tuple(row for row in labels("requests") if row in extra and labels("requests")[row].parent == group)


def _row_sum(rule: str, table: str, row: str, columns: tuple[str, ...]) -> Identity:
    *addends, total = (CellKey(table, row, column) for column in columns)
    return Identity(rule, total, tuple(addends))


def _column_sum(rule: str, target: str, rows: tuple[str, ...], column: str) -> Identity:
    return Identity(rule, CellKey("requests", target, column), tuple(CellKey("requests", row, column) for row in rows))


def _balance(column: str) -> Identity:
    received, carried_in, processed, carried_out = (
        CellKey("requests", row, column) for row in ("new_received", "carried_in", "total_processed", "carried_out")
    )
    return Identity("APP-C01", processed, (received, carried_in), (carried_out,))
