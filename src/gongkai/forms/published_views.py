"""Views that every package carries (`views/*.sql`): the same SQL in its DuckDB file, its SQLite file and as text.

The first comment of each tells its grain and units, in English and then in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

VIEWS = (
    "requests_labelled",
    "outcomes",
    "report_totals",
    "outcomes_by_report",
    "outcomes_by_year",
    "doubt",
    "indicators",
)
"""Each after those that it reads."""


def stored_name(table: str) -> str:
    """What a table is called in a database that also has a view of its name."""
    return f"{table}_stored" if table in VIEWS else table


@cache
def published_views() -> Mapping[str, str]:
    """The SELECT of each view, its comment in front, in an order in which they can be made."""
    folder = files("gongkai.forms") / "views"
    return {name: (folder / f"{name}.sql").read_text(encoding="utf-8") for name in VIEWS}
