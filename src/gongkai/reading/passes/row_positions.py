"""What the neighbours of a row of the requests table say about it."""

from __future__ import annotations

from itertools import pairwise

from gongkai.forms import TextKind, labels, load_form
from gongkai.reading.passes.printed import PrintedRow
from gongkai.reading.passes.request_row import DATA_ROWS, ORDER, Row
from gongkai.reading.passes.tables import REQUESTS
from gongkai.reading.passes.torn_labels import used


def free(table: list[Row], index: int, code: str) -> bool:
    """True if no other row has that code and it fits between its neighbours."""
    before, after = _neighbours(table, index)
    return not used(table, code) and before < ORDER[code] < after


def _neighbours(table: list[Row], index: int) -> tuple[int, int]:
    """Printed order of the nearest recognised rows above and below."""
    above = (ORDER[row.code] for row in reversed(table[:index]) if row.code and row.has_number)
    below = (ORDER[row.code] for row in table[index + 1 :] if row.code and row.has_number)
    return next(above, -1), next(below, len(ORDER))


def name_by_position(table: list[Row]) -> None:
    """Names rows without a usable label where as many rows of the form are missing as rows have no name."""
    for index, row in enumerate(table):
        if row.code or not row.has_number or row.header or row.consumed:
            continue
        before, after = _neighbours(table, index)
        missing = [c for c in _missing(table) if before < ORDER[c] < after]
        nameless = [
            other
            for at, other in enumerate(table)
            if not other.code and other.has_number and not other.header and _neighbours(table, at) == (before, after)
        ]
        if before >= 0 and after < len(ORDER) and len(missing) == len(nameless) == 1:
            row.code, row.how = missing[0], "position"


def doubt_blank_neighbours(table: list[Row]) -> None:
    """A blank row next to numbers without a label may be where those numbers belong."""
    for above, below in pairwise(row for row in table if row.printed.texts and not row.header):
        for row, other in ((above, below), (below, above)):
            nobodys = other.code not in DATA_ROWS or other.how == "position"
            lost = other.has_number and nobodys and not other.subtotal
            if lost and row.code in DATA_ROWS and not row.has_number:
                row.how = "position"


def see_digits_beside(table: list[Row]) -> None:
    """A cell too narrow for its number leaves the last digits in a row of their own, next to the row they are of."""
    for above, below in pairwise(row for row in table if row.printed.texts):
        for row, other in ((above, below), (below, above)):
            nobodys = other.code is None or other.how == "position"
            if nobodys and not other.header and row.code in DATA_ROWS and _torn_apart(row.printed, other.printed):
                row.digits_beside = True


def _torn_apart(row: PrintedRow, other: PrintedRow) -> bool:
    """True if both have numbers and one of them may be digits broken off: not in every column, or drawn with spaces."""
    if row.lane == "line" or row.fragment != other.fragment:
        return False
    counts = [printed.kinds.count(TextKind.NUMBER) for printed in (row, other)]
    return min(counts) > 0 and (row.inferred or min(counts) < len(labels("applicant_types")))


def _missing(table: list[Row]) -> list[str]:
    """Data rows of the likelier edition that nothing has been matched to."""
    found = {row.code for row in table if row.code}
    of_2021 = {row.code for row in load_form("2021").rows[REQUESTS]} - {
        row.code for row in load_form("2019").rows[REQUESTS]
    }
    edition = "2021" if found & of_2021 else "2019"
    return [row.code for row in load_form(edition).rows[REQUESTS] if row.code not in found]
