"""What reading one file may take (`limits.yml`): a file beyond a limit is rejected by a reason of its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class TooMuch(Exception):
    """A limit is passed; who reads the file turns this into its rejection.

    Args:
        reason: code of `forms/labels/reasons.csv`.
        detail: the limit, in words.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def most(limit: str) -> int:
    """The number that a limit of `limits.yml` sets."""
    number: int = _limits()[limit]["most"]
    return number


def keep_within(limit: str, amount: int) -> None:
    """Raises TooMuch if the amount is beyond the limit."""
    if amount > most(limit):
        entry = _limits()[limit]
        raise TooMuch(entry["reason"], f"the limit is {entry['most']:,} {entry['what']}")


@cache
def _limits() -> dict[str, dict[str, Any]]:
    text = (files("gongkai.read") / "limits.yml").read_text(encoding="utf-8")
    limits: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return limits
