"""PDF: ruled tables from their lines, other tables from their columns, the rest as paragraphs."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from threading import Lock

import pypdfium2

from gongkai.model import Block, Grid, Place
from gongkai.read.limits import keep_within
from gongkai.read.pdf.drawing import read_canvas
from gongkai.read.pdf.lines import Line, lines_of, paragraphs, without_furniture
from gongkai.read.pdf.page import has_unread_picture, is_cut_off, seen_chars
from gongkai.read.pdf.sideways import joined_sideways
from gongkai.read.pdf.streams import layers_off, unpack_within_limits
from gongkai.read.pdf.tables import grid_of_columns, ruled_tables
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection

FEWEST_CHARACTERS = 20
"""Per page; a scan has none, or only the numbers of its pages."""
MOST_UNKNOWN_SHARE = 0.2
"""Of characters whose font does not tell what they are."""
_PASSWORD_ERROR = 4
_ONE_AT_A_TIME = Lock()
"""PDFium keeps state of its own for the whole process."""
_HEADER = b"%PDF-"
_END = b"%%EOF"
_TAIL = 65_536
_WRONG_MARK = "ÿþ"
"""UTF-16 in the byte order that PDF does not have, taken for single bytes."""


def parse(file: SourceFile) -> Content:
    """Blocks of a PDF, page by page; raises `password_protected`, `scanned`, `damaged`, or the reason of a limit."""
    if _END not in file.data[-_TAIL:]:
        raise rejection("damaged", file.name, "no_end")
    unpack_within_limits(file)
    with _ONE_AT_A_TIME:
        try:
            opened = pypdfium2.PdfDocument(file.data)
        except pypdfium2.PdfiumError as error:
            protected = getattr(error, "err_code", None) == _PASSWORD_ERROR
            raise rejection("password_protected" if protected else "damaged", file.name) from error
        with closing(opened) as document:
            if not len(document):
                raise rejection("damaged", file.name, "no_pages")
            keep_within("pages", len(document))
            off = layers_off(file)
            if document.get_formtype():
                document.init_forms()
            pages = [_Page(document, number, off) for number in range(len(document))]
            said = ((name, text.strip()) for name, text in document.get_metadata_dict(skip_empty=True).items())
            metadata = tuple((name, text) for name, text in said if text and not text.startswith(_WRONG_MARK))
    _reject_unreadable(file, pages)
    bodies = without_furniture([(page.lines, page.height) for page in pages])
    items = [item for page, lines in zip(pages, bodies, strict=True) for item in page.items(lines)]
    joined = joined_sideways([list(zip(page.tables, page.grids, strict=True)) for page in pages])
    items = [item for before in items if (item := joined.get(id(before), before)) is not None]
    unread = tuple(Place(page=page.number) for page in pages if page.is_unread)
    recognised = tuple(Place(page=page.number) for page in pages if page.recognised)
    prose = [item for item in items if isinstance(item, Line)]
    blocks: list[Block] = []
    for _, group in groupby(items, key=type):
        run = list(group)
        blocks += paragraphs([item for item in run if isinstance(item, Line)], prose)
        blocks += (item for item in run if isinstance(item, Grid))
    return Content(tuple(blocks), metadata, unread=unread, recognised=recognised)


def _reject_unreadable(file: SourceFile, pages: list[_Page]) -> None:
    characters = sum(page.characters for page in pages)
    if sum(page.unknown for page in pages) > MOST_UNKNOWN_SHARE * characters:
        raise rejection("scanned", file.name, "fonts")
    if characters >= FEWEST_CHARACTERS * len(pages):
        return
    if sum(page.hidden for page in pages) > characters:
        raise rejection("scanned", file.name, "hidden_text")
    if not characters or any(page.has_picture for page in pages):
        raise rejection("scanned", file.name)


class _Page:
    """What is needed of one page once the library has read it."""

    def __init__(self, document: pypdfium2.PdfDocument, number: int, layers_off: frozenset[bytes]) -> None:
        canvas, page = read_canvas(document, number, layers_off)
        chars = seen_chars(canvas, page)
        page.close()
        self.number = number + 1
        self.height = canvas.height
        self.tables, outside = ruled_tables(canvas.shapes, chars)
        self.grids: list[Grid] = []
        self.lines = lines_of(outside, self.number)
        self.characters = sum(not char.text.isspace() for char in chars)
        self.unknown = canvas.unknown
        self.hidden = canvas.hidden
        self.recognised = canvas.recognised
        self.has_picture = bool(canvas.pictures)
        self.is_unread = has_unread_picture(canvas, chars) or is_cut_off(canvas)

    def items(self, lines: list[Line]) -> list[Line | Grid]:
        """Lines and grids from top to bottom; tables are counted on each page."""
        found: list[Line | Grid] = []
        done = 0
        count = 0
        for table in (*self.tables, None):
            end = len(lines) if table is None else sum(line.middle < table.top for line in lines)
            pieces = grid_of_columns(lines[done:end], self.number, count)
            found.extend(pieces)
            count += sum(isinstance(piece, Grid) for piece in pieces) + 1
            if table is not None:
                self.grids.append(table.grid(self.number, count))
                found.append(self.grids[-1])
            done = end
        return found


READER = Reader(
    format="pdf",
    suffixes=(".pdf",),
    tolerated=(),
    claims=lambda file: _HEADER in file.data[:1024],
    parse=parse,
)
