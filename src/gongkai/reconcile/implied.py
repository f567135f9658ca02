"""Which rule gives a number, and what the narrative says of cells left blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.forms.identities import Identity
from gongkai.model import CellKey, Extraction, State

_PREFERRED = ("APP-R01", "APP-C02", "APP-C01", "APP-C04", "RL-R01")
_NO_CASES = {
    "reconsideration_cases": ("reconsideration",),
    "litigation_cases": ("litigation_direct", "litigation_after_reconsideration"),
}


def implying_rule(key: CellKey, value: int, sums: Iterable[Identity], numbers: Mapping[CellKey, int]) -> str | None:
    """The first rule by which the other cells, as printed, come to that number; None if they do so by no rule.

    Args:
        key: the cell.
        value: its number.
        sums: the sums of its system.
        numbers: what is printed; blank cells are left out.
    """
    return next((s.rule for s in _about(key, sums) if _implies(s, key, numbers) == value), None)


def first_rule(key: CellKey, sums: Iterable[Identity]) -> str:
    """The rule of the first sum that the cell stands in."""
    return _about(key, sums)[0].rule


def _about(key: CellKey, sums: Iterable[Identity]) -> list[Identity]:
    return sorted((s for s in sums if key in s.cells), key=lambda s: _PREFERRED.index(s.rule))


def _implies(identity: Identity, key: CellKey, numbers: Mapping[CellKey, int]) -> int | None:
    """What the other cells of a sum leave for one; None if its total, or every addend, is not printed."""
    others = [other for other in identity.cells if other != key]
    if not any(other in numbers for other in others if other != identity.target):
        return None
    stated = sum(numbers.get(k, 0) for k in identity.plus if k != key)
    stated -= sum(numbers.get(k, 0) for k in identity.minus if k != key)
    if key == identity.target:
        return stated
    if identity.target not in numbers:
        return None
    return numbers[identity.target] - stated if key in identity.plus else stated - numbers[identity.target]


def zeros_by_narrative(extraction: Extraction) -> dict[CellKey, int]:
    """The cells of a channel left blank throughout, where the text says that there was no such case."""
    zeros: dict[CellKey, int] = {}
    for fact, channels in _NO_CASES.items():
        said = [f for f in extraction.facts if f.fact == fact]
        if not said or any(f.value != 0 or f.qualifier != "exact" for f in said):
            continue
        for channel in channels:
            cells = [c for c in extraction.cells if c.key.table == "review_litigation" and c.key.row == channel]
            if all(cell.state in (State.BLANK, State.NOT_APPLICABLE) for cell in cells):
                zeros.update(dict.fromkeys((cell.key for cell in cells), 0))
    return zeros
