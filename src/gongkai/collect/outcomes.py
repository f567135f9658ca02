"""The outcomes of looking for a report (`outcomes.csv`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome in words; `failed` is True where the row of `collect.csv` no longer does what it should."""

    zh: str
    en: str
    failed: bool


@cache
def outcomes() -> dict[str, Outcome]:
    """All outcomes by code."""
    text = (files("gongkai.collect") / "outcomes.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Outcome(row["label_zh"], row["label_en"], row["failed"] == "yes")
        for row in csv.DictReader(text.splitlines())
    }
