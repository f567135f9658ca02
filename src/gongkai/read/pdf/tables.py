"""Tables of a PDF: ruled ones from the boxes between their lines, others from the columns of their words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from gongkai.model import Grid, MarkKind, Place
from gongkai.read.columns import WIDE, Piece, tables_of_pieces
from gongkai.read.grid import PrintedCell, PrintedRow, fill_spans
from gongkai.read.grouping import grouped
from gongkai.read.joining import PARAGRAPH
from gongkai.read.limits import keep_within
from gongkai.read.marks import grid_row, marked
from gongkai.read.pdf.canvas import Box, Char, Shape
from gongkai.read.pdf.lines import Line, lines_of
from gongkai.read.pdf.rules import cell_boxes

SAME_EDGE = 2.0
PIECE_GAP = 1.0
"""In font sizes: a wider gap parts two columns."""
TOUCHING = 0.05
"""In font sizes: digits nearer than this are printed as one number."""
_CUT = marked("", MarkKind.CUT)
OVERLAPPING = 0.2
"""In font sizes: digits of a font that stands in for a missing one are this much wider than their places."""
_OF_NUMBERS = frozenset("0123456789.,")
OVERLAP = 0.5
"""Of the width of a digit."""
INK_OVERLAP = 0.15
"""Of the narrower shape of two digits, the same: a font may claim the width of a Chinese character for each digit."""
BLANK_LINE = 2.0
"""In font sizes: a wider gap between lines counts as a blank line."""


_Cell = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table drawn with lines: the edges of its columns and rows, its cells, its characters."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]
    chars: tuple[Char, ...]

    @property
    def top(self) -> float:
        """Upper edge in points from the top of the page."""
        return self.rows[0]

    def grid(self, page: int, number: int) -> Grid:
        """The grid, merged cells filled in; text where no cell is drawn keeps a cell of its own."""
        # (row, column) → the cell that covers it
        owner = {
            (row, column): (row, column, row, column)
            for row in range(len(self.rows) - 1)
            for column in range(len(self.columns) - 1)
        }
        for x0, top, x1, bottom in self.boxes:
            row, column = _band(self.rows, top + SAME_EDGE), _band(self.columns, x0 + SAME_EDGE)
            last_row, last_column = _band(self.rows, bottom - SAME_EDGE), _band(self.columns, x1 - SAME_EDGE)
            for position in product(range(row, last_row + 1), range(column, last_column + 1)):
                owner[position] = (row, column, last_row, last_column)
        texts = self._texts(owner)
        rows: dict[int, list[PrintedCell]] = {row: [] for row in range(len(self.rows) - 1)}
        for cell in sorted(set(owner.values())):
            row, column, last_row, last_column = cell
            rows[row].append(PrintedCell.of(texts.get(cell, ""), last_column - column + 1, last_row - row + 1))
        printed = [PrintedRow(number, cells) for number, cells in enumerate(rows.values(), 1)]
        return fill_spans(printed, Place(page=page, table=number))

    def _texts(self, owner: dict[tuple[int, int], _Cell]) -> dict[_Cell, str]:
        boxes: dict[int, list[Box]] = defaultdict(list)
        for box in self.boxes:
            for row in range(_band(self.rows, box[1] + SAME_EDGE), _band(self.rows, box[3] - SAME_EDGE) + 1):
                boxes[row].append(box)
        chars: dict[_Cell, list[Char]] = defaultdict(list)
        torn: dict[_Cell, tuple[str, str]] = {}
        last: tuple[Char, _Cell] | None = None
        for char in self.chars:
            x, y = char.middle
            row = _band(self.rows, y)
            own = next((box for box in boxes[row] if _inside(char, box)), None)
            # Edges that nearly coincide are one edge of the grid: only the drawn box tells the sides apart.
            cell = owner[row, _band(self.columns, x if own is None else own[0] + SAME_EDGE)]
            if last and last[1] != cell and _in_one_number(last[0], char):
                torn[last[1]], torn[cell] = ("", _CUT), (_CUT, "")
            chars[cell].append(char)
            last = char, cell
        ends = {cell: torn.get(cell, ("", "")) for cell in chars}
        texts: dict[_Cell, str] = {}
        for cell, inside in chars.items():
            text = PARAGRAPH.join(line.text for line in lines_of(inside, 1))
            if _is_overprinted(inside):
                text = marked(text, MarkKind.OVERPRINTED)
            texts[cell] = ends[cell][0] + text + ends[cell][1]
        return texts


def _in_one_number(char: Char, following: Char) -> bool:
    """True for two digits of one line with nothing between them, though a rule runs there."""
    if not (char.text in _OF_NUMBERS and following.text in _OF_NUMBERS):
        return False
    gap = following.x0 - char.x1
    return abs(char.base - following.base) < 1 and -OVERLAPPING * char.size < gap < TOUCHING * char.size


def _band(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _inside(char: Char, box: Box) -> bool:
    x, y = char.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_overprinted(chars: list[Char]) -> bool:
    """True if digits stand on top of each other: an old number painted over and printed anew."""
    digits = sorted((char for char in chars if char.text.isdigit()), key=lambda char: (round(char.base), char.x0))
    return any(
        abs(left.base - right.base) < left.size / 2
        and min(left.x1, right.x1) - right.x0 > OVERLAP * (right.x1 - right.x0)
        and min(left.ink[2], right.ink[2]) - max(left.ink[0], right.ink[0])
        > INK_OVERLAP * min(left.ink[2] - left.ink[0], right.ink[2] - right.ink[0])
        for left, right in pairwise(digits)
    )


def ruled_tables(shapes: Sequence[Shape], chars: Sequence[Char]) -> tuple[list[RuledTable], list[Char]]:
    """Ruled tables of a page from top to bottom, and the characters outside.

    A number that is too wide for its cell may stick out of the table: it is the cell's all the same.
    """
    tables: list[RuledTable] = []
    outside = list(chars)
    for cells in cell_boxes(shapes):
        columns = _edges(x for x0, _, x1, _ in cells for x in (x0, x1))
        rows = _edges(y for _, top, _, bottom in cells for y in (top, bottom))
        keep_within("cells", (len(columns) - 1) * (len(rows) - 1))
        outline = (columns[0], rows[0], columns[-1], rows[-1])
        inside = {id(char) for char in outside if _inside(char, outline)}
        ordered = sorted(outside, key=lambda char: (round(char.base), char.x0))
        for run in (pairwise(ordered), pairwise(reversed(ordered))):
            for char, other in run:
                left, right = (char, other) if char.x0 <= other.x0 else (other, char)
                if id(char) in inside and id(other) not in inside and _in_one_number(left, right):
                    inside.add(id(other))
        tables.append(RuledTable(columns, rows, tuple(cells), tuple(char for char in outside if id(char) in inside)))
        outside = [char for char in outside if id(char) not in inside]
    return sorted(tables, key=lambda table: table.top), outside


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    """Distinct edges in order; those nearer than a hair are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME_EDGE:
            edges.append(value)
    return tuple(edges)


def grid_of_columns(lines: Sequence[Line], page: int, tables_before: int) -> list[Line | Grid]:
    """Lines in which those that form a table without rules are replaced by its grid."""
    entries: list[list[Piece]] = []
    index_of: dict[int, int] = {}
    for index, line in enumerate(lines):
        if index and line.top - lines[index - 1].bottom > BLANK_LINE * line.size:
            entries.append([])
        index_of[len(entries)] = index
        entries.append(_pieces(line))
    found: list[Line | Grid] = []
    done = 0
    for table in tables_of_pieces(entries):
        rows = [(index_of[index], texts) for index, texts in table.rows]
        found.extend(lines[done : rows[0][0]])
        tables_before += 1
        place = Place(page=page, table=tables_before)
        cells = tuple(
            grid_row(texts, [place._replace(row=row, cell=cell) for cell in range(1, len(texts) + 1)])
            for row, (_, texts) in enumerate(rows, 1)
        )
        found.append(Grid(cells, place, inferred=True))
        done = rows[-1][0] + 1
    found.extend(lines[done:])
    return found


def _pieces(line: Line) -> list[Piece]:
    groups = grouped(line.words, lambda group, word: word.x0 - group[-1].x1 > PIECE_GAP * line.size)
    digit = line.size / 2
    spans = [(group, group[0].x0 / digit, group[-1].x1 / digit) for group in groups]
    return [Piece(" ".join(word.text for word in group), start, end, WIDE) for group, start, end in spans]
