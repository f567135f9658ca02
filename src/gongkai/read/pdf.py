"""PDF: ruled tables from their lines, other tables from their columns, the rest as paragraphs."""

from __future__ import annotations

import io
import logging
from typing import Any

import pdfplumber
import pypdfium2

from gongkai.model import Block, Grid, Place
from gongkai.read.pdf_lines import Line, lines_of, paragraphs, without_furniture
from gongkai.read.pdf_page import SeenPage
from gongkai.read.pdf_streams import refuse_broken_streams
from gongkai.read.pdf_tables import RuledTable, grid_of_columns, ruled_tables
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection

MOST_PAGES = 300
FEWEST_CHARACTERS = 20
"""Per page; a scan has none, or only the numbers of its pages."""
MOST_UNKNOWN_SHARE = 0.2
"""Of characters whose font does not tell what they are."""
_PASSWORD_ERROR = 4
_HEADER = b"%PDF-"
_END = b"%%EOF"
_TAIL = 65_536
_WRONG_MARK = "ÿþ"
"""UTF-16 in the byte order that PDF does not have, taken for single bytes."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def parse(file: SourceFile) -> Content:
    """Blocks of a PDF, page by page; raises `password_protected`, `scanned`, `damaged` or `too_large`."""
    _triage(file)
    with pdfplumber.open(io.BytesIO(file.data)) as document:
        refuse_broken_streams(file, document.doc)
        pages = [_Page(page) for page in document.pages]
        metadata = tuple(_properties(document.metadata))
    _refuse_unreadable(file, pages)
    bodies = without_furniture([(page.lines, page.height) for page in pages])
    items = [item for page, lines in zip(pages, bodies, strict=True) for item in page.items(lines)]
    pictures = tuple(Place(page=page.number) for page in pages if page.has_unread_picture)
    return Content(tuple(_blocks(items)), metadata, pictures=pictures)


def _refuse_unreadable(file: SourceFile, pages: list[_Page]) -> None:
    characters = sum(page.characters for page in pages)
    if sum(page.unknown for page in pages) > MOST_UNKNOWN_SHARE * characters:
        raise rejection("scanned", file.name, "its fonts do not tell which characters they show")
    if characters < FEWEST_CHARACTERS * len(pages) and any(page.hides_text for page in pages):
        raise rejection("scanned", file.name, "its text is hidden, as text recognition leaves it behind a picture")


def _triage(file: SourceFile) -> None:
    if _END not in file.data[-_TAIL:]:
        raise rejection("damaged", file.name, "its end is missing")
    try:
        document = pypdfium2.PdfDocument(file.data)
    except pypdfium2.PdfiumError as error:
        protected = getattr(error, "err_code", None) == _PASSWORD_ERROR
        raise rejection("password_protected" if protected else "damaged", file.name) from error
    try:
        _refuse_by_pages(file, document)
    finally:
        document.close()


def _refuse_by_pages(file: SourceFile, document: Any) -> None:
    if len(document) > MOST_PAGES:
        raise rejection("too_large", file.name, f"it has {len(document)} pages")
    if not len(document):
        raise rejection("damaged", file.name, "it has no page")
    pages = [document[number] for number in range(len(document))]
    characters = sum(page.get_textpage().count_chars() for page in pages)
    if characters < FEWEST_CHARACTERS * len(pages) and (not characters or any(map(_has_picture, pages))):
        raise rejection("scanned", file.name)


def _has_picture(page: Any) -> bool:
    return next(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]), None) is not None


class _Page:
    """What is needed of one page once the library has read it."""

    def __init__(self, page: Any) -> None:
        seen = SeenPage(page)
        self.number: int = page.page_number
        self.height: float = float(seen.page.height)
        self.tables = ruled_tables(seen.page, seen.chars)
        outside = [char for char in seen.chars if not any(table.holds(char) for table in self.tables)]
        self.lines = lines_of(outside, self.number)
        self.characters = len(seen.chars)
        self.unknown: int = sum(char["text"].startswith("(cid:") for char in seen.chars)
        self.hides_text = seen.hides_text
        self.has_unread_picture = seen.has_unread_picture
        seen.page.close()

    def items(self, lines: list[Line]) -> list[Line | Grid]:
        """Lines and grids from top to bottom; tables are counted on each page."""
        found: list[Line | Grid] = []
        done = 0
        count = 0
        for table in (*self.tables, None):
            end = _lines_above(lines, table)
            pieces = grid_of_columns(lines[done:end], self.number, count)
            found.extend(pieces)
            count += sum(isinstance(piece, Grid) for piece in pieces) + 1
            if table is not None:
                found.append(table.grid(self.number, count))
            done = end
        return found


def _lines_above(lines: list[Line], table: RuledTable | None) -> int:
    return len(lines) if table is None else sum(line.middle < table.top for line in lines)


def _blocks(items: list[Line | Grid]) -> list[Block]:
    blocks: list[Block] = []
    waiting: list[Line] = []
    prose = [item for item in items if isinstance(item, Line)]
    for item in (*items, None):
        if isinstance(item, Line):
            waiting.append(item)
            continue
        blocks.extend(paragraphs(waiting, prose))
        waiting = []
        if item is not None:
            blocks.append(item)
    return blocks


def _properties(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Document properties such as Title and CreationDate; texts in a wrong encoding are left out."""
    texts = ((name, value.strip()) for name, value in found.items() if isinstance(value, str))
    return [(name, text) for name, text in texts if text and not text.startswith(_WRONG_MARK)]


READER = Reader(
    format="pdf",
    suffixes=(".pdf",),
    tolerated=(),
    claims=lambda file: _HEADER in file.data[:1024],
    parse=parse,
)
