"""A view over tables of a few rows."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import duckdb


def asked_of(view: str, **tables: str) -> list[tuple[Any, ...]]:
    """What a view gives over tables that are written here as SQL."""
    with duckdb.connect() as connection:
        for name, sql in tables.items():
            connection.execute(f"CREATE TABLE {name} AS {sql}")
        return connection.execute((files("gongkai.query") / "sql" / f"{view}.sql").read_text("utf-8")).fetchall()
