"""The charts of the site: outcomes and disputes as stacked bars, requests over years as lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from textwrap import wrap
from typing import Generic, TypeVar

from gongkai.forms import editions
from gongkai.site.charts.chart import Chart, Provenance, make_chart
from gongkai.site.charts.drawing import Bars, Lines, Look
from gongkai.site.charts.looks import CHANNEL_STYLE, FLOW_STYLE, OUTCOME_STYLE, SIZE_STYLE
from gongkai.site.rows import MainFigures
from gongkai.site.series_breaks import BreakLine, break_lines
from gongkai.site.words import Words, grouped

B = TypeVar("B")
"""What a bar stands for: a year, a level."""


@dataclass(frozen=True, slots=True)
class Piece(Generic[B]):
    """A piece of a bar: the code of what it counts, and the number, None where none is stated."""

    bar: B
    code: str
    number: int | Decimal | None


@dataclass(frozen=True, slots=True)
class Stack:
    """What the pieces of the bars are: form table, look of each code, words.

    `label` is what a piece is called; `unit` is in Chinese and English, `sentence` in Chinese, in English
    for one and for many, `none` of a bar that states 0 in Chinese and English.
    """

    table: str
    style: Mapping[str, tuple[str, str]]
    label: Callable[[Words, str], str]
    unit: tuple[str, str]
    sentence: tuple[str, str, str]
    none: tuple[str, str]

    def looks(self, words: Words) -> tuple[Look, ...]:
        """The looks of the pieces, in their order."""
        return tuple(Look(code, self.label(words, code), *style) for code, style in self.style.items())


OUTCOME_STACK = Stack(
    "requests",
    OUTCOME_STYLE,
    Words.outcome,
    ("件", "requests"),
    (
        "{b}：有结果的 {t} 件，最多的是{o}（{each}{n} 件）。",
        "{b}: {t} request with a stated outcome: {o}.",
        "{b}: {t} requests with a stated outcome, most often {o} ({n}{each}).",
    ),
    ("{b}：有结果的 0 件。", "{b}: no request with a stated outcome."),
)
CHANNEL_STACK = Stack(
    "review_litigation",
    CHANNEL_STYLE,
    lambda words, code: words.row("review_litigation", code, editions()[-1]),
    ("件", "cases"),
    (
        "{b}：复议和诉讼 {t} 件，最多的是{o}（{each}{n} 件）。",
        "{b}: {t} case: {o}.",
        "{b}: {t} cases, most often {o} ({n}{each}).",
    ),
    ("{b}：复议和诉讼 0 件。", "{b}: no case."),
)
SIZES = {
    "0": ("0 件", "none"),
    "1": ("1–9 件", "1–9"),
    "10": ("10–99 件", "10–99"),
    "100": ("100–999 件", "100–999"),
    "1000": ("1000 件以上", "1,000 or more"),
}
SIZE_STACK = Stack(
    "requests",
    SIZE_STYLE,
    lambda words, size: words(*SIZES[size]),
    ("份报告", "reports"),
    (
        "{b}：{t} 份报告，{o}的最多（{each}{n} 份）。",
        "{b}: {t} report: {o}.",
        "{b}: {t} reports, most often {o} ({n}{each}).",
    ),
    ("{b}：0 份报告。", "{b}: no report."),
)
FLOWS = {
    "received": ("新收申请", "requests received"),
    "processed": ("办结", "processed"),
    "granted": ("予以公开", "disclosed"),
}


def stacked_chart(
    pieces: Sequence[Piece[B]],
    words: Words,
    stack: Stack,
    *,
    id: str,
    title: str,
    name: Callable[[B], str] = str,
    over_years: bool = False,
    provenance: Provenance | None = None,
) -> Chart | None:
    """Stacked bars; None where nothing is stated, as an empty chart says nothing.

    Args:
        pieces: bar by bar.
        words: the language.
        stack: what the pieces are.
        id: id of the figure on its page.
        title: the question.
        name: what a bar is called.
        over_years: True if the bars are years, so that a line parts those between which the series breaks.
        provenance: what its files say of where they come from; without one there are none.
    """
    if not any(piece.number for piece in pieces):
        return None
    bars = list(dict.fromkeys(piece.bar for piece in pieces))
    counts = {(piece.bar, piece.code): piece.number for piece in pieces}
    numbers = [{code: counts.get((bar, code)) for code in stack.style} for bar in bars]
    breaks = list(break_lines([int(str(bar)) for bar in bars], stack.table, words)) if over_years else []
    drawing = Bars(
        tuple(name_lines(name(bar), words) for bar in bars),
        stack.looks(words),
        tuple(tuple(None if n is None else int(n) for n in bar.values()) for bar in numbers),
        words(*stack.unit),
        break_labels(breaks),
    )
    told = (_sentence(name(bar), cells, stack, words) for bar, cells in zip(bars, numbers, strict=True))
    return make_chart(
        id,
        title,
        words("", " ").join(filter(None, told)),
        drawing,
        head=("", *(look.label for look in drawing.looks)),
        rows=[(name(bar), *map(grouped, cells.values())) for bar, cells in zip(bars, numbers, strict=True)],
        notes=_notes(breaks),
        provenance=provenance,
    )


def flow_chart(
    rows: Sequence[MainFigures], words: Words, *, id: str, title: str, provenance: Provenance | None = None
) -> Chart | None:
    """Requests received, processed and disclosed over years, as lines; None where there are fewer than two years.

    Args:
        rows: one a year, ascending.
        words: the language.
        id: id of the figure on its page.
        title: the question.
        provenance: what its files say of where they come from.
    """
    stated = [row for row in rows if any(getattr(row, column) is not None for column in FLOWS)]
    if len(stated) < 2:
        return None
    years = tuple(row.year for row in stated)
    breaks = list(break_lines(years, "requests", words))
    looks = tuple(Look(code, words(*FLOWS[code]), *FLOW_STYLE[code]) for code in FLOWS)
    numbers = [[getattr(row, column) for row in stated] for column in FLOWS]
    values = tuple(tuple(None if number is None else int(number) for number in line) for line in numbers)
    if not any(value for line in values for value in line):
        return None
    first, last = stated[0], stated[-1]
    summary = words(
        "新收申请：{a} 年 {x} 件，{b} 年 {y} 件。",
        "Requests received: {x} in {a}, {y} in {b}.",
        a=first.year,
        b=last.year,
        x=grouped(first.received),
        y=grouped(last.received),
    )
    return make_chart(
        id,
        title,
        summary,
        Lines(years, looks, values, words("件", "requests"), break_labels(breaks)),
        head=("", *(look.label for look in looks)),
        rows=[(str(row.year), *(grouped(getattr(row, column)) for column in FLOWS)) for row in stated],
        notes=_notes(breaks),
        provenance=provenance,
    )


def break_labels(breaks: Sequence[BreakLine]) -> tuple[tuple[int, str], ...]:
    """Pairs: position of the bar before a break, from 0, and the names of the breaks there."""
    groups = groupby(breaks, key=lambda line: line.after)
    return tuple((after, " · ".join(line.label for line in group)) for after, group in groups)


def _notes(breaks: Sequence[BreakLine]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text for line in breaks))


def name_lines(name: str, words: Words) -> tuple[str, ...]:
    """A long name on lines short enough for a phone."""
    return tuple(wrap(name, 24 if words.lang == "en" else 8))


def _sentence(name: str, bar: Mapping[str, int | Decimal | None], stack: Stack, words: Words) -> str:
    stated = {code: number for code, number in bar.items() if number is not None}
    if not stated:
        return ""
    total, most = sum(stated.values()), max(stated.values())
    if not total:
        return words(*stack.none, b=name)
    first = [stack.label(words, code) for code in stated if stated[code] == most]
    return words.counted(
        total,
        *stack.sentence,
        b=name,
        t=grouped(total),
        o=words("、", ", ").join(first if words.lang == "zh" else (f"“{label}”" for label in first)),
        each="" if len(first) == 1 else words("各 ", " each"),
        n=grouped(most),
    )
