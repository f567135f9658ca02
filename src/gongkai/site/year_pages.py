"""The list of years, and the page of each."""

from __future__ import annotations

from gongkai.forms import TABLES, code_list
from gongkai.site import addresses
from gongkai.site.charts import SIZE_STACK, Chart, chart_files, litigation_chart, outcome_chart, stacked_chart
from gongkai.site.figures import Row
from gongkai.site.names import named_report
from gongkai.site.page import SiteData, Values
from gongkai.site.passports import covered, doubts, passport, years_held
from gongkai.site.rows import all_of, rows_of, typed
from gongkai.site.series_breaks import break_lines
from gongkai.site.summary_rows import ListedReportRow, YearRow
from gongkai.site.words import OUTCOMES, Words

PART = 100
"""Reports of a year that a page lists."""


def outcomes_by_year(data: SiteData, words: Words, path: str) -> Chart | None:
    """What came of the requests of each year, as the page at `path` draws it."""
    return outcome_chart(
        data.figures.rows("outcomes_by_year"),
        words,
        id="outcomes-by-year",
        title=words("已收录的报告里，申请得到什么结果？", "What came of the requests in the reports held here?"),
        by="year",
        passport=passport(data, words, path, covered(all_of(YearRow, data.figures), words)),
    )


def listed(data: SiteData, words: Words, row: Row) -> Values:
    """Coverage and sums of all years."""
    figures = data.figures
    years = all_of(YearRow, figures)
    # reports leave whole channels blank, each of them others
    disputes_covered = words(
        "{m} 份报告，没有列明的类不计；{a} 年",
        "{m} reports; a channel that one does not state is not counted; {a}",
        m=sum(year.reports for year in years),
        a=years_held([year.year for year in years], words),
    ) + doubts(sum(year.disputes_doubted for year in years), words)
    charts = [
        outcomes_by_year(data, words, "years/"),
        litigation_chart(
            figures.rows("litigation_by_year"),
            words,
            id="litigation-by-year",
            title=words("已收录的报告里，有多少复议和诉讼？", "How many disputes do the reports held here state?"),
            by="year",
            passport=passport(data, words, "years/", disputes_covered),
        ),
    ]
    return {"charts": [chart for chart in charts if chart], "files": chart_files(charts, words)}


def year(data: SiteData, words: Words, row: Row) -> Values:
    """One year: its sums by level, how large its numbers are, its reports, and what sets it apart."""
    figures, own = data.figures, typed(YearRow, row)
    number, charts = own.year, _charts(data, words, own)
    numbers = sorted(other.year for other in all_of(YearRow, figures))
    crossed = (line for table in TABLES for line in break_lines([number - 1, number], table, words))
    return {
        "card": f"year-{number}-{words.lang}",
        "rows": [named_report(report, words) for report in rows_of(ListedReportRow, figures, "year", number)],
        "charts": charts,
        "files": chart_files(charts, words),
        "outcomes": sorted(
            figures.of("outcomes_by_year", "year", number), key=lambda outcome: list(OUTCOMES).index(outcome["outcome"])
        ),
        "breaks": list(dict.fromkeys(line.text for line in crossed)),
        "earlier": max((n for n in numbers if n < number), default=None),
        "later": min((n for n in numbers if n > number), default=None),
    }


def _charts(data: SiteData, words: Words, row: YearRow) -> list[Chart]:
    number, figures = row.year, data.figures
    at = addresses.year(number)
    own, received = (passport(data, words, at, covered([row], words, stated)) for stated in ("processed", "received"))

    def level(code: str | None) -> str:
        return words.code("levels", code)

    came = words("{y} 年，向各级机关提出的申请，结果如何？", "{y}: what came of requests, by level?", y=number)
    many = words("{y} 年，一个机关收到多少申请？", "{y}: how many requests does an agency receive?", y=number)
    outcomes = _by_level(figures.of("outcomes_by_level", "year", number))
    sizes = _by_level(figures.of("received_sizes", "year", number))
    charts = [
        outcome_chart(outcomes, words, id="outcomes", title=came, by="level", name=level, passport=own),
        stacked_chart(sizes, words, SIZE_STACK, id="sizes", title=many, by="level", name=level, passport=received),
    ]
    return [chart for chart in charts if chart]


def _by_level(rows: list[Row]) -> list[Row]:
    """From the highest level down."""
    order = [level["code"] for level in code_list("levels")]
    return sorted(rows, key=lambda row: order.index(row["level"]) if row["level"] in order else len(order))
