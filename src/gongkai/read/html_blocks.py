"""From elements to blocks: paragraphs break at block elements and `<br>`, never at spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from gongkai.forms import is_value
from gongkai.model import Block, Paragraph, Place
from gongkai.read.grid import PrintedCell, PrintedRow, fill_spans
from gongkai.read.html_page import INVISIBLE, Element, is_hidden
from gongkai.read.joining import join_lines, tidy

BLOCK_TAGS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "fieldset", "center",
     "blockquote", "pre", "address", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol",
     "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "body", "html"}
)  # fmt: skip
_LINE = "\n"
_PARAGRAPH = "\r"
_BREAKS = re.compile(r"([\n\r])")
LONG_CELL = 200
"""Characters from which on a cell holds prose, so that its row is layout."""
DEEPEST_TABLE = 20


class Flow:
    """Collects the blocks of elements in reading order.

    Args:
        skip: elements to leave out.
        paragraph_place: place of the n-th paragraph.
        tables_before: grids counted before the first one here.
    """

    def __init__(
        self,
        skip: frozenset[Element] = frozenset(),
        paragraph_place: Callable[[int], Place] = lambda number: Place(paragraph=number),
        tables_before: int = 0,
    ) -> None:
        self.blocks: list[Block] = []
        self.tables = tables_before
        self._skip = skip
        self._paragraph_place = paragraph_place
        self._paragraphs = 0
        self._pieces: list[str] = []
        self._depth = 0

    def walk(self, top: Element) -> None:
        """Adds the blocks of an element."""
        walker = etree.iterwalk(top, events=("start", "end"))
        left_out: Element | None = None
        for event, element in walker:
            if event == "start":
                left_out = element if self._enter(element, top) else None
                if left_out is not None:
                    walker.skip_subtree()
                continue
            if element is not left_out and element.tag in BLOCK_TAGS:
                self.close_paragraph()
            left_out = None
            if element is not top and element.tail:
                self._pieces.append(element.tail)
        self.close_paragraph()

    def _enter(self, element: Element, top: Element) -> bool:
        """Takes the element's own text; True if what is inside has been dealt with."""
        if element is not top and (element in self._skip or is_hidden(element)):
            return True
        if element.tag == "br" or element.tag in BLOCK_TAGS:
            self.close_paragraph()
        if element.tag == "table" and self._depth < DEEPEST_TABLE:
            self._table(element)
            return True
        if element.text:
            self._pieces.append(element.text)
        return False

    def close_paragraph(self) -> None:
        """Ends the paragraph under way."""
        if not self._pieces:
            return
        text = tidy("".join(self._pieces))
        self._pieces.clear()
        self.add_paragraph(text)

    def add_paragraph(self, text: str) -> None:
        """Adds a paragraph unless it is empty."""
        if text:
            self._paragraphs += 1
            self.blocks.append(Paragraph(text, self._paragraph_place(self._paragraphs)))

    def _table(self, table: Element) -> None:
        """Data rows become grids; rows that hold prose or tables of their own are only layout."""
        self._depth += 1
        self._stray_text(table)
        rows: list[PrintedRow] = []
        for number, row in enumerate(_rows(table), 1):
            cells = [cell for cell in row if cell.tag in ("td", "th") and not self._left_out(cell)]
            printed = [self._printed(cell) for cell in cells]
            if any(cell is None for cell in printed):
                self._add_grid(rows)
                rows = []
                for cell in cells:
                    self.walk(cell)
            elif printed:
                rows.append(PrintedRow(number, [cell for cell in printed if cell is not None]))
        self._add_grid(rows)
        self._depth -= 1

    def _left_out(self, element: Element) -> bool:
        return element in self._skip or is_hidden(element)

    def _stray_text(self, table: Element) -> None:
        """Text between the rows, where browsers show it: in front of the table."""
        for element in table.iterchildren("caption"):
            self.walk(element)
        for stray in _between(table):
            self.add_paragraph(tidy(stray))

    def _printed(self, cell: Element) -> PrintedCell | None:
        """None if the cell is a container of blocks."""
        if len(cell) and any(_is_data_table(inner) for inner in cell.iter("table")):
            return None
        text = cell_text(cell, self._skip)
        if len(text) > LONG_CELL:
            return None
        return PrintedCell(text, _span(cell, "colspan"), _span(cell, "rowspan"))

    def _add_grid(self, rows: list[PrintedRow]) -> None:
        if all(len(row.cells) == 1 and not is_value(row.cells[0].text) for row in rows):
            for row in rows:
                self.add_paragraph(row.cells[0].text.replace("\n", " "))
            return
        self.tables += 1
        self.blocks.append(fill_spans(rows, Place(table=self.tables)))


def _rows(table: Element) -> Iterable[Element]:
    rows = table.iter("tr")
    if next(table.iterdescendants("table"), None) is None:
        return rows
    return (row for row in rows if next(row.iterancestors("table")) is table)


def _between(table: Element) -> list[str]:
    found = [table.text]
    for row in _rows(table):
        found.extend((row.text, row.tail))
        found.extend(cell.tail for cell in row)
    return [text for text in found if text and not text.isspace()]


def _is_data_table(table: Element) -> bool:
    cells = table.iter("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _span(cell: Element, name: str) -> int:
    digits = (cell.get(name) or "1").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else _odd_span(digits)


def _odd_span(digits: str) -> int:
    """A number beyond reason is capped where spans are filled; what is no number counts as 1."""
    match = re.match(r"\d{1,8}", digits)
    return int(match[0]) if match else 1


def cell_text(cell: Element, skip: frozenset[Element] = frozenset()) -> str:
    """Text of a table cell: pieces of words join, separate numbers never do."""
    if not len(cell):
        return tidy(cell.text or "")
    pieces: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "end":
            pieces.append(_PARAGRAPH if tag in BLOCK_TAGS else "")
            pieces.append(_plain(element.tail) if element is not cell else "")
        elif element is not cell and (tag in INVISIBLE or element in skip or is_hidden(element)):
            walker.skip_subtree()
        else:
            pieces.append(_LINE if tag == "br" else _PARAGRAPH if tag in BLOCK_TAGS else "")
            pieces.append(_plain(element.text))
    return _join_pieces("".join(pieces))


def _plain(text: str | None) -> str:
    return text.replace("\n", "\x0b").replace("\r", "\x0b") if text else ""


def _join_pieces(text: str) -> str:
    joined = ""
    gap = _LINE
    for piece in _BREAKS.split(text):
        if piece in (_LINE, _PARAGRAPH):
            gap = _PARAGRAPH if piece == _PARAGRAPH else gap
        elif words := tidy(piece):
            joined = join_lines(joined, words, "\n" if gap == _PARAGRAPH else " ")
            gap = _LINE
    return joined
