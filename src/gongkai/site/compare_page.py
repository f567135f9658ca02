"""The page that sets agencies, years and measures side by side, and the data it works on."""

from __future__ import annotations

from gongkai.site.figures import Row
from gongkai.site.measures import leaders_json, measures_json
from gongkai.site.page import SiteData, Values
from gongkai.site.words import Words

MOST_AGENCIES, MOST_MEASURES = 8, 6
"""What one comparison may hold: more lines cannot be told apart."""


def compare(data: SiteData, words: Words, row: Row) -> Values:
    """The choices; beside the Chinese page, for both languages, a file for each agency and one for the measures."""
    files = {}
    if words.lang == "zh":
        rows = data.figures.rows("agency_figures")
        files = {f"{row['agency_id']}.json": row["figures"] for row in rows}
        files["measures.json"] = measures_json()
        files["leaders.json"] = leaders_json(data.figures.rows("cell_leaders"))
    years = sorted(row["year"] for row in data.figures.rows("years"))
    return {"years": years, "most_agencies": MOST_AGENCIES, "most_measures": MOST_MEASURES, "files": files}
