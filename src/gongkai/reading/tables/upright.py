"""Rows of the requests table that are printed by columns: all of them, or a few whose values stand in turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongkai.forms import labels
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.request_names import foreign_rows
from gongkai.reading.tables.request_row import CODES, COLUMNS, COUNT, DATA, TABLE
from gongkai.reading.tables.sums import adds_up
from gongkai.reading.tables.vocabulary import known


def upright(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows of the form, if each heading has a value for every one of them; else the rows as they are printed.

    A column with a value fewer or more doesn't say which: then nothing is moved.
    """
    columns: dict[str, list[PrintedRow]] = {}
    column: list[PrintedRow] = []
    for row in rows:
        kind = known("applicant_types", row.words[0]) if len(row.cells) == 1 and row.words else None
        if kind:
            column = columns.setdefault(kind.codes[0], [])
        elif row.lane == "line" and len(row.cells) == 1 and row.has_value and not row.glued:
            column.append(row)
        elif not row.has_value:
            column = []
        else:
            return list(rows)
    printed = {CODES[at]: row for row in rows for word in row.words if (at := exact(TABLE, word)) is not None}
    wanted = [code for code in labels(TABLE) if code in DATA - foreign_rows(rows)]
    if not set(wanted) <= set(printed) or [len(columns.get(kind, ())) for kind in COLUMNS] != [len(wanted)] * len(
        COLUMNS
    ):
        return list(rows)
    found = []
    for number, code in enumerate(wanted):
        values = [columns[kind][number].cells[0] for kind in COLUMNS]
        cells = (printed[code].cells[-1], *values)
        found.append(PrintedRow(cells, tuple(range(len(cells))), printed[code].part, printed[code].section, "line"))
    return found


def in_turns(rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    """The rows; values of several rows that stand in turns, a piece of each and again a piece of each, row by row.

    The text layout of a printed PDF has `177 3`, `19 0`, `0`, `0` … `0 180`, `0 19` where the cells of two rows stand
    at different heights. What doesn't add up in every row is left as it is printed.
    """
    for bare, members in groupby(rows, lambda row: row.has_value and not row.words and not row.glued):
        run = list(members)
        yield from (_taken_in_turns(run) if bare and len(run) > COUNT else None) or run


def _taken_in_turns(run: Sequence[PrintedRow]) -> list[PrintedRow] | None:
    values = [tuple([cell for cell in row.cells if cell.text.strip()]) for row in run]
    in_order = sum(values, ())
    several, rest = divmod(len(in_order), COUNT)
    if rest or several < 2 or len(run) % several or adds_up(in_order, COUNT):
        return None
    turns = [values[at : at + several] for at in range(0, len(run), several)]
    whole = [sum(pieces, ()) for pieces in zip(*turns, strict=True)]
    if any(len(set(map(len, turn))) > 1 for turn in turns) or not all(adds_up(cells, COUNT) for cells in whole):
        return None
    return [PrintedRow(cells, tuple(range(COUNT)), run[0].part, run[0].section, "line") for cells in whole]
