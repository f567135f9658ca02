"""The registry of rules (`labels/rules.csv`), the sums that the form prescribes, and the way to word a finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from gongkai.forms.form import Form, code_list, labels, load_form
from gongkai.model import CellKey, Finding, Number, Place

_OTHER = "other_handling"
_LISTS = {
    "proactive_disclosure": ("proactive_disclosure_rows", "measures"),
    "requests": ("requests", "applicant_types"),
    "review_litigation": ("channels", "outcomes"),
}
_EXPLANATION = re.compile(r"(?<=.)（[^（）]*，[^（）]*）$|(?<=.)（单位：[^（）]*）$")
_READING = {True: ("（原文如此）", " (printed so)"), False: ("（读法存疑）", " (our reading is uncertain)")}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the registry; every text but `check` stands in Chinese and English.

    Attributes:
        rule: its id.
        family: the part of the report it is about.
        severity: `error`, `warning` or `info`.
        check: the condition, in one line.
        message_zh: the sentence of a finding, with placeholders.
        message_en: the same in English.
        title_zh: what holds where the rule passes.
        title_en: the same in English.
        skips_zh: what it says nothing about.
        skips_en: the same in English.
        basis_zh: the law, form or custom it rests on.
        basis_en: the same in English.
    """

    rule: str
    family: str
    severity: str
    check: str
    message_zh: str
    message_en: str
    title_zh: str
    title_en: str
    skips_zh: str
    skips_en: str
    basis_zh: str
    basis_en: str


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the registry."""
    columns = tuple(field.name for field in fields(Rule))
    return {row["rule"]: Rule(*(row[column] for column in columns)) for row in code_list("rules")}


def finding(
    rule: str,
    *,
    places: Iterable[Place | None] = (),
    cells: Iterable[CellKey] = (),
    expected: Number | str | None = None,
    found: Number | str | None = None,
    severity: str | None = None,
    certain: bool | None = None,
    zh: Mapping[str, object] | None = None,
    en: Mapping[str, object] | None = None,
) -> Finding:
    """A finding of that rule with its sentences filled in.

    Args:
        rule: id in the registry; KeyError for an unknown one.
        places: where in the source; None entries are dropped.
        cells: the form cells concerned.
        expected: what the rule wants.
        found: what stands there.
        severity: where it differs from the rule's own.
        certain: True adds that the source prints it so, False that our reading is uncertain, None nothing.
        zh: values for the placeholders of the Chinese sentence.
        en: values for the placeholders of the English sentence; those of `zh` where it says nothing.
    """
    entry = rules()[rule]
    chinese = dict(zh or {})
    english = {**chinese, **(en or {})}
    reading_zh, reading_en = ("", "") if certain is None else _READING[certain]
    return Finding(
        rule,
        severity or entry.severity,
        entry.message_zh.format(**chinese) + reading_zh,
        entry.message_en.format(**english) + reading_en,
        tuple(place for place in places if place is not None),
        tuple(cells),
        expected,
        found,
    )


@cache
def name(vocabulary: str, code: str, edition: str) -> tuple[str, str]:
    """What findings call a code: the official Chinese label without its explanation in brackets, and the English one.

    >>> name("requests", "partially_granted", "2021")[0], name("measures", "fee_amount", "2021")[0]
    ('（二）部分公开', '本年收费金额')
    """
    label = labels(vocabulary)[code]
    official = label.zh.get(edition) or next(iter(label.zh.values()))
    return _EXPLANATION.sub("", official), label.en


def row_name(key: CellKey, edition: str) -> tuple[str, str]:
    """The name of the cell's row (item, channel) in both languages."""
    return name(_LISTS[key.table][0], key.row, edition)


def column_name(key: CellKey, edition: str) -> tuple[str, str]:
    """The name of the cell's column (applicant type, measure, outcome) in both languages."""
    return name(_LISTS[key.table][1], key.column, edition)


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that the form prescribes: target = Σ plus − Σ minus; `rule` is the rule that checks it."""

    rule: str
    target: CellKey
    plus: tuple[CellKey, ...]
    minus: tuple[CellKey, ...] = ()

    @property
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
