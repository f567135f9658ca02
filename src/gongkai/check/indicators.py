"""Rates and shares of one report, by the formulas of `forms/labels/indicators.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gongkai.check.run import check, is_checkable
from gongkai.check.sheet import Sheet
from gongkai.forms import code_list, rules
from gongkai.model import Cell, CellKey, Check, Extraction, Indicator, Number, State

_TERM = re.compile(r"([+-]?)\s*([a-z0-9_]+)/([a-z0-9_]+)/([a-z0-9_]+)")
_SIX_DECIMALS = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with what it rests on."""

    value: Number
    implied: bool = False
    certain: bool = True


def indicators(extraction: Extraction) -> tuple[Indicator, ...]:
    """The indicators that the report's form gives, in the order of the list.

    What the sums imply is taken before what is printed, and said so. A blank is no zero: it counts as 0 only where a
    printed total leaves nothing for it.

    Args:
        extraction: a report, best after reconciliation and checks.

    Returns:
        One entry for each indicator of the edition; nothing for a rejected file.
    """
    if not is_checkable(extraction):
        return ()
    book = _Book(extraction)
    wanted = (row for row in code_list("indicators") if row["edition"] in ("", book.sheet.edition))
    return tuple(_indicator(book, row) for row in wanted)


def _indicator(book: _Book, row: dict[str, str]) -> Indicator:
    above, below, cases = (book.sum(row[part]) for part in ("numerator", "denominator", "few_of"))
    few = cases is not None and cases.value < int(row["few"] or 0)
    value = None
    if above and below and cases and not few:
        value = _rate(above.value, below.value, int(row["scale"]))
    used = [figure for figure in (above, below) if figure]
    return Indicator(
        row["code"],
        above.value if above else None,
        below.value if below else None,
        value,
        "reconciled" if any(figure.implied for figure in used) else "reported",
        few,
        None if all(figure.certain for figure in used) else "uncertain",
    )


def _rate(above: Number, below: Number, scale: int) -> Decimal | None:
    return (Decimal(above) * scale / Decimal(below)).quantize(_SIX_DECIMALS) if below > 0 else None


class _Book:
    """Looks up the terms of formulas in one report."""

    def __init__(self, extraction: Extraction) -> None:
        self.sheet = Sheet(extraction)
        self._zeros = set(_implied_zeros(self.sheet))
        self._extraction = extraction

    def sum(self, formula: str) -> _Figure | None:
        """The value of `table/row/column ± …`, 0 if there is none; None if any term is unknown."""
        total = _Figure(0)
        for sign, table, row, column in _TERM.findall(formula):
            figure = self._quality(column) if table == "checks" else self._row(table, row, column)
            if figure is None:
                return None
            value = total.value - figure.value if sign == "-" else total.value + figure.value
            total = _Figure(value, total.implied or figure.implied, total.certain and figure.certain)
        return total

    def _row(self, table: str, row: str, column: str) -> _Figure | None:
        """One row, or the sum of the rows of a group."""
        rows = self.sheet.counted(row) if table == "requests" else ()
        figures = [self._cell(CellKey(table, code, column)) for code in rows or (row,)]
        known = [figure for figure in figures if figure]
        if len(known) < len(figures):
            return None
        value = sum((figure.value for figure in known[1:]), known[0].value)
        return _Figure(value, any(f.implied for f in known), all(f.certain for f in known))

    def _cell(self, key: CellKey) -> _Figure | None:
        cell = self.sheet.at(key)
        if cell.reconciled is not None:
            return _Figure(cell.reconciled, implied=True, certain=cell.certain)
        if cell.value is not None:
            return _Figure(cell.value, certain=cell.certain)
        return _Figure(0, implied=True) if key in self._zeros else None

    def _quality(self, what: str) -> _Figure:
        """How many rules of severity error could be judged, or passed."""
        return _Figure(len(self._judged) if what == "evaluable" else sum(entry.failed == 0 for entry in self._judged))

    @cached_property
    def _judged(self) -> list[Check]:
        checks = self._extraction.checks or check(self._extraction)[1]
        return [entry for entry in checks if rules()[entry.rule].severity == "error" and entry.applicable]


def _implied_zeros(sheet: Sheet) -> Iterator[CellKey]:
    """Blank cells for which printed totals leave nothing; on two sides of a balance blanks could offset each other."""
    for figures in sheet.identities:
        sides = [[c.key for c in side if c.value is None] for side in (figures.left_cells, figures.right_cells)]
        if figures.has_grounds and figures.holds and not all(sides) and _is_firm(figures.cells):
            yield from (*sides[0], *sides[1])


def _is_firm(cells: Iterable[Cell]) -> bool:
    """True if every cell is read for certain and holds a number or nothing."""
    return all(cell.certain and cell.state in (State.REPORTED, State.BLANK) for cell in cells)
