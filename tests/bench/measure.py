"""A measure: what was measured, how much, in which unit, and what to hold it against."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    what: str
    value: float
    unit: str
    note: str = ""

    def __str__(self) -> str:
        number = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:,.2f}"
        return f"{self.what:<52} {number:>12} {self.unit:<18} {self.note}".rstrip()


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """The shortest of so many runs: what the work takes when nothing else runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)
