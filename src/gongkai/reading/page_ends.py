"""Rows that the end of a page divides: what did not fit stands in a first row without a label on the next page.

A number wraps in its narrow cell (306 above 9), and the page ends between its lines. Both pieces are put into one
cell, as they stand where the page does not end there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.model import Block, Document, Grid, GridCell, Place

_ORDINAL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．])")
"""A label that begins with it is that of another row."""


def with_whole_rows(document: Document) -> Document:
    """The document with such rows whole, in the table where they begin."""
    blocks: list[Block] = []
    for block in document.blocks:
        above = blocks[-1] if blocks else None
        if isinstance(above, Grid) and isinstance(block, Grid) and _goes_on(above.place, block.place):
            row = _whole(above.rows[-1], block.rows[0]) if above.rows and block.rows else None
            if row:
                blocks[-1] = replace(above, rows=(*above.rows[:-1], row))
                if len(block.rows) == 1:
                    continue
                block = replace(block, rows=block.rows[1:])
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _goes_on(above: Place, below: Place) -> bool:
    return above.page is not None and below.page == above.page + 1


def _whole(above: tuple[GridCell, ...], below: tuple[GridCell, ...]) -> tuple[GridCell, ...] | None:
    """Both rows as one, if the lower one holds nothing but ends of numbers, and of the label, of the upper one.

    Where no row of the lower page parts the columns of labels, it has fewer of them.
    """
    if len(above) < len(below):
        return None
    below = ((replace(below[0], text=""),) * (len(above) - len(below))) + below
    rest = [at for at, cell in enumerate(below) if cell.text.strip() and not cell.covered]
    numbers = [at for at in rest if below[at].text.strip().isdigit()]
    if not numbers or any(not above[at].text.strip().isdigit() for at in numbers):
        return None
    if any(at > numbers[0] or _ORDINAL.match(below[at].text) for at in rest if at not in numbers):
        return None
    # a row with as many numbers may be another one: 行政处罚 4999 on this page, 行政强制 0 on the next
    values = [at for at, cell in enumerate(above) if cell.text.strip().isdigit() and not cell.covered]
    if len(numbers) == len(values) and (len(values) > 1 or len(rest) > 1):
        return None
    ends = {at: below[at].text for at in rest}
    return tuple([replace(c, text=f"{c.text}\n{ends[at]}") if at in ends else c for at, c in enumerate(above)])
