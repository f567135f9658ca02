"""The XML of a Word document as blocks.

Only local names count: the transitional and the strict flavour differ in their namespaces alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from gongkai.read.blocks import DEEPEST_TABLE, BlockBuilder, TableRow, holds_prose
from gongkai.read.grid import MAX_SPAN, PrintedCell, PrintedRow
from gongkai.read.joining import join_lines, tidy

Element = etree._Element

WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "body", "dir", "bdo",
     "subDoc", "ruby", "rubyBase", "oMathPara", "oMath"}
)  # fmt: skip
"""Elements that only wrap what counts."""
LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "tblPr", "tblGrid", "trPr",
     "tcPr", "sdtPr", "sdtEndPr", "footnoteReference", "endnoteReference", "annotationRef", "sectPr"}
)  # fmt: skip
_LINE = "\n"
_PARAGRAPH = "\r"
_OFF = ("0", "false", "off", "none")


def local_name(element: Element) -> str:
    """Tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element | None, name: str) -> str | None:
    """An attribute by local name, whatever its namespace."""
    if element is None:
        return None
    found = (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next((str(value) for value in found), None)


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if local_name(child) == name), None)


def _unwrapped(parent: Element) -> Iterator[Element]:
    """Children with wrappers opened and alternatives decided, in order."""
    stack: list[Iterator[Element]] = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        name = local_name(child)
        if name in WRAPPERS:
            stack.append(iter(child))
        elif name == "AlternateContent":
            stack.append(iter(_alternative(child)))
        elif name not in LEFT_OUT:
            yield child


def _alternative(content: Element) -> list[Element]:
    """Content of the first choice that has text, else of the fallback: a text box is stored in both."""
    options = [child for child in content if local_name(child) in ("Choice", "Fallback")]
    return next((list(option) for option in options if _has_text(option)), [])


def _has_text(element: Element) -> bool:
    return any(local_name(inner) == "t" and inner.text for inner in element.iterdescendants())


@dataclass(slots=True)
class _Text:
    """Text of a paragraph with its breaks, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def add(self, parent: Element) -> None:
        """Goes through runs without recursion."""
        stack = [_unwrapped(parent)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif local_name(child) == "txbxContent":
                self.boxes.append(child)
            elif not self._take(child) and not _is_hidden_run(child):
                stack.append(_unwrapped(child))

    def _take(self, element: Element) -> bool:
        name = local_name(element)
        if name == "t":
            self.pieces.append((element.text or "").replace("\n", " ").replace("\r", " "))
        elif name in ("br", "cr"):
            self.pieces.append(_LINE)
        elif name in ("tab", "ptab"):
            self.pieces.append(" ")
        elif name == "noBreakHyphen":
            self.pieces.append("-")
        return name in ("t", "br", "cr", "tab", "ptab", "noBreakHyphen")

    def lines(self) -> list[str]:
        """The text, one entry for each line."""
        lines = (tidy(line) for line in "".join(self.pieces).split(_LINE))
        return [line for line in lines if line]


def _is_hidden_run(element: Element) -> bool:
    if local_name(element) != "r":
        return False
    vanish = _child(_child(element, "rPr"), "vanish")
    return vanish is not None and _attribute(vanish, "val") not in _OFF


def _paragraph_text(paragraph: Element) -> _Text:
    text = _Text()
    text.add(paragraph)
    return text


class Story:
    """Reads a run of block-level elements into a builder."""

    def __init__(self, builder: BlockBuilder) -> None:
        self._builder = builder
        self._depth = 0

    def read(self, parent: Element) -> None:
        """Adds the paragraphs and tables under an element in order."""
        for child in _unwrapped(parent):
            name = local_name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl" and self._depth < DEEPEST_TABLE:
                self._table(child)
            elif name in ("tbl", "tr", "tc"):
                self.read(child)

    def _paragraph(self, paragraph: Element) -> None:
        text = _paragraph_text(paragraph)
        for line in text.lines():
            self._builder.paragraph(line)
        for box in text.boxes:
            self._within(box)

    def _within(self, element: Element) -> None:
        self._depth += 1
        if self._depth <= DEEPEST_TABLE:
            self.read(element)
        self._depth -= 1

    def _table(self, table: Element) -> None:
        self._depth += 1
        rows = [_Row.of(row) for row in _unwrapped(table) if local_name(row) == "tr" and not _is_deleted(row)]
        self._builder.table([self._table_row(number, row, rows) for number, row in enumerate(rows, 1)])
        self._depth -= 1

    def _table_row(self, number: int, row: _Row, rows: list[_Row]) -> TableRow:
        shown = [cell for cell in row.cells if not _continues(cell, rows[number - 2 : number - 1])]
        below = rows[number : number + MAX_SPAN]
        printed = [PrintedCell(_cell_text(cell.element), cell.width, _height(cell, below)) for cell in shown]
        layout = holds_prose(printed) or any(_holds_blocks(cell.element) for cell in shown)
        unwrap = partial(self._unwrap, [cell.element for cell in shown]) if layout else None
        return TableRow(PrintedRow(number, printed, row.before), unwrap)

    def _unwrap(self, cells: list[Element]) -> None:
        for cell in cells:
            self.read(cell)


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
        before = _number(_child(_child(row, "trPr"), "gridBefore"), 0)
        column = before
        cells: list[_Cell] = []
        for element in _unwrapped(row):
            if local_name(element) != "tc":
                continue
            properties = _child(element, "tcPr")
            width = max(1, _number(_child(properties, "gridSpan"), 1))
            cells.append(_Cell(element, column, width, _merge(_child(properties, "vMerge"))))
            column += width
        return cls(tuple(cells), before)

    def continuation(self, column: int) -> bool:
        """True if a vertically merged cell goes on in that column."""
        return any(cell.column == column and cell.merge == "continue" for cell in self.cells)


def _merge(mark: Element | None) -> str | None:
    return None if mark is None else _attribute(mark, "val") or "continue"


def _number(element: Element | None, default: int) -> int:
    value = _attribute(element, "val")
    return min(int(value), 10_000) if value and value.isascii() and value.isdigit() and len(value) < 9 else default


def _is_deleted(row: Element) -> bool:
    return _child(_child(row, "trPr"), "del") is not None


def _continues(cell: _Cell, above: list[_Row]) -> bool:
    """True if the cell is the lower part of a merged one; a continuation of nothing is a cell of its own."""
    if cell.merge != "continue" or not above:
        return False
    return any(upper.column == cell.column and upper.merge is not None for upper in above[-1].cells)


def _height(cell: _Cell, below: list[_Row]) -> int:
    if cell.merge is None:
        return 1
    height = 1
    for row in below:
        if not row.continuation(cell.column):
            break
        height += 1
    return height


def _holds_blocks(cell: Element) -> bool:
    """True for a table of several cells inside the cell."""
    inner = (element for element in cell.iterdescendants() if local_name(element) == "tbl")
    return any(sum(local_name(part) == "tc" for part in table.iterdescendants()) > 1 for table in inner)


def _cell_text(cell: Element) -> str:
    """Text of a cell: lines of one paragraph and paragraphs close up, but numbers stay apart."""
    joined = ""
    for lines in _paragraphs(cell):
        text = ""
        for line in lines:
            text = join_lines(text, line, " ")
        joined = join_lines(joined, text, "\n")
    return joined


def _paragraphs(parent: Element) -> Iterator[list[str]]:
    """Lines of each paragraph, those in text boxes and one-cell tables included; XML depth bounds it."""
    for child in _unwrapped(parent):
        if local_name(child) == "p":
            text = _paragraph_text(child)
            yield text.lines()
            for box in text.boxes:
                yield from _paragraphs(box)
        else:
            yield from _paragraphs(child)
