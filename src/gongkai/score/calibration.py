"""How often a reading is right, by its margin; the limit of certainty is set from this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from gongkai.model import Table

BANDS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
"""Lower ends of the bands of margins; from the last one on margins are not distinguished."""
RIGHT, WRONG, NONE = "right", "wrong", "no_number"
BY_MARGIN = ("margin", "cells", RIGHT, WRONG, NONE)
BY_KIND = ("kind", "cells", "right_and_certain", "wrong_and_certain", "right_in_doubt", "not_given")


@dataclass(frozen=True, slots=True)
class Weighed:
    """One cell of the gold as it was read.

    Attributes:
        kind: format or manner of the source.
        margin: how far the best layout of the table was ahead of any other value.
        certain: True if the cell was given without doubt.
        verdict: `right`, `wrong` (another value was given) or `no_number` (none was given where one is printed).
    """

    kind: str
    margin: float
    certain: bool
    verdict: str


def by_margin(cells: Iterable[Weighed]) -> Table:
    """One row for each band of margins: cells, and how many were right, wrong, or not given as a number."""
    known = list(cells)
    rows = []
    for low, high in pairwise((*BANDS, float("inf"))):
        inside = [cell for cell in known if low <= max(cell.margin, 0.0) < high]
        counts = (sum(cell.verdict == verdict for cell in inside) for verdict in (RIGHT, WRONG, NONE))
        rows.append((f"{low:g}–{high:g}" if high < float("inf") else f"≥ {low:g}", len(inside), *counts))
    return Table("by_margin", BY_MARGIN, tuple(rows))


def by_kind(cells: Iterable[Weighed]) -> Table:
    """One row for each kind of source: both error rates side by side, wrong and certain, right and withheld."""
    kinds: dict[str, list[Weighed]] = {}
    for cell in cells:
        kinds.setdefault(cell.kind, []).append(cell)
    rows = (
        (
            kind,
            len(members),
            sum(cell.verdict == RIGHT and cell.certain for cell in members),
            sum(cell.verdict == WRONG and cell.certain for cell in members),
            sum(cell.verdict == RIGHT and not cell.certain for cell in members),
            sum(cell.verdict != RIGHT and not cell.certain for cell in members),
        )
        for kind, members in kinds.items()
    )
    return Table("by_kind", BY_KIND, tuple(rows))
