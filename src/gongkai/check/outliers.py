"""Numbers in the narrative that are larger than one body is likely to reach in a year (`outliers.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from gongkai.check.result import Result, Verdict, failure
from gongkai.check.sheet import Sheet


def outliers(sheet: Sheet) -> Iterator[Result]:
    """NAR-07: not more than 100 a day of what people write one by one; reads and visits are left out."""
    limits = _limits()
    for fact in sheet.extraction.facts:
        limit = limits.get(fact.fact)
        if limit is None:
            continue
        if fact.value <= limit:
            yield Verdict.PASSED
        else:
            yield failure("NAR-07", places=[fact.place], expected=f"≤ {limit}", found=fact.value, zh={"n": fact.value})


@cache
def _limits() -> dict[str, int]:
    text = (files("gongkai.check") / "outliers.csv").read_text(encoding="utf-8")
    return {row["fact"]: int(row["a_year"]) for row in csv.DictReader(text.splitlines())}
