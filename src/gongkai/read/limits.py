"""What reading one file may take (`limits.yml`): a file beyond a limit is rejected by a reason of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.forms.data_files import yaml_data


class TooMuch(Exception):
    """A limit is passed; who reads the file turns this into its rejection.

    Args:
        reason: code of `forms/labels/reasons.csv`.
        limit: the number, and of what, in both languages: `most`, `zh`, `en`.
    """

    def __init__(self, reason: str, limit: Mapping[str, str]) -> None:
        super().__init__(reason, limit)
        self.reason = reason
        self.limit = limit


def most(limit: str) -> int:
    """The number that a limit of `limits.yml` sets."""
    number: int = _limits()[limit]["most"]
    return number


def keep_within(limit: str, amount: int) -> None:
    """Raises TooMuch if the amount is beyond the limit."""
    if amount > most(limit):
        entry = _limits()[limit]
        most_of_it = {"most": f"{entry['most']:,}", "zh": entry["what_zh"], "en": entry["what"]}
        raise TooMuch(entry["reason"], most_of_it)


def _limits() -> dict[str, dict[str, Any]]:
    limits: dict[str, dict[str, Any]] = yaml_data("gongkai.read", "limits.yml")
    return limits
