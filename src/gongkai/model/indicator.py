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
        numerator: the count above the line, None where a cell it needs gives no number and none is implied.
        denominator: the count below the line, None likewise.
        value: numerator / denominator × scale, to six decimals; None if there is a reason to give none.
        basis: `reconciled` if any cell counts with what the sums imply instead of what is printed.
        reason: why there is no value, a code of the list `no_value_reasons`; None where there is one.
    """

    indicator: str
    numerator: Number | None
    denominator: Number | None
    value: Decimal | None
    basis: Literal["reported", "reconciled"] = "reported"
    reason: str | None = None
