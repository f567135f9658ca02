"""Collecting blocks: paragraphs are counted, tables are told from tables that only arrange a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from gongkai.forms import is_value
from gongkai.model import Block, Grid, Place
from gongkai.read.grid import PrintedCell, PrintedRow, fill_spans
from gongkai.read.marks import paragraph

Element = etree._Element

LONG_CELL = 200
"""Characters from which on a cell holds prose."""
FEW_VALUES = 3
"""A row with fewer numbers than this and a cell of prose is layout."""
DEEPEST_TABLE = 20
"""Tables inside tables beyond this depth are read as text."""


class TableRow(NamedTuple):
    """A row of a table in the file; `holders` are its cells where what they hold is blocks of their own."""

    printed: PrintedRow
    holders: Sequence[Element] = ()


def holds_prose(cells: Sequence[PrintedCell]) -> bool:
    """True if the row of cells is prose set in a table."""
    if all(len(cell.text) <= LONG_CELL for cell in cells):
        return False
    return sum(map(_is_value, cells)) < FEW_VALUES


class BlockBuilder:
    """Blocks in reading order.

    Args:
        paragraph_place: place of the n-th paragraph.
        tables_before: tables counted before the first one here.
    """

    def __init__(
        self,
        paragraph_place: Callable[[int], Place] = lambda number: Place(paragraph=number),
        tables_before: int = 0,
    ) -> None:
        self.blocks: list[Block] = []
        self.tables = tables_before
        self._paragraph_place = paragraph_place
        self._paragraphs = 0

    def paragraph(self, text: str) -> None:
        """Adds a paragraph unless it is empty."""
        if text:
            self._paragraphs += 1
            self.blocks.append(paragraph(text, self._paragraph_place(self._paragraphs)))

    def include(self, blocks: Iterable[Block]) -> None:
        """Adds the blocks of an embedded file, counted on from those before."""
        tables, paragraphs = self.tables, self._paragraphs
        for block in blocks:
            if isinstance(block, Grid):
                self.tables = tables + (block.place.table or 0)
                rows = (
                    tuple(replace(c, place=c.place._replace(table=tables + (c.place.table or 0))) for c in row)
                    for row in block.rows
                )
                self.blocks.append(replace(block, rows=tuple(rows), place=block.place._replace(table=self.tables)))
            else:
                self._paragraphs = paragraphs + (block.place.paragraph or 0)
                self.blocks.append(replace(block, place=self._paragraph_place(self._paragraphs)))

    def table(self, rows: Sequence[TableRow], walk: Callable[[Element], None]) -> None:
        """Adds the data rows of a table as grids and walks through the holders; the parts keep one table number."""
        parts = [list(part) for _, part in groupby(enumerate(rows), key=lambda item: bool(item[1].holders))]
        # rows of one cell each are lines of text, unless they hold numbers
        data = [
            not part[0][1].holders
            and any(len(row.printed.cells) > 1 or any(map(_is_value, row.printed.cells)) for _, row in part)
            for part in parts
        ]
        self.tables += any(data)
        place = Place(table=self.tables)
        filled = fill_spans((row.printed for row in rows), place).rows
        for part, is_data in zip(parts, data, strict=True):
            if is_data:
                self.blocks.append(Grid(tuple(filled[index] for index, _ in part if filled[index]), place))
                continue
            for _, row in part:
                if row.holders:
                    for cell in row.holders:
                        walk(cell)
                else:
                    self.paragraph(" ".join(cell.text.replace("\n", " ") for cell in row.printed.cells))

    def typed_table(self, typed: Grid) -> None:
        """Adds a table typed as lines of text; its rows and cells are counted as in any other table."""
        self.tables += 1
        rows = (
            tuple(replace(cell, place=Place(table=self.tables, row=r, cell=c)) for c, cell in enumerate(row, 1))
            for r, row in enumerate(typed.rows, 1)
        )
        self.blocks.append(Grid(tuple(rows), Place(table=self.tables), typed.inferred))


def _is_value(cell: PrintedCell) -> bool:
    return len(cell.text) <= LONG_CELL and is_value(cell.text)
