"""The same report as a Word file and as a PDF with ruled tables over several pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import Any

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from tests.support.printed_form import PrintedReport, Row

FONT = "STSong-Light"


def word(report: PrintedReport) -> tuple[str, bytes]:
    """A Word file with merged cells."""
    document = docx.Document()
    for _, part in report.parts():
        if isinstance(part, list):
            _word_table(document, part)
        else:
            document.add_paragraph(part)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as made:
        return "report.docx", zipped({part: made.read(part) for part in made.namelist()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP in which no time stands, so that the same parts are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(report: PrintedReport) -> tuple[str, bytes]:
    """A PDF whose tables are ruled and cross pages; cell texts wrap, so that labels break over lines."""
    _register_font()
    style = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=16, wordWrap="CJK")
    flow: list[Any] = []
    for _, part in report.parts():
        flow.append(_pdf_table(part) if isinstance(part, list) else Paragraph(part, style))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow, onLaterPages=_page_number, onFirstPage=_page_number)
    return "report.pdf", out.getvalue()


def pdf_of_lines(text: str) -> bytes:
    """Tabbed text as a PDF: each run of rows is a ruled table of its own, in which no cell is merged."""
    _register_font()
    body, cell = (ParagraphStyle(f"of {size}", fontName=FONT, fontSize=size, wordWrap="CJK") for size in (11, 8))
    flow: list[Any] = []
    for tabbed, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        if not tabbed:
            flow += [Paragraph(line, body) for line in lines if line.strip()]
            continue
        rows = [line.split("\t") for line in lines]
        width = max(map(len, rows))
        grid = [[Paragraph(text, cell) for text in [*row, *[""] * (width - len(row))]] for row in rows]
        widths = [45, 60, 130, *[38] * (width - 3)] if 8 < width < 13 else None
        flow += [Table(grid, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)], colWidths=widths), Spacer(1, 20)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow)
    return out.getvalue()


def positions(rows: list[Row]) -> tuple[list[list[str]], list[tuple[int, int, int, int, str]]]:
    """A full grid of texts, and (row, column, down, right, text) of every printed cell."""
    width = max(sum(right for _, _, right in row) for row in rows[:1])
    grid = [[""] * width for _ in rows]
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        column = 0
        for text, down, right in row:
            while (r, column) in taken:
                column += 1
            grid[r][column] = text
            cells.append((r, column, down, right, text))
            taken.update((r + i, column + j) for i in range(down) for j in range(right))
            column += right
    return grid, cells


def _word_table(document: Any, rows: list[Row]) -> None:
    grid, cells = positions(rows)
    table = document.add_table(rows=len(grid), cols=len(grid[0]))
    for row, column, down, right, text in cells:
        first = table.cell(row, column)
        if down > 1 or right > 1:
            first = first.merge(table.cell(row + down - 1, column + right - 1))
        first.text = text


def _pdf_table(rows: list[Row]) -> Table:
    grid, cells = positions(rows)
    style = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
    spans: list[Any] = [
        ("SPAN", (column, row), (column + right - 1, row + down - 1))
        for row, column, down, right, _ in cells
        if (down > 1 or right > 1) and down < 12
    ]
    rules: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, -1), FONT)]
    body = [[Paragraph(text, style) for text in line] for line in grid]
    widths = [45, 60, 130] + [38] * (len(grid[0]) - 3) if len(grid[0]) == 10 else None
    return Table(body, style=[*rules, *spans], colWidths=widths)


def _page_number(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"— {document.page} —")


@cache
def _register_font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
