"""The XML of a Word document as blocks.

Only local names count: the transitional and the strict flavour differ in their namespaces alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from gongkai.forms import is_value
from gongkai.model import Block, MarkKind
from gongkai.read.blocks import DEEPEST_TABLE, BlockBuilder, TableRow, holds_prose
from gongkai.read.grid import MAX_SPAN, PrintedCell, PrintedRow
from gongkai.read.joining import BLANK, LINE, PARAGRAPH, tidy
from gongkai.read.marks import marked, without_signs
from gongkai.read.text.plain import grid_by_line, tab_cells, tab_runs
from gongkai.read.word.styles import Numbering, Styles
from gongkai.read.word.text import ParagraphText
from gongkai.read.word.xml import Element, attribute, child_of, is_on, local_name, unwrapped

_HOLDS_BLOCKS = etree.XPath(
    "boolean(descendant::*[local-name()='altChunk']"
    " or descendant::*[local-name()='tbl'][descendant::*[local-name()='tc'][2]])"
)
"""True for a cell with an embedded file or a table of several cells inside."""


def story_of(
    body: Element,
    styles: Element | None,
    numbering: Element | None,
    embedded: Callable[[str], Iterable[Block]],
) -> tuple[Block, ...]:
    """The blocks of the body of a document.

    Args:
        body: the element that holds them.
        styles: defines the styles; None if the document has none.
        numbering: defines the lists; None if it has none.
        embedded: gives the blocks of an embedded file by the id of its relation.
    """
    builder = BlockBuilder()
    known = Styles(styles)
    _Story(builder, embedded, known, Numbering(numbering, body, known)).read(body)
    return tuple(builder.blocks)


class _Story:
    """Reads runs of block-level elements into a builder."""

    def __init__(
        self,
        builder: BlockBuilder,
        embedded: Callable[[str], Iterable[Block]],
        styles: Styles,
        numbering: Numbering,
    ) -> None:
        self._builder = builder
        self._embedded = embedded
        self._styles, self._numbering = styles, numbering
        self._depth = 0
        self._lines: list[str] = []

    def read(self, parent: Element) -> None:
        """Adds the paragraphs and tables under an element in order."""
        for child in unwrapped(parent):
            name = local_name(child)
            if name == "p":
                text = ParagraphText.of(child, self._styles, self._numbering)
                self._lines += [line for line in text.lines if without_signs(tidy(line))]
                if text.boxes and self._depth < DEEPEST_TABLE:
                    self._close_lines()
                    self._depth += 1
                    for box in text.boxes:
                        self.read(box)
                    self._depth -= 1
                continue
            self._close_lines()
            if name == "tbl" and self._depth < DEEPEST_TABLE:
                self._table(child)
            elif name in ("tbl", "tr", "tc"):
                self.read(child)
            elif name == "altChunk":
                self._builder.include(self._embedded(attribute(child, "id") or ""))
        self._close_lines()

    def _close_lines(self) -> None:
        """Adds the lines of the paragraphs before; those with tabs under each other are rows of a table."""
        lines = list(enumerate(self._lines, 1))
        self._lines.clear()
        for rows, (_, line) in tab_runs(lines):
            cells = [(number, tab_cells(text)) for number, text in rows]
            if len(cells) > 1 and any(len(row) > 2 and any(map(is_value, row)) for _, row in cells):
                self._builder.typed_table(grid_by_line(cells))
                continue
            for text in (text for _, text in rows) if rows else (line,):
                self._builder.paragraph(tidy(text))

    def _table(self, table: Element) -> None:
        self._depth += 1
        rows: list[_Row] = []
        for element in unwrapped(table):
            properties = child_of(element, "trPr")
            seen = child_of(properties, "del") is None and not is_on(child_of(properties, "hidden"))
            if seen and local_name(element) == "tr":
                rows.append(_Row.of(element))
        found: list[TableRow] = []
        merged_above: set[int] = set()
        for number, row in enumerate(rows, 1):
            # the lower parts of merged cells are left out; a continuation of nothing is a cell of its own
            shown = [cell for cell in row.cells if cell.merge != "continue" or cell.column not in merged_above]
            below = rows[number : number + MAX_SPAN]
            printed: list[PrintedCell] = []
            for cell in shown:
                height = 1
                while cell.merge is not None and height <= len(below) and below[height - 1].continuation(cell.column):
                    height += 1
                lined = PARAGRAPH.join(LINE.join(map(tidy, lines)) or BLANK for lines in self._paragraphs(cell.element))
                printed.append(PrintedCell.of(lined, cell.width, height))
            elements = [cell.element for cell in shown]
            layout = holds_prose(printed) or any(map(_HOLDS_BLOCKS, elements))
            found.append(TableRow(PrintedRow(number, printed, row.before), elements if layout else ()))
            merged_above = {cell.column for cell in row.cells if cell.merge is not None}
        self._builder.table(found, self.read)
        self._depth -= 1

    def _paragraphs(self, parent: Element) -> Iterator[list[str]]:
        """Lines of each paragraph, those in text boxes and one-cell tables included; XML depth bounds it."""
        for child in unwrapped(parent):
            if local_name(child) == "p":
                text = ParagraphText.of(child, self._styles, self._numbering)
                yield (
                    text.lines
                    if any(map(str.strip, text.lines))
                    else ([marked("", MarkKind.DRAWN)] if text.draws else [])
                )
                for box in text.boxes:
                    yield from self._paragraphs(box)
            else:
                yield from self._paragraphs(child)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its first column in the table's grid; `merge` is None, `restart` or `continue`."""

    element: Element
    column: int
    width: int
    merge: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    before: int

    @classmethod
    def of(cls, row: Element) -> _Row:
        before = _number(child_of(child_of(row, "trPr"), "gridBefore"), 0)
        column = before
        cells: list[_Cell] = []
        for element in unwrapped(row):
            properties = child_of(element, "tcPr")
            if local_name(element) != "tc" or child_of(properties, "cellDel") is not None:
                continue
            width = max(1, _number(child_of(properties, "gridSpan"), 1))
            if cells and _merge(child_of(properties, "hMerge", "hmerge")) == "continue":
                cells[-1] = replace(cells[-1], width=cells[-1].width + width)
                column += width
                continue
            cells.append(_Cell(element, column, width, _merge(child_of(properties, "vMerge", "vmerge"))))
            column += width
        return cls(tuple(cells), before)

    def continuation(self, column: int) -> bool:
        """True if a vertically merged cell goes on in that column."""
        return any(cell.column == column and cell.merge == "continue" for cell in self.cells)


def _merge(mark: Element | None) -> str | None:
    return None if mark is None else attribute(mark, "val") or "continue"


def _number(element: Element | None, default: int) -> int:
    value = attribute(element, "val")
    return min(int(value), 10_000) if value and value.isascii() and value.isdigit() and len(value) < 9 else default
