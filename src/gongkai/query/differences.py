"""Two versions of a package, compared table by table with a full join (`differences.sql`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from gongkai.errors import PackageError
from gongkai.forms.compared import ComparedTable, compared_tables
from gongkai.model import Difference, exactly
from gongkai.query.statements import connected, literal, quoted, statements

_DIGITS = 12
"""Hexadecimal digits kept of a digest: enough to tell two texts of one report apart."""


def differences(old: Mapping[str, Path], new: Mapping[str, Path]) -> list[Difference]:
    """The rows that differ, by table and key, each with the columns that do.

    A report that only one side has gives one difference, its row in `reports`. A table or column that the older side
    lacks changes nothing that was published, and is left out.

    Args:
        old: Parquet file of each table of the version published before; none if there was none, and then every report
            is new.
        new: the same of the version that is to take its place.

    Raises:
        PackageError: a file is missing or truncated, or lacks a column.
    """
    with connected() as connection:
        columns = {path: _columns(connection, path) for side in (old, new) for path in side.values()}
        connection.execute(_statement("reports", old=old.get("reports", new["reports"]), new=new["reports"]))
        found = (
            _differing(connection, table, old.get(name), new.get(name), columns)
            for name, table in compared_tables().items()
            if name in (old or ("reports",))
        )
        return [difference for part in found for difference in part]


def rules_by_cell(old: Path, new: Path) -> Mapping[tuple[str, str], set[str]]:
    """The rules of the findings that name a cell, by report and cell (`requests/granted/total`), on either side."""
    found: dict[tuple[str, str], set[str]] = {}
    with connected() as connection:
        for report_id, cell, rule in connection.execute(_statement("rules_by_cell", old=old, new=new)).fetchall():
            found.setdefault((report_id, cell), set()).add(rule)
    return found


def _differing(
    connection: duckdb.DuckDBPyConnection,
    table: ComparedTable,
    old: Path | None,
    new: Path | None,
    columns: Mapping[Path, Sequence[str]],
) -> Iterator[Difference]:
    some = old or new or Path()
    before = [column for column in table.natures if column in columns[old or some]]
    after = [column for column in table.natures if column in columns[new or some]]
    shared = [quoted(column) for column in before if column in after]
    where = "WHERE report_id IN (FROM both_sides)" if table.of_reports and table.name != "reports" else ""
    sql = _statement(
        "differences",
        key=", ".join(f"coalesce({quoted(name)}::VARCHAR, '') AS {quoted(name)}" for name in table.key),
        names=", ".join(map(quoted, table.key)),
        old=old or some,
        new=new or some,
        old_columns=_struct(before, table.digest),
        new_columns=_struct(after, table.digest),
        old_where=where if old else "WHERE false",
        new_where=where if new else "WHERE false",
        shared=" OR ".join(f"(old_rows.kept.{name} IS DISTINCT FROM new_rows.kept.{name})" for name in shared)
        or "false",
    )
    try:
        rows = connection.execute(sql).fetchall()
    except duckdb.Error as error:
        said = str(error).splitlines()[0][:150]
        raise PackageError("table_unread", file=some, table=table.name, said=said) from error
    for *key, number, was, now in rows:
        old_row, new_row = (side and {name: exactly(value) for name, value in side.items()} for side in (was, now))
        difference = Difference((table.name, *key, *([str(number)] if number > 1 else [])), old_row, new_row)
        if old_row is not None and new_row is not None:
            # a row of both sides is given by the columns that both have and that differ
            pairs = {name: (old_row[name], new_row[name]) for name in old_row if name in new_row}
            # 1 == True in Python, but not in a table.
            unlike = {name for name, (a, b) in pairs.items() if isinstance(a, bool) != isinstance(b, bool)}
            difference = difference.only([name for name, (a, b) in pairs.items() if a != b or name in unlike])
        yield difference


def _struct(columns: Sequence[str], digested: frozenset[str]) -> str:
    """The columns as one value; a long text is replaced by its digest."""
    parts = (
        f"{quoted(name)} := 'sha256:' || left(sha256({quoted(name)}), {_DIGITS})"
        if name in digested
        else f"{quoted(name)} := {quoted(name)}"
        for name in columns
    )
    return f"struct_pack({', '.join(parts)})"


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, ...]:
    """The columns of a Parquet file, which must have those that name its rows."""
    try:
        described = connection.execute(f"DESCRIBE FROM read_parquet({literal(path)})").fetchall()
    except duckdb.Error as error:
        code = "package_file_cut" if path.is_file() else "package_file_missing"
        raise PackageError(code, file=path) from error
    found = tuple(str(row[0]) for row in described)
    for column in compared_tables()[path.stem].key if path.stem in compared_tables() else ():
        if column not in found:
            raise PackageError("no_column", file=path, column=column)
    return found


def _statement(name: str, **values: str | Path) -> str:
    filled = {key: literal(value) if isinstance(value, Path) else value for key, value in values.items()}
    return statements("differences.sql")[name].format(**filled)
