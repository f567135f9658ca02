"""Rows of the requests table written as sentences: `（一）予以公开：自然人3件，商业企业0件，…，总计3件`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from gongkai.forms import labels, squeeze
from gongkai.model import Block, Document, Grid, GridCell, Paragraph

FEWEST_ROWS = 3
"""So many such rows under each other stand for the table."""
_SIGNS = "-hr"
"""What a run is found by: neither, a heading, a row."""
_RUN = re.compile("r(?:h{0,2}r)*")
_LONGEST_HEADING = 20
_NO_HEADING = re.compile(r"\d|[。；;，,]")
_GAP = r"[\s为：:是共有]*"
_AMOUNT = r"(?P<amount>\d[\d,]*)\s*件?"


def with_listed_rows(document: Document) -> Document:
    """The document with such rows as rows of a table; a sentence that leaves a column out stays a sentence."""
    rows = [_row(block) for block in document.blocks]
    blocks: list[Block] = []
    done = 0
    for run in _RUN.finditer("".join(_SIGNS[min(len(row), 2)] for row in rows)):
        if run[0].count(_SIGNS[2]) >= FEWEST_ROWS:
            grid = Grid(tuple(rows[run.start() : run.end()]), document.blocks[run.start()].place)
            blocks += [*document.blocks[done : run.start()], grid]
            done = run.end()
    return replace(document, blocks=(*blocks, *document.blocks[done:]))


def _row(block: Block) -> tuple[GridCell, ...]:
    """The label and the number of each column, in the order of the form; nothing if one is missing.

    A short line without numbers may be a heading between such rows: a row of one cell.
    """
    if not isinstance(block, Paragraph):
        return ()
    if "自然人" not in block.text:
        may_head = len(block.text) <= _LONGEST_HEADING and not _NO_HEADING.search(block.text)
        return (GridCell(block.text, block.place, marks=block.marks),) if may_head else ()
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
