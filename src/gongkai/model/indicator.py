"""A figure derived from the cells of one report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.model.report import Number


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of `forms/labels/indicators.csv` for one report.

    Attributes:
        indicator: its code.
        numerator: the count above the line, None where a cell it needs is not filled and not implied.
        denominator: the count below the line, None likewise.
        value: numerator / denominator × scale, to six decimals; None where either is missing, the denominator
            is 0, or the value is suppressed.
        basis: `reconciled` if any cell counts with what the sums imply instead of what is printed.
        suppressed: True where the number of cases is too small for a rate.
        note: `uncertain` if the reading of any cell is in doubt, else None.
    """

    indicator: str
    numerator: Number | None
    denominator: Number | None
    value: Decimal | None
    basis: Literal["reported", "reconciled"] = "reported"
    suppressed: bool = False
    note: str | None = None
