"""Which rows of the form the words in, before and after a group of values speak for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gongkai.forms import TextKind, normal_form
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import Points, exact, fit
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.printed import PrintedRow

BEFORE, AFTER = "before", "after"
"""Where a table has its labels that stand on lines of their own: before the values or after them."""
MOST_PIECES = 3
"""A label is put together from at most so many rows on one side."""


@dataclass(frozen=True)
class Reading:
    """A text that may be the label of a group: `cost` off its points, at most `cap`; `pieces` rows make it up."""

    text: str
    cost: float = 0.0
    cap: float = w.CLEAR
    pieces: int = 1
    own: bool = False


def label_points(vocabulary: str, group: Group, manner: str) -> tuple[Points, dict[int, Reading]]:
    """Points of each row of the form for a group, and the text that gave each its points."""
    at = exact(vocabulary, group.own[-1].text) if group.own else None
    if at is not None:
        return fit(vocabulary, group.own[-1].text), {at: Reading(group.own[-1].text, own=True)}
    floor = w.FOREIGN if group.own else w.UNLABELLED
    nearest = group.before[-1:] if manner == BEFORE else group.after[:1] if manner == AFTER else ()
    if not group.own and group.lane == "line" and any(row.part == group.row.part for row in nearest):
        floor = w.FOREIGN
    readings = [reading for reading in _readings(vocabulary, group, manner) if normal_form(reading.text)]
    if not readings:
        return np.full(len(fit(vocabulary, "")), floor), {}
    table = np.array([np.minimum(fit(vocabulary, r.text), r.cap) - r.cost for r in readings])
    best = table.argmax(axis=0)
    points = np.maximum(table[best, np.arange(table.shape[1])], floor)
    return points, {row: readings[int(at)] for row, at in enumerate(best)}


def _readings(vocabulary: str, group: Group, manner: str) -> Iterator[Reading]:
    before = [_text(row) for row in group.before]
    after = [_text(row) for row in group.after]
    if group.own:
        yield from _own(group)
        own = group.own[-1].text
        for up, down in _spans(len(before), len(after)):
            pieces = [*before[len(before) - up :], *after[:down]]
            text = "".join([*before[len(before) - up :], own, *after[:down]])
            if pieces and (exact(vocabulary, text) is not None or not any(is_label(vocabulary, p) for p in pieces)):
                yield Reading(text, w.PIECE * (up + down), pieces=1 + up + down)
    elif group.lane == "grid":
        yield from _beside(vocabulary, group, before, after)
    else:
        yield from _lines(vocabulary, before, after, manner)


def _own(group: Group) -> Iterator[Reading]:
    texts = [cell.text for cell in group.own]
    yield Reading(texts[-1], own=True)
    for text in texts[:-1]:
        yield Reading(text, w.OTHER_SIDE, own=True)
    if len(texts) > 1:
        yield Reading("".join(texts[-2:]), w.PIECE, own=True)
        yield Reading("".join(texts), w.PIECE, own=True)


def _spans(before: int, after: int) -> Iterator[tuple[int, int]]:
    """How many rows to take from before and after, both small."""
    for up in range(min(before, MOST_PIECES) + 1):
        for down in range(min(after, MOST_PIECES - up) + 1):
            yield up, down


def _beside(vocabulary: str, group: Group, before: Sequence[str], after: Sequence[str]) -> Iterator[Reading]:
    """A label torn over the rows above and below a row of a table; a whole one there may be that of a blank row."""
    for up, down in _spans(len(before), len(after)):
        pieces = [*before[len(before) - up :], *after[:down]]
        if not pieces:
            continue
        whole = any(is_label(vocabulary, piece) for piece in pieces)
        rows = [*group.before[len(before) - up :], *group.after[:down]]
        blank = len(pieces) == 1 and rows[0].lane == "grid" and _is_blank_under(rows[0], group)
        torn = up and down and (not whole or exact(vocabulary, "".join(pieces)) is not None)
        cap = w.CLEAR if torn else w.OF_BLANK_ROW if blank and whole else w.WHOLE_BESIDE
        yield Reading("".join(pieces), w.PIECE * len(pieces), cap, len(pieces))


def _is_blank_under(row: PrintedRow, group: Group) -> bool:
    """True if the row has blank cells behind its label where the group has cells, one at most lost.

    The group may have more blank cells in front, where other rows have their labels.
    """
    label = len(row.kinds) - row.kinds[::-1].index(TextKind.WORD) - 1
    columns = [at for at in group.columns if at > row.columns[label]]
    blank = row.columns[label + 1 :]
    return bool(blank) and len([at for at in columns if at in blank]) >= len(columns) - 1


def is_label(vocabulary: str, text: str) -> bool:
    """True if the text is a whole label, behind those of its groups or not."""
    return exact(vocabulary, text) is not None or bool(fit(vocabulary, text).max() >= w.BEHIND_GROUP - w.ORDINAL)


def _lines(vocabulary: str, before: Sequence[str], after: Sequence[str], manner: str) -> Iterator[Reading]:
    """Any run of lines next to the values; those on the side where the table has its labels count more.

    Lines that are labels themselves are no pieces of one.
    """
    for side, lines in ((BEFORE, before), (AFTER, after)):
        cost = 0.0 if side == manner else w.OTHER_SIDE
        for start in range(len(lines)):
            for end in range(start + 1, min(start + MOST_PIECES, len(lines)) + 1):
                between = len(lines) - end if side == BEFORE else start
                text = "".join(lines[start:end])
                whole = end - start > 1 and any(exact(vocabulary, line) is not None for line in lines[start:end])
                if whole and exact(vocabulary, text) is None:
                    break
                yield Reading(text, cost + w.LINE_BETWEEN * between + w.PIECE * (end - start - 1), pieces=end - start)


def _text(row: PrintedRow) -> str:
    return "".join(row.words)
