"""States for each agency and year whether its report is present, late or missing; missing is never zero.

The day by which a report is due is that of Article 49 of the Regulations (`forms/law.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from gongkai.forms import law
from gongkai.model import Agency, CoverageYear, Dataset, PublishedReport, ReportId


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
    # What was due before the month of the version can be missing: a build must not depend on the day it runs.
    in_year, in_month, _ = dataset.version.split(".")
    made = date(int(in_year), int(in_month), 1)
    held: dict[str, dict[int, PublishedReport]] = {}
    for report in reports:
        held.setdefault(report.agency_id, {})[ReportId.parse(report.report_id).year] = report
    years = {year for of_agency in held.values() for year in of_agency}
    first = dataset.expected_from or min(years, default=None)
    last = dataset.expected_to or max(years, default=None)
    expected = range(first, last + 1) if first and last else ()
    entries: list[CoverageYear] = []
    for agency in agencies:
        own = held.get(agency.agency_id, {})
        began, ended = agency.valid_from or date.min, agency.valid_to or date.max
        for year in sorted({*expected, *own}):
            due = due_date(dataset, agency, year)
            if year in own:
                published = own[year].extraction.report.publish_date
                status = "late" if published and due and published > due else "present"
                entry = CoverageYear(agency.agency_id, year, status, published, due, own[year].report_id)
            else:
                looked = (looked_for or {}).get((agency.agency_id, year))
                if str(ReportId(agency.agency_id, year)) in not_read:
                    status = "not_read"
                elif due is None or due >= made or began > date(year, 12, 31) or ended < due:
                    # an agency that came after the year, or was gone by the day the report was due, owes none
                    status = "not_expected"
                elif dataset.coverage == "complete":
                    status = "missing"
                else:
                    status = "not_found" if looked else "not_collected"
                entry = CoverageYear(agency.agency_id, year, status, due_date=due, looked_on=looked)
            entries.append(entry)
    return tuple(entries)


def due_date(dataset: Dataset, agency: Agency, year: int) -> date | None:
    """The last day on which the report on a year is in time, None where the law sets none for such a body."""
    return law.due_date(agency.name, agency.level, year, otherwise=dataset.agency_kind)
