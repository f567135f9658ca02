"""Passports of charts: what they cover, which release, and where they lie."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.site import addresses
from gongkai.site.charts import Passport
from gongkai.site.figures import Row
from gongkai.site.page import SiteData
from gongkai.site.words import Words


def passport(data: SiteData, words: Words, path: str, covers: str) -> Passport:
    """The passport of a chart on the page at `path`; its address is whole where the site knows its own."""
    address = str(data.settings["site_url"]) + addresses.in_language(path, words.lang)
    return Passport(covers, str(data.settings["release"]), address)


def years_held(years: Sequence[int], words: Words) -> str:
    """Years as they are held: a span only where none is left out."""
    ordered = sorted(set(years))
    if len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{ordered[0]}–{ordered[-1]}"
    return words("、", ", ").join(map(str, ordered))


STATED = {
    "processed": ("列明办结总数", "the total processed"),
    "received": ("列明新收申请", "the requests received"),
}


def covered(years: Sequence[Row], words: Words, number: str = "processed") -> str:
    """How many reports of how many stated a number, over which years.

    Args:
        years: rows with `year`, `reports` and `<number>_reports`.
        words: the language.
        number: what they state, a key of `STATED`.
    """
    if not years:
        return ""
    reports = sum(row["reports"] for row in years)
    return words.counted(
        reports,
        "{m} 份报告中 {n} 份{s}；{a} 年",
        "{n} of {m} report states {s}; {a}",
        "{n} of {m} reports state {s}; {a}",
        s=words(*STATED[number]),
        n=sum(row[f"{number}_reports"] for row in years),
        m=reports,
        a=years_held([row["year"] for row in years], words),
    )
