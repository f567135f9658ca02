"""Which report of which agency and year is here, came late, or is missing; what is missing is never a zero.

The day by which a report is due is that of Article 49 of the Regulations (`forms/law.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.forms import law
from gongkai.model import Agency, CoverageYear, Dataset, PublishedReport


@dataclass(frozen=True, slots=True)
class _Held:
    """What is at hand: reports by agency and year, files that gave no report, and what was looked for in vain."""

    dataset: Dataset
    reports: Mapping[tuple[str, int], PublishedReport]
    not_read: Collection[str]
    looked_for: Mapping[tuple[str, int], date]


def coverage(
    dataset: Dataset,
    agencies: Iterable[Agency],
    reports: Iterable[PublishedReport],
    not_read: Collection[str] = (),
    looked_for: Mapping[tuple[str, int], date] | None = None,
) -> tuple[CoverageYear, ...]:
    """One entry per agency and year, from the first year that any agency reports on (or `expected_from`) to the last.

    Args:
        dataset: says what is expected, and whether a gap means that a report is missing.
        agencies: the register.
        reports: those published.
        not_read: ids of reports of which a file is there that could not be read.
        looked_for: agency and year → the day on which the report was looked for and not found.
    """
    held = _Held(dataset, {(report.agency_id, _year(report)): report for report in reports}, not_read, looked_for or {})
    expected = _expected_years(held)
    own: dict[str, set[int]] = {}
    for agency_id, year in held.reports:
        own.setdefault(agency_id, set()).add(year)
    return tuple(
        _entry(agency, year, held)
        for agency in agencies
        for year in sorted({*expected, *own.get(agency.agency_id, ())})
    )


def due_date(dataset: Dataset, agency: Agency, year: int) -> date | None:
    """The last day on which the report on a year is in time, None where the law sets none for such a body."""
    return law.due_date(agency.name, agency.level, year, otherwise=dataset.agency_kind)


def _year(report: PublishedReport) -> int:
    return int(report.report_id.rpartition("-")[2])


def _expected_years(held: _Held) -> range:
    years = {year for _, year in held.reports}
    first = held.dataset.expected_from or min(years, default=None)
    last = held.dataset.expected_to or max(years, default=None)
    return range(first, last + 1) if first and last else range(0)


def _entry(agency: Agency, year: int, held: _Held) -> CoverageYear:
    due = due_date(held.dataset, agency, year)
    report = held.reports.get((agency.agency_id, year))
    if report is None:
        looked = held.looked_for.get((agency.agency_id, year))
        return CoverageYear(agency.agency_id, year, _gap(agency, year, due, held), due_date=due, looked_on=looked)
    published = report.extraction.report.publish_date
    status = "late" if published and due and published > due else "present"
    return CoverageYear(agency.agency_id, year, status, published, due, report.report_id)


def _gap(agency: Agency, year: int, due: date | None, held: _Held) -> str:
    """Why there is no report; only what the law asked for by the time of this version can be missing."""
    if f"{agency.agency_id}-{year}" in held.not_read:
        return "not_read"
    if due is None or due >= _made(held.dataset) or not _existed(agency, year, due):
        return "not_expected"
    if held.dataset.coverage == "complete":
        return "missing"
    return "not_found" if (agency.agency_id, year) in held.looked_for else "not_collected"


def _existed(agency: Agency, year: int, due: date) -> bool:
    """True if the agency was there by the end of the year and still on the day its report was due."""
    return (agency.valid_from or date.min) <= date(year, 12, 31) and (agency.valid_to or date.max) >= due


def _made(dataset: Dataset) -> date:
    """The first day of the month that the version names: a build must not depend on the day it runs."""
    year, month, _ = dataset.version.split(".")
    return date(int(year), int(month), 1)
