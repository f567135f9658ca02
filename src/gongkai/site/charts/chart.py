"""A chart with its words: title, one sentence, key, the same numbers as a table, provenance, and all its drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.site.charts.drawing import Drawing
from gongkai.site.charts.looks import SWATCH
from gongkai.site.charts.plotly_spec import spec
from gongkai.site.charts.still import inner, names
from gongkai.site.charts.travelling import csv_file, svg_file
from gongkai.site.stamp import json_block
from gongkai.site.words import Words


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a chart comes from: what it covers (n of m, period), source with release and licence, and its address."""

    covers: str
    source: str
    address: str

    def lines(self, title: str, words: Words) -> tuple[str, ...]:
        """The lines that files of the chart carry, beginning with its title."""
        page = (
            self.address if "://" in self.address else words("本站页面 /{a}", "page /{a} of the site", a=self.address)
        )
        return tuple(filter(None, (title, self.covers, self.source, page)))


@dataclass(frozen=True)
class Chart:
    """A chart; `head` and `rows` hold the same numbers as a table, `notes` say where the series breaks."""

    id: str
    title: str
    summary: str
    drawing: Drawing
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...]
    provenance: Provenance | None

    @cached_property
    def json(self) -> str:
        """What plotly.js draws, to stand inside a script element."""
        return json_block(spec(self.drawing))

    @cached_property
    def picture(self) -> str:
        """The contents of the still picture."""
        return inner(self.drawing, self.id)

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The names beside its rows, each as the lines it is set on."""
        return names(self.drawing)

    @property
    def height(self) -> int:
        """In pixels."""
        return self.drawing.height

    @property
    def spoken(self) -> str:
        """Title, sentence and notes, for those who hear the page."""
        return " ".join((self.title, self.summary, *self.notes))


def make_chart(
    id: str,
    title: str,
    summary: str,
    drawing: Drawing,
    *,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
    provenance: Provenance | None = None,
) -> Chart:
    """A chart with its key made from the looks of its drawing."""
    looks = getattr(drawing, "looks", ())
    key = tuple((look.code, look.label, look.colour, SWATCH[look.pattern]) for look in looks)
    return Chart(id, title, summary, drawing, tuple(head), tuple(map(tuple, rows)), key, tuple(notes), provenance)


def chart_files(charts: Sequence[Chart | None], words: Words) -> dict[str, str]:
    """Name → text of the files that stand beside the page of charts with a provenance."""
    files = {}
    for chart in charts:
        if chart and chart.provenance:
            provenance = (*chart.provenance.lines(chart.title, words), *chart.notes)
            key = chart.key
            files[f"{chart.id}.svg"] = svg_file(chart.drawing, chart.id, chart.title, key, provenance[1:], words)
            files[f"{chart.id}.csv"] = csv_file(chart.head, chart.rows, provenance)
    return files
