"""The same report as real converters make text of it, from a web page and from a PDF."""

from __future__ import annotations

import io
from typing import Literal

import html2text
import markdownify
import pypdf
from lxml.html import fromstring
from pdfminer.high_level import extract_text

from tests.support.office_shapes import pdf
from tests.support.printed_form import PrintedReport
from tests.support.shapes import Shape, grid_of, html


def html2text_markdown(report: PrintedReport) -> tuple[str, bytes]:
    """Bars between the cells only, what is merged away left out, a lone first row over the line."""
    return "report.md", html2text.html2text(_page(report)).encode()


def html2text_padded(report: PrintedReport) -> tuple[str, bytes]:
    """The same with the columns filled up."""
    maker = html2text.HTML2Text(bodywidth=0)
    maker.pad_tables = True
    return "report.md", maker.handle(_page(report)).encode()


def markdownify_markdown(report: PrintedReport) -> tuple[str, bytes]:
    """Fenced rows; cells merged over columns leave blanks, those merged over rows leave nothing."""
    return "report.md", markdownify.markdownify(_page(report)).encode()


def text_content(report: PrintedReport) -> tuple[str, bytes]:
    """The text of each cell on a line of its own, one cell after the other."""
    texts = [str(text).strip() for text in fromstring(_page(report)).itertext()]
    return "report.txt", "\n".join(text for text in texts if text).encode()


def text_in_one_line(separator: str) -> Shape:
    """All texts of the page in one line."""

    def shape(report: PrintedReport) -> tuple[str, bytes]:
        name, data = text_content(report)
        return name, data.decode().replace("\n", separator).encode()

    return shape


def bars_between(report: PrintedReport) -> tuple[str, bytes]:
    """What many write by hand: ` | ` between the cells and nothing else."""
    lines: list[str] = []
    for _, part in report.parts():
        rows = grid_of(part) if isinstance(part, list) else [[part]]
        lines += [" | ".join(cell or "" for cell in row) for row in rows]
    return "report.txt", "\n".join(lines).encode()


def pypdf_text(report: PrintedReport) -> tuple[str, bytes]:
    """A cell a line; cells that wrap have several."""
    return "report.txt", _pdf_text(report, "plain").encode()


def pypdf_layout(report: PrintedReport) -> tuple[str, bytes]:
    """Columns by spaces."""
    return "report.txt", _pdf_text(report, "layout").encode()


def pdfminer_text(report: PrintedReport) -> tuple[str, bytes]:
    """The columns of a table one after the other."""
    return "report.txt", extract_text(io.BytesIO(pdf(report)[1])).encode()


def _page(report: PrintedReport) -> str:
    return html(report)[1].decode()


def _pdf_text(report: PrintedReport, mode: Literal["plain", "layout"]) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf(report)[1])).pages
    return "\n".join(page.extract_text(extraction_mode=mode) for page in pages)


FROM_PAGES: dict[str, Shape] = {
    "html2text": html2text_markdown,
    "html2text padded": html2text_padded,
    "markdownify": markdownify_markdown,
    "text of the page": text_content,
    "text in one line, tabs": text_in_one_line("\t"),
    "text in one line, bars": text_in_one_line("|"),
    "bars between": bars_between,
}
FROM_PDF: dict[str, Shape] = {"pypdf": pypdf_text, "pypdf layout": pypdf_layout, "pdfminer": pdfminer_text}
KEEP_CELLS = ("html2text", "html2text padded", "markdownify", "bars between")
"""Converters that keep cells apart: every value is read."""
