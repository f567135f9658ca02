"""From elements to blocks: paragraphs break at block elements and `<br>`, never at spans."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from gongkai.model import Block, Grid
from gongkai.read.blocks import DEEPEST_TABLE, BlockBuilder, TableRow, holds_prose
from gongkai.read.grid import PrintedCell, PrintedRow
from gongkai.read.html.tree import Element, text_of
from gongkai.read.joining import BLANK, LINE, PARAGRAPH, tidy
from gongkai.read.text.plain import grid_by_line, numbered, text_blocks

BLOCK_TAGS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "form", "fieldset", "center",
     "blockquote", "pre", "address", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol",
     "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "body", "html"}
)  # fmt: skip
_OUTSIDE_BREAKS = re.compile(r"[^\n\r]+")
_SPAN = re.compile(r"\s*([0-9]{1,8})")
_BREAKING = ("br", "p", "div", "table", "li", "section")
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"})


class Flow:
    """Collects the blocks of elements in reading order.

    Args:
        leave_out: an element to leave out.
        builder: where to put them, a new one if not given.
    """

    def __init__(self, leave_out: Element | None = None, builder: BlockBuilder | None = None) -> None:
        self._builder = builder or BlockBuilder()
        self._leave_out = leave_out
        self._pieces: list[str] = []
        self._depth = 0

    @property
    def blocks(self) -> list[Block]:
        """What was collected so far."""
        return self._builder.blocks

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
        if tag == "pre":
            self._preformatted(element)
            return True
        if tag in _LEAVES and not _breaks_inside(element):
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
        self._builder.paragraph(text)

    def _preformatted(self, element: Element) -> None:
        """Lines as typed: tabs and runs of spaces may part the cells of a table."""
        pieces = [element.text or ""]
        for part in element.iterdescendants():
            line_end = "\n" if part.tag == "br" or part.tag in BLOCK_TAGS else ""
            pieces.extend((line_end, part.text or "", part.tail or ""))
        for block in text_blocks(numbered("".join(pieces)), grid_by_line):
            if isinstance(block, Grid):
                self._builder.typed_table(block)
            else:
                self._builder.paragraph(tidy(block.text))

    def _table(self, table: Element) -> None:
        self._depth += 1
        rows = list(table.iter("tr"))
        nests = next(table.iterdescendants("table"), None) is not None
        if nests:
            rows = [row for row in rows if next(row.iterancestors("table")) is table]
        # the caption, and text between the rows, where browsers show it: in front of the table
        for caption in table.iterchildren("caption"):
            self.walk(caption)
        # looked at twice: an element that nothing holds is made anew each time
        inside = [list(row) for row in rows]
        between = [
            text
            for row, parts in zip(rows, inside, strict=True)
            for text in (row.text, row.tail, *[part.tail for part in parts])
        ]
        for stray in (table.text, *between):
            if stray and not stray.isspace():
                self._builder.paragraph(tidy(stray))
        found: list[TableRow] = []
        for number, parts in enumerate(inside, 1):
            cells = [part for part in parts if part.tag in ("td", "th")]
            # cells with a table of two cells or more
            nesting = {
                cell
                for cell in (cells if nests else ())
                if any(len(list(islice(table.iter("td", "th"), 2))) == 2 for table in cell.iter("table"))
            }
            printed = [
                PrintedCell.of(
                    "" if cell in nesting else cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan")
                )
                for cell in cells
            ]
            layout = nesting or holds_prose(printed)
            found.append(TableRow(PrintedRow(number, printed), cells if layout else ()))
        self._builder.table(found, self.walk)
        self._depth -= 1


def _span(cell: Element, name: str) -> int:
    """What is no number counts as 1; a number beyond reason is capped where spans are filled."""
    value = cell.get(name)
    if value is None:
        return 1
    match = _SPAN.match(value)
    return int(match[1]) if match else 1


def cell_text(cell: Element) -> str:
    """Text of a table cell, its lines and paragraphs ended."""
    if not len(cell):
        return tidy(cell.text or "")
    only = cell[0]
    beside = (cell.text or "") + (only.tail or "")
    if len(cell) == 1 and only.tag != "br" and not beside.strip() and not _breaks_inside(only):
        return tidy(text_of(cell))
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        mark = LINE if element.tag == "br" else PARAGRAPH if element.tag in BLOCK_TAGS else ""
        if event == "start":
            pieces.extend((mark, _plain(element.text)))
        elif element is not cell:
            pieces.extend(("" if mark == LINE else mark, _plain(element.tail)))
    return _OUTSIDE_BREAKS.sub(lambda piece: tidy(piece[0]) or (BLANK if BLANK in piece[0] else ""), "".join(pieces))


def _breaks_inside(element: Element) -> bool:
    return len(element) > 0 and next(element.iterdescendants(*_BREAKING), None) is not None


def _plain(text: str | None) -> str:
    return text.replace("\n", "\x0b").replace("\r", "\x0b") if text else ""
