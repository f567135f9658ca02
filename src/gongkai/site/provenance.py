"""Provenance of charts and cards: what they cover, where the numbers come from, and their address."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.site import addresses
from gongkai.site.charts import Provenance
from gongkai.site.page import SiteData
from gongkai.site.rows import YearRow
from gongkai.site.settings import Settings
from gongkai.site.words import Words


def provenance(data: SiteData, words: Words, path: str, covers: str) -> Provenance:
    """The provenance of a chart on the page at `path`; its address is whole where the site knows its own."""
    address = data.settings.site_url + addresses.in_language(path, words.lang)
    return Provenance(covers, source_line(data.settings, words), address)


def source_line(settings: Settings, words: Words) -> str:
    """Where the numbers come from, in which version and under which licence, or that they are invented."""
    if settings.made_up:
        return words(
            "虚构数据，不是任何机关的真实数据；gongkai {v} 版，CC BY 4.0",
            "Made-up data, none is of a real agency; gongkai {v}, CC BY 4.0",
            v=settings.release,
        )
    return words(
        "来源：各机关政府信息公开工作年度报告；gongkai {v} 版，CC BY 4.0",
        "Source: annual reports of the agencies on government information disclosure; gongkai {v}, CC BY 4.0",
        v=settings.release,
    )


def years_held(years: Sequence[int], words: Words) -> str:
    """Years as they are held: a span only where none is left out."""
    ordered = sorted(set(years))
    if len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{ordered[0]}–{ordered[-1]}"
    return words("、", ", ").join(map(str, ordered))


STATED = {
    "processed": ("outcomes_doubted", "列明办结总数", "the total processed"),
    "received": ("received_doubted", "列明新收申请", "the requests received"),
}
"""A number that reports state: the column that counts those with such a cell in doubt, and its words."""


def covered(years: Sequence[YearRow], words: Words, number: str = "processed") -> str:
    """How many reports of how many stated a number, over which years, and how many of them are in doubt.

    Args:
        years: that it covers.
        words: the language.
        number: what they state, a key of `STATED`.
    """
    if not years:
        return ""
    reports = sum(row.reports for row in years)
    column, *said = STATED[number]
    return words.counted(
        reports,
        "{m} 份报告中 {n} 份{s}；{a} 年",
        "{n} of {m} report states {s}; {a}",
        "{n} of {m} reports state {s}; {a}",
        s=words(*said),
        n=sum(getattr(row, f"{number}_reports") for row in years),
        m=reports,
        a=years_held([row.year for row in years], words),
    ) + doubts(sum(getattr(row, column) for row in years), words)


def doubts(reports: int, words: Words) -> str:
    """How many reports have a cell in doubt among those that a sum or chart is made of; empty for none."""
    return words("；{k} 份有存疑的格", "; {k} with cells in doubt", k=reports) if reports else ""
