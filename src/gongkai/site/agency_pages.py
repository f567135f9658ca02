"""The list of agencies, and the page of each over its years."""

from __future__ import annotations

from gongkai.site import addresses
from gongkai.site.charts import outcome_chart
from gongkai.site.extra_files import feeds_of
from gongkai.site.figures import Figures, Row
from gongkai.site.names import named_agency, named_report, upwards
from gongkai.site.page import SiteData, Values
from gongkai.site.stamp import json_block
from gongkai.site.words import Words

PART = 100
"""Agencies that a page of the list holds."""


def listed(data: SiteData, words: Words, row: Row) -> Values:
    """All agencies by administrative division."""
    return {"rows": [named_agency(agency, words) for agency in data.figures.rows("agencies")]}


def agency(data: SiteData, words: Words, row: Row) -> Values:
    """One agency: its years in one table and chart, names over time, peers, feed."""
    figures, path, named = data.figures, addresses.agency(row["agency_id"]), named_agency(row, words)
    outcomes = figures.of("outcomes", "agency_id", row["agency_id"])
    title = words("向{a}提出的申请，结果如何？", "What came of requests to the {a}?", a=named["shown"])
    chart = outcome_chart(outcomes, words, id="outcomes", title=title, by="year")
    reports = sorted(figures.of("reports", "agency_id", row["agency_id"]), key=lambda report: -report["year"])
    return {
        "rows": [],
        "shown": named["shown"],
        "agency": named,
        "lineage": upwards(row["division_code"], figures, words),
        "reports": reports,
        "chart": chart,
        "chart_json": json_block(chart.spec) if chart else "",
        "peers": _peers(row, reports, figures, words),
        "peer_year": reports[0]["year"] if reports else None,
        "feeds": feeds_of(data.files, path, words),
    }


def _peers(agency: Row, reports: list[Row], figures: Figures, words: Words) -> list[Row]:
    """Reports of the same level for the agency's latest year, its own among them; none if it stands alone."""
    if not reports:
        return []
    same = [r for r in figures.of("reports", "year", reports[0]["year"]) if r["level"] == agency["level"]]
    ordered = sorted(same, key=lambda report: -(report["received"] or 0))
    return [named_report(report, words) for report in ordered] if len(same) > 1 else []
