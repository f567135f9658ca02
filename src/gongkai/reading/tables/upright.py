"""A requests table printed column by column: first its labels, then under each heading the values of that column."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.forms import labels
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.request_names import foreign_rows
from gongkai.reading.tables.request_row import CODES, COLUMNS, DATA, TABLE
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
