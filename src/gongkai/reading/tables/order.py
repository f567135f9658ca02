"""Printed groups of values laid over the rows of a form, in its order: the best way, and how far others are behind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gongkai.reading.tables import weights as w
from gongkai.reading.tables.evidence import Points


@dataclass(frozen=True)
class Order:
    """The layout of a whole table and, of each choice in it, the best total of any layout that has it.

    Attributes:
        total: of the best layout.
        rows: index of the form's row for each group, None where a group is left out.
        with_row: [group, row] best total of a layout that gives the group that row.
        left_out: [group] best total of a layout that leaves the group out.
    """

    total: float
    rows: tuple[int | None, ...]
    with_row: Points
    left_out: Points


def lay_out(points: Points, left_out: Points, skipped: Points) -> Order:
    """The best layout of the groups, and the best with each single choice (forward and backward over the groups).

    Args:
        points: [group, row] what speaks for a group being a row.
        left_out: [group] cost of leaving a group out.
        skipped: [row] cost of a row of the form that is not printed.
    """
    groups, rows = points.shape
    step = _steps(skipped)
    forward = np.empty((groups + 1, rows + 1))
    forward[0] = -np.inf
    forward[0, 0] = 0.0
    into = np.empty((groups, rows))
    for i in range(groups):
        into[i] = (forward[i][:, None] + step).max(axis=0) + points[i]
        forward[i + 1] = forward[i] - left_out[i]
        np.maximum(forward[i + 1, 1:], into[i], out=forward[i + 1, 1:])
    after = np.concatenate(([0.0], np.cumsum(skipped)))
    backward = -(after[-1] - after)
    with_row, out = np.empty((groups, rows)), np.empty(groups)
    choice: list[int | None] = []
    for i in range(groups - 1, -1, -1):
        with_row[i] = into[i] + backward[1:]
        out[i] = (forward[i] + backward).max() - left_out[i]
        backward = np.maximum(backward - left_out[i], (step + (points[i] + backward[1:])[None, :]).max(axis=1))
    total = float(backward[0])
    for i in range(groups):
        best = int(with_row[i].argmax())
        choice.append(best if with_row[i, best] >= out[i] else None)
    return Order(total, tuple(choice), with_row, out)


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
