"""The list of years, and the page of each."""

from __future__ import annotations

from gongkai.forms import TABLES, code_list
from gongkai.site import addresses
from gongkai.site.charts import CHANNEL_STACK, OUTCOME_STACK, SIZE_STACK, Chart, Piece, chart_files, stacked_chart
from gongkai.site.names import named_report
from gongkai.site.page import Content, SiteData
from gongkai.site.provenance import covered, doubts, provenance, years_held
from gongkai.site.rows import (
    ListedReportRow,
    LitigationYearRow,
    OutcomeLevelRow,
    OutcomeYearRow,
    ReceivedSizeRow,
    YearRow,
)
from gongkai.site.series_breaks import break_lines
from gongkai.site.words import OUTCOMES, Words

PART = 100
"""Reports of a year that a page lists."""


def outcomes_by_year(data: SiteData, words: Words, path: str) -> Chart | None:
    """What came of the requests of each year, as the page at `path` draws it."""
    return stacked_chart(
        [Piece(row.year, row.outcome, row.decided) for row in data.figures.rows(OutcomeYearRow)],
        words,
        OUTCOME_STACK,
        id="outcomes-by-year",
        title=words("已收录的报告里，申请得到什么结果？", "What came of the requests in the reports held here?"),
        over_years=True,
        provenance=provenance(data, words, path, covered(data.figures.rows(YearRow), words)),
    )


def listed(data: SiteData, words: Words) -> Content:
    """Coverage and sums of all years."""
    figures = data.figures
    years = figures.rows(YearRow)
    # a report may leave whole channels blank, and each report others
    disputes_covered = words(
        "{m} 份报告，没有列明的类不计；{a} 年",
        "{m} reports; a channel that one does not state is not counted; {a}",
        m=sum(year.reports for year in years),
        a=years_held([year.year for year in years], words),
    ) + doubts(sum(year.disputes_doubted for year in years), words)
    charts = [
        outcomes_by_year(data, words, "years/"),
        stacked_chart(
            [Piece(row.year, row.channel, row.cases) for row in figures.rows(LitigationYearRow)],
            words,
            CHANNEL_STACK,
            id="litigation-by-year",
            title=words("已收录的报告里，有多少复议和诉讼？", "How many disputes do the reports held here state?"),
            over_years=True,
            provenance=provenance(data, words, "years/", disputes_covered),
        ),
    ]
    return Content({"charts": [chart for chart in charts if chart]}, files=chart_files(charts, words))


def year(data: SiteData, words: Words, own: YearRow) -> Content:
    """One year: its sums by level, how large its numbers are, its reports, and what sets it apart."""
    figures, number, at = data.figures, own.year, addresses.year(own.year)
    stating = (covered([own], words, stated) for stated in ("processed", "received"))
    processed, received = (provenance(data, words, at, covers) for covers in stating)

    def level(code: str | None) -> str:
        return words.code("levels", code)

    came = words("{y} 年，向各级机关提出的申请，结果如何？", "{y}: what came of requests, by level?", y=number)
    many = words("{y} 年，一个机关收到多少申请？", "{y}: how many requests does an agency receive?", y=number)
    decided = _by_level([Piece(r.level, r.outcome, r.decided) for r in figures.of(OutcomeLevelRow, "year", number)])
    sizes = _by_level([Piece(r.level, str(r.size), r.reports) for r in figures.of(ReceivedSizeRow, "year", number)])
    charts = [
        stacked_chart(decided, words, OUTCOME_STACK, id="outcomes", title=came, name=level, provenance=processed),
        stacked_chart(sizes, words, SIZE_STACK, id="sizes", title=many, name=level, provenance=received),
    ]
    numbers = sorted(other.year for other in figures.rows(YearRow))
    crossed = (line for table in TABLES for line in break_lines([number - 1, number], table, words))
    outcomes = figures.of(OutcomeYearRow, "year", number)
    shown = {
        "charts": [chart for chart in charts if chart],
        "outcomes": sorted(outcomes, key=lambda row: list(OUTCOMES).index(row.outcome)),
        "breaks": list(dict.fromkeys(line.text for line in crossed)),
        "earlier": max((n for n in numbers if n < number), default=None),
        "later": min((n for n in numbers if n > number), default=None),
    }
    return Content(
        shown,
        [named_report(report, words) for report in figures.of(ListedReportRow, "year", number)],
        files=chart_files(charts, words),
        card=f"year-{number}-{words.lang}",
    )


def _by_level(pieces: list[Piece[str | None]]) -> list[Piece[str | None]]:
    """The pieces, from the highest level down."""
    order = [level["code"] for level in code_list("levels")]
    return sorted(pieces, key=lambda piece: order.index(piece.bar) if piece.bar in order else len(order))
