"""Documents written out in a test: one string a paragraph, one list of lists a table."""

from __future__ import annotations

from gongkai.model import Block, Document, Grid, GridCell, Outline, Paragraph, Place, Source
from gongkai.reading.sections import sections
from gongkai.reading.unfold import unfold

SOURCE = Source("test.txt", "text", "utf-8", "0" * 64, 0)


def document(*blocks: str | list[list[str]], metadata: tuple[tuple[str, str], ...] = ()) -> Document:
    """A document whose first block stands on line 1, the second on line 2 …; table rows have lines of their own."""
    made: list[Block] = []
    line = 1
    for block in blocks:
        if isinstance(block, str):
            made.append(Paragraph(block, Place(line=line)))
            line += 1
        else:
            made.append(_grid(block, line))
            line += len(block)
    return Document(SOURCE, tuple(made), metadata)


def _grid(rows: list[list[str]], first: int) -> Grid:
    cells = (
        tuple(GridCell(text, Place(line=line, cell=cell)) for cell, text in enumerate(row, 1))
        for line, row in enumerate(rows, first)
    )
    return Grid(tuple(cells), Place(line=first))


def outline(read: Document) -> Outline:
    """The outline of a document with its sections and no rows."""
    return Outline("2021", sections(unfold(read)), ())
