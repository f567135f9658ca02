"""The sums that the form prints into a row; they judge readings of a damaged source, never change a value."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model import Number


def cross_foots(values: Sequence[Number | None]) -> bool:
    """True if the last value is the sum of the others; a blank total proves nothing, a blank addend counts nothing."""
    *addends, total = values
    printed = [value for value in addends if value is not None]
    return total is not None and bool(printed) and sum(printed) == total


def breaks(values: Sequence[Number | None]) -> bool:
    """True if the row has a total and addends, and they differ."""
    *addends, total = values
    printed = [value for value in addends if value is not None]
    return total is not None and bool(printed) and sum(printed) != total
