"""Rows of the requests table written as sentences: `（一）予以公开：自然人3件，商业企业0件，…，总计3件`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby

from gongkai.forms import labels, squeeze
from gongkai.model import Block, Document, Grid, GridCell, Paragraph

FEWEST_ROWS = 3
"""So many such rows under each other stand for the table."""
_GAP = r"[\s为：:是共有]*"
_AMOUNT = r"(?P<amount>\d[\d,]*)\s*件?"


def with_listed_rows(document: Document) -> Document:
    """The document with such rows as rows of a table; a sentence that leaves a column out stays a sentence."""
    blocks: list[Block] = []
    for listed, run in groupby(((block, _row(block)) for block in document.blocks), key=lambda pair: bool(pair[1])):
        found = list(run)
        rows = tuple(row for _, row in found if row)
        enough = listed and len(rows) >= FEWEST_ROWS
        blocks += [Grid(rows, rows[0][0].place)] if enough else [block for block, _ in found]
    return replace(document, blocks=tuple(blocks))


def _row(block: Block) -> tuple[GridCell, ...]:
    """The label and the number of each column, in the order of the form; nothing if one is missing."""
    if not isinstance(block, Paragraph) or "自然人" not in block.text:
        return ()
    amounts = [list(pattern.finditer(block.text)) for pattern in _patterns()]
    if any(len(found) != 1 for found in amounts):
        return ()
    starts = [found[0].start() for found in amounts]
    label = block.text[: min(starts)].rstrip(" ：:，,")
    if not label or starts != sorted(starts):
        return ()
    spans = [(0, len(label)), *(found[0].span("amount") for found in amounts)]
    pieces = [block.part(*span) for span in spans]
    return tuple([GridCell(piece.text, piece.place, marks=piece.marks) for piece in pieces])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A column's name and its number, one pattern a column."""
    names = ["|".join({squeeze(text) for text in label.zh.values()}) for label in labels("applicant_types").values()]
    return tuple(re.compile(f"(?<![\\w])(?:{name}){_GAP}{_AMOUNT}(?![\\d.])") for name in names)
