"""A requests table whose numbers are all there, one after the other, while its labels stand somewhere else.

Text taken out of a PDF prints the rows of a table, or those of a page, row by row or column by column, and their labels
in pieces before, between or behind them. Where there is a number for each cell of the form, the sums of rows and
columns say how they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.forms import TextKind, load_form, squeeze
from gongkai.forms.form import editions
from gongkai.model import FormLine, GridCell, Number
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.findings import WHOLE_REVIEW
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.proof import holds
from gongkai.reading.tables.request_names import foreign_rows
from gongkai.reading.tables.request_row import CODES, COLUMNS, COUNT, TABLE
from gongkai.reading.tables.sums import value_of

MOST_LAYOUTS = 2000
"""With more ways to lay the numbers out than this nothing is proven."""

Row = tuple[int, ...]
"""Where the numbers of a row of the form stand among all numbers."""
Layout = tuple[Row, ...]
Cells = Sequence[GridCell]
_NUMBERS = (TextKind.NUMBER, TextKind.MARK)


def in_order(
    lines: Sequence[FormLine], rows: Sequence[PrintedRow], below: Sequence[PrintedRow]
) -> tuple[Sequence[FormLine], Sequence[PrintedRow]]:
    """The lines of the table without doubt, if its numbers prove themselves, and the rows of the table below.

    Args:
        lines: the table as its labels tell it.
        rows: its printed rows.
        below: those of the next table; numbers of this one may stand among them.
    """
    named = all(line.columns == COLUMNS and not any("heading_unclear" in d for d in line.doubts) for line in lines)
    if not named or (lines and not any(any(line.doubts) for line in lines)):
        return lines, below
    own, more = numbers_by_line(rows), numbers_by_line(below)
    every = [cell for line in (*own, *more) for cell in line]
    printed = [at for at, line in enumerate((*own, *more)) for _ in line]
    count = sum(map(len, own))
    foreign = foreign_rows(rows)
    for edition in editions():
        codes = tuple(row.code for row in load_form(edition).rows[TABLE])
        size = len(codes) * COUNT
        whole = count == size or (count < size and len(every) in (size, size + WHOLE_REVIEW))
        if not whole or not foreign.isdisjoint(codes):
            continue
        layout = _proven(every[:size], printed[:size], codes)
        if layout and _fits_labels((*rows, *below), codes, layout):
            return _lines(lines, every, codes, layout), _without(below, size - count)
    return lines, below


def numbers_by_line(rows: Sequence[PrintedRow]) -> list[Cells]:
    """The numbers of a table that only white space and lines part, line by line; none of any other table."""
    with_value = [row for row in rows if row.has_value]
    if any((row.lane == "grid" and not row.inferred) or row.glued for row in with_value):
        return []
    return [cells for row in with_value if (cells := _values(row))]


def _values(row: PrintedRow) -> Cells:
    """Its numbers and dashes; a lone 三 is an ordinal, a lone 无 a piece of a label."""
    pairs = zip(row.cells, row.kinds, strict=True)
    return [cell for cell, kind in pairs if kind in _NUMBERS and not squeeze(cell.text).isalpha()]


def _proven(cells: Cells, printed: Sequence[int], codes: Sequence[str]) -> Layout:
    """The one layout in which all rows and columns add up; () without any, or if several say other things."""
    numbers = [value_of(cell) or 0 for cell in cells]
    # by the first row that is not laid out yet, the layouts down to there, each by what it says
    begun: list[dict[tuple[Number, ...], Layout]] = [{} for _ in range(len(codes) + 1)]
    begun[0][()] = ()
    for first in range(len(codes)):
        for rows in _runs(numbers, printed, first, len(codes)) if begun[first] else ():
            said = tuple([numbers[at] for row in rows for at in row])
            below = begun[first + len(rows)]
            for before, layout in begun[first].items():
                # of those that say the same the one that is printed row by row
                whole = (*layout, *rows)
                below[*before, *said] = min(below.get((*before, *said), whole), whole)
        if sum(map(len, begun[first + 1 :])) > MOST_LAYOUTS:
            return ()
    tables = (
        {code: [cells[at] for at in row] for code, row in zip(codes, found, strict=True)}
        for found in begun[-1].values()
    )
    proven = [layout for layout, table in zip(begun[-1].values(), tables, strict=True) if holds(table)]
    return proven[0] if len(proven) == 1 else ()


def _runs(numbers: Sequence[Number], printed: Sequence[int], first: int, count: int) -> Iterator[Layout]:
    """The row that begins there, and so many rows as may stand there column by column, if all of them add up.

    What stands on one line is of one row.
    """
    start = first * COUNT
    for size in range(1, count - first + 1):
        end = start + size * COUNT
        rows = tuple([tuple(range(start + at, end, size)) for at in range(size)])
        adding = all(2 * numbers[row[-1]] == sum([numbers[at] for at in row]) for row in rows)
        lines = sum(len({printed[at] for at in row}) for row in rows) if adding else 0
        if lines == len(set(printed[start:end])) and printed[end - 1 : end] != printed[end : end + 1]:
            yield rows


def _fits_labels(rows: Sequence[PrintedRow], codes: Sequence[str], layout: Layout) -> bool:
    """False if a clear label with a number for each column right behind it is that of another row."""
    row_of = {at: code for code, row in zip(codes, layout, strict=True) for at in row}
    label, behind, done = "", 0, 0
    for row in (*rows, None):
        if row is None or row.words:
            if behind == COUNT and label in codes and {row_of.get(at) for at in range(done - COUNT, done)} != {label}:
                return False
            # a label below another one is not told by what stands behind it
            alone = behind or (row is not None and row.has_value) or not done
            at = exact(TABLE, row.words[-1]) if row is not None and alone else None
            label, behind = CODES[at] if at is not None else "", 0
        if row is not None:
            behind += len(_values(row))
            done += len(_values(row))
    return True


def _lines(lines: Sequence[FormLine], cells: Cells, codes: Sequence[str], layout: Layout) -> tuple[FormLine, ...]:
    """A line without doubt for each row; one that was read so keeps its label."""
    read = {line.row: line for line in lines}
    clear = ((),) * COUNT, (w.CLEAR,) * COUNT
    found = []
    for code, row in zip(codes, layout, strict=True):
        tokens = tuple([cells[at] for at in row])
        line = read.get(code)
        texts = [squeeze(token.text) if token else "" for token in line.tokens] if line else []
        if line is None or texts != [squeeze(token.text) for token in tokens]:
            line = FormLine(TABLE, code, COLUMNS, tokens, *clear, label_place=tokens[0].place, match="position")
        found.append(replace(line, tokens=tokens, doubts=clear[0], margins=clear[1], open=frozenset(), narrow=0))
    return tuple(found)


def _without(rows: Sequence[PrintedRow], count: int) -> Sequence[PrintedRow]:
    """The rows without so many numbers at their head."""
    left = list(rows)
    for at, row in enumerate(rows):
        if count <= 0:
            break
        taken = set(map(id, _values(row)[:count]))
        count -= len(taken)
        kept = [pair for pair in zip(row.cells, row.columns, strict=True) if id(pair[0]) not in taken]
        left[at] = replace(row, cells=tuple([c for c, _ in kept]), columns=tuple([c for _, c in kept]))
    return [row for row in left if row.cells]
