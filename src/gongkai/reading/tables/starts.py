"""Where the values of a row begin, as the other rows of the same part of a table tell it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.reading.tables import weights as w
from gongkai.reading.tables.slots import Placement


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose values begin somewhere.

    Attributes:
        shape: rows of one shape begin alike.
        depth: in the form; values of rows of one depth begin alike behind their labels.
        label: grid column of its label, None if that does not stand in the row itself.
        ways: its placements.
    """

    shape: object
    depth: int
    label: int | None
    ways: list[Placement]


def with_usual_starts(rows: Sequence[Row], *, in_text: bool) -> list[list[Placement]]:
    """The placements of the rows of one part of a table, with what the other rows say of where values begin.

    In text rows of other shapes begin elsewhere.
    """
    if all(len(row.ways) == 1 for row in rows):
        return [row.ways for row in rows]
    of_others = w.OTHER_SHAPES_IN_TEXT if in_text else w.OTHER_SHAPES
    alike, behind = defaultdict[object, float](float), defaultdict[object, float](float)
    every = defaultdict[int, float](float)
    shares = [_shares(row.ways) for row in rows]
    for row, share in zip(rows, shares, strict=True):
        for start, weight in share.items():
            alike[row.shape, start] += weight
            behind[row.depth, start - (row.label or 0)] += weight * (row.label is not None)
            every[start] += weight
    any_share = max(sum(every.values()) - 1.0, 1.0)
    settled: list[list[Placement]] = []
    for row, share in zip(rows, shares, strict=True):
        of_depth = w.BEHIND_LABEL * (row.label is not None)
        votes = {
            start: alike[row.shape, start]
            - share[start]
            + of_depth * (behind[row.depth, start - (row.label or 0)] - share[start])
            + of_others * (every[start] - share[start]) / any_share
            + 0.1
            for start in {way.start for way in row.ways if way.start is not None}
        }
        usual = max(votes.values(), default=1.0)
        ways = [
            way
            if way.start is None
            else replace(way, score=way.score + w.USUAL_START * math.log(votes[way.start] / usual))
            for way in row.ways
        ]
        settled.append(sorted(ways, key=lambda way: -way.score))
    return settled


def _shares(ways: Sequence[Placement]) -> defaultdict[int, float]:
    """How much a row speaks for each start: all for its only one, by their scores for several; blanks say nothing."""
    share = defaultdict[int, float](float)
    printed = any(token and token.text.strip() for token in ways[0].tokens)
    if not printed or ways[0].narrow:
        return share
    weights = [(way.start, math.exp(way.score - ways[0].score)) for way in ways if not way.open]
    for start, weight in weights:
        if start is not None:
            share[start] += weight / sum(weight for _, weight in weights)
    return share
