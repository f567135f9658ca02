"""Stocks of the proactive-disclosure table, carried from one year to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.check.proactive import SIGNED, TABLE
from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet
from gongkai.check.years import known
from gongkai.forms.wording import row_name
from gongkai.model import Cell, Number, State


def prior_year_items(last: Sheet | None, this: Sheet) -> Iterator[Result]:
    """A20-E19-05: prior-year items are last year's prior-year items plus last year's change."""
    for cell in _stocks(this, "items_prior_year"):
        before = _last(last, cell, "items_prior_year"), _last(last, cell, SIGNED)
        yield _follows("A20-E19-05", this, cell, before, lambda prior, change: prior + change)


def in_force(last: Sheet | None, this: Sheet) -> Iterator[Result]:
    """A20-E21-01: documents in force are last year's plus those issued minus those repealed."""
    for cell in _stocks(this, "in_force"):
        issued, repealed = _measure(this, cell, "issued_this_year"), _measure(this, cell, "repealed_this_year")
        used = _last(last, cell, "in_force"), issued, repealed
        yield _follows("A20-E21-01", this, cell, used, lambda stock, new, gone: stock + new - gone)


def repealed(last: Sheet | None, this: Sheet) -> Iterator[Result]:
    """A20-E21-02: no more documents were repealed than there were."""
    for cell in _stocks(this, "repealed_this_year"):
        used = _last(last, cell, "in_force"), _measure(this, cell, "issued_this_year")
        yield _follows("A20-E21-02", this, cell, used, lambda stock, new: stock + new, at_most=True)


def _stocks(sheet: Sheet, measure: str) -> list[Cell]:
    """The cells of that measure that are printed."""
    return [cell for cell in sheet.cells(TABLE) if cell.key.column == measure and cell.state is not State.ABSENT]


def _measure(sheet: Sheet, cell: Cell, measure: str) -> Cell:
    return sheet.cell(TABLE, cell.key.row, measure)


def _last(sheet: Sheet | None, cell: Cell, measure: str) -> Cell | None:
    return _measure(sheet, cell, measure) if sheet else None


def _follows(
    rule: str,
    this: Sheet,
    cell: Cell,
    used: tuple[Cell | None, ...],
    result: Callable[..., Number],
    *,
    at_most: bool = False,
) -> Result:
    """One case: the cell against what those used come to."""
    cells = [other for other in used if other is not None]
    if len(cells) < len(used) or not known(cell, *cells) or cell.value is None:
        return Verdict.NOT_EVALUABLE
    expected = result(*(other.value for other in cells))
    if cell.value == expected or (at_most and cell.value < expected):
        return Verdict.PASSED
    zh, en = row_name(cell.key, this.edition)
    wanted = f"≤ {expected}" if at_most else expected
    return failure(rule, [cell], expected=wanted, found=cell.value, zh={"item": zh}, en={"item": en})
