"""Charts: each answers the question in its title, says the answer in one sentence, and has a table twin.

Colours and patterns stand in `OUTCOME_STYLE` and nowhere else. They stay apart for colour-blind readers (Okabe and
Ito's set), and the patterns tell the outcomes apart without any colour.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from gongkai.site.figures import Row
from gongkai.site.words import OUTCOMES, Words, grouped

OUTCOME_STYLE = {
    "granted": ("#009e73", ""),
    "partially_granted": ("#56b4e9", "/"),
    "refused": ("#d55e00", "x"),
    "unable": ("#e69f00", "."),
    "not_processed": ("#0072b2", "\\"),
    "other_handling": ("#949494", "-"),
}
PATTERN = {"fillmode": "overlay", "size": 7, "solidity": 0.18, "fgcolor": "rgba(255,255,255,.8)"}
BAR = 44
"""Height of one bar with its gap, in pixels."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words and its table twin.

    `spec` is what plotly.js draws; `head` and `rows` are the twin, the first column being the row heading.
    """

    id: str
    title: str
    summary: str
    spec: dict[str, Any]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        """Height of the drawing in pixels, kept free before it is drawn."""
        return int(self.spec["layout"]["height"])


def outcome_chart(
    rows: Sequence[Row], words: Words, *, id: str, title: str, by: str, name: Callable[[Any], str] = str
) -> Chart:
    """Stacked bars of outcomes.

    Args:
        rows: rows with `outcome`, `decided` (None where not stated) and the column named by `by`.
        words: the language.
        id: id of the figure on its page.
        title: the question.
        by: the column whose values are the bars, in the order of the rows.
        name: how a value of it is called.
    """
    bars = list(dict.fromkeys(row[by] for row in rows))
    counts = {(row[by], row["outcome"]): row["decided"] for row in rows}
    names = [name(bar) for bar in bars]
    traces = [_bar(outcome, names, [counts.get((bar, outcome)) for bar in bars], words) for outcome in OUTCOMES]
    figure = go.Figure(traces, _layout(words, words("件", "requests"), len(bars)))
    twin = tuple((name(bar), *(grouped(counts.get((bar, outcome))) for outcome in OUTCOMES)) for bar in bars)
    head = ("", *(words.outcome(outcome) for outcome in OUTCOMES))
    return Chart(id, title, _outcome_summary(bars, counts, words, name), _spec(figure), head, twin)


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
        textfont={"color": "#111"},
        hovertemplate="%{y} · %{fullData.name}: %{x}<extra></extra>",
    )


def _layout(words: Words, unit: str, bars: int) -> go.Layout:
    return go.Layout(
        template=None,
        barmode="stack",
        bargap=0.45,
        height=104 + BAR * bars,
        margin={"l": 8, "r": 16, "t": 44, "b": 44},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "normal"},
        xaxis={"title": {"text": unit}, "rangemode": "tozero", "tickformat": ",d", "fixedrange": True},
        yaxis={"automargin": True, "type": "category", "autorange": "reversed", "fixedrange": True},
        font={"size": 13},
    )


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
