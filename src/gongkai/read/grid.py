"""Merged cells are filled in here, once for all formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.forms import is_value
from gongkai.model import Grid, GridCell, Mark, Place
from gongkai.read.joining import LINE, PARAGRAPH, closed_up, lines_of
from gongkai.read.limits import keep_within
from gongkai.read.marks import cell_places, parted, without_signs

MAX_SPAN = 100
"""No form has a cell this wide or high; a page that says so is wrong or hostile."""
MAX_COLUMNS = 256


class PrintedCell(NamedTuple):
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


class PrintedRow(NamedTuple):
    """A row as the file has it: its number in the printed table, from 1, and positions left free in front."""

    number: int
    cells: Sequence[PrintedCell]
    before: int = 0


def fill_spans(rows: Iterable[PrintedRow], table: Place) -> Grid:
    """The grid of a table in which every position a merged cell covers repeats its text and place.

    Cell places are `table` with row and cell number added. Where merged cells overlap, the upper one wins.
    """
    # column → a cell that reaches down into rows still to come, and how many of them
    hanging: dict[int, tuple[GridCell, int]] = {}
    filled: list[tuple[GridCell, ...]] = []
    positions = 0
    for row in rows:
        line = {column: copy for column, (copy, _) in hanging.items()}
        hanging = {column: (copy, left - 1) for column, (copy, left) in hanging.items() if left > 1}
        column = min(row.before, MAX_SPAN)
        places = cell_places(Place(table.page, table.table, row.number), len(row.cells))
        for place, printed in zip(places, with_line_ends(row.cells), strict=True):
            while column in line:
                column += 1
            line[column] = GridCell(printed.text, place, False, printed.marks)
            width = 1
            if printed.colspan > 1:
                wanted = min(printed.colspan, MAX_SPAN, max(1, MAX_COLUMNS - column))
                width = next((step for step in range(1, wanted) if column + step in line), wanted)
            if width > 1 or printed.rowspan != 1:
                copy = GridCell(printed.text, place, True, printed.marks)
                line.update(dict.fromkeys(range(column + 1, column + width), copy))
                below = (MAX_SPAN if printed.rowspan == 0 else min(printed.rowspan, MAX_SPAN)) - 1
                if below > 0:
                    reached = range(column, min(column + width, MAX_COLUMNS))
                    hanging.update(dict.fromkeys(reached, (copy, below)))
            column += width
        across = range(max(line, default=-1) + 1)
        if len(line) < len(across):
            # a position that no cell fills (left of one that hangs down) is blank and counts as covered
            hole = GridCell("", table._replace(row=row.number), covered=True)
            line = {column: line.get(column, hole) for column in across}
        filled.append(tuple([line[column] for column in across]))
        positions += len(filled[-1])
        keep_within("cells", positions)
    return Grid(tuple(filled), table)


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
        cell._replace(text=text, marks=marks) if cell.lines else cell
        for cell, (text, marks) in zip(cells, lined, strict=True)
    ]
