"""The layout of a whole table: which side of a label its values stand on, and which row each group of values is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from gongkai.reading.tables import weights as w
from gongkai.reading.tables.doubts import rivals_of_row
from gongkai.reading.tables.evidence import Points
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.labels import AFTER, BEFORE, Reading, label_points
from gongkai.reading.tables.order import Order, lay_out


@dataclass(frozen=True, slots=True)
class Layout:
    """Of each group its row (None if it is left out), the text read as its label, and the margin of that choice."""

    rows: tuple[int | None, ...]
    readings: tuple[Reading | None, ...]
    margins: tuple[float, ...]


def best_layout(
    vocabulary: str,
    groups: Sequence[Group],
    left_out: Sequence[float],
    skipped: Points,
    adjust: Callable[[Points], None],
    bonus: Callable[[Order], float],
) -> Layout:
    """The layout of the manner that explains most; where the other manner gives a group another row, its lead counts.

    Args:
        vocabulary: of the rows of the form.
        groups: the values in reading order.
        left_out: cost of leaving each out.
        skipped: [row] cost of a row that is not printed.
        adjust: changes the points of the labels by what else is known.
        bonus: what the sums of the table say of a layout.
    """
    lone = [group for group in groups if group.lane == "line" and not group.own]
    tried: list[tuple[float, Order, list[dict[int, Reading]]]] = []
    for manner in (BEFORE, AFTER) if len(lone) > 1 else (BEFORE,):
        labelled = [label_points(vocabulary, group, manner) for group in groups]
        points = np.array([points for points, _ in labelled])
        adjust(points)
        order = lay_out(points, np.array(left_out), skipped)
        tried.append((order.total + bonus(order), order, [texts for _, texts in labelled]))
    total, best, texts = max(tried, key=lambda layout: layout[0])
    said = [[token.text.strip() for token in group.tokens] for group in groups]
    margins = [w.CLEAR] * len(groups)
    for at, row in enumerate(best.rows):
        if row is not None:
            leads = [total - other for other, order, _ in tried if order.rows[at] != row]
            margins[at] = min(rivals_of_row(best, at, said), w.CLEAR, *leads)
    readings = [texts[at].get(row) if row is not None else None for at, row in enumerate(best.rows)]
    return Layout(best.rows, tuple(readings), tuple(margins))
