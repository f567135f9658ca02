"""The list of years, and the page of each."""

from __future__ import annotations

from gongkai.forms import TABLES
from gongkai.site.charts import litigation_chart, outcome_chart
from gongkai.site.figures import Row
from gongkai.site.names import named_report
from gongkai.site.page import SiteData, Values
from gongkai.site.series_breaks import break_lines
from gongkai.site.stamp import json_block
from gongkai.site.words import OUTCOMES, Words

PART = 100
"""Reports of a year that a page lists."""


def listed(data: SiteData, words: Words, row: Row) -> Values:
    """Coverage and sums of all years."""
    figures = data.figures
    title = words("申请的结果，各年有什么不同？", "What came of the requests, year by year?")
    disputes = words("不服答复的复议和诉讼，各年有多少？", "How many disputes about the answers, year by year?")
    charts = (
        outcome_chart(figures.rows("outcomes_by_year"), words, id="outcomes-by-year", title=title, by="year"),
        litigation_chart(figures.rows("litigation_by_year"), words, id="litigation-by-year", title=disputes, by="year"),
    )
    return {"charts": [(chart, json_block(chart.spec)) for chart in charts if chart]}


def year(data: SiteData, words: Words, row: Row) -> Values:
    """One year: its sums and reports, and what sets it apart from the year before."""
    figures, number = data.figures, row["year"]
    reports = [named_report(report, words) for report in figures.of("reports", "year", number)]
    names = {report["report_id"]: report["shown"] for report in reports}
    title = words("{y} 年，各机关的申请结果有什么不同？", "How did outcomes differ between agencies in {y}?", y=number)
    outcomes = figures.of("outcomes", "year", number)
    chart = outcome_chart(outcomes, words, id="outcomes", title=title, by="report_id", name=names.__getitem__)
    numbers = sorted(other["year"] for other in figures.rows("years"))
    return {
        "rows": reports,
        "chart": chart,
        "chart_json": json_block(chart.spec) if chart else "",
        "outcomes": _ordered(figures.of("outcomes_by_year", "year", number)),
        "breaks": _breaks(number, words),
        "earlier": max((n for n in numbers if n < number), default=None),
        "later": min((n for n in numbers if n > number), default=None),
    }


def _ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: list(OUTCOMES).index(row["outcome"]))


def _breaks(year: int, words: Words) -> list[str]:
    """What sets that year apart from the one before: the breaks that a step from there crosses."""
    return list(dict.fromkeys(line.text for table in TABLES for line in break_lines([year - 1, year], table, words)))
