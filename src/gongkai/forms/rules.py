"""The registry of rules (`labels/rules.csv`) and the one way to make a finding from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.forms.form import code_list
from gongkai.model import CellKey, Finding, Number, Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, family, default severity, what it checks, and its sentence in both languages."""

    rule: str
    family: str
    severity: str
    check: str
    message_zh: str
    message_en: str


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the registry."""
    columns = ("rule", "family", "severity", "check", "message_zh", "message_en")
    return {row["rule"]: Rule(*(row[column] for column in columns)) for row in code_list("rules")}


def finding(
    rule: str,
    *,
    places: Iterable[Place | None] = (),
    cells: Iterable[CellKey] = (),
    expected: Number | str | None = None,
    found: Number | str | None = None,
    severity: str | None = None,
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
        zh: values for the placeholders of the Chinese sentence.
        en: values for the placeholders of the English sentence; those of `zh` where it says nothing.
    """
    entry = rules()[rule]
    chinese = dict(zh or {})
    english = {**chinese, **(en or {})}
    return Finding(
        rule,
        severity or entry.severity,
        entry.message_zh.format(**chinese),
        entry.message_en.format(**english),
        tuple(place for place in places if place is not None),
        tuple(cells),
        expected,
        found,
    )
