"""Tables of the form that are printed in another way, laid out as the form has them.

Rows and columns may have changed places, each value may have a row of its own, and the columns may stand in several
tables. The cells say all the same which row and which column they are of, and keep their places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.forms import is_value, labels
from gongkai.model import Block, Document, Grid, GridCell, Paragraph
from gongkai.reading.tables.evidence import LONGEST_ALIKE, exact
from gongkai.reading.tables.vocabulary import known, meaning

FEWEST_ROWS = 4
"""So many rows of the form show how a table lies; three names are found side by side in the rows of the form too."""
_LONGEST_CAPTION = 30
_REQUESTS = ("requests", "applicant_types")
_REVIEW = ("channels", "outcomes")
_FORMS = (_REQUESTS, ("proactive_disclosure_rows", "measures"))

Row = tuple[GridCell, ...]


def with_tables_relaid(document: Document) -> Document:
    """The document with such tables as the form has them; where a value has no name or two, nothing is moved."""
    blocks: list[Block] = []
    last: int | None = None
    for block in document.blocks:
        if isinstance(block, Grid) and not block.inferred:
            laid = _relaid(block)
            wider = _side_by_side(blocks[last], laid) if last is not None else None
            if last is not None and wider:
                blocks[last] = wider
                continue
            last = len(blocks)
            blocks.append(laid)
        else:
            if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_CAPTION:
                last = None
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _relaid(grid: Grid) -> Grid:
    if found := _gathered(grid, *_REVIEW, fewest=len(labels("channels"))):
        return found
    for rows, columns in _FORMS:
        if found := _gathered(grid, rows, columns):
            return found
        if _names_rows(grid, rows):
            return grid
        if _is_even(grid):
            turned = replace(grid, rows=tuple(zip(*grid.rows, strict=True)), clear=frozenset())
            if found := _gathered(turned, rows, columns):
                return found
            # cut in two, its 总计 would be a row; where a heading slipped by a cell, a column of numbers has no name
            with_value = (row for row in turned.rows if any(is_value(cell.text) for cell in row))
            all_named = all(any(_row_of(rows, cell) is not None for cell in row) for row in with_value)
            complete = set(_above(turned, columns)) == {*labels(columns)} and all_named
            if complete and _names_rows(turned, rows):
                return turned
    return grid


def _is_even(grid: Grid) -> bool:
    return len({len(row) for row in grid.rows}) == 1


def _names_rows(grid: Grid, vocabulary: str) -> bool:
    """True if the rows with values name enough rows of the form."""
    named: set[int] = set()
    for row in grid.rows:
        if any(is_value(cell.text) for cell in row):
            named.update(at for cell in row if (at := _row_of(vocabulary, cell)) is not None)
            if len(named) >= FEWEST_ROWS:
                return True
    return False


def _row_of(vocabulary: str, cell: GridCell) -> int | None:
    return exact(vocabulary, cell.text) if 1 < len(cell.text) <= LONGEST_ALIKE else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A value with the cells that say which row and which column of the form it is of."""

    row: GridCell
    column: GridCell
    value: GridCell


def _gathered(grid: Grid, rows: str, columns: str, fewest: int = FEWEST_ROWS) -> Grid | None:
    """The rows of the form from a table that has a row for each value: item, measure, number."""
    found: dict[int, dict[str, _Named]] = {}
    for row in grid.rows:
        own = _own(row)
        *front, column, value = own if len(own) > 1 else [*own, *[GridCell("", grid.place)] * 2][:2]
        match = meaning(columns, column.text)
        at = next((at for cell in reversed(front) if (at := _row_of(rows, cell)) is not None), None) if match else None
        if at is None or match is None:
            if any(is_value(cell.text) for cell in row):
                return None
        else:
            label = next(cell for cell in reversed(front) if _row_of(rows, cell) == at)
            if found.setdefault(at, {}).setdefault(match.codes[0], _Named(label, column, value)).value is not value:
                return None
    # one heading stands above all rows of the requests table
    uneven = columns == _REQUESTS[1] and len({tuple(named) for named in found.values()}) > 1
    if len(found) < fewest or uneven:
        return None
    printed: list[Row] = []
    above: tuple[str, ...] = ()
    for named in found.values():
        cells = list(named.values())
        label = replace(cells[0].row, covered=False)
        if tuple(named) != above:
            above = tuple(named)
            headings = (replace(cell.column, covered=False) for cell in cells)
            printed.append((replace(label, text="", marks=()), *headings))
        printed.append((label, *(cell.value for cell in cells)))
    return replace(grid, rows=tuple(printed), clear=frozenset())


def _own(row: Row) -> list[GridCell]:
    """The cells of a row, those merged over several columns once."""
    return [cell for at, cell in enumerate(row) if not (cell.covered and at and row[at - 1].place == cell.place)]


def _side_by_side(left: Block, right: Grid) -> Grid | None:
    """Two tables with the same rows and each its own kinds of applicants as one."""
    if not isinstance(left, Grid) or len(left.rows) != len(right.rows) or not _is_even(left) or not _is_even(right):
        return None
    of_left, of_right = _above(left, _REQUESTS[1]), _above(right, _REQUESTS[1])
    if not of_left or not of_right or not set(of_left).isdisjoint(of_right):
        return None
    start = min(of_left.values()), min(of_right.values())
    pairs = list(zip(left.rows, right.rows, strict=True))
    same = all([c.text for c in one[: start[0]]] == [c.text for c in other[: start[1]]] for one, other in pairs)
    if not same or not _names_rows(left, _REQUESTS[0]):
        return None
    return replace(left, rows=tuple((*one, *other[start[1] :]) for one, other in pairs), clear=frozenset())


def _above(grid: Grid, vocabulary: str) -> dict[str, int]:
    """The columns of the form that are named above the values, with their places in the grid."""
    named: dict[str, int] = {}
    for row in grid.rows:
        if any(is_value(cell.text) for cell in row):
            break
        for at, cell in enumerate(row):
            match = known(vocabulary, cell.text)
            if match:
                named.setdefault(match.codes[0], at)
    return named
