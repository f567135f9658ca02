"""Merged cells are filled in here, once for all formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.forms import is_value
from gongkai.model import Grid, GridCell, Mark, Place
from gongkai.read.joining import LINE, PARAGRAPH, closed_up, lines_of
from gongkai.read.limits import keep_within
from gongkai.read.marks import parted, without_signs

MAX_SPAN = 100
"""No form has a cell this wide or high; a page that says so is wrong or hostile."""
MAX_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell as the file has it; `rowspan` 0 reaches to the last row. `lines` are its lines if it has several."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    marks: tuple[Mark, ...] = ()
    lines: Sequence[str] = ()

    @classmethod
    def of(cls, signed: str, colspan: int = 1, rowspan: int = 1) -> PrintedCell:
        """The cell of a text with signs, its lines ended as `joining` says."""
        several = LINE in signed or PARAGRAPH in signed
        text, marks = parted(closed_up(signed) if several else signed.strip())
        return cls(text, colspan, rowspan, marks, lines_of(signed) if several else ())


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as the file has it: its number in the printed table, from 1, and positions left free in front."""

    number: int
    cells: Sequence[PrintedCell]
    before: int = 0


@dataclass(slots=True)
class _Hanging:
    """A cell that reaches down into rows still to come."""

    copy: GridCell
    rows_left: int


def fill_spans(rows: Iterable[PrintedRow], table: Place) -> Grid:
    """The grid of a table in which every position a merged cell covers repeats its text and place.

    Cell places are `table` with row and cell number added. Where merged cells overlap, the upper one wins.
    """
    hanging: dict[int, _Hanging] = {}
    filled: list[tuple[GridCell, ...]] = []
    positions = 0
    for row in rows:
        filled.append(_fill_row(row, hanging, table))
        positions += len(filled[-1])
        keep_within("cells", positions)
    return Grid(tuple(filled), table)


def _fill_row(row: PrintedRow, hanging: dict[int, _Hanging], table: Place) -> tuple[GridCell, ...]:
    # the cells that hang down from rows above
    line = {column: entry.copy for column, entry in hanging.items()}
    for above, entry in list(hanging.items()):
        entry.rows_left -= 1
        if not entry.rows_left:
            del hanging[above]
    column = min(row.before, MAX_SPAN)
    for number, printed in enumerate(with_line_ends(row.cells), 1):
        while column in line:
            column += 1
        place = Place(table.page, table.table, row.number, None, None, number)
        line[column] = GridCell(printed.text, place, False, printed.marks)
        wanted = min(max(printed.colspan, 1), MAX_SPAN, max(1, MAX_COLUMNS - column))
        width = next((step for step in range(1, wanted) if column + step in line), wanted)
        if width > 1 or printed.rowspan != 1:
            _cover(range(column, column + width), line, hanging, printed.rowspan)
        column += width
    return _in_order(line, table, row.number)


def with_line_ends(cells: Sequence[PrintedCell]) -> Sequence[PrintedCell]:
    """The cells of a printed row, line ends kept where it holds several rows.

    Then its label has several lines, and each cell with numbers as many as the others.
    """
    if not any(cell.lines for cell in cells):
        return cells
    numbers: list[PrintedCell] = []
    words: list[PrintedCell] = []
    for cell in cells:
        values = [is_value(without_signs(line)) for line in cell.lines or (cell.text,) if line]
        (numbers if values and all(values) else words).append(cell)
    sizes = {len(cell.lines) for cell in numbers}
    several = any(sum(map(bool, cell.lines)) > 1 for cell in numbers) and any(cell.lines for cell in words)
    if len(sizes) != 1 or not several:
        return cells
    lined = (parted(LINE.join(cell.lines)) for cell in cells)
    return [
        replace(cell, text=text, marks=marks) if cell.lines else cell
        for cell, (text, marks) in zip(cells, lined, strict=True)
    ]


def _cover(columns: range, line: dict[int, GridCell], hanging: dict[int, _Hanging], rowspan: int) -> None:
    """Repeats the first cell of the columns in the others, and below as far as it reaches."""
    origin = line[columns[0]]
    copy = replace(origin, covered=True)
    below = (MAX_SPAN if rowspan == 0 else min(rowspan, MAX_SPAN)) - 1
    for column in columns:
        if column != columns[0]:
            line[column] = copy
        if below > 0 and column < MAX_COLUMNS:
            hanging[column] = _Hanging(copy, below)


def _in_order(line: dict[int, GridCell], table: Place, row: int) -> tuple[GridCell, ...]:
    """A position that no cell fills (left of one that hangs down) is blank and counts as covered."""
    width = max(line, default=-1) + 1
    if width == len(line):
        return tuple([line[column] for column in range(width)])
    hole = GridCell("", replace(table, row=row), covered=True)
    return tuple(line.get(column, hole) for column in range(width))
