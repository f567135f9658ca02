"""Where the values of a row begin, as the other rows of the same part of a table tell it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gongkai.reading.tables import weights as w
from gongkai.reading.tables.slots import Placement


def with_usual_starts(groups: Sequence[tuple[object, list[Placement]]], *, in_text: bool) -> list[list[Placement]]:
    """The placements of the rows of one part of a table, with what the other rows say of where values begin.

    Args:
        groups: of each row its shape (rows of one shape begin alike) and its placements.
        in_text: True in text, where rows of other shapes begin elsewhere.
    """
    of_others = w.OTHER_SHAPES_IN_TEXT if in_text else w.OTHER_SHAPES
    votes: dict[object, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    shares = [_shares(ways) for _, ways in groups]
    for (shape, _), share in zip(groups, shares, strict=True):
        for start, weight in share.items():
            votes[shape][start] += weight
    every: dict[int, float] = defaultdict(float)
    for starts in votes.values():
        for start, weight in starts.items():
            every[start] += weight
    settled: list[list[Placement]] = []
    for (shape, ways), share in zip(groups, shares, strict=True):
        if len(ways) == 1:
            settled.append(ways)
            continue
        alike = {start: weight - share.get(start, 0.0) for start, weight in votes[shape].items()}
        all_alike = sum(alike.values())
        any_share = sum(every.values()) - 1.0
        chances = {
            way.start: (
                alike.get(way.start, 0.0)
                + of_others * (every[way.start] - share.get(way.start, 0.0)) / max(any_share, 1.0)
                + 0.1
            )
            / (all_alike + of_others + 0.1)
            for way in ways
            if way.start is not None
        }
        usual = max(chances.values(), default=1.0)
        settled.append(
            sorted(
                (
                    replace(way, score=way.score + w.USUAL_START * math.log(chances[way.start] / usual))
                    if way.start is not None
                    else way
                    for way in ways
                ),
                key=lambda way: -way.score,
            )
        )
    return settled


def _shares(ways: list[Placement]) -> dict[int, float]:
    """How much a row speaks for each start: all for its only one, by their scores for several; blanks say nothing."""
    if not any(token and token.text.strip() for token in ways[0].tokens):
        return {}
    best = ways[0].score
    weights = [(way.start, math.exp(way.score - best)) for way in ways if way.start is not None and not way.open]
    total = sum(weight for _, weight in weights)
    share: dict[int, float] = defaultdict(float)
    if ways[0].narrow or ways[0].surplus:
        return share
    for start, weight in weights:
        share[start] += weight / total
    return share
