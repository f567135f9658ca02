"""The list of indicators, and the page of each: its meaning, the spread of its values, peers of one kind, its years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise

from gongkai.site import addresses
from gongkai.site.charts import Chart, Provenance, Scale, chart_files, series_chart, strip_chart
from gongkai.site.defined_indicators import Defined, defined_indicators
from gongkai.site.figures import Figures
from gongkai.site.names import agency_name
from gongkai.site.page import Content, SiteData
from gongkai.site.provenance import provenance, years_held
from gongkai.site.rows import IndicatorGroupRow, IndicatorPeerRow, IndicatorSeriesRow
from gongkai.site.series_breaks import BreakLine, series_breaks
from gongkai.site.words import Words

MOST_GROUPS = 8
"""Groups that the chart of a distribution shows: those with the most values."""
LEAST_FOR_A_MEDIAN = 3
"""Values of a group, or of a level and year, below which no median is given."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Reports that an indicator is for: all, those with a value, those with too few cases for one."""

    reports: int
    valued: int
    too_few: int


def _counted(groups: Sequence[IndicatorGroupRow]) -> Counted:
    return Counted(sum(g.reports for g in groups), sum(g.valued for g in groups), sum(g.too_few for g in groups))


def every_indicator(data: SiteData) -> Sequence[Defined]:
    """The indicators as they are defined, whether or not any report has a value."""
    return list(defined_indicators().values())


def listed(data: SiteData, words: Words) -> Content:
    """All indicators with their formula, floor, and how many reports have a value."""
    groups = {code: data.figures.of(IndicatorGroupRow, "indicator", code) for code in defined_indicators()}
    return Content(rows=[(defined_indicators()[code], _counted(groups[code])) for code in groups])


def indicator(data: SiteData, words: Words, defined: Defined) -> Content:
    """One indicator."""
    label = words.of(defined.label)
    figures, groups = data.figures, data.figures.of(IndicatorGroupRow, "indicator", defined.code)
    # of each level and sector its latest year with a value, or its latest year; the largest groups first
    by_kind = {group.kind: group for group in sorted(groups, key=lambda row: (row.valued > 0, row.year))}
    largest = sorted(by_kind.values(), key=lambda row: (-row.valued, -row.reports, row.level or ""))
    latest = [group if group.valued >= LEAST_FOR_A_MEDIAN else replace(group, median=None) for group in largest]
    covers = provenance(data, words, addresses.indicator(defined.code), _covered(groups, words))
    scale = Scale(
        words("比例", "share") if defined.is_ratio else words("每千件", "per 1,000 requests"),
        defined.is_ratio,
        partial(words.indicator, defined.code),
    )
    spread = strip_chart(
        [group for group in latest if group.valued][:MOST_GROUPS],
        words,
        scale,
        title=words("{i}：同级同类机关差多少？", "{i}: how far apart are agencies of a kind?", i=label),
        name=lambda group: _group_name(group, words),
        provenance=covers,
    )
    charts = [chart for chart in (spread, _series(figures, words, defined, scale, covers)) if chart]
    peers = []
    for kind, reports in groupby(figures.of(IndicatorPeerRow, "indicator", defined.code), key=lambda peer: peer.kind):
        group = next(group for group in latest if group.kind == kind)
        named = [(agency_name(peer, words), peer) for peer in reports]
        peers.append({"name": _group_name(group, words), "group": group, "rows": named})
    shown = {
        "defined": defined,
        "label": label,
        "formula": words.of(defined.formula),
        "caveat": words.of(defined.caveat),
        "groups": [(_group_name(group, words), group) for group in latest],
        "charts": charts,
        "peers": peers,
        "shown": scale.shown,
        "least_for_a_median": LEAST_FOR_A_MEDIAN,
        "totals": _counted(groups),
    }
    return Content(shown, files=chart_files(charts, words))


def _group_name(group: IndicatorGroupRow, words: Words) -> str:
    kind = words(group.sector_zh or "", group.sector_en or "") or words("各类机关", "mixed kinds")
    return words("{l}{k} {y} 年", "{l}, {k}, {y}", y=group.year, l=words.code("levels", group.level), k=kind)


def _covered(groups: Sequence[IndicatorGroupRow], words: Words) -> str:
    counted = _counted(groups)
    return words.counted(
        counted.reports,
        "{m} 份报告中 {n} 份有值；{a} 年",
        "{n} of {m} report has a value; {a}",
        "{n} of {m} reports have a value; {a}",
        n=counted.valued,
        m=counted.reports,
        a=years_held([group.year for group in groups], words),
    )


def _series(figures: Figures, words: Words, defined: Defined, scale: Scale, covers: Provenance) -> Chart | None:
    every = figures.of(IndicatorSeriesRow, "indicator", defined.code)
    rows = [row for row in every if row.valued >= LEAST_FOR_A_MEDIAN]
    breaks = []
    for after, (earlier, later) in enumerate(pairwise(sorted({row.year for row in rows}))):
        for start in (year for year in defined.broken_from if earlier < year <= later):
            label = words("{y} 年起不同", "differs from {y}", y=start)
            text = words("自 {y} 年起与以前不可比。", "Not comparable with the time before {y}.", y=start)
            known = next((b for b in series_breaks() if b.year == start and b.tables & set(defined.tables)), None)
            if known:
                label, text = words.of(known.label), words.of(known.text)
            breaks.append(BreakLine(after, label, text))
    return series_chart(
        rows,
        words,
        scale,
        title=words(
            "{i}：各级各年的中位数是多少？", "{i}: what is the median of each level?", i=words.of(defined.label)
        ),
        breaks=breaks,
        provenance=covers,
    )
