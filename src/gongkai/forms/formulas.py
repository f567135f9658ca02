"""Formulas of indicators (`labels/indicators.csv`): `table/row/column ± …`, and conditions `… = …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.model import CellKey

_TERM = re.compile(r"([+-]?)\s*([a-z0-9_]+)/([a-z0-9_]+)/([a-z0-9_]+)")


class FormulaTerm(NamedTuple):
    """One term: `factor` is 1 or -1; a subtotal row stands for the rows below it."""

    factor: int
    key: CellKey


def formula_terms(formula: str) -> tuple[FormulaTerm, ...]:
    """The terms of a sum.

    >>> formula_terms("requests/refused/total - checks/error/passed")[1].factor
    -1
    """
    return tuple(FormulaTerm(-1 if sign == "-" else 1, CellKey(*codes)) for sign, *codes in _TERM.findall(formula))


def formula_parts(row: dict[str, str]) -> Iterator[tuple[str, tuple[FormulaTerm, ...]]]:
    """The parts of an indicator and the terms of each: numerator, denominator, both sides of its condition."""
    yield "numerator", formula_terms(row["numerator"])
    yield "denominator", formula_terms(row["denominator"])
    if row["requires"]:
        yield from zip(("left", "right"), map(formula_terms, row["requires"].split(" = ")), strict=True)
