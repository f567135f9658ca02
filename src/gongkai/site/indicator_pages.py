"""The list of indicators, and the page of each: what it means, how it is spread, peers of one kind, its years."""

from __future__ import annotations

from functools import partial
from itertools import groupby, pairwise
from typing import Any

from gongkai.forms import TABLES, code_list
from gongkai.site import addresses
from gongkai.site.charts import Passport, Scale, chart_files, series_chart, strip_chart
from gongkai.site.figures import Row
from gongkai.site.names import agency_name
from gongkai.site.page import SiteData, Values
from gongkai.site.passports import passport, years_held
from gongkai.site.series_breaks import BreakLine, series_breaks
from gongkai.site.words import Words, indicator_row

MOST_GROUPS = 8
"""Groups that the chart of a distribution shows: those with the most values."""
LEAST_FOR_A_MEDIAN = 3
"""Values of a group, or of a level and year, below which no median is given."""


def every_indicator(data: SiteData) -> list[Row]:
    """The indicators as they are defined, whether or not any report has a value."""
    return [{"indicator": entry["code"]} for entry in code_list("indicators")]


def listed(data: SiteData, words: Words, row: Row) -> Values:
    """All indicators with their formula, floor, and how many reports have a value."""
    rows = []
    for entry in code_list("indicators"):
        groups = data.figures.of("indicator_groups", "indicator", entry["code"])
        counts = {name: sum(group[name] for group in groups) for name in ("reports", "valued", "too_few")}
        rows.append({**_defined(entry["code"], words), **counts})
    return {"rows": rows}


def indicator(data: SiteData, words: Words, row: Row) -> Values:
    """One indicator."""
    code, figures = row["indicator"], data.figures
    defined, shown = _defined(code, words), partial(words.indicator, code)
    groups = figures.of("indicator_groups", "indicator", code)
    # of each level and sector its latest year with a value, or its latest year; the largest groups first
    by_kind = {_group_key(group): group for group in sorted(groups, key=lambda row: (row["valued"] > 0, row["year"]))}
    largest = sorted(by_kind.values(), key=lambda row: (-row["valued"], -row["reports"], row["level"] or ""))
    latest = [group if group["valued"] >= LEAST_FOR_A_MEDIAN else {**group, "median": None} for group in largest]
    charts = [
        chart
        for chart in (_distribution(data, words, defined, latest), _series(data, words, defined))
        if chart is not None
    ]
    peers = figures.of("indicator_peers", "indicator", code)
    groups_of_peers = []
    for key, rows in groupby(peers, key=_group_key):
        group = next(group for group in latest if _group_key(group) == key)
        named = [{**row, "shown": agency_name(row, words)} for row in rows]
        groups_of_peers.append({"name": _group_name(group, words), "group": group, "rows": named})
    return {
        "rows": [],
        "defined": defined,
        "label": defined["label"],
        "formula": defined["formula"],
        "groups": [{**group, "name": _group_name(group, words)} for group in latest],
        "charts": charts,
        "files": chart_files(charts, words),
        "peers": groups_of_peers,
        "shown": shown,
        "least_for_a_median": LEAST_FOR_A_MEDIAN,
        "totals": {name: sum(group[name] for group in groups) for name in ("reports", "valued", "too_few")},
    }  # fmt: skip


def _defined(code: str, words: Words) -> dict[str, Any]:
    """Words of an indicator in one language, its least denominator and the years from which it breaks."""
    entry = indicator_row(code)
    return {
        "code": code,
        **{name: entry[f"{name}_{words.lang}"] for name in ("label", "formula", "caveat")},
        "numerator": entry["numerator"],
        "denominator": entry["denominator"],
        "unit": entry["unit"],
        "floor": int(entry["floor"]) if entry["floor"] else None,
        "edition": entry["edition"],
        "requires": entry["requires"],
        "tables": [table for table in TABLES if f"{table}/" in f"{entry['numerator']} {entry['denominator']}"],
        "broken_from": [int(year) for year in entry["series_breaks"].split("|") if year],
    }


def _group_key(row: Row) -> tuple[str, str]:
    return row["level"], row["sector"]


def _group_name(group: Row, words: Words) -> str:
    level = words.code("levels", group["level"])
    kind = group[f"sector_{words.lang}"] or words("各类机关", "mixed kinds")
    return words("{l}{k} {y} 年", "{l}, {k}, {y}", y=group["year"], l=level, k=kind)


def _passport(data: SiteData, words: Words, code: str) -> Passport:
    groups = data.figures.of("indicator_groups", "indicator", code)
    reports = sum(group["reports"] for group in groups)
    covers = words.counted(
        reports,
        "{m} 份报告中 {n} 份有值；{a} 年",
        "{n} of {m} report has a value; {a}",
        "{n} of {m} reports have a value; {a}",
        n=sum(group["valued"] for group in groups),
        m=reports,
        a=years_held([group["year"] for group in groups], words),
    )
    return passport(data, words, addresses.indicator(code), covers)


def _scale(defined: Row, words: Words) -> Scale:
    share = defined["unit"] == "ratio"
    unit = words("比例", "share") if share else words("每千件", "per 1,000 requests")
    return Scale(unit, share, partial(words.indicator, defined["code"]))


def _distribution(data: SiteData, words: Words, defined: Row, latest: list[Row]) -> Any:
    return strip_chart(
        [group for group in latest if group["valued"]][:MOST_GROUPS],
        words,
        _scale(defined, words),
        title=words("{i}：同级同类机关差多少？", "{i}: how far apart are agencies of a kind?", i=defined["label"]),
        name=lambda group: _group_name(group, words),
        passport=_passport(data, words, defined["code"]),
    )  # fmt: skip


def _series(data: SiteData, words: Words, defined: Row) -> Any:
    every = data.figures.of("indicator_series", "indicator", defined["code"])
    rows = [row for row in every if row["valued"] >= LEAST_FOR_A_MEDIAN]
    breaks = []
    for after, (earlier, later) in enumerate(pairwise(sorted({row["year"] for row in rows}))):
        for start in (year for year in defined["broken_from"] if earlier < year <= later):
            label = words("{y} 年起不同", "differs from {y}", y=start)
            text = words("自 {y} 年起与以前不可比。", "Not comparable with the time before {y}.", y=start)
            known = next((b for b in series_breaks() if b.year == start and b.tables & set(defined["tables"])), None)
            if known:
                label, text = known.label[words.lang], known.text[words.lang]
            breaks.append(BreakLine(after, label, text))
    return series_chart(
        rows,
        words,
        _scale(defined, words),
        title=words("{i}：各级各年的中位数是多少？", "{i}: what is the median of each level?", i=defined["label"]),
        breaks=breaks,
        passport=_passport(data, words, defined["code"]),
    )  # fmt: skip
