"""Catalogue, agencies, regions, years, search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.forms import TABLES
from gongkai.forms.divisions import divisions, full_name, lineage
from gongkai.site.charts import litigation_chart, outcome_chart
from gongkai.site.extra_files import feeds_of
from gongkai.site.figures import Figures, Row
from gongkai.site.page import Page
from gongkai.site.render import render
from gongkai.site.report_page import agency_name
from gongkai.site.series_breaks import break_lines
from gongkai.site.stamp import json_block
from gongkai.site.words import OUTCOMES, Words


def summary_pages(figures: Figures, extra: Mapping[str, str], words: Words) -> Iterator[Page]:
    """All pages that sum up reports; `extra` holds the feeds that agencies have."""
    yield _catalogue(figures, words)
    yield _search(figures, words)
    yield _agencies(figures, words)
    yield from (_agency(agency, figures, extra, words) for agency in figures.rows("agencies"))
    yield _regions(figures, words)
    yield from (_region(region, figures, words) for region in known_regions(figures))
    yield _years(figures, words)
    yield from (_year(year, figures, words) for year in figures.rows("years"))


def division_name(code: str, words: Words) -> str:
    """The name of a division in the language of the page, the code where it is unknown."""
    division = divisions().get(code)
    return words(division.name, division.name_en) if division else code


def known_regions(figures: Figures) -> list[Row]:
    """Divisions that have a page: those that exist, and those that an agency names."""
    return [row for row in figures.rows("regions") if row["own"] or row["code"] in divisions()]


def _lineage(code: str, figures: Figures, words: Words) -> list[tuple[str, str, bool]]:
    """Code, name, and whether there is a page, of a division and those above it, highest first."""
    known = {row["code"] for row in known_regions(figures)}
    return [(d.code, words(d.name, d.name_en), d.code in known) for d in lineage(code)]


def _catalogue(figures: Figures, words: Words) -> Page:
    reports = figures.rows("reports")
    names = {report["report_id"]: agency_name(report, words) for report in reports}
    body = render("reports", "reports/", words, reports=reports, names=names, provinces=_provinces(figures, words))
    title = words("报告目录", "All reports")
    description = words(
        "全部报告，可按年度、省份、级别和质量筛选。", "All reports, by year, province, level and quality."
    )
    return Page("reports/", title, description, body)


def _provinces(figures: Figures, words: Words) -> list[tuple[str, str]]:
    codes = sorted({report["province_code"] for report in figures.rows("reports") if report["province_code"]})
    return [(code, division_name(code, words)) for code in codes]


def _search(figures: Figures, words: Words) -> Page:
    reports = figures.rows("reports")
    body = render(
        "search",
        "search/",
        words,
        years=[row["year"] for row in figures.rows("years")],
        provinces=_provinces(figures, words),
        levels=sorted({report["level"] for report in reports if report["level"]}),
    )
    description = words("在机关、地区和报告全文中查找。", "Search agencies, regions and the full text of the reports.")
    return Page("search/", words("搜索", "Search"), description, body)


def _named(agency: Row, words: Words) -> Row:
    shown = agency["name_en"] or agency["name"] if words.lang == "en" else agency["name"]
    place = full_name(agency["division_code"]) or agency["division_code"]
    return {**agency, "shown": shown, "place": division_name(agency["division_code"], words), "full_place": place}


def _shown(report: Row, words: Words) -> Row:
    return {**report, "shown": agency_name(report, words)}


def _agencies(figures: Figures, words: Words) -> Page:
    agencies = [_named(agency, words) for agency in figures.rows("agencies")]
    body = render("agencies", "agencies/", words, agencies=agencies)
    description = words("收录报告的全部机关及其年度。", "All agencies with reports held here, and their years.")
    return Page("agencies/", words("机关", "Agencies"), description, body)


def _agency(agency: Row, figures: Figures, extra: Mapping[str, str], words: Words) -> Page:
    path, named = f"agencies/{agency['agency_id']}/", _named(agency, words)
    outcomes = figures.of("outcomes", "agency_id", agency["agency_id"])
    title = words("向{a}提出的申请，结果如何？", "What came of requests to the {a}?", a=named["shown"])
    chart = outcome_chart(outcomes, words, id="outcomes", title=title, by="year")
    reports = sorted(figures.of("reports", "agency_id", agency["agency_id"]), key=lambda report: -report["year"])
    peers = _peers(agency, reports, figures, words)
    body = render(
        "agency",
        path,
        words,
        agency=named,
        lineage=_lineage(agency["division_code"], figures, words),
        reports=reports,
        chart=chart,
        chart_json=json_block(chart.spec) if chart else "",
        peers=peers,
        peer_year=reports[0]["year"] if reports else None,
        feeds=feeds_of(extra, path, words),
    )
    description = words("{a}历年政府信息公开年度报告。", "Annual disclosure reports of the {a}.", a=named["shown"])
    return Page(path, named["shown"], description, body)


def _peers(agency: Row, reports: list[Row], figures: Figures, words: Words) -> list[Row]:
    """Reports of the same level for the agency's latest year, its own among them; none if it stands alone."""
    if not reports:
        return []
    same = [r for r in figures.of("reports", "year", reports[0]["year"]) if r["level"] == agency["level"]]
    ordered = sorted(same, key=lambda report: -(report["received"] or 0))
    return [_shown(report, words) for report in ordered] if len(same) > 1 else []


def _regions(figures: Figures, words: Words) -> Page:
    regions = [_placed(region, words) for region in known_regions(figures)]
    body = render("regions", "regions/", words, regions=regions)
    description = words("有机关收录的行政区划。", "Administrative divisions with agencies held here.")
    return Page("regions/", words("地区", "Regions"), description, body)


def _placed(region: Row, words: Words) -> Row:
    return {**region, "name": division_name(region["code"], words)}


def _region(region: Row, figures: Figures, words: Words) -> Page:
    path, placed = f"regions/{region['code']}/", _placed(region, words)
    parts = ("province_code", "prefecture_code", "division_code")
    agencies = [row for row in figures.rows("agencies") if region["code"] in (row[part] for part in parts)]
    held = {agency["agency_id"] for agency in agencies}
    body = render(
        "region",
        path,
        words,
        region=placed,
        lineage=_lineage(region["code"], figures, words),
        agencies=[_named(agency, words) for agency in agencies],
        reports=[_shown(report, words) for report in figures.rows("reports") if report["agency_id"] in held],
    )
    description = words(
        "{r}：收录的机关、报告和申请数。", "{r}: agencies, reports and requests held here.", r=placed["name"]
    )
    return Page(path, placed["name"], description, body)


def _years(figures: Figures, words: Words) -> Page:
    title = words("申请的结果，各年有什么不同？", "What came of the requests, year by year?")
    disputes = words("不服答复的复议和诉讼，各年有多少？", "How many disputes about the answers, year by year?")
    charts = (
        outcome_chart(figures.rows("outcomes_by_year"), words, id="outcomes-by-year", title=title, by="year"),
        litigation_chart(figures.rows("litigation_by_year"), words, id="litigation-by-year", title=disputes, by="year"),
    )
    body = render(
        "years",
        "years/",
        words,
        years=figures.rows("years"),
        charts=[(chart, json_block(chart.spec)) for chart in charts if chart],
    )
    description = words("各年度收录的报告和申请数。", "Reports and requests held here, by year.")
    return Page("years/", words("年度", "Years"), description, body)


def _year(year: Row, figures: Figures, words: Words) -> Page:
    number, path = year["year"], f"years/{year['year']}/"
    reports = [_shown(report, words) for report in figures.of("reports", "year", number)]
    names = {report["report_id"]: report["shown"] for report in reports}
    title = words("{y} 年，各机关的申请结果有什么不同？", "How did outcomes differ between agencies in {y}?", y=number)
    outcomes = figures.of("outcomes", "year", number)
    chart = outcome_chart(outcomes, words, id="outcomes", title=title, by="report_id", name=names.__getitem__)
    numbers = sorted(row["year"] for row in figures.rows("years"))
    body = render(
        "year",
        path,
        words,
        year=year,
        reports=reports,
        chart=chart,
        chart_json=json_block(chart.spec) if chart else "",
        outcomes=_ordered(figures.of("outcomes_by_year", "year", number)),
        breaks=_breaks(number, words),
        earlier=max((n for n in numbers if n < number), default=None),
        later=min((n for n in numbers if n > number), default=None),
    )
    description = words("{y} 年的报告、申请数和办理结果。", "Reports for {y}: requests and their outcomes.", y=number)
    return Page(path, words("{y} 年的报告", "Reports for {y}", y=number), description, body)


def _ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: list(OUTCOMES).index(row["outcome"]))


def _breaks(year: int, words: Words) -> list[str]:
    """What sets that year apart from the one before: the breaks that a step from there crosses."""
    return list(dict.fromkeys(line.text for table in TABLES for line in break_lines([year - 1, year], table, words)))
