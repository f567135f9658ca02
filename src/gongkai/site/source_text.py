"""The text of a source, in order, with an anchor at every place that a number of the form was read from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gongkai.forms.personal import withheld
from gongkai.model import Document, Grid, GridCell, Paragraph, Place
from gongkai.site.rows import CellRow, SourceRow

MOST_CHARACTERS = 24_000
"""Characters of a source that its page shows, so that the page stays light; blocks with numbers always stand."""
MOST_ANCHORED = 200_000
"""Characters of blocks with numbers that are shown in all; later blocks and cells show their beginning only."""
BEGINNING = 200
MOST_POSITIONS = 6_000
"""Positions of tables that are shown; rows with numbers always stand."""
REMEMBERED = 1 << 15
"""Places whose anchors are kept at hand."""
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Control characters, which HTML does not allow."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: plain, or what a form cell was read from, with its anchor and the id of the form cell.

    What of private persons stands in plain text is withheld; the numbers of the form are not touched.
    """

    text: str
    anchor: str | None = None
    target: str | None = None

    def __post_init__(self) -> None:
        if self.anchor is None:
            object.__setattr__(self, "text", withheld(self.text))


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph or line: its anchor, its number in the file (of its page, in a PDF), its pieces of text.

    `back` is the form cell to return to from numbers in it that are not anchored themselves.
    """

    anchor: str
    number: int | None
    page: int | None
    parts: tuple[Part, ...]
    back: str | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a printed table with the positions it covers."""

    parts: tuple[Part, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class PrintedGrid:
    """A table: its number (of its page, in a PDF), and its rows with their anchors.

    `backs` names, by anchor of a row, the form cell to return to from numbers that only the row is known of.
    `left_out` is how many rows a long table has beyond those shown.
    """

    anchor: str
    number: int | None
    page: int | None
    rows: tuple[tuple[str | None, tuple[PrintedCell, ...]], ...]
    backs: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The pieces of text of all its cells."""
        return tuple(part for _, cells in self.rows for cell in cells for part in cell.parts)


PrintedBlock = PrintedParagraph | PrintedGrid


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a report page shows of the source.

    Attributes:
        blocks: its lines, or its paragraphs and tables.
        lined: True for lines as they stand in the file.
        left_out: how many blocks a long source has beyond those shown.
        anchors: all that can be led to.
        targets: addresses of the form cells that it leads to.
    """

    blocks: tuple[PrintedBlock, ...] = ()
    lined: bool = False
    left_out: int = 0
    anchors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()

    def anchor(self, place: str | None) -> str | None:
        """The anchor of a place, else that of its cell or of its line; None if it isn't shown."""
        if not place:
            return None
        return next((anchor for anchor in _near(place) if anchor in self.anchors), None)


@lru_cache(maxsize=REMEMBERED)
def _near(place: str) -> tuple[str, ...]:
    """The anchors of a place, of its cell and of its line."""
    here = _place(place)
    return tuple(dict.fromkeys(_anchor(near) for near in (here, here.whole, here.of_row)))


# reports share most of their places
_place = lru_cache(maxsize=REMEMBERED)(Place.parse)


@lru_cache(maxsize=REMEMBERED)
def _anchor(place: Place) -> str:
    """The id of what stands there."""
    return f"_{place.anchor}"


def source_view(
    report: SourceRow, cells: Iterable[CellRow], path: Path | None, documents: Mapping[str, Document] | None = None
) -> SourceView:
    """What is shown of a source: the lines of a text, the whole document of another format if it is given."""
    printer = _Printer(cells)
    if report.source_format == "text":
        lines = _lines(path, report.source_encoding) if path else ()
        return printer.view(((printer.line(n, text), len(text)) for n, text in enumerate(lines, 1)), lined=True)
    if documents is None or report.report_id not in documents:
        return SourceView()
    blocks = documents[report.report_id].blocks
    return printer.view(
        (printer.grid(block), sum(len(cell.text) for row in block.rows for cell in row if not cell.covered))
        if isinstance(block, Grid)
        else (printer.paragraph(block), len(block.text))
        for block in blocks
    )


def _lines(path: Path, encoding: str | None) -> list[str]:
    return _LINE_END.split(path.read_bytes().decode(encoding or "utf-8", errors="replace").removeprefix("\ufeff"))


class _Printer:
    """Prints blocks, each once; knows which form cells were read from which place.

    Args:
        cells: the form cells of the report.
    """

    def __init__(self, cells: Iterable[CellRow]) -> None:
        self._used: dict[Place, list[tuple[Place, CellRow]]] = defaultdict(list)
        self._lines: set[int] = set()
        self._anchors: set[str] = set()
        # of the block that is being printed: where its numbers lead to, by their anchors
        self._leads: dict[str, str] = {}
        self._room = MOST_ANCHORED
        self._positions = 0
        for cell in cells:
            if cell.place:
                place = _place(cell.place)
                self._used[place.whole].append((place, cell))
                self._lines.add(place.line or 0)

    def view(self, printed: Iterable[tuple[PrintedBlock, int]], *, lined: bool = False) -> SourceView:
        """What is shown of blocks that come with their lengths."""
        shown: list[PrintedBlock] = []
        anchors: set[str] = set()
        targets: set[str] = set()
        left_out, characters = 0, 0
        for block, length in printed:
            characters += length
            leads, self._leads = self._leads, {}
            backs = block.backs.values() if isinstance(block, PrintedGrid) else (block.back,) if block.back else ()
            if characters > MOST_CHARACTERS and not backs and not leads:
                left_out += 1
                continue
            shown.append(block)
            anchors.update(leads, [block.anchor])
            targets.update(leads.values(), backs)
            if isinstance(block, PrintedGrid):
                anchors.update(anchor for anchor, _ in block.rows if anchor)
        return SourceView(tuple(shown), lined, left_out, frozenset(anchors), frozenset(targets))

    def line(self, number: int, text: str) -> PrintedParagraph:
        """A line of a text file; where tabs part its cells, each is printed by itself."""
        place = Place(line=number)
        if number not in self._lines:
            whole = (Part(_printable(self._shown(text))),) if text else ()
            return PrintedParagraph(_anchor(place), number, None, whole)
        if place in self._used or "\t" not in text:
            parts, back = self._pieces(text.strip(), place)
            return PrintedParagraph(_anchor(place), number, None, parts, back)
        all_parts: list[Part] = []
        back = None
        for cell, piece in enumerate(text.split("\t"), 1):
            all_parts += [Part("\t")] if cell > 1 else []
            parts, lost = self._pieces(piece.strip(), Place(line=number, cell=cell))
            all_parts += parts
            back = back or lost
        return PrintedParagraph(_anchor(place), number, None, tuple(all_parts), back)

    def paragraph(self, block: Paragraph) -> PrintedParagraph:
        """A paragraph of a document."""
        place = block.place.whole
        parts, back = self._pieces(block.text, place)
        return PrintedParagraph(_anchor(place), place.paragraph or place.line, place.page, parts, back)

    def grid(self, grid: Grid) -> PrintedGrid:
        """A table of a document."""
        spans, inside = _spans(grid)
        backs: dict[str, str] = {}
        rows: list[tuple[str | None, tuple[PrintedCell, ...]]] = []
        left_out = 0
        for r, row in enumerate(grid.rows):
            anchor = self._row_anchor(row)
            self._positions += len(row)
            if self._positions > MOST_POSITIONS and not any(cell.place in self._used for cell in row):
                left_out += 1
                continue
            cells = []
            for c, cell in enumerate(row):
                if (r, c) in inside:
                    continue
                if (span := spans.get((r, c))) is None:
                    cells.append(PrintedCell(()))  # a covered position that no rectangle takes in
                    continue
                parts, back = self._pieces(cell.text, cell.place, cell=True)
                cells.append(PrintedCell(parts, *span))
                if back:
                    backs.setdefault(_anchor(cell.place.of_row), back)
            rows.append((anchor, tuple(cells)))
        return PrintedGrid(_anchor(grid.place), grid.place.table, grid.place.page, tuple(rows), backs, left_out)

    def _pieces(self, text: str, place: Place, *, cell: bool = False) -> tuple[tuple[Part, ...], str | None]:
        """The text in pieces, with anchors where form cells were read, and the form cell that the rest links to."""
        used = self._used.get(place, ())
        text = self._shown(text)
        if not used:
            return ((Part(_printable(text)),) if text else ()), None
        by_itself = cell or place.cell is not None
        if len(used) == 1 and by_itself and used[0][0].start is None:
            return (self._part(text, place, used[0][1]),), None
        whole = [form_cell for at, form_cell in used if at.start is None]
        if whole and by_itself and len({form_cell.raw for form_cell in whole}) == 1:
            return (self._part(text, place, whole[0]),), None
        lost = list(whole)
        parts: list[Part] = []
        done = 0
        spans: dict[Place, list[CellRow]] = defaultdict(list)
        for at, form_cell in used:
            if at.start is not None:
                spans[at].append(form_cell)
        for at, cells in sorted(spans.items(), key=lambda item: (item[0].start or 0, item[0].end or 0)):
            start, end = at.start or 0, at.end or 0
            if start < done or not _is_printed(text[start:end], cells):
                lost += cells
                continue
            parts += [Part(_printable(text[done:start], strip=False)), self._part(text[start:end], at, cells[0])]
            done = end
        parts.append(Part(_printable(text[done:], strip=False)))
        return tuple(part for part in parts if part.text or part.anchor), lost[0].address if lost else None

    def _shown(self, text: str) -> str:
        """The text, cut where the page would grow too long."""
        length, most = len(text), self._room if self._room > BEGINNING else BEGINNING
        self._room -= min(length, most)
        return text if length <= most else f"{text[:most]}…"

    def _part(self, text: str, place: Place, cell: CellRow) -> Part:
        anchor = _anchor(place)
        if anchor in self._anchors:
            return Part(_printable(text))
        self._anchors.add(anchor)
        self._leads[anchor] = cell.address
        return Part(_printable(text), anchor, cell.address)

    def _row_anchor(self, row: Sequence[GridCell]) -> str | None:
        """The anchor of a row, for places that name no cell; once for each row of the source."""
        place = next((cell.place.of_row for cell in row if not cell.covered and cell.place.row), None)
        if place is None or (anchor := _anchor(place)) in self._anchors:
            return None
        self._anchors.add(anchor)
        return anchor


def _is_printed(text: str, cells: Sequence[CellRow]) -> bool:
    """True if the text is what each of the cells holds, or what they hold one after the other."""
    here, raws = _SPACE.sub("", text), [_SPACE.sub("", cell.raw or "") for cell in cells]
    return set(raws) == {here} or "".join(raws) == here


def _printable(text: str, *, strip: bool = True) -> str:
    """The text with control characters, which no page may hold, replaced by the sign for an unknown character."""
    shown = text if text.isprintable() else _UNPRINTABLE.sub("\ufffd", text)
    return shown.strip() if strip else shown


def _spans(grid: Grid) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Columns and rows of each printed cell, and the positions that merged cells cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    inside: set[tuple[int, int]] = set()
    for r, row in enumerate(grid.rows):
        for c, cell in enumerate(row):
            if not cell.covered:
                columns, rows = 1, 1
                while _covers(grid, cell, r, c + columns):
                    columns += 1
                while all(_covers(grid, cell, r + rows, c + offset) for offset in range(columns)):
                    rows += 1
                spans[r, c] = columns, rows
                if columns > 1 or rows > 1:
                    inside |= {(r + i, c + j) for i in range(rows) for j in range(columns)} - {(r, c)}
    return spans, inside


def _covers(grid: Grid, cell: GridCell, r: int, c: int) -> bool:
    if r >= len(grid.rows) or c >= len(grid.rows[r]):
        return False
    other = grid.rows[r][c]
    return other.covered and other.place == cell.place
