"""Numbers in the narrative against the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet, add
from gongkai.forms.wording import name
from gongkai.model import Fact, Number

_OUTCOMES = {
    "applications_granted": "granted",
    "applications_partially_granted": "partially_granted",
    "applications_refused": "refused",
    "applications_unable": "unable",
    "applications_not_processed": "not_processed",
    "applications_other_handling": "other_handling",
}
_CARRIED = {"applications_carried_in": "carried_in", "applications_carried_out": "carried_out"}
_CASES = {
    "reconsideration_cases": ("reconsideration",),
    "litigation_cases": ("litigation_direct", "litigation_after_reconsideration"),
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the text says, and the figures of the table that it may mean; `rows` are those a finding points to."""

    rule: str
    fact: str
    table: str
    rows: tuple[str, ...]
    figures: tuple[Number, ...]
    zh: str = ""
    en: str = ""


def received(sheet: Sheet) -> Iterator[Result]:
    """NAR-01: requests received, with or without those carried in."""
    if sheet.facts("applications_received"):
        new = ("new_received",)
        figures = _figures(sheet, "requests", new)
        both = _figures(sheet, "requests", (*new, "carried_in")) if figures else ()
        yield from _compare(sheet, _Claim("NAR-01", "applications_received", "requests", new, figures + both))


def processed(sheet: Sheet) -> Iterator[Result]:
    """NAR-02: requests processed or closed; 已全部办结 agrees with a table that carries nothing over."""
    rows = ("total_processed",)
    for fact in ("applications_processed", "applications_closed"):
        said = sheet.facts(fact)
        if any(claim.implied for claim in said) and 0 in _figures(sheet, "requests", ("carried_out",)):
            yield Verdict.PASSED
        elif said:
            yield from _compare(sheet, _Claim("NAR-02", fact, "requests", rows, _figures(sheet, "requests", rows)))


def outcomes(sheet: Sheet) -> Iterator[Result]:
    """NAR-03: requests by outcome against the row or the sum of the group."""
    for fact, group in _OUTCOMES.items():
        if sheet.facts(fact):
            rows = sheet.counted(group)
            figures = _figures(sheet, "requests", rows)
            zh, en = name("requests", group, sheet.edition)
            yield from _compare(sheet, _Claim("NAR-03", fact, "requests", rows, figures, zh, en))


def carried(sheet: Sheet) -> Iterator[Result]:
    """NAR-04: requests carried in and carried out."""
    for fact, row in _CARRIED.items():
        if sheet.facts(fact):
            yield from _compare(sheet, _Claim("NAR-04", fact, "requests", (row,), _figures(sheet, "requests", (row,))))


def cases(sheet: Sheet) -> Iterator[Result]:
    """NAR-05: reconsideration and litigation, or that there was none."""
    for fact, channels in _CASES.items():
        if sheet.facts(fact):
            figures = _figures(sheet, "review_litigation", channels)
            yield from _compare(sheet, _Claim("NAR-05", fact, "review_litigation", channels, figures))


def _figures(sheet: Sheet, table: str, rows: Sequence[str]) -> tuple[Number, ...]:
    """What the table can be said to state for these rows.

    The printed totals, or the other columns of each row, or the totals as reconciled: where these differ another
    rule has said so, and the narrative need agree with one of them only.
    """
    totals = [sheet.cell(table, row, "total") for row in rows]
    columns = [sheet.rows(table).get(row, ()) for row in rows]
    parts = [add(cell.value for cell in cells if cell.key.column != "total") for cells in columns]
    reconciled = [cell.value if cell.reconciled is None else cell.reconciled for cell in totals]
    stated = (add(cell.value for cell in totals), add(parts), add(reconciled))
    return tuple(figure for figure in stated if figure is not None)


def _compare(sheet: Sheet, claim: _Claim) -> Iterator[Result]:
    """One case for everything the text says about these rows: it agrees if one of its numbers does."""
    exact = [fact for fact in sheet.facts(claim.fact) if fact.qualifier != "about"]
    if not exact or not claim.figures:
        yield Verdict.NOT_EVALUABLE
    elif any(_agrees(fact, figure) for fact in exact for figure in claim.figures):
        yield Verdict.PASSED
    else:
        yield _differs(sheet, claim, exact[0])


def _agrees(fact: Fact, figure: Number) -> bool:
    return figure >= fact.value if fact.qualifier == "at_least" else figure == fact.value


def _differs(sheet: Sheet, claim: _Claim, fact: Fact) -> Result:
    table = claim.figures[0]
    return failure(
        claim.rule,
        [sheet.cell(claim.table, row, "total") for row in claim.rows],
        places=[fact.place],
        expected=table,
        found=fact.value,
        zh={"g": claim.zh, "n": fact.value, "t": table},
        en={"g": claim.en},
    )
