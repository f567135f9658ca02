"""The printed rows of a document: rows of tables, and lines that may be the remains of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from gongkai.forms import TextKind, is_number, is_value, kind_of, squeeze
from gongkai.forms.chinese import is_page_number
from gongkai.model import Grid, GridCell, Paragraph, SectionSpan

LONGEST_LABEL = 60
"""A paragraph longer than this is prose, not a label left over from a table."""


@dataclass(slots=True)
class PrintedRow:
    """One row as printed.

    Attributes:
        cells: cells in printed order; positions that only repeat a cell merged over columns are left out.
        columns: the grid column of each cell, from 0.
        fragment: number of the table part, counted over the document.
        section: number of the section it stands in.
        lane: `grid` for a row of a table, `line` for a paragraph.
        inferred: True if nothing but white space parts the columns.
        clear: True if its values stand under their columns all the same.
        kinds: what stands in each cell.
        texts: texts of the cells that are not blank.
        words: texts of the cells that are neither blank nor values.
        has_number: True if at least one cell holds a number.
    """

    cells: tuple[GridCell, ...]
    columns: tuple[int, ...]
    fragment: int
    section: int
    lane: str
    inferred: bool = False
    clear: bool = False
    kinds: tuple[TextKind, ...] = field(init=False)
    texts: tuple[str, ...] = field(init=False)
    words: tuple[str, ...] = field(init=False)
    has_number: bool = field(init=False)

    def __post_init__(self) -> None:
        self.kinds, self.texts, self.words = _seen(tuple([cell.text for cell in self.cells]))
        self.has_number = TextKind.NUMBER in self.kinds


@lru_cache(maxsize=16384)
def _seen(texts: tuple[str, ...]) -> tuple[tuple[TextKind, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands in the cells of a row, the texts that are not blank, and the words among them."""
    kinds = tuple([kind_of(text) for text in texts])
    filled = tuple([text for text, kind in zip(texts, kinds, strict=True) if kind is not TextKind.BLANK])
    return kinds, filled, tuple([text for text in filled if kind_of(text) is TextKind.WORD])


def printed_rows(spans: tuple[SectionSpan, ...]) -> tuple[PrintedRow, ...]:
    """All printed rows in reading order; each table, and each run of lines between tables, is a fragment."""
    rows: list[PrintedRow] = []
    fragment = 0
    previous: object = None
    for span in spans:
        for block in span.blocks:
            if isinstance(block, Grid) or isinstance(previous, Grid):
                fragment += 1
            previous = block
            rows.extend(_rows(block, fragment, span.section))
    return tuple(rows)


def _rows(block: Grid | Paragraph, fragment: int, section: int) -> Iterator[PrintedRow]:
    if isinstance(block, Paragraph):
        if not is_page_number(block.text):
            yield _line(block, fragment, section)
        return
    for at, row in enumerate(block.rows):
        columns = _own_columns(row)
        cells = row if len(columns) == len(row) else tuple([row[column] for column in columns])
        yield PrintedRow(cells, columns, fragment, section, "grid", block.inferred, at in block.clear)


def _own_columns(row: tuple[GridCell, ...]) -> tuple[int, ...]:
    """Positions that do not only repeat the cell to their left."""
    return tuple(
        [
            column
            for column, cell in enumerate(row)
            if not (cell.covered and column > 0 and row[column - 1].place == cell.place)
        ]
    )


def _line(paragraph: Paragraph, fragment: int, section: int) -> PrintedRow:
    pieces = _pieces(paragraph.text)
    cells = tuple(GridCell(piece, paragraph.place) for piece in pieces)
    return PrintedRow(cells, tuple(range(len(cells))), fragment, section, "line")


def _pieces(text: str) -> tuple[str, ...]:
    """A line as label and values: `1.属于国家秘密 0 0 0` has four pieces; prose is one piece."""
    words = text.split()
    first = len(words)
    while first > 0 and is_value(words[first - 1]):
        first -= 1
    label = " ".join(words[:first])
    return (*((label,) if label else ()), *words[first:])


def gather_lines(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Tables flattened to one cell a line: number lines are joined to the label line above them."""
    runs: list[list[PrintedRow]] = []
    for row in rows:
        above = runs[-1][0] if runs else None
        follows_lines = above is not None and above.lane == row.lane == "line" and above.fragment == row.fragment
        if follows_lines and row.texts and not row.words:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [_joined(run) if len(run) > 1 else run[0] for run in runs]


def _joined(run: list[PrintedRow]) -> PrintedRow:
    """The lines of a run as one row."""
    cells = tuple(cell for row in run for cell in row.cells)
    return replace(run[0], cells=cells, columns=tuple(range(len(cells))))


def fold_wrapped(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Numbers wrapped in narrow columns (1 above 5) come back into one cell, kept apart by a line break.

    Only tables drawn with spaces need it: elsewhere a cell holds all its lines. A row without words whose
    numbers, fewer than those above, stand under numbers is the rest of the row above.
    """
    folded: list[PrintedRow] = []
    for row in rows:
        if folded and _is_rest(folded[-1], row):
            folded[-1] = _folded(folded[-1], row)
        else:
            folded.append(row)
    return folded


def _is_rest(above: PrintedRow, row: PrintedRow) -> bool:
    drawn = above.inferred and row.inferred and above.fragment == row.fragment
    if not drawn or row.words or not row.has_number:
        return False
    upper, lower = _number_columns(above), _number_columns(row)
    return lower < upper and len(row.texts) == len(lower)


def _number_columns(row: PrintedRow) -> set[int]:
    return {column for column, cell in zip(row.columns, row.cells, strict=True) if is_number(cell.text)}


def _folded(above: PrintedRow, row: PrintedRow) -> PrintedRow:
    rest = {column: cell.text for column, cell in zip(row.columns, row.cells, strict=True) if squeeze(cell.text)}
    cells = tuple(
        replace(cell, text=f"{cell.text}\n{rest[column]}") if column in rest else cell
        for column, cell in zip(above.columns, above.cells, strict=True)
    )
    return replace(above, cells=cells, clear=False)
