"""The tables of a package as one DuckDB file: keys, titles, descriptions and views inside.

Its content is the same every time, its bytes are not (docs/decisions/0034-releases-are-packages.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from gongkai.errors import PackageError
from gongkai.forms.published_views import published_views, stored_name
from gongkai.forms.schema import Field, TableSchema, table_schemas
from gongkai.query.row_rules import TYPES
from gongkai.query.statements import connected, literal, quoted

STORAGE = "STORAGE_VERSION 'v1.3.0', BLOCK_SIZE 16384"
"""DuckDB 1.3 and later open it. Small blocks suit small packages."""


def write_database(package: Path, path: Path, *, keys: bool = True) -> None:
    """Write the Parquet tables of a package into a new DuckDB file.

    Args:
        package: its folder.
        path: of the new file.
        keys: False to declare no keys, whose indexes are most of the file (docs/decisions/0009-duckdb-file.md).

    Raises:
        PackageError: a table is missing or unreadable, or breaks a key.
    """
    try:
        with connected() as connection:
            # two threads take a third more CPU and no less time over one file
            connection.execute("SET threads = 1")
            connection.execute(f"ATTACH {literal(path)} AS package ({STORAGE})")
            connection.execute("USE package")
            for statement in _statements(package, keys):
                connection.execute(statement)
            connection.execute("USE memory")
            connection.execute("DETACH package")
    except duckdb.Error as error:
        for begun in path.parent.glob(f"{path.name}*"):
            begun.unlink()
        code = "database_no_room" if isinstance(error, duckdb.IOException) else "database_unwritten"
        raise PackageError(code, file=path.name, said=str(error).splitlines()[0]) from error


def _statements(package: Path, keys: bool) -> Iterator[str]:
    """What makes and fills the tables, each after those that its foreign keys point at, and then the views."""
    schemas = table_schemas()
    parents = {name: [key.resource for key in schema.foreign_keys if key.resource] for name, schema in schemas.items()}
    for schema in (schemas[name] for name in TopologicalSorter(parents).static_order()):
        name = quoted(stored_name(schema.name))
        lines = schema.column_definitions(TYPES)
        if keys:
            lines.append(f"PRIMARY KEY ({', '.join(map(quoted, schema.primary_key))})")
            # DuckDB wants the referenced row to exist already; within one table the order of rows does not ensure that.
            lines += [
                f"FOREIGN KEY ({quoted(key.field)}) REFERENCES {quoted(key.resource)} ({quoted(key.reference)})"
                for key in schema.foreign_keys
                if key.resource
            ]
        yield f"CREATE TABLE {name} ({', '.join(lines)})"
        yield f"COMMENT ON TABLE {name} IS {literal(_comment(schema))}"
        for field in schema.fields:
            yield f"COMMENT ON COLUMN {name}.{quoted(field.name)} IS {literal(_comment(field))}"
        source = literal(package / "data" / f"{schema.name}.parquet")
        yield f"INSERT INTO {name} SELECT * FROM read_parquet({source})"
    for view, sql in published_views().items():
        comment = "\n".join(line.removeprefix("-- ") for line in sql.splitlines() if line.startswith("-- "))
        yield f"CREATE VIEW {quoted(view)} AS {sql}"
        yield f"COMMENT ON VIEW {quoted(view)} IS {literal(comment)}"


def _comment(thing: Field | TableSchema) -> str:
    """Title and description, Chinese on the first line and English on the second."""
    return f"{thing.title_zh}：{thing.description_zh}\n{thing.title_en}: {thing.description_en}"
