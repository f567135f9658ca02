"""Printed rows laid over the rows of a form, in its order: the best way, and how far others are behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import Points


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring printed rows read as one row of the form: values, and the words that may be their label.

    Attributes:
        start, end: the printed rows it goes over, `end` excluded; what else stands between them is left out.
        group: whose values they are, None for a label that lost its values.
        points: [row] what speaks for it.
    """

    start: int
    end: int
    group: int | None
    points: Points


@dataclass(frozen=True)
class Order:
    """The layout of a whole table and, of each choice in it, the best total of any layout that has it.

    Attributes:
        total: of the best layout.
        rows: index of the form's row for each group, None where a group is left out.
        blocks: index of the block that gives each group its row, of no meaning where it is left out.
        with_row: [group, row] best total of a layout that gives the group that row.
        left_out: [group] best total of a layout that leaves the group out.
    """

    total: float
    rows: tuple[int | None, ...]
    blocks: tuple[int, ...]
    with_row: Points
    left_out: Points


def lay_out(at: Sequence[int], left_out: Points, blocks: Sequence[Block], skipped: Points) -> Order:
    """The best layout of the printed rows, and the best with each single choice (forward and backward over them).

    Args:
        at: of each group the printed row in which its values stand.
        left_out: [printed row] cost of leaving it out.
        blocks: every defensible way to read neighbouring printed rows as one row of the form.
        skipped: [row] cost of a row of the form that is not printed.
    """
    step = _steps(skipped)
    forward, into = _forward(left_out, blocks, step)
    backward, onward = _backward(left_out, blocks, step, skipped)
    with_row = np.full((len(at), len(skipped)), -np.inf)
    chosen = np.zeros(with_row.shape, dtype=int)
    out = np.array([float((forward[place] + backward[place + 1]).max()) - left_out[place] for place in at])
    group_at = {place: group for group, place in enumerate(at)}
    for number, block in enumerate(blocks):
        totals = into[block.start] + onward[number]
        if block.group is not None:
            better = totals > with_row[block.group]
            with_row[block.group][better] = totals[better]
            chosen[block.group][better] = number
        for place in range(block.start, block.end):
            if (group := group_at.get(place)) is not None and group != block.group:
                out[group] = max(out[group], float(totals.max()))
    best: list[int] = with_row.argmax(axis=1).tolist()
    rows = tuple(row if float(with_row[group, row]) >= out[group] else None for group, row in enumerate(best))
    numbers = tuple(int(chosen[group, row]) for group, row in enumerate(best))
    return Order(float(backward[0, 0]), rows, numbers, with_row, out)


def _forward(left_out: Points, blocks: Sequence[Block], step: Points) -> tuple[Points, Points]:
    """Best total of the first printed rows by the row of the form that comes last, and by the one that comes next."""
    count, rows = len(left_out), step.shape[1]
    totals, into = np.full((count + 1, rows + 1), -np.inf), np.empty((count, rows))
    totals[0, 0] = 0.0
    starting: list[list[Block]] = [[] for _ in range(count)]
    for block in blocks:
        starting[block.start].append(block)
    for i in range(count):
        into[i] = (totals[i][:, None] + step).max(axis=0)
        np.maximum(totals[i + 1], totals[i] - left_out[i], out=totals[i + 1])
        for block in starting[i]:
            np.maximum(totals[block.end, 1:], into[i] + block.points, out=totals[block.end, 1:])
    return totals, into


def _backward(
    left_out: Points, blocks: Sequence[Block], step: Points, skipped: Points
) -> tuple[Points, dict[int, Points]]:
    """Best total of the printed rows that follow by the row of the form that came last, and that of each block on."""
    count = len(left_out)
    ends = np.concatenate(([0.0], np.cumsum(skipped)))
    totals = np.empty((count + 1, len(ends)))
    totals[count] = ends - ends[-1]
    starting: list[list[int]] = [[] for _ in range(count)]
    for number, block in enumerate(blocks):
        starting[block.start].append(number)
    onward: dict[int, Points] = {}
    for i in range(count - 1, -1, -1):
        totals[i] = totals[i + 1] - left_out[i]
        for number in starting[i]:
            onward[number] = blocks[number].points + totals[blocks[number].end, 1:]
        if starting[i]:
            best = np.max([onward[number] for number in starting[i]], axis=0)
            np.maximum(totals[i], (step + best).max(axis=1), out=totals[i])
    return totals, onward


def _steps(skipped: Points) -> Points:
    """[row before or start, row] cost of what is skipped between two rows; going back and repeating cost more."""
    rows = len(skipped)
    before = np.concatenate(([0.0], np.cumsum(skipped)))
    step = np.empty((rows + 1, rows))
    for a in range(rows + 1):
        step[a] = -(before[:-1] - before[a])
        step[a, : max(a - 1, 0)] = -w.BACKWARDS
        if a:
            step[a, a - 1] = -w.REPEATED
    return step
