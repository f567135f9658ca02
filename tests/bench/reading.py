"""How long one report takes to be read, and to go the whole way to checked and reconciled cells."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from gongkai.check import check
from gongkai.model import Extraction, Status
from gongkai.pipeline.reading import extract_file
from gongkai.read import read, read_bytes
from gongkai.reading import recognise
from gongkai.reading.facts import extract_facts
from gongkai.reading.metadata import extract_report
from gongkai.reading.tables.cells import extract_cells
from gongkai.reconcile import reconcile
from tests.bench.measure import Measure, seconds
from tests.support.office_shapes import pdf, word
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import Shape, html_gbk_spans, markdown, tabs

SHAPES: dict[str, tuple[Shape, int]] = {
    "text report": (tabs, 0),
    "Markdown report": (markdown, 0),
    "HTML page": (html_gbk_spans, 100_000),
    "Word report": (word, 0),
    "PDF report": (pdf, 0),
}
"""What is read; with a number of bytes, the time is given for so many."""


STAGED = ("text report", "Markdown report")


def stage_measures(name: str, data: bytes) -> Iterator[Measure]:
    """What each stage of reading takes on its own."""
    document = read_bytes(name, data)
    outline = recognise(document)
    extraction = Extraction(
        document.source, Status.COMPLETE, report=extract_report(document, outline), cells=extract_cells(outline)[0]
    )
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: read_bytes(name, data),
        "recognise": lambda: recognise(document),
        "cells": lambda: extract_cells(outline),
        "facts": lambda: extract_facts(outline, extraction.report),
        "report": lambda: extract_report(document, outline),
        "reconcile": lambda: reconcile(extraction),
        "check": lambda: check(extraction),
    }
    for stage, work in stages.items():
        yield Measure(f"  of it: {stage}", seconds(work, times=20) * 1000, "ms/report", "report of full tables")


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
            whole = seconds(partial(extract_file, path), times=20 if what in STAGED else 5)
            yield Measure(f"{what}: bytes to reconciled cells", whole * 1000, "ms/report", note)
            if what in STAGED:
                yield from stage_measures(file_name, data)
