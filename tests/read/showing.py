"""Documents as nested lists, short enough to write by hand in a test."""

from __future__ import annotations

from gongkai.model import Block, Document, Grid, Paragraph


def rows(grid: Block) -> list[list[str]]:
    """Texts of a grid; a covered position shows as `^`."""
    assert isinstance(grid, Grid), grid
    return [["^" if cell.covered else cell.text for cell in row] for row in grid.rows]


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
