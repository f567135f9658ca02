"""Which rows of the form the words in, before and after a group of values speak for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gongkai.forms import TextKind, normal_form
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import Points, exact, fit, is_half
from gongkai.reading.tables.groups import REACH, Group
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.vocabulary import ordinal, spellings

BEFORE, AFTER = "before", "after"
"""Where a table has its labels that stand on lines of their own: before the values or after them."""
MOST_PIECES = 3
"""A label is put together from at most so many rows on one side."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed row of words near a group, `away` rows from it."""

    row: PrintedRow
    away: int

    @property
    def text(self) -> str:
        """Its words, without those of the groups in front."""
        return self.row.words[-1]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that may be the label of a group.

    Attributes:
        text: as printed, put together.
        cost: taken off its points; `cap` is the most they can be.
        pieces: rows that make it up.
        own: True if it stands in front of the values.
        up, down: how many printed rows before and after the group it takes.
    """

    text: str
    cost: float = 0.0
    cap: float = w.CLEAR
    pieces: int = 1
    own: bool = False
    up: int = 0
    down: int = 0


Labelled = tuple[int, int, Points, dict[int, Reading]]
"""Printed rows taken before and after the group, points of each row of the form, the text that gave each its points."""


def label_points(
    vocabulary: str,
    group: Group,
    before: Sequence[Piece],
    after: Sequence[Piece],
    manner: str,
    beside: tuple[str, str],
) -> Iterator[Labelled]:
    """The points of a group for each row of the form, for each number of printed rows that its label may take.

    `beside` are the labels of the rows right above and below it that have values.
    """
    floor = w.FOREIGN if group.own else w.UNLABELLED
    nearest = before[-1:] if manner == BEFORE else after[:1]
    if not group.own and group.lane == "line" and any(piece.row.part == group.row.part for piece in nearest):
        floor = w.FOREIGN
    taking: dict[tuple[int, int], list[Reading]] = {(0, 0): []}
    for reading in _readings(vocabulary, group, before, after, manner):
        taking.setdefault((reading.up, reading.down), []).append(reading)
    most = np.inf if group.filled else _most_of_blanks(vocabulary, group, taking, beside)
    for (up, down), readings in taking.items():
        table = np.full((len(readings) + 1, len(fit(vocabulary, ""))), floor)
        if readings:
            fits = np.array([fit(vocabulary, r.text) for r in readings])
            table[1:] = np.minimum(fits, [[r.cap] for r in readings]) - [[r.cost] for r in readings]
        best = table.argmax(axis=0)
        points = np.minimum(table.max(axis=0), most)
        chosen = {row: readings[number - 1] for row, number in enumerate(best.tolist()) if number}
        yield up, down, points, {row: replace(r, cap=most) if r.cap > most else r for row, r in chosen.items()}


def _most_of_blanks(
    vocabulary: str, group: Group, taking: Mapping[tuple[int, int], Sequence[Reading]], beside: tuple[str, str]
) -> float:
    """The most that a label without values can say: it may be half of one, and its numbers may stand a line on.

    Less if it is not clear or the table is drawn with white space, if it lacks head or tail, or has another half beside
    it; least if that other half has values.
    """
    at = exact(vocabulary, group.label) if group.own else None
    above, below = beside
    wholes = (above + group.label if above else "", group.label + below if below else "")
    if at is None or group.guessed or any(exact(vocabulary, text, whole=True) is not None for text in wholes):
        return w.FUZZY_BLANK
    joined = (reading.text for readings in taking.values() for reading in readings if reading.pieces > 1)
    half = is_half(vocabulary, group.label, at) or any(
        exact(vocabulary, text, whole=True) is not None for text in joined
    )
    return w.OF_BLANK_ROW if half else w.CLEAR + w.ORDINAL


def _readings(
    vocabulary: str, group: Group, before: Sequence[Piece], after: Sequence[Piece], manner: str
) -> Iterator[Reading]:
    if group.own:
        # the last of the words in front of the values if they are a label, else all of them count
        texts = [cell.text for cell in group.own]
        yield Reading(texts[-1], own=True)
        if len(texts) > 1 and exact(vocabulary, group.label) is None:
            yield from (Reading(text, w.OTHER_SIDE, own=True) for text in texts[:-1])
            yield Reading("".join(texts[-2:]), w.PIECE, own=True)
            yield Reading("".join(texts), w.PIECE, own=True)
        for above, below in _spans(before, after):
            pieces = [piece.text for piece in (*above, *below)]
            text = "".join([*(p.text for p in above), group.label, *(p.text for p in below)])
            whole = any(is_label(vocabulary, piece) for piece in (*pieces, group.label))
            meant = exact(vocabulary, text, whole=True)
            # behind the label of a group, a whole one in another row is that of the other row
            spelled = normal_form(text) in spellings(vocabulary).known
            alone = not spelled and meant in [exact(vocabulary, piece) for piece in pieces]
            if not whole or (meant is not None and not alone):
                yield _put_together(text, above, below, len(pieces) + 1)
            if above and not normal_form(group.label) and ordinal(above[0].text) is None:
                yield _put_together(group.label + "".join(pieces), above, below, len(pieces) + 1)
    elif group.lane == "grid":
        yield from _beside(vocabulary, group, before, after)
    else:
        yield from _lines(vocabulary, before, after, manner)


def _put_together(
    text: str, above: Sequence[Piece], below: Sequence[Piece], pieces: int, cap: float = w.CLEAR
) -> Reading:
    up, down = above[0].away if above else 0, below[-1].away if below else 0
    return Reading(text, w.PIECE * (len(above) + len(below)), cap, pieces, up=up, down=down)


def _spans(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[tuple[Sequence[Piece], Sequence[Piece]]]:
    """The nearest rows of words before and after, a few of them, one at least."""
    for up in range(min(len(before), MOST_PIECES) + 1):
        for down in range(min(len(after), MOST_PIECES - up) + 1):
            if up or down:
                yield before[len(before) - up :], after[:down]


def _beside(vocabulary: str, group: Group, before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Reading]:
    """A label torn over the rows above and below a row of a table; a whole one there may be that of a blank row."""
    for above, below in _spans(before, after):
        pieces = (*above, *below)
        text = "".join(piece.text for piece in pieces)
        whole = any(is_label(vocabulary, piece.text) for piece in pieces)
        blank = len(pieces) == 1 and pieces[0].row.lane == "grid" and _is_blank_under(pieces[0].row, group)
        torn = above and below and (not whole or exact(vocabulary, text, whole=True) is not None)
        blank_row = w.OF_BLANK_ROW if above else w.OF_BLANK_ROW_BELOW
        # in text a label of several lines may stand above its numbers, whole as it is
        lines = group.row.inferred and len(above) > 1 and not (below or whole) and is_label(vocabulary, text)
        cap = w.CLEAR if torn or lines else blank_row if blank and whole else w.WHOLE_BESIDE
        yield _put_together(text, above, below, len(pieces), cap)


def _is_blank_under(row: PrintedRow, group: Group) -> bool:
    """True if the row has blank cells behind its label where the group has cells, one at most lost, or as many.

    The group may have more blank cells in front, where other rows have their labels.
    """
    label = len(row.kinds) - row.kinds[::-1].index(TextKind.WORD) - 1
    columns = [at for at in group.columns if at > row.columns[label]]
    blank = row.columns[label + 1 :]
    as_many = bool(group.filled) and len(blank) > group.filled[-1] - group.filled[0]
    return bool(blank) and (as_many or len([at for at in columns if at in blank]) >= len(columns) - 1)


def is_label(vocabulary: str, text: str) -> bool:
    """True if the text is a whole label, behind those of its groups or not."""
    return exact(vocabulary, text) is not None or bool(fit(vocabulary, text).max() >= w.BEHIND_GROUP - w.ORDINAL)


def _lines(vocabulary: str, before: Sequence[Piece], after: Sequence[Piece], manner: str) -> Iterator[Reading]:
    """Any run of lines next to the values; those on the side where the table has its labels count more.

    Lines that are labels themselves are no pieces of one. Around the values may stand the pieces of one too: then a
    label further off is that of a blank row.
    """
    most = w.CLEAR
    for above, below in _spans(before, after):
        text = "".join([piece.text for piece in (*above, *below)])
        whole = any(is_label(vocabulary, piece.text) for piece in (*above, *below))
        if above and below and not whole and exact(vocabulary, text, whole=True) is not None:
            yield _put_together(text, above, below, len(above) + len(below))
            most = w.OF_BLANK_ROW_BELOW
    # words that name no row, on the side of the labels, name the row all the same: 上年总计 above its numbers
    nearest = before[-1:] if manner == BEFORE else after[:1]
    named = any(not is_label(vocabulary, piece.text) for piece in nearest)
    for side, lines in ((BEFORE, before[-REACH:]), (AFTER, after[:REACH])):
        cost = 0.0 if side == manner else w.OTHER_SIDE
        limit = w.WHOLE_BESIDE if named and side != manner else w.CLEAR
        for start in range(len(lines)):
            for end in range(start + 1, min(start + MOST_PIECES, len(lines)) + 1):
                between = len(lines) - end if side == BEFORE else start
                texts = [piece.text for piece in lines[start:end]]
                text = "".join(texts)
                whole = end - start > 1 and any(exact(vocabulary, line) is not None for line in texts)
                if whole and exact(vocabulary, text) is None:
                    break
                up, down = (lines[start].away, 0) if side == BEFORE else (0, lines[end - 1].away)
                cost_of = cost + w.LINE_BETWEEN * between + w.PIECE * (end - start - 1)
                yield Reading(text, cost_of, most if between else limit, pieces=end - start, up=up, down=down)
