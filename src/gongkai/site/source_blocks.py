"""A whole source as it was read: its paragraphs and tables in order, every cell that gave a number anchored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.model import Document, Grid, GridCell, Paragraph
from gongkai.site.figures import Row

MOST_CHARACTERS = 24_000
"""Characters of a source that its page shows, so that the page stays light; tables with numbers always stand."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: plain, or the text of a cell with its anchor and the id of the form cell it became."""

    text: str
    anchor: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph: its anchor, its number in the file (of its page, in a PDF), its text."""

    anchor: str
    number: int | None
    page: int | None
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a printed table with the positions it covers."""

    part: Part
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PrintedGrid:
    """A table: its number (of its page, in a PDF), and its rows with their anchors."""

    anchor: str
    number: int | None
    page: int | None
    rows: tuple[tuple[str | None, tuple[PrintedCell, ...]], ...]
    kind: str = "grid"


PrintedBlock = PrintedParagraph | PrintedGrid


def anchor_id(place: str) -> str:
    """`line 51, cell 3` → `line-51-cell-3`."""
    return re.sub(r"[^a-z0-9]+", "-", place)


def cell_id(cell: Row) -> str:
    """The id of a form cell on its page."""
    return f"{cell['table']}--{cell['row']}--{cell['column']}"


def printed_blocks(document: Document, used: Mapping[str, Row]) -> tuple[tuple[PrintedBlock, ...], int]:
    """What is shown of a document, and how many of its blocks are left out because it is too long.

    Args:
        document: the source as read.
        used: the form cell that was read from a place, by the text of the place.
    """
    shown: list[PrintedBlock] = []
    left_out, characters = 0, 0
    for block in document.blocks:
        characters += _length(block)
        if characters <= MOST_CHARACTERS or _gave_numbers(block, used):
            shown.append(_grid(block, used) if isinstance(block, Grid) else _paragraph(block))
        else:
            left_out += 1
    return tuple(shown), left_out


def block_anchors(block: PrintedBlock) -> Iterator[str]:
    """The anchors that a block holds."""
    yield block.anchor
    if isinstance(block, PrintedGrid):
        yield from (anchor for anchor, _ in block.rows if anchor)
        yield from (cell.part.anchor for _, cells in block.rows for cell in cells if cell.part.anchor)


def _length(block: Paragraph | Grid) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell.text) for row in block.rows for cell in row if not cell.covered)


def _gave_numbers(block: Paragraph | Grid, used: Mapping[str, Row]) -> bool:
    if isinstance(block, Paragraph):
        return str(block.place) in used
    return any(str(cell.place) in used for row in block.rows for cell in row)


def _paragraph(block: Paragraph) -> PrintedParagraph:
    number = block.place.paragraph or block.place.line
    return PrintedParagraph(_anchor(str(block.place)), number, block.place.page, _printable(block.text))


def _grid(grid: Grid, used: Mapping[str, Row]) -> PrintedGrid:
    spans, inside = _spans(grid)
    taken: set[str] = set()
    rows = []
    for r, row in enumerate(grid.rows):
        cells = [_cell(cell, spans.get((r, c)), used, taken) for c, cell in enumerate(row) if (r, c) not in inside]
        rows.append((_row_anchor(row, taken), tuple(cells)))
    return PrintedGrid(_anchor(str(grid.place)), grid.place.table, grid.place.page, tuple(rows))


def _spans(grid: Grid) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Columns and rows of each printed cell, and the positions that merged cells cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    inside: set[tuple[int, int]] = set()
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            if not cell.covered:
                spans[r, c] = columns, rows = _extent(grid, r, c)
                inside |= {(r + i, c + j) for i in range(rows) for j in range(columns)} - {(r, c)}
    return spans, inside


def _extent(grid: Grid, r: int, c: int) -> tuple[int, int]:
    cell, columns, rows = grid.rows[r][c], 1, 1
    while _covers(grid, cell, r, c + columns):
        columns += 1
    while all(_covers(grid, cell, r + rows, c + offset) for offset in range(columns)):
        rows += 1
    return columns, rows


def _covers(grid: Grid, cell: GridCell, r: int, c: int) -> bool:
    if r >= len(grid.rows) or c >= len(grid.rows[r]):
        return False
    other = grid.rows[r][c]
    return other.covered and other.place == cell.place


def _cell(cell: GridCell, span: tuple[int, int] | None, used: Mapping[str, Row], taken: set[str]) -> PrintedCell:
    """The cell as printed; a covered position that no rectangle takes in stays empty."""
    if span is None:
        return PrintedCell(Part(""))
    place = str(cell.place)
    if place not in used or place in taken:
        return PrintedCell(Part(_printable(cell.text)), *span)
    taken.add(place)
    return PrintedCell(Part(_printable(cell.text), _anchor(place), cell_id(used[place])), *span)


def _row_anchor(row: tuple[GridCell, ...], taken: set[str]) -> str | None:
    """The anchor of a row, for places that name no cell; once for each row of the source."""
    first = next((cell.place for cell in row if not cell.covered and cell.place.row), None)
    place = str(first).rpartition(", cell ")[0] if first else ""
    if not place or place in taken:
        return None
    taken.add(place)
    return _anchor(place)


def _anchor(place: str) -> str:
    return f"src-{anchor_id(place)}"


def _printable(text: str) -> str:
    """Control characters, which no page may hold, become the sign for an unknown character."""
    return _UNPRINTABLE.sub("\ufffd", text).strip()
