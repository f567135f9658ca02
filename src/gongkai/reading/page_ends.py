"""Rows that the end of a page or of a line divides: what did not fit stands below, in a row without a label.

A number wraps in its narrow cell (306 above 9), and the page ends between its lines, or its text is laid out with
spaces. Both pieces are put into one cell, as they stand in a table whose cells are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.forms.chinese import NUMERALS, is_page_number
from gongkai.model import Block, Document, Grid, GridCell
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.sums import adds_up

Row = tuple[GridCell, ...]

_ORDINAL = re.compile(rf"\s*(?:[（(]?[{NUMERALS}\d]+[)）]|[{NUMERALS}\d]+[、.．])")
"""A label that begins with it is that of another row."""
_FEWEST_ADDED = 5
"""Columns that add up in the narrowest row of the form: the outcomes of a channel."""
_MOST_BETWEEN = 3
"""Lines at the foot and the head of a page: its number, the title of the report."""


def with_whole_rows(document: Document) -> Document:
    """The document with such rows whole, in the table where they begin."""
    blocks: list[Block] = []
    for block in document.blocks:
        at = _table_above(blocks) if isinstance(block, Grid) else None
        above = blocks[at] if at is not None else None
        rest: Block | None = block
        if at is not None and isinstance(above, Grid) and isinstance(block, Grid):
            blocks[at], rest = _over_the_end(above, block)
        if isinstance(rest, Grid) and rest.inferred:
            rest = _without_rests(rest)
        if rest:
            blocks.append(rest)
    return replace(document, blocks=tuple(blocks))


def _table_above(blocks: Sequence[Block]) -> int | None:
    """The last table, if nothing but the foot and the head of a page stands below it."""
    below: list[str] = []
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Grid):
            return at if not below or (block.inferred and any(map(is_page_number, below))) else None
        below.append(block.text)
        if len(below) > _MOST_BETWEEN:
            break
    return None


def _over_the_end(above: Grid, below: Grid) -> tuple[Grid, Grid | None]:
    """Both tables, with the last row of the upper one whole."""
    pages = above.place.page, below.place.page
    next_page = pages[0] is not None and pages[1] == pages[0] + 1
    if not (above.rows and below.rows and (next_page or (pages == (None, None) and above.inferred and below.inferred))):
        return above, below
    row = _whole(above.rows[-1], below.rows[0])
    if not row or (above.inferred and not _adds_up(row, above)):
        return above, below
    clear = frozenset(at - 1 for at in below.clear if at)
    return (
        replace(above, rows=(*above.rows[:-1], row)),
        replace(below, rows=below.rows[1:], clear=clear) if len(below.rows) > 1 else None,
    )


def _without_rests(grid: Grid) -> Grid:
    """A table drawn with spaces whose rows have their numbers whole; what is left of a label stays where it stands."""
    rows: list[Row] = []
    clear: list[int] = []
    for at, row in enumerate(grid.rows):
        numbers = [cell for cell in row if cell.text.strip().isdigit()]
        if rows and numbers and at - 1 in grid.clear:
            words = tuple([replace(cell, text="") if cell in numbers else cell for cell in row])
            bare = tuple([cell if cell in numbers else replace(cell, text="") for cell in row])
            other = any(_ORDINAL.match(cell.text) for cell in words)
            whole = None if other else _whole(rows[-1], bare)
            if whole and _adds_up(whole, grid):
                rows[-1], row = whole, words
                if not any(cell.text.strip() for cell in words):
                    continue
        if at in grid.clear:
            clear.append(len(rows))
        rows.append(row)
    return replace(grid, rows=tuple(rows), clear=frozenset(clear))


def _adds_up(row: Row, table: Grid) -> bool:
    """True if a row of text adds up as only the whole one does, and no number of the table is wider than its pieces.

    White space says too little by itself: below 行政许可 243 stands 行政处罚 316.
    """
    for at, cell in enumerate(row):
        others = (len(other[at].text) for other in table.rows if len(other) > at and other[at].text.strip().isdigit())
        if "\n" in cell.text and len(cell.text.split("\n")[0]) < max(others, default=2):
            return False
    numbers = [cell for cell in row if "".join(cell.text.split()).isdigit()]
    whole, above = (
        [replace(cell, text="".join(cell.text.split("\n")[:lines])) for cell in numbers] for lines in (2, 1)
    )
    return len(numbers) >= _FEWEST_ADDED and adds_up(whole, len(whole)) and not adds_up(above, len(above))


def _whole(above: Row, below: Row) -> Row | None:
    """Both rows as one, if the lower one holds nothing but ends of numbers, and of the label, of the upper one.

    Where no row of one page parts the columns of labels, it has fewer of them.
    """
    surplus = len(below) - len(above)
    if surplus > 0:
        if any(cell.place != below[0].place for cell in below[: surplus + 1]):
            return None
        below = below[surplus:]
        below = (replace(below[0], covered=False), *below[1:])
    below = ((replace(below[0], text=""),) * (len(above) - len(below))) + below
    rest = [at for at, cell in enumerate(below) if cell.text.strip() and not cell.covered]
    numbers = [at for at in rest if below[at].text.strip().isdigit()]
    if len(rest) == 1 and not numbers:
        # the label of a row of requests of which each page has a part: 4.保护第三 above 方合法权益
        pieces = above[rest[0]].text, below[rest[0]].text
        if [exact("requests", text) is None for text in (*pieces, "".join(pieces))] == [True, True, False]:
            return tuple([replace(c, text="".join(pieces)) if at == rest[0] else c for at, c in enumerate(above)])
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
