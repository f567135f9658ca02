"""What the rows of one part of a table have in common: a page break may take columns away, a converter may add some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from gongkai.forms import TextKind
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.sums import adds_up, sum_points, value_of

FEWEST = 2
"""So many rows of another width make another part."""
ODD = 0.2
"""At most this share of the rows may have yet another width: a row or two got or lost a cell."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the rows of one part of a table have in common.

    Attributes:
        cells: cells that most of them have, label cells among them; of a row by itself, those of any other part.
        values: cells that most full ones have behind their labels: rows with more labels may be longer.
        foreign: True if rows have more numbers than the form has columns, or headings name a column of another kind.
        narrow: how many value columns are left where the part has lost some, else 0.
        some_full: True if rows show that not all of them have lost a column: full ones that add up are whole.
        mostly_full: True if most rows are full: all full ones are whole.
    """

    cells: frozenset[int] = frozenset()
    values: int = 0
    foreign: bool = False
    narrow: int = 0
    some_full: bool = False
    mostly_full: bool = False

    def odd(self, group: Group) -> frozenset[int]:
        """By how many cells a row is longer than most, less than 0 if it is shorter; 0 left out."""
        by_values = {len(group.tokens) - self.values} if self.values else set()
        return frozenset({group.row.width - cells for cells in self.cells} | by_values) - {0}

    def is_narrow(self, group: Group, count: int) -> bool:
        """True if a row of this part may have lost a column; 1 | 1 at its end may be a torn 11, the total lost."""
        if not (self.narrow and self.some_full):
            return bool(self.narrow)
        values = [group.tokens[i] for i in group.filled]
        if len(values) != count:
            return bool(values)
        last, total = (value_of(value) for value in values[-2:])
        return not (self.mostly_full or (adds_up(values, count) and (last != total or not total)))


def cut_padding(groups: Sequence[Group], headings: Sequence[PrintedRow]) -> None:
    """Takes the blank cells away that make the rows of a table as long as one or two that have got a cell more.

    They stand further right than anything in the headings and in most rows. Seen: a number printed twice in Markdown.
    """
    members: dict[int, list[Group]] = {}
    for group in groups:
        if group.lane == "grid" and not group.row.inferred and group.has_number:
            members.setdefault(group.row.part, []).append(group)
    for part, rows in members.items():
        ends = [group.columns[group.filled[-1]] + 1 for group in rows]
        named = [row.columns[-1 - row.kinds[::-1].index(TextKind.WORD)] + 1 for row in headings if row.part == part]
        width = max(_most(ends)[0], *named, 0)
        longer = sum(end > width for end in ends)
        if 0 < longer <= len(rows) * ODD and len({group.columns[-1] for group in rows}) == 1:
            for group in (group for group, end in zip(rows, ends, strict=True) if end <= width):
                row, more = group.row, sum(column >= width for column in group.columns)
                kept = len(row.cells) - more
                row.cells, row.columns, row.kinds = row.cells[:kept], row.columns[:kept], row.kinds[:kept]
                row.width -= more
                group.lay(group.tokens[: len(group.tokens) - more], group.columns[: len(group.columns) - more])


def part_where_width_changes(groups: Sequence[Group]) -> None:
    """Parts a table of text where its rows have lost a column from some row on and nothing shows a page break."""
    members: dict[int, list[Group]] = {}
    for group in groups:
        # half a label with blank cells is a row of words, and its width that of any row
        if group.lane == "grid" and group.in_text and not group.row.inferred and group.has_number:
            members.setdefault(group.row.part, []).append(group)
    last = max((group.row.part for group in groups), default=0)
    for rows in members.values():
        sizes = [group.row.width for group in rows]
        if len(set(sizes)) == 1:
            continue
        _, alike = _most(sizes)
        gains = [(_most(sizes[:at])[1] + _most(sizes[at:])[1] - alike, at) for at in range(FEWEST, len(sizes) - FEWEST)]
        gain, at = max(gains, default=(0, 0))
        if gain >= FEWEST and len(sizes) - gain - alike <= len(sizes) * ODD and sizes[at] != sizes[at - 1]:
            last += 1
            first = next(i for i, group in enumerate(groups) if group is rows[at])
            for group in [group for group in groups[first:] if group.row.part == rows[at].row.part]:
                group.row.part = last


def parts_of(
    groups: Sequence[Group], count: int, named: Container[int] = (), more: Container[int] = ()
) -> dict[int, Part]:
    """The parts of a table by their number; `count` columns are expected, the last one the sum of the others.

    Those in `named` have a heading over each of them: no column is lost. Those in `more` have one over another column.
    """
    members: dict[int, list[Group]] = {}
    for group in groups:
        members.setdefault(group.row.part, []).append(group)
    widths = {part: _width(rows) for part, rows in members.items()}
    widest = max(widths.values(), default=0)
    thinnest = min((width for width in widths.values() if width), default=0)
    alone = {part for part, rows in members.items() if sum(group.has_number for group in rows) < 2}
    every = frozenset({_width(groups), *(width for part, width in widths.items() if part not in alone)})
    found = {}
    for part, rows in members.items():
        own = every if part in alone else frozenset({widths[part]})
        few = thinnest < widest and sum(group.has_number for group in rows) <= FEWEST
        cut_off = len(members) > 1 and (part in alone or few)
        own_part = _part(rows, count, own, thinner=widths[part] < widest and part not in named, cut_off=cut_off)
        found[part] = replace(own_part, foreign=own_part.foreign or part in more)
    return found


def _width(rows: Sequence[Group]) -> int:
    """Cells that most rows have, of two numbers the smaller: what slips into a row makes it wider."""
    drawn = [group for group in rows if group.lane == "grid" and not group.row.inferred]
    sizes = Counter(group.row.width for group in drawn if group.has_number) or Counter(
        group.row.width for group in drawn
    )
    most = max(sizes.values(), default=0)
    return min((size for size, times in sizes.items() if times == most), default=0)


def _part(rows: Sequence[Group], count: int, widths: frozenset[int], *, thinner: bool, cut_off: bool) -> Part:
    numbers = [group for group in rows if group.has_number and group.lane == "grid"]
    if not numbers:
        # blank rows by themselves may have lost a column as well
        return Part(narrow=(count - 1) * (thinner and rows[0].lane == "grid" and rows[0].in_text))
    spans = [group.filled[-1] - group.filled[0] + 1 for group in numbers]
    whole = sum(adds_up([group.tokens[i] for i in group.filled[:count]], count) for group in _full(numbers, count))
    # nothing shows that a row of text by itself, cut off from its table, has all its columns unless it adds up;
    # nor that two have them where other parts have lost one
    open_ = cut_off and numbers[0].in_text and not numbers[0].row.inferred
    printed = ([group.tokens[i] for i in group.filled] for group in numbers)
    # noughts are whole only if none of them is missing
    wholes = (adds_up(v, count) and (len(v) == count or any(map(value_of, v))) for v in printed)
    broken = open_ and not any(wholes)
    narrow = broken or _is_narrow(numbers, count, thinner=thinner) or _drops_noughts(numbers, count)
    left = min(max(spans), count - 1) if narrow else 0
    full = _full(numbers, count)
    drawn = [group for group in numbers if not group.row.inferred]
    (values, times), (_, of_width) = (_most([len(g.tokens) for g in drawn]), _most([g.row.width for g in drawn]))
    by_values = times > of_width and len(rows) > 1
    # seven numbers in a row that is wider than most are parted by a blank cell that slipped in
    crowded = [
        not group.in_text
        for group, span in zip(numbers, spans, strict=True)
        if span > count and not group.row.inferred and (len(group.filled) > count or group.row.width <= max(widths))
    ]
    # one row with numbers in more columns than the form has is enough where the table says where a cell begins;
    # in text it may be a torn number or a stray one
    foreign = len(crowded) > 1 or any(crowded)
    mostly = 2 * len(full) >= len(numbers)
    return Part(widths - {0}, values if by_values else 0, foreign, left, whole > (not mostly), mostly)


def _most(sizes: Sequence[int]) -> tuple[int, int]:
    """The size that comes most often, and how often."""
    return Counter(sizes).most_common(1)[0] if sizes else (0, 0)


def _full(numbers: Sequence[Group], count: int) -> list[Group]:
    return [group for group in numbers if len(group.filled) >= count and not group.row.inferred]


def _is_narrow(numbers: Sequence[Group], count: int, *, thinner: bool) -> bool:
    """True if a column is lost: the part is thinner than others, or its rows are too short.

    A part that is thinner may have lost a label column only; then its rows still have all their values.
    """
    drawn = [group for group in numbers if not group.row.inferred]
    short = sum(len(group.tokens) < count for group in drawn)
    full = len(_full(numbers, count))
    # a blank label cell may stand in the place of the lost column: 总计 | | 90 | 75 | 88 | 29 | 97 | 34
    sums = [sum_points(group.tokens[-count:], count) for group in drawn]
    broken = sum(points < 0 for points in sums)
    fail = broken > 0 and broken >= sum(points > 0 for points in sums)
    lost = thinner and (numbers[0].in_text or bool(short) or fail)
    return bool(drawn) and (lost or (bool(short) and full * 2 < len(drawn) <= 2 * short))


def _drops_noughts(numbers: Sequence[Group], count: int) -> bool:
    """True if the total stands right behind fewer numbers than columns, now here, now there: noughts left no cell."""
    ends: list[int] = []
    for group in (group for group in numbers if not group.row.inferred):
        run = [group.tokens[i] for i in group.filled]
        behind = group.filled[-1] + 1
        close = 1 < len(run) < count and behind - group.filled[0] == len(run)
        if close and (behind < len(group.tokens) or behind < count) and value_of(run[-1]) and adds_up(run, len(run)):
            ends.append(group.columns[behind - 1])
    return len(ends) > FEWEST and len(set(ends)) > 1
