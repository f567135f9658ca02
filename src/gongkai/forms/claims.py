"""Which rows of the tables the narrative speaks of, fact by fact (`claims.csv`).

`rows` are the rows that a fact should agree with; a group stands for its rows that are counted. `or_with` may be added
to them (收到 may include what was carried over). Where a sentence without a digit says that all was done (全部办结),
a 0 in the row `settled_by` confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.forms.data_files import csv_rows


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact of the narrative and the rows of a table that state the same; `rule` compares the two."""

    rule: str
    fact: str
    table: str
    rows: tuple[str, ...]
    or_with: str | None = None
    settled_by: str | None = None


@cache
def claims() -> tuple[Claim, ...]:
    """All claims, in the order of their rules."""
    return tuple(
        Claim(
            row["rule"],
            row["fact"],
            row["table"],
            tuple(row["rows"].split("|")),
            row["or_with"] or None,
            row["settled_by"] or None,
        )
        for row in csv_rows("gongkai.forms", "claims.csv")
    )


def rests_on_text(rule: str | None) -> bool:
    """True if a number that this rule gives comes from the narrative and not from the sums of the form."""
    return any(claim.rule == rule for claim in claims())
