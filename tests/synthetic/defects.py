"""What is wrong with a known share of made-up reports, and what is then printed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from gongkai.model import CellKey
from tests.support.damage import DAMAGES

SHARE_MISPRINTED, SHARE_BLANK, SHARE_DAMAGED = 0.05, 0.06, 0.03
"""Shares of reports with a wrong total, with cells left empty, and (of tabbed text) with a damaged table."""

Printed = dict[CellKey, str]
Damage = Callable[[str, Random], str]


def misprinted(printed: Printed, chance: Random) -> tuple[Printed, CellKey | None]:
    """A share of reports gets one wrong total; the key of the cell that is wrong."""
    if chance.random() >= SHARE_MISPRINTED:
        return printed, None
    key = chance.choice([key for key in printed if "total" in (key.column, key.row.removesuffix("_processed"))])
    return printed | {key: str(int(printed[key]) + chance.choice((1, 2, 9, 10)))}, key


def with_blanks(printed: Printed, chance: Random) -> tuple[Printed, str | None]:
    """A share of reports leaves the zeros of some rows empty, or draws a dash; what stands there."""
    if chance.random() >= SHARE_BLANK:
        return printed, None
    sign = chance.choice(("", "", "/", "—"))
    rows = chance.sample(sorted({key[:2] for key in printed if key.table == "requests"}), 4)
    kept = {key: sign if text == "0" and key[:2] in rows else text for key, text in printed.items()}
    return kept, sign


def damage(chance: Random) -> Damage | None:
    """What a converter does to the requests table of a share of text files."""
    return chance.choice(DAMAGES) if chance.random() < SHARE_DAMAGED else None
