"""How often each rule found something, and how the sums of the form went, told from the known cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.names import ERROR_RULES
from tests.support.made_up.known import reports
from tests.support.made_up.model import Key, KnownReport
from tests.support.official_forms import APPLICANTS, CHANNELS, OUTCOME_ROWS, OUTCOMES, REQUESTS

KINDS = tuple(APPLICANTS)[:-1]
Sides = tuple[Sequence[Key], Sequence[Key]]
"""The cells of both sides of an equation; the first of the left must be printed for it to be asked."""


def judged(report: KnownReport, rule: str) -> tuple[int, int]:
    """How many equations of the rule hold and how many are broken, of those that can be judged."""
    held = [_holds(report, *sides) for sides in EQUATIONS[rule](report)]
    return held.count(True), held.count(False)


def _row_totals(report: KnownReport) -> Iterator[Sides]:
    for row in REQUESTS[report.edition]:
        yield [("requests", row, "total")], [("requests", row, kind) for kind in KINDS]


def _balances(report: KnownReport) -> Iterator[Sides]:
    for kind in APPLICANTS:
        left, right = (
            [("requests", row, kind) for row in rows]
            for rows in (("total_processed", "carried_out"), ("new_received", "carried_in"))
        )
        if report.cells[right[0]].value is not None:
            yield left, right


def _outcome_totals(report: KnownReport) -> Iterator[Sides]:
    for kind in APPLICANTS:
        yield (
            [("requests", "total_processed", kind)],
            [("requests", row, kind) for row in OUTCOME_ROWS[report.edition]],
        )


def _channel_totals(_: KnownReport) -> Iterator[Sides]:
    for channel in CHANNELS:
        keys = [("review_litigation", channel, outcome) for outcome in OUTCOMES]
        yield keys[-1:], keys[:-1]


EQUATIONS = {
    "APP-R01": _row_totals,
    "APP-C01": _balances,
    "APP-C02": _outcome_totals,
    "RL-R01": _channel_totals,
}


def _holds(report: KnownReport, left: Sequence[Key], right: Sequence[Key]) -> bool | None:
    """A blank counts as nothing beside a number; what cannot be read or is in doubt proves no breach."""
    if report.cells[left[0]].value is None or all(report.cells[key].value is None for key in right):
        return None
    one, other = (sum((report.cells[key].value or Decimal(0) for key in keys), Decimal(0)) for keys in (left, right))
    if one == other:
        return True
    used = [report.cells[key] for key in (*left, *right)]
    return False if all(cell.certain and cell.state in ("reported", "blank") for cell in used) else None


def carried(report: KnownReport) -> tuple[int, int]:
    """YOY-01: columns that carry in what the report of the year before carried out, and that do not."""
    before = [other for other in reports() if (other.agency_id, other.year) == (report.agency_id, report.year - 1)]
    pairs = [
        (last.cells["requests", "carried_out", kind], report.cells["requests", "carried_in", kind])
        for last in before
        for kind in APPLICANTS
    ]
    known = [(a, b) for a, b in pairs if a.value is not None and b.value is not None]
    same = sum(a.value == b.value for a, b in known)
    return same, sum(a.value != b.value and a.certain and b.certain for a, b in known)


def quality_scores(checks: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """The share of the rules of grave faults that a report passed, of those the rows of `checks` say were asked."""
    asked: dict[str, set[str]] = {}
    for check in checks:
        if check["rule"] in ERROR_RULES and int(check["passed"]) + int(check["failed"]):
            asked.setdefault(check["report_id"], set()).add(check["rule"])
    for report in reports():
        own = asked[report.report_id]
        passed = len(own) - len({rule for rule in report.findings if rule in ERROR_RULES})
        yield {
            "report_id": report.report_id,
            "indicator": "data_quality_score",
            "numerator": Decimal(passed),
            "denominator": Decimal(len(own)),
            "value": Fraction(passed, len(own)),
            "basis": "reported",
            "reason": None,
        }
