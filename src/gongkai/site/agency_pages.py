"""The list of agencies, the page of each over its years, and the grid of what is held of them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.site import addresses
from gongkai.site.addresses import Way
from gongkai.site.charts import (
    CHANNEL_STACK,
    OUTCOME_STACK,
    Chart,
    Piece,
    Provenance,
    chart_files,
    flow_chart,
    stacked_chart,
)
from gongkai.site.extra_files import feeds_of
from gongkai.site.linked_pages import agency_data
from gongkai.site.names import NamedAgency, distinct_name, named_agency, upwards
from gongkai.site.page import Content, SiteData
from gongkai.site.provenance import doubts, provenance, years_held
from gongkai.site.rows import (
    AgencyRow,
    CellRow,
    CoverageStatusRow,
    MainFiguresRow,
    OutcomeRow,
    PeerRow,
    PresenceRow,
    marks,
)
from gongkai.site.words import Words, grouped

PART = 100
"""Agencies that a page of the list or the grid holds."""
MARKS = {
    "present": "●",
    "late": "◐",
    "not_read": "⚠",
    "missing": "○",
    "not_found": "⊘",
    "not_collected": "·",
    "not_expected": "–",
}
"""What stands in the grid for a status of coverage."""
FLOW_ROWS = {"new_received", "total_processed", "granted"}
"""Rows of the form that the chart over the years draws."""


def listed(data: SiteData, words: Words) -> Content:
    """All agencies by administrative division."""
    return Content(rows=[named_agency(agency, words) for agency in data.figures.rows(AgencyRow)])


def agency(data: SiteData, words: Words, own: AgencyRow) -> Content:
    """One agency: what its reports say over the years, names over time, peers, feed."""
    figures, path, named = data.figures, addresses.agency(own.agency_id), named_agency(own, words)
    held = figures.of(MainFiguresRow, "agency_id", own.agency_id)
    reports = sorted(held, key=lambda report: report.year)
    charts = _charts(data, words, named, reports)
    latest = reports[-1] if reports else None
    shown = {
        "shown": named.shown,
        "agency": own,
        "lineage": upwards(own.division_code, figures, words),
        "reports": reports[::-1],
        "answer": _answer(reports, Way(path, words.lang), words),
        "coverage": figures.of(PresenceRow, "agency_id", own.agency_id),
        "statuses": statuses(data, words),
        "marks": MARKS,
        "charts": charts,
        "peers": figures.of(PeerRow, "report_id", latest.report_id) if latest else [],
        "latest": latest,
        "feeds": feeds_of(data.files, path, words),
    }
    return Content(shown, files=chart_files(charts, words), linked_data=agency_data(named, data.settings, words))


def _charts(data: SiteData, words: Words, agency: NamedAgency, reports: list[MainFiguresRow]) -> list[Chart]:
    name, path = agency.shown, addresses.agency(agency.row.agency_id)
    years = [report.year for report in reports]
    covers = words.counted(
        len(years),
        "{n} 份年度报告，{a}",
        "{n} annual report, {a}",
        "{n} annual reports, {a}",
        n=len(years),
        a=years_held(years, words),
    )

    def own(doubted: Iterable[int]) -> Provenance:
        told = doubts(len(set(doubted)), words)
        return provenance(data, words, path, f"{name}{words('，', ', ')}{covers}{told}")

    asked = words("向{a}提出的申请，各年有多少？", "How many requests went to the {a}, year by year?", a=name)
    came = words("向{a}提出的申请，结果如何？", "What came of requests to the {a}?", a=name)
    disputed = words("与{a}有关的复议和诉讼，各年有多少？", "How many disputes with the {a}, year by year?", a=name)
    outcomes = data.figures.of(OutcomeRow, "agency_id", agency.row.agency_id)
    # disputes by year and channel: the totals of the form, reconciled numbers where there are any
    cases = [
        (report.year, cell)
        for report in reports
        for cell in data.figures.of(CellRow, "report_id", report.report_id)
        if (cell.table, cell.column) == ("review_litigation", "total")
    ]
    flows = own(row.year for row in reports if FLOW_ROWS & set(row.doubted_rows))
    results = own(row.year for row in outcomes if row.uncertain)
    disputes = own(year for year, cell in cases if not cell.certain)
    decided = [Piece(row.year, row.outcome, row.decided) for row in outcomes]
    suits = [Piece(year, cell.row, cell.best) for year, cell in cases]
    charts = [
        flow_chart(reports, words, id="requests", title=asked, provenance=flows),
        stacked_chart(decided, words, OUTCOME_STACK, id="outcomes", title=came, over_years=True, provenance=results),
        stacked_chart(suits, words, CHANNEL_STACK, id="disputes", title=disputed, over_years=True, provenance=disputes),
    ]
    return [chart for chart in charts if chart]


def _answer(reports: list[MainFiguresRow], to: Way, words: Words) -> str:
    """What the reports held come to, in one sentence whose numbers lead to their cells, as HTML; empty without any."""
    if not reports:
        return ""
    stated = [report for report in reports if report.received is not None]
    years = words("、", ", ").join(str(report.year) for report in reports)
    if not stated:
        return words(
            "收录 {y} 年的报告，都没有列明新收申请数。",
            "Reports held: {y}; none states how many requests were received.",
            y=years,
        )
    told = words("；", "; ").join(
        words.counted(
            report.received,
            "{y} 年新收申请 {r} 件，办结 {p} 件，予以公开 {g} 件",
            "{y}: {r} request received, {p} processed, {g} disclosed",
            "{y}: {r} requests received, {p} processed, {g} disclosed",
            y=report.year,
            r=_marked(report, report.received, "new_received", to, words),
            p=_marked(report, report.processed, "total_processed", to, words),
            g=_marked(report, report.granted, "granted", to, words),
        )
        for report in (stated if len(stated) < 3 else (stated[0], stated[-1]))
    )
    head = words("收录 {n} 份报告（{y}）。", "{n} reports held ({y}). ", n=len(reports), y=years)
    return (head if len(reports) > 1 else "") + told + words("。", ".")


def _marked(report: MainFiguresRow, number: Decimal | None, row: str, to: Way, words: Words) -> str:
    shown = words("未填", "not filled in") if number is None else grouped(number)
    address = to.report(report.report_id, addresses.cell("requests", row, "total"))
    return f'<a href="{address}">{shown}{marks(report, row)}</a>'


def grid(data: SiteData, words: Words) -> Content:
    """Agencies by years: in time, late, missing, not collected."""
    entries = data.figures.rows(PresenceRow)
    found: dict[str, dict[int, PresenceRow]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        chinese = distinct_name(entry.name, entry.agency_id)
        names[entry.agency_id] = words(chinese, entry.name_en or chinese)
        found.setdefault(entry.agency_id, {})[entry.year] = entry
    shown = {
        "years": sorted({entry.year for entry in entries}),
        "statuses": statuses(data, words),
        "marks": MARKS,
    }
    return Content(
        shown, [{"agency_id": agency, "shown": names[agency], "years": years} for agency, years in found.items()]
    )


def statuses(data: SiteData, words: Words) -> dict[str, str]:
    """What a status of coverage means, by its code."""
    rows = data.figures.rows(CoverageStatusRow) if CoverageStatusRow.VIEW in data.figures else []
    return {row.code: words(row.label_zh, row.label_en) for row in rows}
