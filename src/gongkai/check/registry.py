"""Every rule that is applied, in the order of `forms/labels/rules.csv`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from gongkai.check.narrative import claim_rules
from gongkai.check.relations import relation_rules
from gongkai.check.rule import Case, RuleCheck, Verdict
from gongkai.check.sheet import Sheet
from gongkai.forms import TABLES, Rule, rules


def _defined() -> list[RuleCheck]:
    """Every rule that a file of this room defines."""
    names = (found.name for found in iter_modules([str(Path(__file__).parent)], "gongkai.check."))
    return [value for name in names for value in vars(import_module(name)).values() if isinstance(value, RuleCheck)]


def _noted(entry: Rule) -> RuleCheck:
    """A rule that reading or reconciling has applied: its findings stand in the report already and are counted.

    `cases` in `rules.csv` says among what: `form rows`, `form cells`, `rows`, `cells` or `tables` of some tables,
    `reconciled tables`, or `report`.
    """
    what, _, named = entry.cases.partition(" of ")
    among = tuple(named.split("|")) if named else TABLES
    population = _POPULATIONS[what]

    def cases(sheet: Sheet) -> list[Case]:
        failed = sheet.found_by_reading(entry.rule)
        return [*[Verdict.FAILED] * failed, *[Verdict.PASSED] * (population(sheet, among) - failed)]

    return RuleCheck(entry.rule, cases)


def _reconciled_tables(sheet: Sheet, tables: tuple[str, ...]) -> int:
    """The tables in which what is printed leaves something to work out."""
    return len({cell.key.table for cell in sheet.cells() if cell.reconciled is not None})


_POPULATIONS: Mapping[str, Callable[[Sheet, tuple[str, ...]], int]] = {
    "form rows": lambda sheet, among: sum(len(sheet.form.rows[table]) for table in among),
    "form cells": lambda sheet, among: sum(key.table in among for key in sheet.form.cells()),
    "rows": lambda sheet, among: sum(map(sheet.printed_rows, among)),
    "cells": lambda sheet, among: sum(len(sheet.printed(table)) for table in among),
    "tables": lambda sheet, among: sum(bool(sheet.printed(table)) for table in among),
    "reconciled tables": _reconciled_tables,
    "report": lambda sheet, among: 1,
}


def _registry() -> Mapping[str, RuleCheck]:
    applied = (*relation_rules(), *claim_rules(), *_defined())
    by_id = {check.rule: check for check in applied}
    return {rule: by_id[rule] if rule in by_id else _noted(entry) for rule, entry in rules().items()}


_ALL = _registry()
RULES: Mapping[str, RuleCheck] = {rule: check for rule, check in _ALL.items() if not rules()[rule].series}
"""The rules that look at one report."""
SERIES_RULES: Mapping[str, RuleCheck] = {rule: check for rule, check in _ALL.items() if rules()[rule].series}
"""Those that need other years, other bodies, or what the dataset records."""
