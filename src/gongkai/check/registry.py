"""Every rule that is applied, in the order of `forms/labels/rules.csv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from gongkai.check.narrative import claim_rules
from gongkai.check.relations import relation_rules
from gongkai.check.rule import Case, RuleCheck, Verdict
from gongkai.check.sheet import Sheet
from gongkai.forms import TABLES, Rule, load_form, rules


def _noted(entry: Rule) -> RuleCheck:
    """A rule that reading or reconciling has already applied; its findings in the report are counted.

    `cases` in `rules.csv` says among what: `form rows`, `form cells`, `rows`, `cells` or `tables` of some tables,
    `reconciled tables`, or `report`.
    """
    what, _, named = entry.cases.partition(" of ")
    among = tuple(named.split("|")) if named else TABLES
    population = _POPULATIONS[what]

    def cases(sheet: Sheet) -> list[Case]:
        failed = sheet.found_by_reading[entry.rule]
        return [*[Verdict.FAILED] * failed, *[Verdict.PASSED] * (population(sheet, among) - failed)]

    return RuleCheck(entry.rule, cases)


@cache
def _cells_of(edition: str) -> Counter[str]:
    """How many cells each table of the form has."""
    return Counter(key.table for key in load_form(edition).cells())


_POPULATIONS: Mapping[str, Callable[[Sheet, tuple[str, ...]], int]] = {
    "form rows": lambda sheet, among: sum(len(sheet.form.rows[table]) for table in among),
    "form cells": lambda sheet, among: sum(_cells_of(sheet.edition)[table] for table in among),
    "rows": lambda sheet, among: sum(sheet.printed_rows[table] for table in among),
    "cells": lambda sheet, among: sum(len(sheet.printed[table]) for table in among),
    "tables": lambda sheet, among: sum(bool(sheet.printed[table]) for table in among),
    "reconciled tables": lambda sheet, among: sheet.reconciled_tables,
    "report": lambda sheet, among: 1,
}


def _registry() -> Mapping[str, RuleCheck]:
    files = (import_module(found.name) for found in iter_modules([str(Path(__file__).parent)], "gongkai.check."))
    defined = (value for file in files for value in vars(file).values() if isinstance(value, RuleCheck))
    by_id = {check.rule: check for check in (*relation_rules(), *claim_rules(), *defined)}
    return {rule: by_id[rule] if rule in by_id else _noted(entry) for rule, entry in rules().items()}


_ALL = _registry()
RULES: Mapping[str, RuleCheck] = {rule: check for rule, check in _ALL.items() if not rules()[rule].series}
"""The rules that look at one report."""
SERIES_RULES: Mapping[str, RuleCheck] = {rule: check for rule, check in _ALL.items() if rules()[rule].series}
"""Those that need other years, other bodies, or what the dataset records."""
