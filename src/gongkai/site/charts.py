"""Charts: each answers the question in its title, says the answer in one sentence, and has a table twin.

Colours and patterns stand in `OUTCOME_STYLE` and nowhere else. They stay apart for colour-blind readers (Okabe and
Ito's set), and the patterns tell the outcomes apart without any colour.
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

from gongkai.site.chart_picture import Picture, picture
from gongkai.site.figures import Row
from gongkai.site.series_breaks import BreakLine, break_lines
from gongkai.site.words import OUTCOMES, Words, grouped

OUTCOME_STYLE = {
    "granted": ("#009e73", ""),
    "partially_granted": ("#56b4e9", "/"),
    "refused": ("#d55e00", "x"),
    "unable": ("#e69f00", "."),
    "not_processed": ("#0072b2", "\\"),
    "other_handling": ("#949494", "-"),
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


def outcome_chart(
    rows: Sequence[Row], words: Words, *, id: str, title: str, by: str, name: Callable[[Any], str] = str
) -> Chart | None:
    """Stacked bars of outcomes; None where no outcome is stated, as an empty chart says nothing.

    Args:
        rows: rows with `outcome`, `decided` (None where not stated) and the column named by `by`.
        words: the language.
        id: id of the figure on its page.
        title: the question.
        by: the column whose values are the bars, in the order of the rows.
        name: how a value of it is called.
    """
    if not any(row["decided"] for row in rows):
        return None
    bars = list(dict.fromkeys(row[by] for row in rows))
    counts = {(row[by], row["outcome"]): row["decided"] for row in rows}
    names = [_wrapped(name(bar), words) for bar in bars]
    traces = [_bar(outcome, names, [counts.get((bar, outcome)) for bar in bars], words) for outcome in OUTCOMES]
    longest = max((sum(counts.get((bar, outcome)) or 0 for outcome in OUTCOMES) for bar in bars), default=0)
    breaks = list(break_lines(bars, "requests", words)) if by == "year" else []
    figure = go.Figure(traces, _layout(words("件", "requests"), len(bars), longest))
    _draw_breaks(figure, breaks)
    twin = tuple((name(bar), *(grouped(counts.get((bar, outcome))) for outcome in OUTCOMES)) for bar in bars)
    head = ("", *(words.outcome(outcome) for outcome in OUTCOMES))
    summary = _outcome_summary(bars, counts, words, name)
    still = picture(
        [_lines(name(bar), words) for bar in bars],
        [{outcome: counts.get((bar, outcome)) for outcome in OUTCOMES} for bar in bars],
        {outcome: colour for outcome, (colour, _) in OUTCOME_STYLE.items()},
        height=figure.layout.height,
        step=_step(longest),
        breaks=_break_labels(breaks),
    )
    return Chart(id, title, summary, _spec(figure), head, twin, _key(words), _notes(breaks), still)


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


def _wrapped(name: str, words: Words) -> str:
    """A long name on lines short enough for a phone."""
    return "<br>".join(escape(line) for line in _lines(name, words))


def _lines(name: str, words: Words) -> list[str]:
    return wrap(name, 24 if words.lang == "en" else 8)


def _bar(outcome: str, names: list[str], values: list[int | None], words: Words) -> go.Bar:
    colour, pattern = OUTCOME_STYLE[outcome]
    return go.Bar(
        x=values,
        y=names,
        orientation="h",
        name=words.outcome(outcome),
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


def _key(words: Words) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((o, words.outcome(o), colour, SWATCH[pattern]) for o, (colour, pattern) in OUTCOME_STYLE.items())


def _spec(figure: go.Figure) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(figure.to_json())
    spec["layout"].pop("template", None)
    return spec


def _outcome_summary(
    bars: Sequence[Any], counts: Mapping[tuple[Any, str], int | None], words: Words, name: Callable[[Any], str]
) -> str:
    sentences = [sentence for bar in bars if (sentence := _bar_sentence(bar, counts, words, name(bar)))]
    return "".join(sentences) if words.lang == "zh" else " ".join(sentences)


def _bar_sentence(bar: Any, counts: Mapping[tuple[Any, str], int | None], words: Words, name: str) -> str:
    stated = {outcome: counts.get((bar, outcome)) or 0 for outcome in OUTCOMES}
    total, most = sum(stated.values()), max(stated.values())
    if not total:
        return ""
    first = [words.outcome(outcome) for outcome in OUTCOMES if stated[outcome] == most]
    return words(
        "{b}：列明结果 {t} 件，最多的是{o}（{each}{n} 件）。",
        "{b}: {t} requests with a stated outcome, most often {o} ({n}{each}).",
        b=name,
        t=total,
        o=words("、", ", ").join(first if words.lang == "zh" else (f"“{outcome}”" for outcome in first)),
        each="" if len(first) == 1 else words("各 ", " each"),
        n=most,
    )
