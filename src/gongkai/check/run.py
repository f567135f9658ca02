"""Applying the rules to one report and counting how they went."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.check.registry import RULES
from gongkai.check.result import Result, Verdict
from gongkai.check.sheet import Sheet
from gongkai.forms import editions
from gongkai.model import Check, Extraction, Finding


def check(extraction: Extraction) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    """All rules that one report alone can be held against.

    Args:
        extraction: a report as read; reconciled or not makes no difference to what is compared, which is always
            what the source prints.

    Returns:
        The findings, without those that reading gave already, and one count for each rule in the order of the
        registry; all zero where no case arises. Both are empty for a rejected file.
    """
    if not is_checkable(extraction):
        return (), ()
    sheet = Sheet(extraction)
    results = {rule: list(apply(sheet)) for rule, apply in RULES.items()}
    findings = [result for cases in results.values() for result in cases if isinstance(result, Finding)]
    return tuple(findings), tuple(tally(rule, cases) for rule, cases in results.items())


def is_checkable(extraction: Extraction) -> bool:
    """True for a report whose form is known."""
    return extraction.report.edition in editions()


def tally(rule: str, cases: Iterable[Result]) -> Check:
    """How many cases passed, failed, and could not be judged."""
    counted = cases if isinstance(cases, list) else list(cases)
    passed = counted.count(Verdict.PASSED)
    not_evaluable = counted.count(Verdict.NOT_EVALUABLE)
    return Check(rule, passed, len(counted) - passed - not_evaluable, not_evaluable)
