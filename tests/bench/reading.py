"""How long one report takes to be read, and to go the whole way to checked and reconciled cells."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from gongkai.pipeline.reading import extract_file
from gongkai.read import read
from tests.bench.measure import Measure, seconds
from tests.support.office_shapes import pdf, word
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import Shape, html_gbk_spans, tabs

SHAPES: dict[str, tuple[Shape, int]] = {
    "text report": (tabs, 0),
    "HTML page": (html_gbk_spans, 100_000),
    "Word report": (word, 0),
    "PDF report": (pdf, 0),
}
"""What is read; with a number of bytes, the time is given for so many."""


def reading_measures() -> Iterator[Measure]:
    report = PrintedReport("2021", consistent_values("2021", 1))
    with tempfile.TemporaryDirectory() as name:
        for what, (shape, per) in SHAPES.items():
            file_name, data = shape(report)
            path = Path(name) / file_name
            path.write_bytes(data)
            share, unit = (per / len(data), f"ms/{per // 1000} KB") if per else (1.0, "ms/report")
            note = f"file of {len(data) / 1000:.0f} KB"
            yield Measure(
                f"{what}: bytes to document", seconds(partial(read, path), times=5) * share * 1000, unit, note
            )
            whole = seconds(partial(extract_file, path), times=5)
            yield Measure(f"{what}: bytes to reconciled cells", whole * 1000, "ms/report", note)
