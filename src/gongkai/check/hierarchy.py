"""Compares a government's report, which sums up its departments and lower governments, with their reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.check.rule import Case, Failure, Verdict, rule
from gongkai.check.sheet import Sheet, add
from gongkai.model import Report

_GOVERNMENT = re.compile(r"人民政府$")
_OFFICE = re.compile(r"政府办公[厅室]")
"""An office may report for itself or for its whole government, so the rule leaves it out."""
_FLOWS = ("new_received", "total_processed")


@rule("HIE-01")
def roll_up(whole: Sheet) -> Iterator[Case]:
    """The sum over subordinate bodies does not exceed the figure of their government.

    Whether all of them are in the dataset cannot be known, so a smaller sum says nothing; a larger one is a
    contradiction however many are missing. Bodies below another lower government are counted within that one.
    Other reports than those of governments give no case.
    """
    if not _is_government(whole):
        return
    below = _subordinates(whole)
    for row in _FLOWS:
        total = whole.cell("requests", row, "total")
        parts = (sheet.cell("requests", row, "total") for sheet in below)
        added = add(part.value for part in parts if part.certain)
        if added is None or total.value is None or not total.certain or added < total.value:
            yield Verdict.NOT_EVALUABLE
        elif added == total.value:
            yield Verdict.PASSED
        else:
            yield Failure((total,), expected=f"≥ {added}", found=total.value)


def _subordinates(whole: Sheet) -> list[Sheet]:
    """The bodies of a government's division that belong to no other government within it."""
    within = [sheet for sheet in whole.of_the_year if sheet is not whole and _is_within(sheet, whole)]
    governments: dict[str, list[Sheet]] = {}
    for sheet in filter(_is_government, within):
        governments.setdefault(_stem(sheet.report.division_code or ""), []).append(sheet)
    found: list[Sheet] = []
    for sheet in within:
        code = sheet.report.division_code or ""
        # other governments that may roll the body up, by the digits that their divisions share
        above = (g for digits in range(len(code) + 1) for g in governments.get(code[:digits], ()) if g is not sheet)
        if not any(_is_within(sheet, government) for government in above):
            found.append(sheet)
    return found


def _is_within(sheet: Sheet, government: Sheet) -> bool:
    """True if the body belongs to that government: of the same division, or of one inside it."""
    inner, outer = sheet.report.division_code, government.report.division_code
    if not inner or not outer or not sheet.report.agency or _OFFICE.search(sheet.report.agency):
        return False
    return inner.startswith(_stem(outer)) and not (inner == outer and _is_government(sheet))


@cache
def _stem(division_code: str) -> str:
    """The digits that all divisions inside share: 230000 → 23, 371000 → 3710."""
    while division_code.endswith("00"):
        division_code = division_code[:-2]
    return division_code


def _is_government(sheet: Sheet) -> bool:
    return bool(_GOVERNMENT.search(sheet.report.agency or ""))


def reach(report: Report) -> str | None:
    """The code prefix of all bodies that a government's report sums up; None for other bodies."""
    if not report.division_code or not _GOVERNMENT.search(report.agency or ""):
        return None
    return _stem(report.division_code)
