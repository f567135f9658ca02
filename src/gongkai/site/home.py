"""The home page."""

from __future__ import annotations

from gongkai.forms.data_files import csv_rows
from gongkai.forms.divisions import divisions
from gongkai.site.charts import chart_files
from gongkai.site.names import named_report
from gongkai.site.page import Content, SiteData
from gongkai.site.provenance import years_held
from gongkai.site.rows import ListedReportRow, RegionRow, TotalsRow, YearRow
from gongkai.site.words import Words
from gongkai.site.year_pages import outcomes_by_year


def values(data: SiteData, words: Words) -> Content:
    """What this is, the finder, the main figures, coverage, downloads and limits."""
    figures = data.figures
    newest, years = figures.rows(ListedReportRow)[:6], figures.rows(YearRow)
    chart = outcomes_by_year(data, words, "")
    held = {region.code: region.reports for region in figures.rows(RegionRow)}
    tiles = [
        {
            **row,
            "reports": held.get(row["code"], 0),
            "name": words(divisions()[row["code"]].name, divisions()[row["code"]].name_en),
            "short": words(divisions()[row["code"]].short, row["iso"]),
        }
        for row in csv_rows("gongkai.site", "tiles.csv")
    ]
    shown = {
        "totals": figures.one(TotalsRow),
        "years": years_held([row.year for row in years], words),
        "chart": chart,
        "tiles": tiles,
        "newest": [named_report(report, words) for report in newest],
        "datasets": [dataset.described(words) for dataset in data.datasets],
    }
    return Content(shown, files=chart_files([chart], words))
