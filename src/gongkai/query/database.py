"""The tables of a package as one DuckDB file: keys, titles and descriptions inside, the same bytes every time.

The file is written by a process of its own: DuckDB leaves the unused ends of its blocks as it found them in memory,
and only a fresh process can be told to begin with zeros (docs/decisions/0009-duckdb-file.md).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from gongkai.errors import PackageError
from gongkai.forms.schema import Field, TableSchema, table_schemas
from gongkai.query.row_rules import TYPES

STORAGE = "STORAGE_VERSION 'v1.3.0', BLOCK_SIZE 16384"
"""DuckDB 1.3 and later open it; later formats begin with a random number. Small blocks suit small packages."""

ZEROED_MEMORY = {"DUCKDB_JE_MALLOC_CONF": "zero:true"}


def write_database(package: Path, path: Path) -> None:
    """Write the Parquet tables of a package into a new DuckDB file.

    Raises:
        PackageError: a table is missing or unreadable, or breaks a key.
    """
    command = [sys.executable, "-m", __name__, str(package), str(path)]
    done = subprocess.run(command, env={**os.environ, **ZEROED_MEMORY}, capture_output=True, text=True, check=False)
    if done.returncode:
        for begun in path.parent.glob(f"{path.name}*"):
            begun.unlink()
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PackageError(
            f"cannot be written: {reason}", file=path.name, advice="run `gongkai validate` on the package"
        )


def _write(package: Path, path: Path) -> None:
    # One thread: with more, the order in which they finish decides where a block goes.
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"ATTACH {_text(str(path))} AS package ({STORAGE})")
        connection.execute("USE package")
        for statement in _statements(package):
            connection.execute(statement)
        connection.execute("CHECKPOINT package")
        connection.execute("USE memory")
        connection.execute("DETACH package")


def _statements(package: Path) -> Iterator[str]:
    for schema in _parents_first():
        yield _create(schema)
        yield f"COMMENT ON TABLE {_name(schema.name)} IS {_text(_told(schema))}"
        for field in schema.fields:
            yield f"COMMENT ON COLUMN {_name(schema.name)}.{_name(field.name)} IS {_text(_told(field))}"
        source = _text(str(package / "data" / f"{schema.name}.parquet"))
        yield f"INSERT INTO {_name(schema.name)} SELECT * FROM read_parquet({source})"


def _parents_first() -> list[TableSchema]:
    """The tables, each after those that its foreign keys point at."""
    rest, ordered = dict(table_schemas()), dict[str, TableSchema]()
    while rest:
        free = [
            name for name, schema in rest.items() if {key.resource for key in schema.foreign_keys} <= {"", *ordered}
        ]
        ordered |= {name: rest.pop(name) for name in free}
    return list(ordered.values())


def _create(schema: TableSchema) -> str:
    lines = [f"{_name(field.name)} {TYPES[field.type]}{' NOT NULL' * field.required}" for field in schema.fields]
    lines.append(f"PRIMARY KEY ({', '.join(map(_name, schema.primary_key))})")
    # DuckDB wants the row referred to to be there already, which a table cannot promise of itself.
    for key in (key for key in schema.foreign_keys if key.resource):
        lines.append(f"FOREIGN KEY ({_name(key.field)}) REFERENCES {_name(key.resource)} ({_name(key.reference)})")
    return f"CREATE TABLE {_name(schema.name)} ({', '.join(lines)})"


def _told(thing: Field | TableSchema) -> str:
    """Title and description, Chinese on the first line and English on the second."""
    return f"{thing.title_zh}：{thing.description_zh}\n{thing.title_en}: {thing.description_en}"


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    try:
        _write(Path(sys.argv[1]), Path(sys.argv[2]))
    except duckdb.Error as error:
        sys.exit(str(error).splitlines()[0])
