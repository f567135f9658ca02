"""The scores of many reports, summed per format and edition, as a table for people and pages."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model import Table
from gongkai.score.compare import Score

COLUMNS = ("format", "edition", "reports", "cells", "right", "flagged", "missing", "silent", "fields", "fields_right")


def scorecard(scores: Iterable[Score]) -> Table:
    """One row per format and edition: reports, cells and how many are right, flagged, missing, silently wrong."""
    groups: dict[tuple[str, str], list[Score]] = {}
    for entry in scores:
        groups.setdefault((entry.format or "rejected", entry.edition or "?"), []).append(entry)
    rows = (
        (*key, len(members), *(sum(getattr(member, column) for member in members) for column in COLUMNS[3:]))
        for key, members in sorted(groups.items())
    )
    return Table("scorecard", COLUMNS, tuple(rows))
