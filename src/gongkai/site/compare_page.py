"""The page that sets agencies, years and measures side by side, and the data it works on."""

from __future__ import annotations

import json
from collections import defaultdict

from gongkai.site.measures import leaders_json, measures_json
from gongkai.site.names import agency_name, distinct_name
from gongkai.site.page import Content, SiteData
from gongkai.site.provenance import source_line
from gongkai.site.rows import AgencyFiguresRow, CellLeaderRow, ListedReportRow, NamedAgencyRow, YearRow
from gongkai.site.words import Words

MOST_AGENCIES, MOST_MEASURES = 8, 6
"""Agencies and measures of one comparison: with more, the lines cannot be distinguished."""
MOST_IN_EXAMPLE = 3
"""Agencies that the example on the page compares."""


def compare(data: SiteData, words: Words) -> Content:
    """The choices; beside the Chinese page, for both languages, a file for each agency and one for the measures."""
    files = {}
    if words.lang == "zh":
        names = {agency.agency_id: agency.name for agency in data.figures.rows(NamedAgencyRow)}
        for row in data.figures.rows(AgencyFiguresRow):
            agency_id, figures = row.agency_id, row.figures
            # under a name that no agency of another place has
            if (told := distinct_name(names[agency_id], agency_id)) != names[agency_id]:
                figures = json.dumps({**json.loads(figures), "zh": told}, ensure_ascii=False)
            files[f"{agency_id}.json"] = figures
        files["measures.json"] = measures_json()
        files["leaders.json"] = leaders_json(data.figures.rows(CellLeaderRow))
    years = sorted(row.year for row in data.figures.rows(YearRow))
    shown = {
        "years": years,
        "most_agencies": MOST_AGENCIES,
        "most_measures": MOST_MEASURES,
        "source": source_line(data.settings, words),
        "example": _example(data, words),
    }
    return Content(shown, files=files)


def _example(data: SiteData, words: Words) -> dict[str, object] | None:
    """A comparison that is fair: agencies of one level and kind in the latest year that has two of them."""
    alike: dict[tuple[int, str, str], list[ListedReportRow]] = defaultdict(list)
    for report in data.figures.rows(ListedReportRow):
        if report.level and report.sector:
            alike[report.year, report.level, report.sector].append(report)
    groups = [group for group in alike.values() if len(group) > 1]
    if not groups:
        return None
    chosen = max(groups, key=lambda group: (group[0].year, len(group)))[:MOST_IN_EXAMPLE]
    year, ids = chosen[0].year, ",".join(report.agency_id for report in chosen)
    measures = "requests.new_received.total,requests.granted.total"
    names = [agency_name(report, words) for report in chosen]
    return {"year": year, "names": names, "query": f"a={ids}&y={year}&m={measures}"}
