"""The outcomes of looking for a report (`outcomes.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.forms.data_files import csv_rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome in words; `failed` is True where the row of `collect.csv` no longer does what it should."""

    zh: str
    en: str
    failed: bool


@cache
def outcomes() -> dict[str, Outcome]:
    """All outcomes by code."""
    return {
        row["code"]: Outcome(row["label_zh"], row["label_en"], row["failed"] == "yes")
        for row in csv_rows("gongkai.collect", "outcomes.csv")
    }
