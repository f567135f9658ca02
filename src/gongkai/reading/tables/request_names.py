"""Which row of the form each printed row of the requests table is: one layout over the whole table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np

from gongkai.forms import items_of, labels, load_form
from gongkai.forms.form import editions
from gongkai.model import GridCell
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.doubts import rivals_of_row
from gongkai.reading.tables.evidence import Points, exact
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.labels import AFTER, BEFORE, OWN, Reading, label_points
from gongkai.reading.tables.order import Order, lay_out
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.proof import table_points
from gongkai.reading.tables.request_row import ALWAYS, AT, CODES, COUNT, DATA, GROUPS, TABLE, RequestRow, texts_of


def ordered(main: Sequence[RequestRow], foreign: frozenset[str]) -> tuple[Order | None, list[float]]:
    """The layout of the rows in the manner that explains most, and for each row by how much it leads the other.

    None where every row has its own clear label and they come in the order of the form: no other layout is near.
    """
    if _is_clear(main):
        return None, [w.CLEAR] * len(main)
    lone = [entry for entry in main if entry.group.lane == "line" and not entry.group.own]
    manners = (BEFORE, AFTER) if len(lone) > 1 else (OWN,)
    best: tuple[float, Order, list[dict[int, Reading]]] | None = None
    orders: list[tuple[float, Order]] = []
    for manner in manners:
        labelled = [label_points(TABLE, _without_group(entry, main), manner) for entry in main]
        points = np.array([points for points, _ in labelled]).reshape(len(main), len(CODES))
        _about_groups(main, points)
        points[:, [AT[code] for code in GROUPS - DATA]] = -np.inf
        lone_rows = [at for at, entry in enumerate(main) if not entry.group.own]
        points[np.ix_(lone_rows, [AT[code] for code in foreign])] -= w.OF_OTHER_EDITION
        points += np.array([[min(max(entry.ways[0].score, -6.0), w.SUM_OF_SEVERAL)] for entry in main]).reshape(-1, 1)
        order = lay_out(points, np.array([_left_out(entry.group) for entry in main]), _skipped(foreign))
        total = order.total + table_points(_tokens_by_row(main, order))
        orders.append((total, order))
        if best is None or total > best[0]:
            best = total, order, [texts for _, texts in labelled]
    assert best is not None
    for entry, texts, row in zip(main, best[2], best[1].rows, strict=True):
        entry.reading = texts.get(row) if row is not None else None
    lead = [w.CLEAR] * len(main)
    for total, order in orders:
        for at, row in enumerate(order.rows):
            if row != best[1].rows[at]:
                lead[at] = min(lead[at], best[0] - total)
    return best[1], lead


def _is_clear(main: Sequence[RequestRow]) -> bool:
    """True if every row has a clear label of its own, in the order of the form."""
    named = [entry.label for entry in main if entry.label is not None and not is_group(entry, main)]
    return len(named) == len(main) and all(above < below for above, below in pairwise(named))


def _about_groups(main: Sequence[RequestRow], points: Points) -> None:
    """Numbers beside the label of a group are those of one of its rows, mostly the first, that has lost its label."""
    for entry, row in zip(main, points, strict=True):
        if is_group(entry, main):
            items = [AT[item] for item in items_of(CODES[entry.label or 0])]
            outside = [at for at in range(len(CODES)) if at not in items]
            row[outside] = np.minimum(row[outside], w.FOREIGN)
            row[items[0]] = max(row[items[0]], w.OF_GROUP)
        if not entry.group.filled and entry.label is None:
            np.minimum(row, w.FUZZY_BLANK, out=row)


def is_group(entry: RequestRow, main: Sequence[RequestRow]) -> bool:
    """True if its label is that of a group of rows, and so of none of them."""
    code = CODES[entry.label] if entry.label is not None else ""
    return code in GROUPS and (code not in DATA or _has_items(main, code))


def _without_group(entry: RequestRow, main: Sequence[RequestRow]) -> Group:
    """The label of a group names none of its rows; what stands above and below may."""
    return replace(entry.group, own=()) if is_group(entry, main) else entry.group


def _has_items(main: Sequence[RequestRow], code: str) -> bool:
    return any(entry.label is not None and labels(TABLE)[CODES[entry.label]].parent == code for entry in main)


def _left_out(group: Group) -> float:
    if not group.has_number:
        return 0.0 if not group.filled else w.LEFT_OUT_SHORT / 2
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


@cache
def _skipped(foreign: frozenset[str]) -> Points:
    settled = DATA - foreign if foreign else ALWAYS
    return np.array([w.SKIPPED if code in settled else w.SKIPPED_EITHER for code in CODES])


def _tokens_by_row(main: Sequence[RequestRow], order: Order) -> dict[str, tuple[GridCell | None, ...]]:
    return {CODES[row]: entry.ways[0].tokens for entry, row in zip(main, order.rows, strict=True) if row is not None}


def name_rows(main: Sequence[RequestRow], order: Order | None, lead: Sequence[float]) -> None:
    """Gives each group its row in the best layout, and how far that is ahead of any other."""
    if order is None:
        for entry in main:
            entry.row = entry.label
        return
    texts = [texts_of(entry.group) for entry in main]
    for at, entry in enumerate(main):
        entry.row = order.rows[at]
        if entry.row is not None:
            entry.margin = min(rivals_of_row(order, at, texts), lead[at], w.CLEAR)
        guessed = entry.row is not None and is_group(entry, main)
        if guessed and (entry.reading is None or entry.reading.pieces < 2 or entry.reading.cap < w.CLEAR):
            entry.margin = 0.0
