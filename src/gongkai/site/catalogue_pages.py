"""The catalogue of reports, and the search page."""

from __future__ import annotations

from gongkai.site.figures import Figures, Row
from gongkai.site.names import agency_name, division_name
from gongkai.site.page import SiteData, Values
from gongkai.site.words import Words

PART = 100
"""Reports that a page of the catalogue lists."""


def catalogue(data: SiteData, words: Words, row: Row) -> Values:
    """All reports, latest year first, and what they can be filtered by."""
    reports = data.figures.rows("reports")
    return {
        "names": {report["report_id"]: agency_name(report, words) for report in reports},
        **_choices(data.figures, words),
    }


def search(data: SiteData, words: Words, row: Row) -> Values:
    """What a search can be narrowed to."""
    return _choices(data.figures, words)


def _choices(figures: Figures, words: Words) -> Values:
    reports = figures.rows("reports")
    provinces = sorted({report["province_code"] for report in reports if report["province_code"]})
    return {
        "years": [row["year"] for row in figures.rows("years")],
        "provinces": [(code, division_name(code, words)) for code in provinces],
        "levels": sorted({report["level"] for report in reports if report["level"]}),
    }
