"""The layout of a whole table: which side of a label its values stand on, and which row each group of values is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from gongkai.reading.tables import weights as w
from gongkai.reading.tables.doubts import rivals_of_row
from gongkai.reading.tables.evidence import Points, exact, fit
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.labels import AFTER, BEFORE, Piece, Reading, label_points
from gongkai.reading.tables.order import Block, Order, lay_out
from gongkai.reading.tables.printed import PrintedRow


@dataclass(frozen=True, slots=True)
class Layout:
    """Of each group its row (None if it is left out), the text read as its label, and the margin of that choice.

    `missing` are the rows that no group is, with the margin to the best layout in which one is.
    """

    rows: tuple[int | None, ...]
    readings: tuple[Reading | None, ...]
    margins: tuple[float, ...]
    missing: Mapping[int, float] = field(default_factory=dict)


class Printed:
    """The printed rows of a table, those of words beside those that have values."""

    def __init__(self, groups: Sequence[Group], left_out: Sequence[float]) -> None:
        self.groups = groups
        held = {id(group.row): number for number, group in enumerate(groups)}
        rows = {id(row): row for group in groups for row in (*group.before, group.row, *group.after)}
        self.rows: list[PrintedRow] = list(rows.values())
        self.group_in = [held.get(key) for key in rows]
        place = {number: at for at, number in enumerate(self.group_in) if number is not None}
        self.at = [place[number] for number in range(len(groups))]
        self.left_out = np.array([0.0 if number is None else left_out[number] for number in self.group_in])

    def pieces(self, group: int, way: int) -> list[Piece]:
        """The rows of words before a group (`way` -1) or after it (1), the nearest first.

        They end at the next label with values; numbers that have none may stand in between, of one row.
        """
        found: list[Piece] = []
        passed = self.groups[group].lane == "line"
        away = 1
        while 0 <= (at := self.at[group] + way * away) < len(self.rows):
            number = self.group_in[at]
            other = None if number is None else self.groups[number]
            if other is not None and (other.filled or not other.own):
                if passed or other.own:
                    break
                passed = bool(other.filled)
            else:
                found.append(Piece(self.rows[at], away))
            away += 1
        return found

    def _label_at(self, at: int) -> str:
        """The label of that printed row, if it has values."""
        number = self.group_in[at] if 0 <= at < len(self.rows) else None
        return self.groups[number].label if number is not None and self.groups[number].filled else ""

    def blocks(
        self, vocabulary: str, manner: str, adjust: Callable[[int, Points], Points]
    ) -> tuple[list[Block], list[dict[int, Reading]]]:
        """Every way to read neighbouring rows as one row of the form, and the text of each that speaks for a row."""
        blocks, texts = list[Block](), list[dict[int, Reading]]()
        for number, group in enumerate(self.groups):
            before, after = self.pieces(number, -1)[::-1], self.pieces(number, 1)
            beside = (self._label_at(self.at[number] - 1), self._label_at(self.at[number] + 1))
            for up, down, points, readings in label_points(vocabulary, group, before, after, manner, beside):
                start, end = self.at[number] - up, self.at[number] + down + 1
                others = self.left_out[start:end].sum() - self.left_out[self.at[number]]
                blocks.append(Block(start, end, number, adjust(number, points) - others))
                texts.append(readings)
        for at, row in enumerate(self.rows):
            label = exact(vocabulary, "".join(row.words)) if self.group_in[at] is None else None
            if label is not None:
                points = np.full(len(fit(vocabulary, "")), -np.inf)
                points[label] = w.LABEL_ALONE
                blocks.append(Block(at, at + 1, None, points))
                texts.append({})
        return blocks, texts


def clear_layout(vocabulary: str, groups: Sequence[Group]) -> Layout | None:
    """The layout of a table in which every row has values and a clear label, each its own, and no words beside.

    No other layout is near, in whatever order the rows are printed.
    """
    rows = [exact(vocabulary, group.label) if group.own and group.filled else None for group in groups]
    named = [row for row in rows if row is not None]
    if len(set(named)) < len(groups) or any(group.before or group.after for group in groups):
        return None
    return Layout(tuple(rows), (None,) * len(rows), (w.CLEAR,) * len(rows))


def best_layout(
    vocabulary: str,
    groups: Sequence[Group],
    left_out: Sequence[float],
    skipped: Points,
    adjust: Callable[[int, Points], Points],
    bonus: Callable[[Order], float],
) -> Layout:
    """The layout of the manner that explains most; where the other manner gives a group another row, its lead counts.

    Args:
        vocabulary: of the rows of the form.
        groups: the values in reading order.
        left_out: cost of leaving each out.
        skipped: [row] cost of a row that is not printed.
        adjust: the points of a group's label with what else is known.
        bonus: what the sums of the table say of a layout.
    """
    lone = [group for group in groups if group.lane == "line" and not group.own]
    printed = Printed(groups, left_out)
    tried: list[tuple[float, Order, list[dict[int, Reading]]]] = []
    for manner in (BEFORE, AFTER) if len(lone) > 1 else (BEFORE,):
        blocks, texts = printed.blocks(vocabulary, manner, adjust)
        order = lay_out(printed.at, printed.left_out, blocks, skipped)
        tried.append((order.total + bonus(order), order, texts))
    total, best, texts = max(tried, key=lambda layout: layout[0])
    said = [[token.text.strip() for token in group.tokens] for group in groups]
    margins = [w.CLEAR] * len(groups)
    for at, row in enumerate(best.rows):
        if row is not None:
            others = [total - other for other, order, _ in tried if order.rows[at] != row]
            margins[at] = min(rivals_of_row(best, at, said), w.CLEAR, *others)
    readings = [texts[best.blocks[at]].get(row) if row is not None else None for at, row in enumerate(best.rows)]
    leads = np.max([other - order.total + order.with_row.max(axis=0) for other, order, _ in tried], axis=0)
    missing = {row: total - lead for row, lead in enumerate(leads.tolist()) if row not in best.rows}
    return Layout(best.rows, tuple(readings), tuple(margins), missing)
