"""Tables flattened to a cell a line in which a blank line is a blank cell.

Readers leave blank lines out, but the number of each line tells where they stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.forms import is_value, labels
from gongkai.model import Block, Document, Grid, GridCell, Paragraph, Place
from gongkai.reading.tables.vocabulary import known, ordinal

FEWEST_ROWS = 3
"""So many rows of the requests table, each with a line for every column, show that blank lines are cells."""
FEWEST_FITTING = 10
"""To so many rows one may have a line more than cells: the number of a page."""
_REQUESTS = len(labels("applicant_types"))
_REVIEW = len(labels("channels")) * len(labels("outcomes"))
_MOST_ASTRAY = 1
"""Values under words that are no label of a row: a page number; more may belong to the label below."""
_LONGEST_VALUE = 30


@dataclass(slots=True)
class _Row:
    """A line of words, the lines of values under it, and the number of the next line of words.

    `columns` is how many cells the form has behind such words, 0 where they are no label of a row.
    """

    label: Paragraph
    values: list[Paragraph]
    columns: int
    end: int = 0

    @property
    def line(self) -> int:
        """The number of its first line."""
        return self.label.place.line or 0

    @property
    def lines(self) -> int:
        """How many lines there are down to the next words, blank ones too."""
        return self.end - self.line - 1

    @property
    def fits(self) -> bool:
        """True if the lines are the row's cells, with nothing but blank lines behind."""
        last = self.values[-1].place.line or 0 if self.values else 0
        return self.lines >= self.columns and last - self.line <= self.columns

    def printed(self) -> Iterator[tuple[GridCell, ...]]:
        """The label and its cells; above the figures of the review table stands no label, but a heading."""
        by_line = {line.place.line: line for line in (self.label, *self.values)}
        label, *cells = (
            GridCell(line.text, line.place, marks=line.marks) if line else GridCell("", Place(line=at))
            for at, line in ((at, by_line.get(at)) for at in range(self.line, self.line + self.columns + 1))
        )
        if self.columns == _REVIEW:
            yield (label,)
            yield tuple(cells)
        else:
            yield (label, *cells)


def with_blank_cells(document: Document) -> Document:
    """The document with the rows of such tables as rows of tables, blank cells in them."""
    rows = list(_rows(document.blocks))
    named = [row for row in rows if row.columns == _REQUESTS and row.lines]
    shown = sum(row.lines == row.columns for row in named)
    blank = any(len(row.values) < row.columns for row in named)
    astray = any(len(row.values) > _MOST_ASTRAY for row in rows if not row.columns)
    unfit = sum(not row.fits for row in named)
    if shown < FEWEST_ROWS or not blank or astray or unfit * FEWEST_FITTING > len(named):
        return document
    return replace(document, blocks=tuple(_laid_out(document.blocks, {id(row.label): row for row in rows})))


def _rows(blocks: Sequence[Block]) -> Iterator[_Row]:
    """Each line of words with what stands under it."""
    row: _Row | None = None
    measures, naming = 0, False
    for block in blocks:
        if not isinstance(block, Paragraph) or block.place.line is None or block.place.page:
            row = None
        elif row is not None and len(block.text) <= _LONGEST_VALUE and is_value(block.text):
            row.values.append(block)
        else:
            if row is not None:
                row.end = block.place.line
                yield row
            words = block.text
            measure = known("measures", words) is not None
            measures, naming = (measures * naming + measure if measure else measures), measure
            kind = known("applicant_types", words) is not None and not ordinal(words)
            of_form = _REQUESTS if known("requests", words) and not kind else _REVIEW if known("outcomes", words) else 0
            row = _Row(block, [], measures if known("proactive_disclosure_rows", words) else of_form)


def _laid_out(blocks: Sequence[Block], rows: dict[int, _Row]) -> Iterator[Block]:
    """Rows without words between them as a table."""
    table: list[tuple[GridCell, ...]] = []
    taken: set[int] = set()
    for block in blocks:
        row = rows.get(id(block))
        if row is not None and row.lines and row.columns and row.fits:
            table += row.printed()
            taken |= set(map(id, row.values))
        elif id(block) not in taken:
            if table:
                yield Grid(tuple(table), table[0][0].place)
            table = []
            yield block
    if table:
        yield Grid(tuple(table), table[0][0].place)
