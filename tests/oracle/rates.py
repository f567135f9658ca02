"""The indicators of chapter 8 of the domain notes, worked out from the known numbers by their formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain
from typing import Any

from tests.oracle.names import FEWEST
from tests.support.made_up.known import reports
from tests.support.made_up.model import KnownCell, KnownReport
from tests.support.official_forms import ROWS_OF_GROUP

Row = dict[str, Any]
Figures = list[KnownCell]


class Known:
    """The cells of one report by short names."""

    def __init__(self, report: KnownReport) -> None:
        self.report = report

    def total(self, *rows: str) -> Figures:
        """Rows of the requests table, groups with all their rows, in the total column."""
        groups = ROWS_OF_GROUP[self.report.edition]
        return [self.report.cells["requests", own, "total"] for row in rows for own in groups.get(row, (row,))]

    def kinds(self, row: str) -> Figures:
        """The five kinds of organisations."""
        kinds = ("commercial_enterprise", "research_institution", "public_interest_organization",
                 "legal_service_organization", "other_organization")  # fmt: skip
        return [self.report.cells["requests", row, kind] for kind in kinds]

    def review(self, *cells: str) -> Figures:
        """`channel/outcome` of the review table."""
        return [self.report.cells["review_litigation", *cell.split("/")] for cell in cells]  # type: ignore[index]

    def normative(self, *measures: str) -> Figures:
        """Measures of the normative documents."""
        return [self.report.cells["proactive_disclosure", "normative_documents", measure] for measure in measures]


Formula = tuple[Callable[[Known], Figures], Callable[[Known], Figures]]
MINUS = {"statutory_refusal_share": "refused_statutory_inquiry"}


def _of_processed(*rows: str) -> Formula:
    return lambda known: known.total(*rows), lambda known: known.total("total_processed")


_GRANTED = ("granted", "partially_granted")
_REFUSED = tuple(ROWS_OF_GROUP["2019"]["refused"])
_IN = ("new_received", "carried_in")
FORMULAS: dict[str, tuple[Formula, int]] = {
    "disclosure_rate_all": (_of_processed(*_GRANTED), 1),
    "full_disclosure_rate": (_of_processed("granted"), 1),
    "disclosure_rate_decided": ((lambda k: k.total(*_GRANTED), lambda k: k.total(*_GRANTED, "refused")), 1),
    "refusal_rate": (_of_processed("refused"), 1),
    "statutory_refusal_share": (_of_processed(*_REFUSED[:-1]), 1),
    "not_held_rate": (_of_processed("unable_not_held"), 1),
    "unable_rate": (_of_processed("unable"), 1),
    "not_processed_rate": (_of_processed("not_processed"), 1),
    "other_share": (_of_processed("other_handling"), 1),
    **{
        row.replace("refused_", "exemption_mix_"): (
            (lambda k, row=row: k.total(row), lambda k: k.total("refused")), 1  # type: ignore[misc]
        )
        for row in _REFUSED
    },
    "carry_over_rate": ((lambda k: k.total("carried_out"), lambda k: k.total(*_IN)), 1),
    "clearance_rate": ((lambda k: k.total("total_processed"), lambda k: k.total(*_IN)), 1),
    "organization_share": ((lambda k: k.kinds("new_received"), lambda k: k.total("new_received")), 1),
    "reconsideration_per_1000": (
        (lambda k: k.review("reconsideration/total"), lambda k: k.total("total_processed")), 1000,
    ),
    "litigation_per_1000": (
        (
            lambda k: k.review("litigation_direct/total", "litigation_after_reconsideration/total"),
            lambda k: k.total("total_processed"),
        ),
        1000,
    ),
    "challenge_rate": (
        (
            lambda k: k.review("reconsideration/total", "litigation_direct/total"),
            lambda k: k.total("total_processed"),
        ),
        1,
    ),
    "normative_turnover": (
        (lambda k: k.normative("repealed_this_year"), lambda k: k.normative("in_force", "repealed_this_year")), 1,
    ),
}  # fmt: skip
"""Code: cells above and below the line, and the scale. Those with a difference below the line follow in `rates`."""


@cache
def indicator_rows() -> tuple[Row, ...]:
    """One row per report and indicator, but for the quality score, which the ledger gives; worked out once."""
    return tuple(chain.from_iterable(map(indicators_of, reports())))


def indicators_of(report: KnownReport) -> Iterator[Row]:
    """One row per indicator of a report."""
    known = Known(report)
    for code, ((above, below), scale) in FORMULAS.items():
        if code != "normative_turnover" or report.edition == "2021":
            yield _row(report, code, (above(known), []), (below(known), []), scale)
    for channel in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        closed = known.review(f"{channel}/total"), known.review(f"{channel}/pending")
        yield _row(report, f"reversal_rate_{channel}", (known.review(f"{channel}/corrected"), []), closed, 1)
    closed = known.review("reconsideration/total"), known.review("reconsideration/pending")
    after = known.review("litigation_after_reconsideration/total")
    yield _row(report, "escalation_rate", (after, []), closed, 1)


def _row(
    report: KnownReport, code: str, above: tuple[Figures, Figures], below: tuple[Figures, Figures], scale: int
) -> Row:
    numerator, denominator = _difference(*above), _difference(*below)
    used = [*above[0], *above[1], *below[0], *below[1]]
    balance = Known(report).total("total_processed", "carried_out") if code == "clearance_rate" else []
    reason = _reason(code, [*used, *balance], denominator, _difference(balance, []))
    value = None
    if numerator is not None and denominator and reason is None:
        value = Fraction(numerator) * scale / Fraction(denominator)
    return {
        "report_id": report.report_id,
        "indicator": code,
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "basis": "reconciled" if any(cell.reconciled is not None for cell in used) else "reported",
        "reason": reason,
    }


def _reason(code: str, used: Figures, denominator: Decimal | None, balanced: Decimal | None) -> str | None:
    """Why there is no value: what is missing before what is in doubt, that before what is too small."""
    missing = {cell.state for cell in used if cell.best is None}
    if missing:
        first = next((state for state in ("absent", "unreadable") if state in missing), "blank")
        return {"absent": "not_in_source", "unreadable": "unreadable", "blank": "not_filled"}[first]
    if not all(cell.certain for cell in used):
        return "uncertain"
    if code == "clearance_rate" and balanced != denominator:
        return "not_balanced"
    if not denominator:
        return "zero_denominator"
    fewest = 100 if code.endswith("_per_1000") else FEWEST
    return "too_few" if denominator < fewest else None


def _difference(plus: Figures, minus: Figures) -> Decimal | None:
    numbers = [cell.best for cell in (*plus, *minus)]
    if any(number is None for number in numbers):
        return None
    return sum((cell.best or Decimal(0) for cell in plus), Decimal(0)) - sum(
        (cell.best or Decimal(0) for cell in minus), Decimal(0)
    )
