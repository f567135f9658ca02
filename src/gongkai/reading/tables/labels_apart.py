"""Lines of numbers that stand apart from their labels, so that the nearest label is not theirs."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.forms import normal_form
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import exact
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.request_row import CODES, COUNT, DATA, GROUPS, TABLE, RequestRow
from gongkai.reading.tables.sums import adds_up
from gongkai.reading.tables.vocabulary import spellings

SHORTEST_TOLD = 5
"""Characters: a shorter label may be a piece of another one."""


def see_labels_apart(table: Sequence[RequestRow]) -> None:
    """Lines of numbers may stand apart from their labels.

    Then words above rows without words between them name a row which is none of these, or words below one that is; or
    a label stands above a row that has the one below, and no row has it.
    """
    _see_few_told(table)
    read = {entry.row for entry in table}
    run: list[RequestRow] = []
    for entry in (*table, None):
        if entry is not None and run and entry.group.lane == "line" and not (entry.group.own or entry.group.before):
            run.append(entry)
            continue
        if run and run[0].group.lane == "line":
            rows, reading = {held.row for held in run}, run[0].reading
            above, below = run[0].group.before, run[-1].group.after
            apart = len(run) > 1 and not (rows_told(above) <= rows and rows.isdisjoint(rows_told(below)))
            passed = above and reading and reading.down and not reading.up
            if apart or (passed and exact(TABLE, above[-1].words[-1]) not in (None, *read)):
                for held in run:
                    held.margin = 0.0
        run = [entry] if entry is not None else []


def _see_few_told(table: Sequence[RequestRow]) -> None:
    """Where most rows of a table flattened to lines are in doubt, chance may have put numbers below another label.

    Labels and numbers take turns if no line has numbers of several rows, or none that a label tells; then numbers that
    add up are the label's.
    """
    numbers = [entry for entry in table if entry.group.has_number]
    doubted = [e for e in numbers if e.row is None or e.margin < w.CERTAIN_AT or e.ways[0].open]
    apart = any(len(e.group.filled) > COUNT or not (e.group.own or e.group.before) for e in numbers)
    for entry in numbers if 2 * len(doubted) > len(numbers) else ():
        lines = entry.group.lane == "line" and (entry.group.lines > 1 or not entry.group.own)
        if lines and (apart or not adds_up(entry.ways[0].tokens, COUNT)):
            entry.margin = 0.0


def rows_told(rows: Sequence[PrintedRow]) -> frozenset[int]:
    """The rows of the form whose whole labels stand in rows of words, wherever they were torn."""
    form = normal_form("".join([row.words[-1] for row in rows]))
    pairs = zip(spellings(TABLE).alike, spellings(TABLE).owners, strict=True)
    found = (owners[0] for spelled, owners in pairs if len(spelled) >= SHORTEST_TOLD and spelled in form)
    return frozenset(at for at in found if CODES[at] in DATA - GROUPS)
