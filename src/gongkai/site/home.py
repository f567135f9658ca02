"""The home page."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

from gongkai.forms.divisions import divisions
from gongkai.site.charts import Chart, outcome_chart
from gongkai.site.figures import Figures, Row
from gongkai.site.names import agency_name
from gongkai.site.page import SiteData, Values
from gongkai.site.stamp import json_block
from gongkai.site.words import Words


def values(data: SiteData, words: Words, row: Row) -> Values:
    """What this is, the finder, the main figures, coverage, downloads and limits."""
    figures = data.figures
    reports = figures.rows("reports")
    chart = _chart(figures, words)
    return {
        "totals": figures.one("totals"),
        "chart": chart,
        "chart_json": json_block(chart.spec) if chart else "",
        "tiles": _tiles(figures, words),
        "newest": reports[:6],
        "names": {report["report_id"]: agency_name(report, words) for report in reports[:6]},
        "datasets": [dataset.described(words) for dataset in data.datasets],
    }


def _chart(figures: Figures, words: Words) -> Chart | None:
    title = words("申请的结果，各年有什么不同？", "What came of the requests, year by year?")
    return outcome_chart(figures.rows("outcomes_by_year"), words, id="outcomes-by-year", title=title, by="year")


def _tiles(figures: Figures, words: Words) -> list[dict[str, Any]]:
    text = (files("gongkai.site") / "tiles.csv").read_text(encoding="utf-8")
    covered = {row["code"]: row["reports"] for row in figures.rows("regions")}
    return [_tile(row, covered.get(row["code"], 0), words) for row in csv.DictReader(text.splitlines())]


def _tile(row: dict[str, str], reports: int, words: Words) -> dict[str, Any]:
    division = divisions()[row["code"]]
    name = words(division.name, division.name_en)
    return {**row, "reports": reports, "name": name, "short": words(division.short, row["iso"])}
