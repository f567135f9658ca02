"""What the sums of a whole requests table say: of its columns, and of the balance."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from gongkai.forms import labels, load_form
from gongkai.forms.form import editions
from gongkai.forms.relations import Relation, identities
from gongkai.model import CellKey, GridCell
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.slots import Placement
from gongkai.reading.tables.sums import value_of

MOST_LAYOUTS = 2000
"""With more cuts to combine than this nothing is proven."""

Tokens = Sequence[GridCell | None]


def table_points(rows: Mapping[str, Tokens]) -> float:
    """One point for each column whose balance holds with numbers other than nought, one off where it fails."""
    numbers = _numbers(rows)
    points = 0.0
    for balance in identities(editions()[-1], ()):
        if balance.total or not all(key in numbers for key in balance.cells):
            continue
        if any(numbers[key] for key in balance.cells):
            points += -1.0 if balance.residual(numbers) else 1.0
    return points


def proven_cuts(cut: Mapping[str, Sequence[Placement]], others: Mapping[str, Tokens]) -> dict[str, list[Placement]]:
    """The cuts of rows run together, those raised with which every column sum and the balance hold.

    Args:
        cut: by row the ways to cut it.
        others: the rows about whose numbers there is no question.
    """
    settled = {row: ways[0].tokens for row, ways in cut.items() if len(ways) == 1 and not ways[0].open}
    several = {row: ways for row, ways in cut.items() if row not in settled}
    proven: dict[str, dict[int, float]] = {row: {} for row in cut}
    columns = _columns({*others, *cut})
    if columns and prod(map(len, several.values())) <= MOST_LAYOUTS:
        known = _numbers({row: tokens for row, tokens in {**others, **settled}.items() if row not in several})
        said = {row: [_numbers({row: way.tokens}) for way in ways] for row, ways in several.items()}
        for choice in product(*(range(len(ways)) for ways in several.values())):
            picked = dict(zip(several, choice, strict=True))
            numbers = known.copy()
            for row, at in picked.items():
                numbers |= said[row][at]
            if _hold(columns, numbers):
                for row in cut:
                    proven[row][picked.get(row, 0)] = w.CUT_PROVEN
    return {
        row: sorted(
            (replace(way, score=way.score + proven[row].get(at, 0.0)) for at, way in enumerate(ways)),
            key=lambda way: -way.score,
        )
        for row, ways in cut.items()
    }


def holds(rows: Mapping[str, Tokens]) -> bool:
    """True if every column can be checked and holds: the sum of the outcomes, and the balance."""
    columns = _columns(rows.keys())
    return bool(columns) and _hold(columns, _numbers(rows))


def _columns(rows: Collection[str]) -> list[Relation]:
    """What the columns of a table with these rows should satisfy; nothing if a row of every edition is missing."""
    whole = (e for e in reversed(editions()) if all(r.code in rows for r in load_form(e).rows["requests"]))
    edition = next(whole, None)
    return [i for i in identities(edition, rows) if i.definition.each == "column"] if edition else []


def _hold(columns: Sequence[Relation], numbers: Mapping[CellKey, int]) -> bool:
    return all(all(key in numbers for key in i.cells) and not i.residual(numbers) for i in columns)


def _numbers(rows: Mapping[str, Tokens]) -> dict[CellKey, int]:
    """The counts in the rows of the requests table, by cell."""
    kinds = tuple(labels("applicant_types"))
    values = (
        (CellKey("requests", row, kind), value_of(token))
        for row, tokens in rows.items()
        for kind, token in zip(kinds, tokens, strict=False)
    )
    return {key: int(number) for key, number in values if number is not None and number == int(number)}
