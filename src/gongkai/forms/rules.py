"""The registry of rules (`labels/rules.csv`), and a finding of one with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache

from gongkai.forms.form import code_list
from gongkai.model import CellKey, Finding, Number, Place

_READING = {
    True: ("（所存文本如此）", " (as in the text we hold)"),
    False: ("（读法存疑，也可能是我们读错）", " (our reading is uncertain and may be at fault)"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the registry; every text stands in Chinese and English.

    Attributes:
        rule: its id.
        about: what its findings are about, `report`, `file` or `reading`; `gap`: about the file if
            that is damaged, else about the report.
        severity: `error`, `warning` or `info`.
        severity_2019: its severity for reports on 2019, empty where it is the same.
        cases: of a rule that reading or reconciling applies, what its findings are counted among.
        series: not empty where it needs other reports, or what the dataset records.
        condition_zh: the condition, in one line.
        condition_en: the same in English.
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
    about: str
    severity: str
    severity_2019: str
    cases: str
    series: str
    condition_zh: str
    condition_en: str
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
        certain: True adds that the text says so, False that our reading may be at fault, which it is then about,
            None nothing.
        zh: values for the placeholders of the Chinese sentence; an empty one is called blank.
        en: values for the placeholders of the English sentence; those of `zh` where it says nothing.
    """
    entry = rules()[rule]
    chinese = {name: "空白" if value == "" else value for name, value in (zh or {}).items()}
    english = {name: "blank" if value == "" else value for name, value in {**(zh or {}), **(en or {})}.items()}
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
        "reading" if certain is False else "report" if entry.about == "gap" else entry.about,
    )
