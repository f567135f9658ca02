"""Charts of a measure that is a share or a rate: its distribution in groups, and its median over years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.forms import code_list
from gongkai.site.charts.chart import Chart, Provenance, make_chart
from gongkai.site.charts.drawing import Dot, Lines, Look, Strip
from gongkai.site.charts.looks import LEVEL_STYLE
from gongkai.site.charts.stacks import break_labels, name_lines
from gongkai.site.rows import IndicatorGroupRow, IndicatorSeriesRow
from gongkai.site.series_breaks import BreakLine
from gongkai.site.words import Words


@dataclass(frozen=True, slots=True)
class Scale:
    """What values measure: unit of the axis, whether they are shares of 1, and how one is written."""

    unit: str
    share: bool
    shown: Callable[[float | None], str]


def strip_chart(
    rows: Sequence[IndicatorGroupRow],
    words: Words,
    scale: Scale,
    *,
    title: str,
    name: Callable[[IndicatorGroupRow], str],
    provenance: Provenance | None = None,
) -> Chart | None:
    """Each group's values as dots with the median marked; None where there is nothing to compare.

    Args:
        rows: groups; `median` is None where there are too few values for one.
        words: the language.
        scale: of the values.
        title: the question.
        name: of a group.
        provenance: what its files say of where they come from.
    """
    groups = [row for row in rows if row.valued]
    if sum(row.valued for row in groups) < 2:
        return None
    drawing = Strip(
        tuple(name_lines(f"{name(row)} n={row.valued}", words) for row in groups),
        tuple(tuple(Dot(dot["at"], dot["count"]) for dot in row.dots) for row in groups),
        tuple(row.median for row in groups),
        scale.unit,
        scale.share and max(row.largest or 0 for row in groups) <= 1,
    )
    return make_chart(
        "distribution",
        title,
        words("；", "; ").join(_spread(row, name(row), scale, words) for row in groups) + words("。", "."),
        drawing,
        head=("", *(words(*head) for head in _HEAD)),
        rows=[
            (name(row), f"{row.valued} / {row.reports}", *map(scale.shown, (row.least, row.median, row.largest)))
            for row in groups
        ],
        provenance=provenance,
    )


_HEAD = (("有值 / 全部", "with a value / all"), ("最小", "least"), ("中位数", "median"), ("最大", "largest"))


def _spread(row: IndicatorGroupRow, name: str, scale: Scale, words: Words) -> str:
    least, largest = scale.shown(row.least), scale.shown(row.largest)
    if row.valued == 1:
        return words("{g}：只有一份有值，{a}", "{g}: a single value, {a}", g=name, a=least)
    middle = "" if row.median is None else words("中位数 {m}，", "median {m}, ", m=scale.shown(row.median))
    return words(
        "{g}：{n} 份有值，{m}从 {a} 到 {b}",
        "{g}: {n} with a value, {m}from {a} to {b}",
        g=name,
        n=row.valued,
        m=middle,
        a=least,
        b=largest,
    )


def series_chart(
    rows: Sequence[IndicatorSeriesRow],
    words: Words,
    scale: Scale,
    *,
    title: str,
    breaks: Sequence[BreakLine],
    provenance: Provenance | None = None,
) -> Chart | None:
    """The median of each level over years, a line never crossing a break; None where there are fewer than two years.

    Args:
        rows: those with enough values for a median.
        words: the language.
        scale: of the values.
        title: the question.
        breaks: where the series breaks; `after` counts in the years of the rows.
        provenance: what its files say of where they come from.
    """
    known = {(row.level, row.year): row for row in rows}
    years = sorted({year for _, year in known})
    levels = [level["code"] for level in code_list("levels") if any(level["code"] == code for code, _ in known)]
    if len(years) < 2 or not levels:
        return None
    values = tuple(tuple(known[c, y].median if (c, y) in known else None for y in years) for c in levels)
    looks = tuple(Look(code, words.code("levels", code), *LEVEL_STYLE[code]) for code in levels)
    most = max(value for line in values for value in line if value is not None)
    drawing = Lines(tuple(years), looks, values, scale.unit, break_labels(breaks), scale.share and most <= 1)
    cells = {key: f"{scale.shown(row.median)} (n={row.valued})" for key, row in known.items()}
    told = [[f"{year} {cells[code, year]}" for year in years if (code, year) in cells] for code in levels]
    return make_chart(
        "series",
        title,
        " ".join(
            f"{look.label}{words('：', ': ')}{words('，', ', ').join(parts)}{words('。', '.')}"
            for look, parts in zip(looks, told, strict=True)
        ),
        drawing,
        head=("", *(look.label for look in looks)),
        rows=[(str(year), *(cells.get((code, year), "–") for code in levels)) for year in years],
        notes=tuple(dict.fromkeys(line.text for line in breaks)),
        provenance=provenance,
    )
