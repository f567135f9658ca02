"""Labels of the requests table that stand torn over rows, and numbers beside the label of a group of rows."""

from __future__ import annotations

from gongkai.forms import items_of, labels, normal_form
from gongkai.reading.passes.request_row import DATA_ROWS, GROUPS, ORDER, Row
from gongkai.reading.passes.tables import REQUESTS
from gongkai.reading.passes.vocabulary import known, ordinal

_BARE_OTHER, _BARE_TOTAL = "其他", "总计"


def one_of(codes: tuple[str, ...], label: str, previous: str | None) -> str | None:
    """Decides bare labels: 其他 and 总计 mean something only by their ordinal or inside their block."""
    form = normal_form(label)
    if form == _BARE_OTHER:
        return _bare_other(label, previous)
    if form == _BARE_TOTAL:
        return _bare_total(label, previous)
    return codes[0]


def _bare_other(label: str, previous: str | None) -> str | None:
    mark = ordinal(label)
    if mark == "六":
        return "other_handling"
    if mark == "3" or previous in ("other_fee_unpaid", "other_no_correction"):
        return "other_other"
    return "other_handling" if mark is None and previous and previous.startswith("not_processed") else None


def _bare_total(label: str, previous: str | None) -> str | None:
    inside = previous is not None and ORDER["granted"] <= ORDER[previous] < ORDER["total_processed"]
    return "total_processed" if ordinal(label) in ("七", "7") or inside else None


def join_torn(table: list[Row]) -> None:
    """Puts labels together whose pieces stand in neighbouring rows."""
    for index, row in enumerate(table):
        if row.has_number and not row.header and row.code is None:
            _join_one(table, index, own=bool(row.label))


def settle_groups(table: list[Row]) -> None:
    """Numbers beside the label of a group are its subtotal where its first row has numbers too.

    Else they are those of the first row, whose label is lost or stands above or below.
    """
    for index, row in enumerate(table):
        if not row.has_number or row.header or not _is_group(table, row.code):
            continue
        first = items_of(str(row.code))[0]
        row.subtotal = used(table, first)
        if row.subtotal and any(other.code == first and other.how == "position" for other in table):
            row.how = "position"
        if not row.subtotal:
            _join_one(table, index, own=False)
        if not row.subtotal and row.code in DATA_ROWS and _is_group(table, row.code):
            row.code, row.how = None, ""


def _is_group(table: list[Row], code: str | None) -> bool:
    """True for the label of a group of rows; 其他处理 is one where its own rows are printed too."""
    if code not in GROUPS:
        return False
    return code not in DATA_ROWS or any(row.code and labels(REQUESTS)[row.code].parent == code for row in table)


def _join_one(table: list[Row], index: int, own: bool) -> None:
    row = table[index]
    above = _pieces(table, index, -1)
    below = _pieces(table, index, +1)
    for up, down in _combinations(len(above), len(below), own):
        pieces = [*reversed(above[:up]), *([row] if own else []), *below[:down]]
        if row.code and len(pieces) < 2:
            continue
        label = "".join(piece.label for piece in pieces)
        match = known(REQUESTS, label)
        code = one_of(match.codes, label, _previous(table, index)) if match else None
        if code is None or used(table, code):
            continue
        # A whole label in the row above or below may as well be that of a blank row: that stays in doubt.
        torn = up + down > 1 or (own and bool(normal_form(row.label)))
        row.code, row.how, row.label = code, "torn" if torn else "position", label
        for piece in (*above[:up], *below[:down]):
            piece.consumed, piece.code = True, None
        return


def _combinations(above: int, below: int, own: bool) -> list[tuple[int, int]]:
    """How many pieces to take from above and below, the likeliest first."""
    every = [(up, down) for up in range(above + 1) for down in range(below + 1)]
    wanted = [pair for pair in every if own or sum(pair) > 0]
    return sorted(wanted, key=lambda pair: (sum(pair), -pair[0]))


def _pieces(table: list[Row], index: int, step: int) -> list[Row]:
    """Up to two rows of words only, next to this one."""
    pieces: list[Row] = []
    at = index + step
    while 0 <= at < len(table) and len(pieces) < 2:
        row = table[at]
        if not row.printed.texts or row.consumed:
            at += step
            continue
        if not row.is_piece or (row.code is not None and row.code not in DATA_ROWS):
            break
        pieces.append(row)
        at += step
    return pieces


def _previous(table: list[Row], index: int) -> str | None:
    return next((row.code for row in reversed(table[:index]) if row.code), None)


def used(table: list[Row], code: str) -> bool:
    """True if some row with numbers has that code."""
    return any(row.code == code and row.has_number for row in table)
