"""Documents as nested lists, short enough to write by hand in a test."""

from __future__ import annotations

from gongkai.model import Block, Document, Grid, GridCell, MarkKind, Paragraph


def shown(printed: GridCell | Paragraph) -> str:
    """The text with its marks: `{struck 4}12`; those of raised digits show in the text itself."""
    text = printed.text
    for mark in sorted(printed.marks, key=lambda mark: mark.start, reverse=True):
        if mark.kind is not MarkKind.RAISED:
            inside = " ".join(filter(None, (mark.kind, text[mark.start : mark.end])))
            text = f"{text[: mark.start]}{{{inside}}}{text[mark.end :]}"
    return text


def rows(grid: Block) -> list[list[str]]:
    """Texts of a grid; a covered position shows as `^`."""
    assert isinstance(grid, Grid), grid
    return [["^" if cell.covered else shown(cell) for cell in row] for row in grid.rows]


def grids(document: Document) -> list[list[list[str]]]:
    return [rows(block) for block in document.blocks if isinstance(block, Grid)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def places(grid: Block) -> list[list[str]]:
    assert isinstance(grid, Grid), grid
    return [[str(cell.place) for cell in row] for row in grid.rows]


def outline(document: Document) -> list[str | list[list[str]]]:
    """Paragraph texts and grids in reading order."""
    return [block.text if isinstance(block, Paragraph) else rows(block) for block in document.blocks]
