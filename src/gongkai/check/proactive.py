"""The proactive-disclosure table (Article 20)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet
from gongkai.forms.wording import row_name
from gongkai.model import Cell, State

TABLE = "proactive_disclosure"
SIGNED = "items_change"
"""The one measure that may be negative."""


def signs(sheet: Sheet) -> Iterator[Result]:
    """A20-V01: no number but the change this year is negative."""
    for cell in sheet.cells(TABLE):
        if cell.value is None or cell.key.column == SIGNED:
            continue
        if cell.value >= 0:
            yield Verdict.PASSED
        elif not cell.certain:
            yield Verdict.NOT_EVALUABLE
        else:
            zh, en = row_name(cell.key, sheet.edition)
            yield failure("A20-V01", [cell], expected="≥ 0", found=cell.value, zh={"item": zh}, en={"item": en})


def stock_below_flow(sheet: Sheet) -> Iterator[Result]:
    """A20-E19-01: what is disclosed in all is not less than what was newly disclosed."""
    for newly, total in _pairs(sheet, "newly_disclosed_this_year", "total_disclosed"):
        n, t = newly.value, total.value
        if n is None or t is None:
            yield Verdict.NOT_EVALUABLE
        elif t >= n:
            yield Verdict.PASSED
        elif not (newly.certain and total.certain):
            yield Verdict.NOT_EVALUABLE
        else:
            zh, en = row_name(total.key, sheet.edition)
            yield failure(
                "A20-E19-01",
                [newly, total],
                expected=f"≥ {n}",
                found=t,
                zh={"item": zh, "t": t, "n": n},
                en={"item": en},
            )


def undisclosed(sheet: Sheet) -> Iterator[Result]:
    """A20-E19-02: not fewer documents were newly disclosed than made."""
    for made, newly in _pairs(sheet, "made_this_year", "newly_disclosed_this_year"):
        m, n = made.value, newly.value
        if m is None or n is None:
            yield Verdict.NOT_EVALUABLE
        elif n >= m:
            yield Verdict.PASSED
        else:
            zh, en = row_name(newly.key, sheet.edition)
            yield failure(
                "A20-E19-02",
                [made, newly],
                expected=f"≥ {m}",
                found=n,
                zh={"item": zh, "m": m, "n": n},
                en={"item": en},
            )


def negative_stock(sheet: Sheet) -> Iterator[Result]:
    """A20-E19-03: last year's items and the change do not come to less than nothing."""
    for prior, change in _pairs(sheet, "items_prior_year", SIGNED):
        if prior.value is None or change.value is None:
            yield Verdict.NOT_EVALUABLE
        elif prior.value + change.value >= 0:
            yield Verdict.PASSED
        elif not (prior.certain and change.certain):
            yield Verdict.NOT_EVALUABLE
        else:
            zh, en = row_name(prior.key, sheet.edition)
            found = prior.value + change.value
            yield failure("A20-E19-03", [prior, change], expected="≥ 0", found=found, zh={"item": zh}, en={"item": en})


def unit_of_amount(sheet: Sheet) -> Iterator[Result]:
    """A20-E19-04: the procurement amount says whether it is yuan or 万元; nothing is said of 0, which needs no unit."""
    for cell in sheet.cells(TABLE):
        if cell.key.column != "procurement_amount" or not cell.value:
            continue
        if cell.unit is not None:
            yield Verdict.PASSED
        else:
            yield failure("A20-E19-04", [cell], found=cell.value, zh={"raw": cell.raw})


def annual_stock(sheet: Sheet) -> Iterator[Result]:
    """A20-E19-06: what is disclosed in all is more than this year's; if equal, it may be this year's figure again."""
    for newly, total in _pairs(sheet, "newly_disclosed_this_year", "total_disclosed"):
        if newly.value is None or total.value is None:
            yield Verdict.NOT_EVALUABLE
        elif total.value == newly.value and total.value > 0:
            zh, en = row_name(total.key, sheet.edition)
            yield failure("A20-E19-06", [newly, total], found=total.value, zh={"item": zh}, en={"item": en})
        else:
            yield Verdict.PASSED


def _pairs(sheet: Sheet, first: str, second: str) -> Iterator[tuple[Cell, Cell]]:
    """The two measures of each item that has both, unless nothing is printed in either."""
    for cells in sheet.rows(TABLE).values():
        measures = {cell.key.column: cell for cell in cells}
        if first in measures and second in measures:
            pair = measures[first], measures[second]
            if any(cell.state is not State.ABSENT for cell in pair):
                yield pair
