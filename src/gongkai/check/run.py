"""Applies the rules to one report, or to several together, and counts the outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.check.registry import RULES, SERIES_RULES
from gongkai.check.rule import RuleCheck
from gongkai.check.sheet import Sheet
from gongkai.forms import editions
from gongkai.model import Check, Extraction, Finding

Outcome = tuple[tuple[Finding, ...], tuple[Check, ...]]
"""Findings, and one count for each rule in the order of the registry; all zero where no case arises."""


def check(extraction: Extraction) -> Outcome:
    """Applies all rules that need one report only.

    Args:
        extraction: a report as read; reconciled or not makes no difference to what is compared, which is always
            what the source prints.

    Returns:
        The findings, without those that reading gave already, and the counts. Both are empty for a rejected file.
    """
    return _apply(RULES.values(), Sheet(extraction)) if is_checkable(extraction) else ((), ())


def check_series(extractions: Mapping[str, Extraction], agency_of: Mapping[str, str]) -> Mapping[str, Outcome]:
    """Applies the rules that compare several reports, or a report with its record in the dataset.

    Args:
        extractions: reports by report id; rejected files are passed over.
        agency_of: agency id by report id; a report without one stands alone.

    Returns:
        Findings and counts by report id, for every report; a finding about two years stands with the later one.
    """
    sheets = {report_id: Sheet(e, report_id) for report_id, e in extractions.items() if is_checkable(e)}
    series = {(agency_of.get(report_id), sheet.report.year): sheet for report_id, sheet in sheets.items()}
    by_year: dict[int | None, list[Sheet]] = {}
    for sheet in sheets.values():
        by_year.setdefault(sheet.report.year, []).append(sheet)
    for report_id, sheet in sheets.items():
        agency, year = agency_of.get(report_id), sheet.report.year
        sheet.last = series.get((agency, year - 1)) if agency and year else None
        sheet.of_the_year = by_year[year]
    return {
        report_id: _apply(SERIES_RULES.values(), sheets[report_id]) if report_id in sheets else ((), ())
        for report_id in extractions
    }


def is_checkable(extraction: Extraction) -> bool:
    """True for a report whose form is known."""
    return extraction.report.edition in editions()


def _apply(rules: Iterable[RuleCheck], sheet: Sheet) -> Outcome:
    outcomes = [rule.apply(sheet) for rule in rules]
    return tuple(finding for findings, _ in outcomes for finding in findings), tuple(count for _, count in outcomes)
