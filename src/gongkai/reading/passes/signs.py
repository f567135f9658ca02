"""Marks as signs in the text, for the passes that look at texts alone: no text with a sign reads as a number."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model import Document, Grid, GridCell, MarkKind, Paragraph

SIGN = "¦"


def with_signs(document: Document) -> Document:
    """The document with a sign at both ends of whatever makes a number doubtful."""
    return replace(document, blocks=tuple([_block(block) for block in document.blocks]))


def _block(block: Paragraph | Grid) -> Paragraph | Grid:
    if isinstance(block, Paragraph):
        return replace(block, text=_signed(block))
    if not any(cell.marks for row in block.rows for cell in row):
        return block
    return replace(block, rows=tuple(tuple([replace(cell, text=_signed(cell)) for cell in row]) for row in block.rows))


def _signed(printed: GridCell | Paragraph) -> str:
    ends = {end for mark in printed.marks if mark.kind is not MarkKind.RAISED for end in (mark.start, mark.end)}
    text = printed.text
    for end in sorted(ends, reverse=True):
        text = text[:end] + SIGN + text[end:]
    return text
