"""Cells of the rows of a table that stand in no column of the form: blank in every row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.sums import adds_up, value_of

MOST_SPARE = 2
"""A cell merged over two or three columns leaves so many behind; of more it is not known what they are."""
FEWEST = 3
"""In fewer rows a blank cell may have slipped in."""

Cells = frozenset[int]


def spare_cells(
    groups: Sequence[Group], count: int, named: Mapping[int, Sequence[int]], further: Container[int] = ()
) -> list[tuple[Cells, ...]]:
    """Which values of each row may be left out so that it has `count`, the last one the sum; at least one choice each.

    Args:
        groups: the rows of a table.
        count: columns of the form; 0 if nothing adds up.
        named: of each part the grid columns under the headings, if they are known.
        further: parts with a column of another kind: what is filled may be too much there, not what is blank.
    """
    drawn = [g for g in groups if count and g.lane == "grid" and not g.row.inferred and g.row.part not in further]
    sizes, shapes = defaultdict[int, set[int]](set), defaultdict[int, set[tuple[int, int]]](set)
    for group in drawn:
        sizes[group.row.part].add(len(group.tokens))
        shapes[group.row.part].add((len(group.tokens), group.row.width))
    alike: dict[tuple[int, ...], list[Group]] = {}
    for group in drawn:
        # a row with a cell more and a row with a blank cell for a label may have equally many behind their labels
        width = group.row.width if len(sizes[group.row.part]) > 1 else 0
        alike.setdefault((group.row.part, len(group.tokens), width), []).append(group)
    choices: dict[int, tuple[Cells, ...]] = {}
    for (part, *_), rows in alike.items():
        found = _spare(rows, count, named.get(part, ()), alone=len(shapes[part]) == 1)
        choices.update((id(group), found) for group in rows if found)
    return [choices.get(id(group), (frozenset(),)) for group in groups]


def _spare(groups: Sequence[Group], count: int, named: Sequence[int], *, alone: bool) -> tuple[Cells, ...]:
    """The choices for rows with equally many values; none if nothing is spare.

    Where more cells are blank in all rows than are spare, any of them may be; unless the headings stand over all that
    is filled. Seen: 58 | 6 | | 4 | 0 | 5 | 2 | 75 under seven headings, the third cell blank in all rows of a page.

    Blank cells at an end may be those of labels, unless all rows of the part have equally many (`alone`).
    """
    rows = [group for group in groups if group.has_number]
    filled = {i for group in rows for i in group.filled}
    if len(rows) < FEWEST or not len(rows[0].tokens) - count > 0:
        return ()
    every = frozenset(range(len(rows[0].tokens)))
    columns = rows[0].columns
    if {columns[i] for i in filled} <= set(named) <= set(columns) and all(row.columns == columns for row in rows):
        foreign = frozenset(i for i in every if columns[i] not in named)
        return (foreign,) if alone or any(named[0] < columns[i] < named[-1] for i in foreign) else ()
    inner = range(min(filled), max(filled) + 1)
    blank = [i for i in inner if i not in filled]
    spare = len(inner) - count
    if not (not alone) <= spare <= min(len(blank), MOST_SPARE):
        return ()
    outside = every - frozenset(inner)
    choices: list[Cells] = []
    for chosen in combinations(blank, spare):
        choice = outside | frozenset(chosen)
        values = ([row.tokens[i] for i in sorted(every - choice)] for row in rows)
        adding = [adds_up(tokens, len(tokens)) for tokens in values if any(map(value_of, tokens))]
        if 2 * sum(adding) > len(adding):
            choices.append(choice)
    return tuple(choices)


def without(group: Group, spare: Cells) -> Group:
    """The row as it would be printed without these of its values."""
    row, before = group.row, len(group.row.cells) - len(group.tokens)
    kept = [at for at in range(len(row.cells)) if at - before not in spare]
    cells, columns = tuple([row.cells[at] for at in kept]), tuple([row.columns[at] for at in kept])
    lacking = replace(row, cells=cells, columns=columns, width=row.width - len(spare))
    return replace(group, row=lacking, tokens=cells[before:], columns=columns[before:])
