"""Named statements of an SQL file of this room, names and texts as SQL writes them, and DuckDB within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import duckdb

MOST_MEMORY = "1GB"
"""What DuckDB may take before it uses the disk."""


def connected(file: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory, or a file to read; what does not fit in memory goes to a folder that closing removes."""
    spill = Path(gettempdir()) / f"gongkai-{uuid4().hex}"
    connection = duckdb.connect(
        str(file or ":memory:"),
        read_only=file is not None,
        config={"memory_limit": MOST_MEMORY, "temp_directory": str(spill)},
    )
    # DuckDB would draw a bar for a query of over two seconds, across the progress of a build
    connection.execute("SET enable_progress_bar = false")
    return connection


@cache
def statements(file: str) -> Mapping[str, str]:
    """The statements of a file by the name in the comment `-- name: …` above each."""
    text = (files("gongkai.query") / file).read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("-- name: ")[1:])
    return {name.strip(): sql.strip().removesuffix(";") for name, _, sql in parts}


def quoted(name: str) -> str:
    """A name of a table or column."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """A text, or the path of a file, as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"
