"""Questions that people ask of the data, answered by the SQL of `examples/` over the DuckDB file of a package."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from gongkai.model import Table, as_text
from gongkai.query.statements import connected

MOST_ROWS = 12
"""Rows of an answer that are shown; their number is given."""


def examples(packages: Mapping[str, Path]) -> Table:
    """The questions of each dataset, in order, with their SQL and the first rows of the answer.

    Args:
        packages: package folders by dataset, each with its DuckDB file.

    Returns:
        A row per dataset and question; `columns` and `rows` hold the answer as texts, `count` its number of rows.
    """
    folder = files("gongkai.query") / "examples"
    found = []
    for dataset, package in packages.items():
        with connected(package / f"{dataset}.duckdb") as connection:
            for path in sorted(folder.iterdir(), key=lambda path: path.name):
                zh, en, *sql = path.read_text(encoding="utf-8").splitlines()
                answer = connection.execute("\n".join(sql))
                columns = tuple(column[0] for column in answer.description)
                rows = [tuple(None if value is None else as_text(value) for value in row) for row in answer.fetchall()]
                questions = zh.removeprefix("-- "), en.removeprefix("-- ")
                found.append((dataset, *questions, "\n".join(sql), columns, tuple(rows[:MOST_ROWS]), len(rows)))
    names = ("dataset", "question_zh", "question_en", "sql", "columns", "rows", "count")
    return Table("examples", names, tuple(found))
