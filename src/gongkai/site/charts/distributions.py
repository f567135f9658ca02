"""Charts of a measure that is a share or a rate: its distribution in groups, and its median over years."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.forms import code_list
from gongkai.site.charts.chart import Chart, Passport, make_chart
from gongkai.site.charts.drawing import Dot, Lines, Look, Strip
from gongkai.site.charts.looks import LEVEL_STYLE
from gongkai.site.charts.stacks import break_labels, name_lines
from gongkai.site.figures import Row
from gongkai.site.series_breaks import BreakLine
from gongkai.site.words import Words


def strip_chart(
    rows: Sequence[Row],
    words: Words,
    *,
    title: str,
    unit: str,
    name: Callable[[Row], str],
    shown: Callable[[float | None], str],
    share: bool,
    passport: Passport | None = None,
) -> Chart | None:
    """Each group's values as dots with the median marked; None where there is nothing to compare.

    Args:
        rows: groups with `dots` (`at`, `count`), `least`, `median`, `largest`, `valued`, `reports`.
        words: the language.
        title: the question.
        unit: what the axis measures.
        name: of a group.
        shown: how a value is written.
        share: whether values are shares of 1.
        passport: what its files say of where they come from.
    """
    groups = [row for row in rows if row["valued"]]
    if sum(row["valued"] for row in groups) < 2:
        return None
    drawing = Strip(
        tuple(name_lines(f"{name(row)} n={row['valued']}", words) for row in groups),
        tuple(tuple(Dot(dot["at"], dot["count"]) for dot in row["dots"]) for row in groups),
        tuple(row["median"] for row in groups),
        unit,
        share and max(row["largest"] for row in groups) <= 1,
    )
    summary = words("；", "; ").join(
        words(
            "{g}：{n} 份有值，中位数 {m}，从 {a} 到 {b}",
            "{g}: {n} with a value, median {m}, from {a} to {b}",
            g=name(row), n=row["valued"], m=shown(row["median"]), a=shown(row["least"]), b=shown(row["largest"]),
        )
        for row in groups
    ) + words("。", ".")  # fmt: skip
    return make_chart(
        "distribution",
        title,
        summary,
        drawing,
        head=("", *(words(*head) for head in _DISTRIBUTION_HEAD)),
        rows=[
            (name(row), f"{row['valued']} / {row['reports']}", *(shown(row[c]) for c in ("least", "median", "largest")))
            for row in groups
        ],
        passport=passport,
    )


_DISTRIBUTION_HEAD = (
    ("有值 / 全部", "with a value / all"),
    ("最小", "least"),
    ("中位数", "median"),
    ("最大", "largest"),
)


def series_chart(
    rows: Sequence[Row],
    words: Words,
    *,
    title: str,
    unit: str,
    shown: Callable[[float | None], str],
    share: bool,
    breaks: Sequence[BreakLine],
    years: Sequence[int],
    passport: Passport | None = None,
) -> Chart | None:
    """The median of each level over years, a line never crossing a break; None where there are fewer than two years.

    Args:
        rows: with `level`, `year`, `median`, `valued`.
        words: the language.
        title: the question.
        unit: what the axis measures.
        shown: how a value is written.
        share: whether values are shares of 1.
        breaks: where the series breaks; `after` counts in `years`.
        years: with a value, ascending.
        passport: what its files say of where they come from.
    """
    known = {(row["level"], row["year"]): row for row in rows if row["valued"]}
    levels = [level["code"] for level in code_list("levels") if any(level["code"] == code for code, _ in known)]
    if len(years) < 2 or not levels:
        return None
    values = tuple(tuple(known[c, y]["median"] if (c, y) in known else None for y in years) for c in levels)
    looks = tuple(Look(code, words.code("levels", code), *LEVEL_STYLE[code]) for code in levels)
    most = max(value for line in values for value in line if value is not None)
    drawing = Lines(tuple(years), looks, values, unit, break_labels(breaks), share and most <= 1)

    def cell(level: str, year: int) -> str:
        row = known.get((level, year))
        return f"{shown(row['median'])} (n={row['valued']})" if row else "–"

    summary = words("；", "; ").join(
        words.code("levels", code) + words("：", ": ") + words("，", ", ").join(f"{y} {cell(code, y)}" for y in years)
        for code in levels
    ) + words("。", ".")
    return make_chart(
        "series",
        title,
        summary,
        drawing,
        head=("", *(look.label for look in looks)),
        rows=[(str(year), *(cell(code, year) for code in levels)) for year in years],
        notes=tuple(dict.fromkeys(line.text for line in breaks)),
        passport=passport,
    )
