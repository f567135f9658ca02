"""A whole source as it was read: its paragraphs and tables in order, every cell that gave a number anchored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.model import Document, Grid, GridCell, Paragraph, Place
from gongkai.site.figures import Row
from gongkai.site.source_runs import Part, Run, cell_id, parts_of, runs_in

MOST_CHARACTERS = 24_000
"""Characters of a source that its page shows, so that the page stays light; tables with numbers always stand."""
Used = Mapping[str, Sequence[Row]]
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph: its anchor, its number in the file (of its page, in a PDF), its pieces of text.

    `back` is the form cell to return to from numbers in it that are not anchored themselves.
    """

    anchor: str
    number: int | None
    page: int | None
    parts: tuple[Part, ...]
    runs: tuple[Run, ...] = ()
    back: str | None = None
    kind: str = "paragraph"

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a printed table with the positions it covers."""

    part: Part
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PrintedGrid:
    """A table: its number (of its page, in a PDF), and its rows with their anchors.

    `backs` names, by anchor of a row, the form cell to return to from numbers that only the row is known of.
    """

    anchor: str
    number: int | None
    page: int | None
    rows: tuple[tuple[str | None, tuple[PrintedCell, ...]], ...]
    backs: Mapping[str, str] = field(default_factory=dict)
    kind: str = "grid"


PrintedBlock = PrintedParagraph | PrintedGrid


def printed_blocks(document: Document, used: Used, edition: str) -> tuple[tuple[PrintedBlock, ...], int]:
    """What is shown of a document, and how many of its blocks are left out because it is too long.

    Args:
        document: the source as read.
        used: the form cells that were read from a place, by the text of the place.
        edition: of the form.
    """
    shown: list[PrintedBlock] = []
    left_out, characters = 0, 0
    for block in document.blocks:
        characters += _length(block)
        if characters <= MOST_CHARACTERS or _gave_numbers(block, used):
            shown.append(_grid(block, used) if isinstance(block, Grid) else _paragraph(block, used, edition))
        else:
            left_out += 1
    return tuple(shown), left_out


def speaks_for(cells: Sequence[Row]) -> bool:
    """Whether a cell of the source holds what each of these form cells prints, and not only the start of their row."""
    return len({cell["raw"] for cell in cells}) == 1


def way_back(runs: Sequence[Run], cells: Sequence[Row]) -> str | None:
    """The form cell to return to from a line, if some of its numbers are in no run."""
    found = {cell_id(cell) for run in runs for cell in run.cells}
    return next((cell_id(cell) for cell in cells if cell_id(cell) not in found), None)


def block_anchors(block: PrintedBlock) -> Iterator[str]:
    """The anchors that a block holds."""
    yield block.anchor
    if isinstance(block, PrintedGrid):
        yield from (anchor for anchor, _ in block.rows if anchor)
        yield from (cell.part.anchor for _, cells in block.rows for cell in cells if cell.part.anchor)
    else:
        yield from (part.anchor for part in block.parts if part.anchor)


def _length(block: Paragraph | Grid) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell.text) for row in block.rows for cell in row if not cell.covered)


def _gave_numbers(block: Paragraph | Grid, used: Used) -> bool:
    if isinstance(block, Paragraph):
        return str(block.place) in used
    return any(str(cell.place) in used for row in block.rows for cell in row)


def _paragraph(block: Paragraph, used: Used, edition: str) -> PrintedParagraph:
    place, text = block.place, _printable(block.text)
    cells = used.get(str(place), ())
    runs = runs_in(text, cells, edition)
    number = place.paragraph or place.line
    return PrintedParagraph(_anchor(place), number, place.page, parts_of(text, runs), runs, way_back(runs, cells))


def _grid(grid: Grid, used: Used) -> PrintedGrid:
    spans, inside = _spans(grid)
    taken: set[Place] = set()
    rows = []
    for r, row in enumerate(grid.rows):
        cells = [_cell(cell, spans.get((r, c)), used, taken) for c, cell in enumerate(row) if (r, c) not in inside]
        rows.append((_row_anchor(row, taken), tuple(cells)))
    return PrintedGrid(_anchor(grid.place), grid.place.table, grid.place.page, tuple(rows), _backs(grid, used))


def _backs(grid: Grid, used: Used) -> dict[str, str]:
    """The first form cell of each row whose numbers have no cell of their own."""
    backs: dict[str, str] = {}
    for place in dict.fromkeys(cell.place for row in grid.rows for cell in row):
        cells = used.get(str(place), ())
        if cells and not speaks_for(cells):
            backs.setdefault(_anchor(place.of_row), cell_id(cells[0]))
    return backs


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


def _cell(cell: GridCell, span: tuple[int, int] | None, used: Used, taken: set[Place]) -> PrintedCell:
    """The cell as printed; a covered position that no rectangle takes in stays empty."""
    if span is None:
        return PrintedCell(Part(""))
    cells = used.get(str(cell.place), ())
    if not cells or cell.place in taken or not speaks_for(cells):
        return PrintedCell(Part(_printable(cell.text)), *span)
    taken.add(cell.place)
    return PrintedCell(Part(_printable(cell.text), _anchor(cell.place), cell_id(cells[0])), *span)


def _row_anchor(row: tuple[GridCell, ...], taken: set[Place]) -> str | None:
    """The anchor of a row, for places that name no cell; once for each row of the source."""
    place = next((cell.place.of_row for cell in row if not cell.covered and cell.place.row), None)
    if place is None or place in taken:
        return None
    taken.add(place)
    return _anchor(place)


def _anchor(place: Place) -> str:
    return f"src-{place.anchor}"


def _printable(text: str) -> str:
    """Control characters, which no page may hold, become the sign for an unknown character."""
    return _UNPRINTABLE.sub("\ufffd", text).strip()
