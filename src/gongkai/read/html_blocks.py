"""From elements to blocks: paragraphs break at block elements and `<br>`, never at spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from gongkai.forms import is_value
from gongkai.model import Block, Paragraph, Place
from gongkai.read.grid import PrintedCell, PrintedRow, fill_spans
from gongkai.read.html_page import Element, text_of
from gongkai.read.joining import join_lines, tidy

BLOCK_TAGS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "fieldset", "center",
     "blockquote", "pre", "address", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol",
     "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "body", "html"}
)  # fmt: skip
_LINE = "\n"
_PARAGRAPH = "\r"
_BREAKS = re.compile(r"([\n\r])")
_SPAN = re.compile(r"\s*([0-9]{1,8})")
LONG_CELL = 200
"""Characters from which on a cell holds prose, so that its row is layout."""
DEEPEST_TABLE = 20


_BREAKS_INSIDE = etree.XPath(
    "boolean(descendant::*[self::br or self::p or self::div or self::table or self::li or self::section])"
)
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"})


class Flow:
    """Collects the blocks of elements in reading order.

    Args:
        leave_out: an element to leave out.
        paragraph_place: place of the n-th paragraph.
        tables_before: grids counted before the first one here.
    """

    def __init__(
        self,
        leave_out: Element | None = None,
        paragraph_place: Callable[[int], Place] = lambda number: Place(paragraph=number),
        tables_before: int = 0,
    ) -> None:
        self.blocks: list[Block] = []
        self.tables = tables_before
        self._leave_out = leave_out
        self._paragraph_place = paragraph_place
        self._paragraphs = 0
        self._pieces: list[str] = []
        self._depth = 0

    def walk(self, top: Element) -> None:
        """Adds the blocks of an element."""
        walker = etree.iterwalk(top, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self._enter(element, top):
                    walker.skip_subtree()
                continue
            if element.tag in BLOCK_TAGS:
                self.close_paragraph()
            if element is not top and element.tail:
                self._pieces.append(element.tail)
        self.close_paragraph()

    def _enter(self, element: Element, top: Element) -> bool:
        """Takes the element's own text; True if what is inside has been dealt with."""
        tag = element.tag
        if tag == "br" or tag in BLOCK_TAGS:
            self.close_paragraph()
        if element is self._leave_out:
            return True
        if tag == "table" and self._depth < DEEPEST_TABLE:
            self._table(element)
            return True
        if tag in _LEAVES and not _BREAKS_INSIDE(element):
            self._pieces.append(text_of(element))
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
            cells = [cell for cell in row if cell.tag in ("td", "th")]
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
        text = cell_text(cell)
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
    """What is no number counts as 1; a number beyond reason is capped where spans are filled."""
    value = cell.get(name)
    if value is None:
        return 1
    match = _SPAN.match(value)
    return int(match[1]) if match else 1


def cell_text(cell: Element) -> str:
    """Text of a table cell: pieces of words join, separate numbers never do."""
    if not len(cell):
        return tidy(cell.text or "")
    if _is_one_piece(cell):
        return tidy(text_of(cell))
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        mark = _LINE if element.tag == "br" else _PARAGRAPH if element.tag in BLOCK_TAGS else ""
        if event == "start":
            pieces.extend((mark, _plain(element.text)))
        elif element is not cell:
            pieces.extend((mark, _plain(element.tail)))
    return _join_pieces("".join(pieces))


def _is_one_piece(cell: Element) -> bool:
    """True if the cell holds one paragraph and nothing else."""
    only = cell[0]
    around = (cell.text or "") + (only.tail or "")
    return len(cell) == 1 and not around.strip() and only.tag != "br" and not _BREAKS_INSIDE(only)


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
