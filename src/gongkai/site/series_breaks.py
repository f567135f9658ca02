"""Breaks of series: the years from which numbers mean something else than before (`series_breaks.csv`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gongkai.forms.data_files import csv_rows
from gongkai.site.words import Words


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A break before `year`: the form tables it concerns, its name for a chart and its sentence, by language."""

    year: int
    tables: frozenset[str]
    label: dict[str, str]
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class BreakLine:
    """A break between two neighbouring bars; `after` is the position of the first of them, from 0."""

    after: int
    label: str
    text: str


@cache
def series_breaks() -> tuple[SeriesBreak, ...]:
    """All known breaks, by year."""
    return tuple(
        SeriesBreak(
            int(row["year"]),
            frozenset(row["tables"].split("|")),
            {"zh": row["label_zh"], "en": row["label_en"]},
            {"zh": row["text_zh"], "en": row["text_en"]},
        )
        for row in csv_rows("gongkai.site", "series_breaks.csv")
    )


def break_lines(years: Sequence[int], table: str, words: Words) -> Iterator[BreakLine]:
    """The breaks that numbers of a form table cross where the years stand side by side in this order."""
    for after, pair in enumerate(pairwise(years)):
        for known in series_breaks():
            if table in known.tables and min(pair) < known.year <= max(pair):
                yield BreakLine(after, words.of(known.label), words.of(known.text))
