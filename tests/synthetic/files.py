"""The files in which made-up reports arrive: formats and shapes in realistic shares."""

from __future__ import annotations

from random import Random

from tests.support.office_shapes import pdf, word
from tests.support.printed_form import PrintedReport
from tests.support.shapes import (
    Shape,
    html,
    html_gbk_spans,
    html_pages,
    markdown,
    one_cell_per_line,
    spaced_lines,
    tabs,
    tabs_crlf_utf16,
)

SHAPES: dict[str, tuple[float, Shape]] = {
    "text/tabs": (30, tabs),
    "text/spaced_lines": (3, spaced_lines),
    "text/one_cell_per_line": (2, one_cell_per_line),
    "text/tabs_crlf_utf16": (2, tabs_crlf_utf16),
    "markdown/markdown": (10, markdown),
    "html/html": (25, html),
    "html/html_gbk_spans": (20, html_gbk_spans),
    "html/html_pages": (5, html_pages),
    "docx/word": (2, word),
    "pdf/pdf": (1, pdf),
}
"""Shares in percent, by format and shape."""


def shape_of(chance: Random, formats: frozenset[str]) -> str:
    """A shape of one of the formats, in their shares."""
    shares = {name: share for name, (share, _) in SHAPES.items() if name.partition("/")[0] in formats}
    return chance.choices(list(shares), list(shares.values()))[0]


def as_file(shape: str, report: PrintedReport) -> tuple[str, bytes]:
    """(suffix, bytes) of a report in a shape."""
    name, data = SHAPES[shape][1](report)
    return "." + name.rpartition(".")[2], data
