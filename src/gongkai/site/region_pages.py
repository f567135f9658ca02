"""The list of regions, and the page of each with the agencies and reports in it."""

from __future__ import annotations

from gongkai.site.names import division_name, known_regions, named_agency, named_report, provinces, upwards
from gongkai.site.page import Content, SiteData
from gongkai.site.rows import AgencyRow, ListedReportRow, RegionRow
from gongkai.site.words import Words

MOST_REPORTS = 30
"""Newest reports of a division that its page lists."""
PART = 100
"""Regions of the list, and agencies of a region, that a page holds."""


def listed(data: SiteData, words: Words) -> Content:
    """All divisions with agencies."""
    known = known_regions(data.figures)
    return Content(rows=[{"region": region, "name": division_name(region.code, words)} for region in known])


def every_region(data: SiteData) -> list[RegionRow]:
    """The divisions with a page: those with agencies, and every province, even without reports."""
    known = known_regions(data.figures)
    held = {region.code for region in known}
    empty = (RegionRow(code, own=False, province_code=code) for code in provinces() if code not in held)
    return [*known, *empty]


def region(data: SiteData, words: Words, own: RegionRow) -> Content:
    """One division: its agencies, and its newest reports."""
    figures = data.figures
    agencies = (agency for part in _PARTS for agency in figures.of(AgencyRow, part, own.code))
    ordered = {agency.agency_id: agency for agency in agencies}
    reports = [report for one in ordered for report in figures.of(ListedReportRow, "agency_id", one)]
    newest = sorted(reports, key=lambda report: (-report.year, report.report_id))[:MOST_REPORTS]
    shown = {
        "name": division_name(own.code, words),
        "region": own,
        "lineage": upwards(own.code, figures, words),
        "reports": [named_report(report, words) for report in newest],
        "all_reports": len(reports),
    }
    return Content(shown, [named_agency(agency, words) for agency in ordered.values()])


_PARTS = ("province_code", "prefecture_code", "division_code")
"""The columns of an agency that name a division it belongs to."""
