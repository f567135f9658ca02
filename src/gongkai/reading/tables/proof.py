"""What the sums of a whole requests table say: of its columns, and of the balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from gongkai.forms import labels, load_form
from gongkai.forms.form import editions
from gongkai.model import GridCell, Number
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.slots import Placement
from gongkai.reading.tables.sums import value_of

MOST_LAYOUTS = 2000
"""With more cuts to combine than this nothing is proven."""

Tokens = Sequence[GridCell | None]
_BALANCE = ("new_received", "carried_in", "total_processed", "carried_out")


def table_points(rows: Mapping[str, Tokens]) -> float:
    """One point for each column whose balance holds with numbers other than nought, one off where it fails."""
    values = {row: [value_of(token) for token in tokens] for row, tokens in rows.items()}
    if not all(row in values for row in _BALANCE):
        return 0.0
    points = 0.0
    for new, carried, total, out in zip(*(values[row] for row in _BALANCE), strict=False):
        if None not in (new, carried, total, out) and any((new, carried, total, out)):
            points += 1.0 if (new or 0) + (carried or 0) == (total or 0) + (out or 0) else -1.0
    return points


def proven_cuts(cut: Mapping[str, Sequence[Placement]], others: Mapping[str, Tokens]) -> dict[str, list[Placement]]:
    """The cuts of rows run together, those raised with which every column sum and the balance hold.

    Args:
        cut: by row the ways to cut it.
        others: the rows about whose numbers there is no question.
    """
    settled = {row: ways[0].tokens for row, ways in cut.items() if len(ways) == 1 and not ways[0].open}
    several = {row: ways for row, ways in cut.items() if row not in settled}
    size = 1
    for ways in several.values():
        size *= len(ways)
    proven: dict[str, dict[int, float]] = {row: {} for row in cut}
    if size <= MOST_LAYOUTS:
        for choice in product(*(range(len(ways)) for ways in several.values())):
            picked = dict(zip(several, choice, strict=True))
            tokens = {row: several[row][at].tokens for row, at in picked.items()}
            if _holds({**others, **settled, **tokens}):
                for row in cut:
                    proven[row][picked.get(row, 0)] = w.CUT_PROVEN
    return {
        row: sorted(
            (replace(way, score=way.score + proven[row].get(at, 0.0)) for at, way in enumerate(ways)),
            key=lambda way: -way.score,
        )
        for row, ways in cut.items()
    }


def _holds(rows: Mapping[str, Tokens]) -> bool:
    """True if every column can be checked and holds: the sum of the outcomes, and the balance."""
    values = {row: [value_of(token) for token in tokens] for row, tokens in rows.items()}
    edition = next(
        (e for e in reversed(editions()) if all(r.code in values for r in load_form(e).rows["requests"])), None
    )
    if edition is None:
        return False
    leaves = load_form(edition).children("processed")
    for column in range(len(labels("applicant_types"))):
        numbers: dict[str, Number | None] = {row: values[row][column] for row in (*leaves, *_BALANCE)}
        if any(number is None for number in numbers.values()):
            return False
        whole = {row: number or 0 for row, number in numbers.items()}
        if sum(whole[row] for row in leaves) != whole["total_processed"]:
            return False
        if whole["new_received"] + whole["carried_in"] != whole["total_processed"] + whole["carried_out"]:
            return False
    return True
