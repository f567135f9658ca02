"""Rates and shares of one report, by the formulas of `forms/labels/indicators.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Literal

from gongkai.check.run import check, is_checkable
from gongkai.check.sheet import Sheet
from gongkai.forms import code_list, rules
from gongkai.forms.formulas import formula_terms
from gongkai.model import CellKey, Extraction, Indicator, Number, State

_SIX_DECIMALS = Decimal("0.000001")


_GAPS = {State.ABSENT: "not_in_source", State.UNREADABLE: "unreadable"}
_WORST_FIRST = ("not_in_source", "unreadable", "not_filled")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number and how sure it is; `gap` says why there is none."""

    value: Number | None
    implied: bool = False
    certain: bool = True
    gap: str | None = None


def indicators(extraction: Extraction) -> tuple[Indicator, ...]:
    """The indicators that the report's form gives, in the order of the list.

    What the sums imply is taken before what is printed, and said so. A blank is no zero: it counts as 0 only where a
    printed total leaves nothing for it. A value is withheld, with the reason, where a cell is missing or in doubt,
    where what the indicator requires does not hold, and where the ratio's own denominator is below its floor.

    Args:
        extraction: a report, best after reconciliation and checks.

    Returns:
        One entry for each indicator of the edition; nothing for a rejected file.
    """
    if not is_checkable(extraction):
        return ()
    lookup = _Lookup(extraction)
    wanted = (row for row in code_list("indicators") if row["edition"] in ("", lookup.sheet.edition))
    return tuple(_indicator(lookup, row) for row in wanted)


def implied_zeros(extraction: Extraction) -> frozenset[CellKey]:
    """The cells without a number that a printed total proves to be 0, none for a rejected file."""
    if not is_checkable(extraction):
        return frozenset()
    sheet = Sheet(extraction)
    return frozenset(key for key in _implied_zeros(sheet) if sheet.at(key).reconciled is None)


def _indicator(lookup: _Lookup, row: dict[str, str]) -> Indicator:
    above, below = lookup.sum(row["numerator"]), lookup.sum(row["denominator"])
    sides = [lookup.sum(side) for side in row["requires"].split(" = ")] if row["requires"] else []
    reason = _reason([above, below, *sides], below.value or 0, int(row["floor"] or 0))
    value = None
    if reason is None and above.value is not None and below.value is not None:
        value = (Decimal(above.value) * int(row["scale"]) / Decimal(below.value)).quantize(_SIX_DECIMALS, ROUND_HALF_UP)
    basis: Literal["reported", "reconciled"] = "reconciled" if above.implied or below.implied else "reported"
    return Indicator(row["code"], above.value, below.value, value, basis, reason)


def _reason(used: list[_Figure], denominator: Number, floor: int) -> str | None:
    """Why there is no value; `used` holds what is above and below the line, and both sides of what must balance."""
    gaps = [figure.gap for figure in used if figure.gap]
    if gaps:
        return min(gaps, key=_WORST_FIRST.index)
    if not all(figure.certain for figure in used):
        return "uncertain"
    if len({figure.value for figure in used[2:]}) > 1:
        return "not_balanced"
    if denominator <= 0:
        return "zero_denominator"
    return "too_few" if denominator < floor else None


class _Lookup:
    """Looks up the terms of formulas in one report."""

    def __init__(self, extraction: Extraction) -> None:
        self.sheet = Sheet(extraction)
        self._zeros = set(_implied_zeros(self.sheet))
        self._extraction = extraction

    def sum(self, formula: str) -> _Figure:
        """The value of `table/row/column ± …`, a group standing for its rows; none if any term is unknown."""
        terms: list[tuple[int, _Figure]] = []
        for factor, key in formula_terms(formula):
            if key.table == "checks":
                terms.append((factor, self._judged[key.column]))
                continue
            rows = self.sheet.counted(key.row) if key.table == "requests" else ()
            terms += ((factor, self._cell(key._replace(row=row))) for row in rows or (key.row,))
        figures = [figure for _, figure in terms]
        gap = min((f.gap for f in figures if f.gap), key=_WORST_FIRST.index, default=None)
        value = None if gap else sum(factor * figure.value for factor, figure in terms if figure.value is not None)
        return _Figure(value, any(f.implied for f in figures), all(f.certain for f in figures), gap)

    def _cell(self, key: CellKey) -> _Figure:
        cell = self.sheet.at(key)
        if cell.reconciled is not None:
            return _Figure(cell.reconciled, implied=True, certain=cell.certain)
        if cell.value is not None:
            return _Figure(cell.value, certain=cell.certain)
        return (
            _Figure(0, implied=True) if key in self._zeros else _Figure(None, gap=_GAPS.get(cell.state, "not_filled"))
        )

    @cached_property
    def _judged(self) -> dict[str, _Figure]:
        """How many rules of severity error could be judged, and how many passed."""
        checks = self._extraction.checks or check(self._extraction)[1]
        judged = [entry for entry in checks if rules()[entry.rule].severity == "error" and entry.applicable]
        return {"evaluable": _Figure(len(judged)), "passed": _Figure(sum(entry.failed == 0 for entry in judged))}


def _implied_zeros(sheet: Sheet) -> Iterator[CellKey]:
    """Blank cells for which printed totals leave nothing; on two sides of a balance blanks could offset each other."""
    if not any(cell.state is State.BLANK for cell in sheet.cells()):
        return
    for figures in sheet.identities():
        sides = [[c.key for c in side if c.value is None] for side in (figures.left_cells, figures.right_cells)]
        # every cell is read for certain and holds a number or nothing
        firm = all(cell.certain and cell.state in (State.REPORTED, State.BLANK) for cell in figures.cells)
        if firm and figures.has_grounds and figures.holds and not all(sides):
            yield from (*sides[0], *sides[1])
