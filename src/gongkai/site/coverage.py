"""The register of coverage on the page of a dataset: which reports are here, late, missing or were never collected."""

from __future__ import annotations

from collections import Counter

from gongkai.site.figures import Figures
from gongkai.site.names import named_agency
from gongkai.site.rows import AgencyRow, CoverageRow, CoverageStatusRow
from gongkai.site.words import Words

MOST_AGENCIES = 60
"""Agencies of a dataset that are listed one by one; a larger dataset shows counts only."""


def coverage(figures: Figures, dataset: str, words: Words) -> dict[str, object] | None:
    """Counts by year and status, and the status of each agency and year; None if the register is empty."""
    rows = figures.of(CoverageRow, "dataset", dataset)
    if not rows:
        return None
    years = sorted({row.year for row in rows})
    counts = Counter((row.year, row.status) for row in rows)
    found = {row.status for row in rows}
    statuses = figures.of(CoverageStatusRow, "dataset", dataset)
    labels = {row.code: words(row.label_zh, row.label_en) for row in statuses if row.code in found}
    shown = {agency.agency_id: named_agency(agency, words).shown for agency in figures.rows(AgencyRow)}
    held: dict[str, dict[int, CoverageRow]] = {}
    for row in rows:
        held.setdefault(row.agency_id, {})[row.year] = row
    agencies = [
        {"id": agency, "name": shown.get(agency, agency), "years": own}
        for agency, own in held.items()
        if len(held) <= MOST_AGENCIES
    ]
    return {
        "statuses": labels,
        "years": years,
        "counts": {year: [counts[year, code] for code in labels] for year in years},
        "agencies": agencies,
    }
