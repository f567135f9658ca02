"""Charts: each answers the question in its title, says the answer in one sentence, and has a table twin.

Colours and patterns stand in `OUTCOME_STYLE` and `CHANNEL_STYLE` and nowhere else. They stay apart for colour-blind
readers (Okabe and Ito's set), and the patterns tell the pieces apart without any colour.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from gongkai.forms import editions
from gongkai.site.chart_picture import Picture, picture
from gongkai.site.figures import Row
from gongkai.site.series_breaks import BreakLine, break_lines
from gongkai.site.words import Words, grouped

OUTCOME_STYLE = {
    "granted": ("#009e73", ""),
    "partially_granted": ("#56b4e9", "/"),
    "refused": ("#d55e00", "x"),
    "unable": ("#e69f00", "."),
    "not_processed": ("#0072b2", "\\"),
    "other_handling": ("#949494", "-"),
}
CHANNEL_STYLE = {
    "reconsideration": ("#56b4e9", "/"),
    "litigation_direct": ("#d55e00", "x"),
    "litigation_after_reconsideration": ("#0072b2", "\\"),
}
SWATCH = {
    "": "",
    "/": "M0 6 6 0M2 16 16 2M10 16 16 10",
    "\\": "M10 0l6 6M0 2l14 14M0 10l6 6",
    "x": "M0 8 8 0M0 16 16 0M8 16l8-8M8 0l8 8M0 0l16 16M0 8l8 8",
    ".": "M3 4h2M11 4h2M7 8h2M3 12h2M11 12h2",
    "-": "M0 4h16M0 10h16",
}
"""Each pattern as an SVG path on a square of 16, for the key beside a chart."""
PATTERN = {"fillmode": "overlay", "size": 9, "solidity": 0.14, "fgcolor": "rgba(255,255,255,.7)"}
BAR = 56
"""Height of one bar with its gap, in pixels."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words and its table twin.

    `spec` is what plotly.js draws; `head` and `rows` are the twin, the first column being the row heading;
    `key` says what the colours mean: code, label, colour, SVG path of the pattern; `notes` what breaks the series;
    `still` is the picture that stands there until plotly.js draws.
    """

    id: str
    title: str
    summary: str
    spec: dict[str, Any]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    key: tuple[tuple[str, str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    still: Picture | None = None

    @property
    def height(self) -> int:
        """Height of the drawing in pixels, kept free before it is drawn."""
        return int(self.spec["layout"]["height"])


@dataclass(frozen=True, slots=True)
class Stack:
    """What the pieces of the bars are: columns with their code and their number, look, form table, words.

    `label` is what a piece is called; `unit` and `sentence` are in Chinese and English.
    """

    column: str
    number: str
    table: str
    style: Mapping[str, tuple[str, str]]
    label: Callable[[Words, str], str]
    unit: tuple[str, str]
    sentence: tuple[str, str]


OUTCOME_STACK = Stack(
    "outcome",
    "decided",
    "requests",
    OUTCOME_STYLE,
    Words.outcome,
    ("件", "requests"),
    (
        "{b}：列明结果 {t} 件，最多的是{o}（{each}{n} 件）。",
        "{b}: {t} requests with a stated outcome, most often {o} ({n}{each}).",
    ),
)
CHANNEL_STACK = Stack(
    "channel",
    "cases",
    "review_litigation",
    CHANNEL_STYLE,
    lambda words, code: words.row("review_litigation", code, editions()[-1]),
    ("件", "cases"),
    ("{b}：复议和诉讼 {t} 件，最多的是{o}（{each}{n} 件）。", "{b}: {t} cases, most often {o} ({n}{each})."),
)


def outcome_chart(
    rows: Sequence[Row], words: Words, *, id: str, title: str, by: str, name: Callable[[Any], str] = str
) -> Chart | None:
    """Stacked bars of outcomes of requests; see `stacked_chart`."""
    return stacked_chart(rows, words, OUTCOME_STACK, id=id, title=title, by=by, name=name)


def litigation_chart(
    rows: Sequence[Row], words: Words, *, id: str, title: str, by: str, name: Callable[[Any], str] = str
) -> Chart | None:
    """Stacked bars of reconsideration and litigation; see `stacked_chart`."""
    return stacked_chart(rows, words, CHANNEL_STACK, id=id, title=title, by=by, name=name)


def stacked_chart(
    rows: Sequence[Row], words: Words, stack: Stack, *, id: str, title: str, by: str, name: Callable[[Any], str] = str
) -> Chart | None:
    """Stacked bars; None where nothing is stated, as an empty chart says nothing.

    Args:
        rows: rows with the code of a piece, its number (None where not stated) and the column named by `by`.
        words: the language.
        stack: what the pieces are.
        id: id of the figure on its page.
        title: the question.
        by: the column whose values are the bars, in the order of the rows.
        name: how a value of it is called.
    """
    if not any(row[stack.number] for row in rows):
        return None
    bars = list(dict.fromkeys(row[by] for row in rows))
    counts = {(row[by], row[stack.column]): row[stack.number] for row in rows}
    numbers = [{code: counts.get((bar, code)) for code in stack.style} for bar in bars]
    longest = max(sum(number or 0 for number in bar.values()) for bar in numbers)
    breaks = list(break_lines(bars, stack.table, words)) if by == "year" else []
    names = [_lines(name(bar), words) for bar in bars]
    figure = go.Figure(_traces(names, numbers, stack, words), _layout(words(*stack.unit), len(bars), longest))
    _draw_breaks(figure, breaks)
    colours = {code: colour for code, (colour, _) in stack.style.items()}
    lines = _break_labels(breaks)
    height = figure.layout.height
    return Chart(
        id=id,
        title=title,
        summary=_summary([name(bar) for bar in bars], numbers, stack, words),
        spec=_spec(figure),
        head=("", *(stack.label(words, code) for code in stack.style)),
        rows=tuple((name(bar), *map(grouped, cells.values())) for bar, cells in zip(bars, numbers, strict=True)),
        key=_key(stack, words),
        notes=_notes(breaks),
        still=picture(names, numbers, colours, height=height, step=_step(longest), breaks=lines),
    )


def _draw_breaks(figure: go.Figure, breaks: Sequence[BreakLine]) -> None:
    """A dashed line in the gap between two bars, its name at the right end of it."""
    for after, label in _break_labels(breaks):
        where = {"y0": after + 0.5, "y1": after + 0.5, "x0": 0, "x1": 1, "xref": "paper", "yref": "y"}
        figure.add_shape(type="line", layer="above", line={"dash": "dash", "width": 1.5, "color": "#767676"}, **where)
        right = {"x": 1, "xref": "paper", "xanchor": "right", "yref": "y", "yanchor": "bottom"}
        figure.add_annotation(text=label, y=after + 0.5, showarrow=False, font={"size": 10}, borderpad=0, **right)


def _break_labels(breaks: Sequence[BreakLine]) -> list[tuple[int, str]]:
    """(position of the bar above, names of the breaks there)."""
    groups = groupby(breaks, key=lambda line: line.after)
    return [(after, " · ".join(line.label for line in group)) for after, group in groups]


def _notes(breaks: Sequence[BreakLine]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text for line in breaks))


def _lines(name: str, words: Words) -> list[str]:
    """A long name on lines short enough for a phone."""
    return wrap(name, 24 if words.lang == "en" else 8)


def _traces(
    names: Sequence[Sequence[str]], numbers: Sequence[Mapping[str, int | None]], stack: Stack, words: Words
) -> list[go.Bar]:
    shown = ["<br>".join(map(escape, name)) for name in names]
    return [
        _bar(stack.label(words, code), style, shown, [bar[code] for bar in numbers])
        for code, style in stack.style.items()
    ]


def _bar(label: str, style: tuple[str, str], names: list[str], values: list[int | None]) -> go.Bar:
    colour, pattern = style
    return go.Bar(
        x=values,
        y=names,
        orientation="h",
        name=label,
        marker={"color": colour, "pattern": {"shape": pattern, **PATTERN}},
        text=[str(value) if value else "" for value in values],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        hovertemplate="%{y} · %{fullData.name}: %{x}<extra></extra>",
    )


def _step(longest: int) -> int:
    """Distance between ticks: 1, 2 or 5 times a power of ten, whole numbers only, at most ten of them."""
    power: int = 10 ** max(0, len(str(int(longest))) - 2)
    return next(step * power for step in (1, 2, 5, 10, 20) if longest <= 10 * step * power)


def _layout(unit: str, bars: int, longest: int) -> go.Layout:
    return go.Layout(
        template=None,
        barmode="stack",
        bargap=0.5,
        height=64 + BAR * bars,
        margin={"l": 8, "r": 16, "t": 8, "b": 44},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "normal"},
        xaxis={
            "title": {"text": unit},
            "rangemode": "tozero",
            "dtick": _step(longest),
            "tickformat": ",d",
            "fixedrange": True,
        },
        yaxis={"automargin": True, "type": "category", "autorange": "reversed", "fixedrange": True},
        font={"size": 13},
    )


def _key(stack: Stack, words: Words) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((c, stack.label(words, c), colour, SWATCH[pattern]) for c, (colour, pattern) in stack.style.items())


def _spec(figure: go.Figure) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(figure.to_json())
    spec["layout"].pop("template", None)
    return spec


def _summary(names: Sequence[str], numbers: Sequence[Mapping[str, int | None]], stack: Stack, words: Words) -> str:
    told = (_sentence(name, bar, stack, words) for name, bar in zip(names, numbers, strict=True))
    return words("", " ").join(filter(None, told))


def _sentence(name: str, bar: Mapping[str, int | None], stack: Stack, words: Words) -> str:
    stated = {code: number or 0 for code, number in bar.items()}
    total, most = sum(stated.values()), max(stated.values())
    if not total:
        return ""
    first = [stack.label(words, code) for code in stated if stated[code] == most]
    return words(
        *stack.sentence,
        b=name,
        t=total,
        o=words("、", ", ").join(first if words.lang == "zh" else (f"“{label}”" for label in first)),
        each="" if len(first) == 1 else words("各 ", " each"),
        n=most,
    )
