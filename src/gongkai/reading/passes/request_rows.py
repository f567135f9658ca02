"""The requests table: which printed row is which row of the form.

A row is found by its label wherever it stands; a label torn over rows or pages is put together again; a row
that has lost its label is named by its neighbours only if exactly one row of the form is missing there.
"""

from __future__ import annotations

from gongkai.forms import labels, squeeze
from gongkai.model import FormLine, Place
from gongkai.reading.passes.printed import PrintedRow, gather_lines
from gongkai.reading.passes.request_row import DATA_ROWS, GROUPS, SUBTOTAL, Row, is_blank_row, lookup, start
from gongkai.reading.passes.row_positions import doubt_blank_neighbours, free, name_by_position, see_digits_beside
from gongkai.reading.passes.tables import REQUESTS
from gongkai.reading.passes.torn_labels import join_torn, one_of, settle_groups
from gongkai.reading.passes.vocabulary import corrected, headings


def request_lines(
    rows: list[PrintedRow],
) -> tuple[tuple[FormLine, ...], tuple[tuple[str, str, Place | None], ...]]:
    """The recognised rows of the requests table, and the rows with numbers that mean nothing we know."""
    table = [start(row) for row in gather_lines(rows)]
    _match_known(table)
    join_torn(table)
    settle_groups(table)
    _match_corrected(table)
    name_by_position(table)
    doubt_blank_neighbours(table)
    see_digits_beside(table)
    columns = _column_order(rows)
    parted = any(row.printed.lane == "line" and len(row.tokens) > 1 for row in table)
    lines = tuple(_form_line(row, columns, parted) for row in table if _is_row_of_form(row) and _carries_values(row))
    unknown = tuple(
        (REQUESTS, row.label, row.printed.cells[0].place)
        for row in table
        if not _is_row_of_form(row) and row.has_number and not row.header and not row.consumed
    )
    return lines, unknown


def _match_known(table: list[Row]) -> None:
    previous: str | None = None
    for row in table:
        match = lookup(row.label) if row.label and not row.header else None
        if match is None:
            row.code = _group_around(row, previous)
            row.how = "exact" if row.code else ""
            continue
        row.code = one_of(match.codes, row.label, previous)
        row.how = match.how if row.code else ""
        previous = row.code or previous


def _group_around(row: Row, previous: str | None) -> str | None:
    """The group that a row called 小计 is the subtotal of: that of the row above."""
    parent = labels(REQUESTS)[previous].parent if previous and squeeze(row.label) == SUBTOTAL else None
    return parent if parent in GROUPS and parent != "processed" else None


def _match_corrected(table: list[Row]) -> None:
    for index, row in enumerate(table):
        if row.code or row.header or row.consumed or not row.label:
            continue
        match = corrected(REQUESTS, row.label)
        code = match.codes[0] if match else None
        if code in DATA_ROWS and (row.has_number or is_blank_row(row)) and free(table, index, str(code)):
            row.code, row.how = code, "corrected"


def _is_row_of_form(row: Row) -> bool:
    """True for a row that the form prescribes, and for the printed subtotal of a group."""
    return row.code in DATA_ROWS or row.subtotal


def _carries_values(row: Row) -> bool:
    return not row.consumed and (any(squeeze(cell.text) for cell in row.tokens) or is_blank_row(row))


def _column_order(rows: list[PrintedRow]) -> tuple[str, ...]:
    """Applicant types in the order the heading prints them, empty where it does not name all of them."""
    expected = tuple(labels("applicant_types"))
    for row in rows:
        found = headings("applicant_types", row.words)
        if set(found) == set(expected) and not row.has_number:
            return found
    return ()


def _form_line(row: Row, columns: tuple[str, ...], parted: bool) -> FormLine:
    tokens = row.tokens
    cells = row.printed.cells
    offset = row.printed.columns[row.label_at + 1] if tokens else len(cells)
    place = cells[row.label_at].place if row.label_at >= 0 else cells[0].place
    together = len(tokens) == 1 and row.printed.lane == "line" and not parted
    return FormLine(
        table=REQUESTS,
        row=row.code,
        columns=columns,
        tokens=tokens,
        offset=offset,
        label=row.label,
        label_place=place,
        match=row.how,
        fragment=row.printed.fragment,
        inferred=row.printed.inferred and not row.printed.clear,
        labels_before=row.label_at + 1,
        run_together=together,
        digits_beside=row.digits_beside,
    )
