"""Which row of the form each printed row of the requests table is: one layout over the whole table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from gongkai.forms import items_of, labels, load_form
from gongkai.forms.form import editions
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import Points, exact, is_half
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.manner import best_layout
from gongkai.reading.tables.order import Order
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.proof import holds, table_points
from gongkai.reading.tables.request_row import ALWAYS, AT, CODES, COUNT, DATA, GROUPS, TABLE, RequestRow


def name_rows(main: Sequence[RequestRow], foreign: frozenset[str]) -> frozenset[str]:
    """Gives each group its row in the best layout of the table, and how far that is ahead of any other.

    Where every row has its own clear label and they come in the order of the form, no other layout is near.

    Returns:
        The rows that no group is in the best layout, but in one that is near.
    """
    if _is_clear(main, foreign):
        for entry in main:
            entry.row = entry.label
        return frozenset()

    about = [_about(entry, main, foreign) for entry in main]

    def adjust(at: int, points: Points) -> Points:
        low, high, more = about[at]
        return np.clip(points, low, high) + more

    def bonus(order: Order) -> float:
        pairs = zip(main, order.rows, strict=True)
        return table_points({CODES[row]: entry.ways[0].tokens for entry, row in pairs if row is not None})

    # the label of a group names none of its rows; what stands above and below may
    groups = [replace(entry.group, own=()) if _is_group(entry, main, foreign) else entry.group for entry in main]
    left_out = [_left_out(entry.group) for entry in main]
    settled = DATA - foreign if foreign else ALWAYS
    skipped = np.array([w.SKIPPED if code in settled else w.SKIPPED_EITHER for code in CODES])
    layout = best_layout(TABLE, groups, left_out, skipped, adjust, bonus)
    # where most rows of numbers are left out, the rest is not told by its neighbours
    numbers = [row for entry, row in zip(main, layout.rows, strict=True) if len(entry.group.filled) > 1]
    apart = numbers.count(None) > w.LEFT_OUT_MOST * len(numbers)
    found = zip(main, layout.rows, layout.readings, layout.margins, strict=True)
    for entry, row, reading, margin in found:
        entry.row, entry.reading, entry.margin = row, reading, margin
    proven = holds({CODES[entry.row]: entry.ways[0].tokens for entry in main if entry.row is not None})
    for entry in main:
        row, reading = entry.row, entry.reading
        group = row is not None and (_is_group(entry, main, foreign) or (reading and _has_items(main, CODES[row])))
        whole = reading is not None and reading.pieces > 1 and reading.cap >= w.CLEAR
        half = not entry.group.filled and (reading is None or reading.cap <= w.OF_BLANK_ROW)
        if apart or half or (group and not proven and not whole):
            entry.margin = 0.0
    return frozenset({CODES[row] for row, margin in layout.missing.items() if margin < w.CERTAIN_AT})


def _is_clear(main: Sequence[RequestRow], foreign: frozenset[str]) -> bool:
    """True if every row has a clear label of its own, all of it if it has no values or the order is not the form's."""
    named = [
        entry.label
        for entry in main
        if entry.label is not None
        and not _is_group(entry, main, foreign)
        and (entry.group.filled or not is_half(TABLE, entry.group.label, entry.label))
    ]
    if len(named) < len(main):
        return False
    if all(above < below for above, below in pairwise(named)):
        return True
    # what a row with numbers, its whole label and no words beside it is needs no other row
    groups = [(entry.group, entry.label or 0) for entry in main]
    whole = (g.filled and not (g.before or g.after or is_half(TABLE, g.label, at)) for g, at in groups)
    return len(set(named)) == len(main) and all(whole)


def _about(entry: RequestRow, main: Sequence[RequestRow], foreign: frozenset[str]) -> tuple[Points, Points, Points]:
    """[row] the least and the most points that a label can give a printed row, and what else speaks for it.

    Numbers beside the label of a group are those of one of its rows, mostly the first, that has lost its label.
    """
    low, high = np.full(len(CODES), -np.inf), np.full(len(CODES), w.CLEAR + w.ORDINAL)
    # missing values say nothing against a row whose own label is clear, or where the part has lost a column
    lost = entry.ways[0].narrow and len(entry.group.filled) > 1
    least = -w.SUM_BROKEN if lost or entry.label is not None else -w.CLEAR
    more = np.full(len(CODES), min(max(entry.ways[0].score, least), w.SUM_OF_SEVERAL))
    more[[AT[code] for code in GROUPS - DATA]] = -np.inf
    if not entry.group.own:
        more[[AT[code] for code in foreign]] -= w.OF_OTHER_EDITION
    if _is_group(entry, main, foreign):
        items = [AT[item] for item in items_of(CODES[entry.label or 0])]
        high[[at for at in range(len(CODES)) if at not in items]] = w.FOREIGN
        low[items[0]] = w.OF_GROUP
    return low, high, more


def _is_group(entry: RequestRow, main: Sequence[RequestRow], foreign: frozenset[str]) -> bool:
    """True if its label is that of a group of rows, and so of none of them.

    （六）其他处理 is a row of the older edition, unless rows of its own or of the newer one are printed.
    """
    code = CODES[entry.label] if entry.label is not None else ""
    return code in GROUPS and (code not in DATA - foreign or _has_items(main, code))


def _has_items(main: Sequence[RequestRow], code: str) -> bool:
    return any(entry.label is not None and labels(TABLE)[CODES[entry.label]].parent == code for entry in main)


def _left_out(group: Group) -> float:
    if not group.has_number:
        return 0.0 if not group.filled else w.LEFT_OUT_SHORT / 2
    # the numbers of a row rather than a page number or a stray 1
    return w.LEFT_OUT if len(group.filled) > COUNT // 2 or group.row.glued else w.LEFT_OUT_SHORT


def foreign_rows(rows: Sequence[PrintedRow]) -> frozenset[str]:
    """The rows that only the edition has which the table does not follow, as far as its labels tell.

    The rows of the older edition are groups of the newer one, so only what is new in the newer one tells.
    """
    printed = {exact(TABLE, word) for row in rows for word in row.words}
    own = [frozenset(row.code for row in load_form(edition).rows[TABLE]) for edition in editions()]
    for edition in reversed(own):
        if any(AT[code] in printed for code in edition - ALWAYS - GROUPS):
            return DATA - edition
    return DATA - own[0] if any(AT[code] in printed for code in own[0] - ALWAYS) else frozenset()
