"""Applying the rules that need more than one report by itself: other years, bodies below, the dataset's record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.check import hierarchy, recorded, stocks, years
from gongkai.check.result import Result
from gongkai.check.run import is_checkable, tally
from gongkai.check.sheet import Sheet
from gongkai.model import Check, Extraction, Finding

YEAR_RULES: Mapping[str, years.YearRule] = {
    "RL-P02": years.pending_cases,
    "A20-E19-05": stocks.prior_year_items,
    "A20-E21-01": stocks.in_force,
    "A20-E21-02": stocks.repealed,
    "YOY-01": years.carry_over,
    "YOY-02": years.repeated,
}
"""The rules that hold a report against last year's."""

HIERARCHY = "HIE-01"
RECORDED = "META-09"


def check_series(
    extractions: Mapping[str, Extraction], agency_of: Mapping[str, str]
) -> Mapping[str, tuple[Finding, ...]]:
    """What only several reports together show, or a report beside what the dataset records of it.

    Args:
        extractions: reports by report id; rejected files are passed over.
        agency_of: agency id by report id; a report without one stands alone.

    Returns:
        Findings by report id, for every report; a finding about two years stands with the later one.
    """
    results = _results(extractions, agency_of)
    return {
        report_id: tuple(case for cases in rules.values() for case in cases if isinstance(case, Finding))
        for report_id, rules in results.items()
    }


def count_series(
    extractions: Mapping[str, Extraction], agency_of: Mapping[str, str]
) -> Mapping[str, tuple[Check, ...]]:
    """How the rules of `check_series` went, by report id, in the order of the registry."""
    results = _results(extractions, agency_of)
    return {
        report_id: tuple(tally(rule, cases) for rule, cases in rules.items()) for report_id, rules in results.items()
    }


def _results(extractions: Mapping[str, Extraction], agency_of: Mapping[str, str]) -> dict[str, dict[str, list[Result]]]:
    sheets = {report_id: Sheet(extraction) for report_id, extraction in extractions.items() if is_checkable(extraction)}
    series = {(agency_of.get(report_id), sheet.report.year): sheet for report_id, sheet in sheets.items()}
    of_year: dict[int | None, list[Sheet]] = {}
    for sheet in sheets.values():
        of_year.setdefault(sheet.report.year, []).append(sheet)
    results: dict[str, dict[str, list[Result]]] = {report_id: {} for report_id in extractions}
    for report_id, sheet in sheets.items():
        last = _last_year(sheet, agency_of.get(report_id), series)
        cases: dict[str, Iterable[Result]] = {rule: apply(last, sheet) for rule, apply in YEAR_RULES.items()}
        cases[RECORDED] = recorded.year(report_id, sheet)
        cases[HIERARCHY] = hierarchy.roll_up(sheet, of_year[sheet.report.year])
        results[report_id] = {rule: list(found) for rule, found in cases.items()}
    return results


def _last_year(sheet: Sheet, agency: str | None, series: Mapping[tuple[str | None, int | None], Sheet]) -> Sheet | None:
    year = sheet.report.year
    return None if agency is None or year is None else series.get((agency, year - 1))
