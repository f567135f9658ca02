"""Finds the rule that gives a number, and the blank cells that the narrative says are zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.forms.claims import claims
from gongkai.forms.relations import Relation
from gongkai.model import CellKey, Extraction, State


def implying_rule(key: CellKey, value: int, sums: Iterable[Relation], numbers: Mapping[CellKey, int]) -> str | None:
    """The first rule by which the other cells, as printed, come to that number; None if they do so by no rule.

    Args:
        key: the cell.
        value: its number.
        sums: the sums of its system.
        numbers: what is printed; blank cells are left out.
    """
    return next((s.rule for s in _about(key, sums) if s.implies(key, numbers) == value), None)


def first_rule(key: CellKey, sums: Iterable[Relation]) -> str:
    """The rule of the first sum that the cell stands in."""
    return _about(key, sums)[0].rule


def _about(key: CellKey, sums: Iterable[Relation]) -> list[Relation]:
    """The sums a cell stands in, those first that are declared first."""
    return sorted((s for s in sums if key in s.cells), key=lambda s: s.definition.number)


def zeros_by_narrative(extraction: Extraction) -> dict[CellKey, tuple[int, str]]:
    """The cells of a channel left blank throughout, where the text says that there was no such case, and the rule."""
    zeros: dict[CellKey, tuple[int, str]] = {}
    for claim in claims():
        said = [fact for fact in extraction.facts if fact.fact == claim.fact]
        if claim.table != "review_litigation" or not said or any(f.value or f.qualifier != "exact" for f in said):
            continue
        for channel in claim.rows:
            cells = [cell for cell in extraction.cells if cell.key[:2] == (claim.table, channel)]
            if all(cell.state in (State.BLANK, State.NOT_APPLICABLE) for cell in cells):
                zeros.update((cell.key, (0, claim.rule)) for cell in cells)
    return zeros
