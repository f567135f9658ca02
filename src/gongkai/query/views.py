"""SQL views over published packages: one file of `sql/` gives one table; what several need stands once in `basis/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import duckdb

from gongkai.errors import PackageError
from gongkai.forms.published_views import published_views
from gongkai.forms.schema import table_schemas
from gongkai.model import Table
from gongkai.query.statements import connected, literal

TABLES = tuple(name for name in table_schemas() if name != "report_wide")
"""The tables of a package that views may read (report_wide repeats them); each row gains the column `dataset`."""

OF_ONE_PACKAGE = ("outcomes", "outcomes_by_report")
"""Published views that `sql/` reads, worked out for each package; each row gains the column `dataset`."""
OF_ALL = ("outcomes_by_year", "doubt")
"""Those that sum over reports, worked out over all packages together."""
OFTEN = ("outcomes_by_report",)
"""Those of one package that several views read."""

OWNERS = ("report_id", "agency_id")
"""Columns that tell whose a row is: the first of them that a view has."""


@cache
def views() -> tuple[str, ...]:
    """Names of all views, in alphabetical order."""
    folder = files("gongkai.query") / "sql"
    return tuple(sorted(entry.name.removesuffix(".sql") for entry in folder.iterdir() if entry.name.endswith(".sql")))


def run(view: str, packages: Sequence[Path]) -> Table:
    """The result of one view over the union of the packages.

    Args:
        view: name of a file in `sql/`; KeyError if there is none.
        packages: package folders, each named after its dataset.

    Raises:
        PackageError: a package lacks one of the tables.
    """
    if view not in views():
        raise KeyError(view)
    with _open(packages) as connection:
        return _run(view, connection)


class Views(Mapping[str, Table]):
    """The results of all views over packages, each worked out once, when it is asked for; close it after use.

    DuckDB keeps them: `marks` tells which rows have changed and `of_group` gives a few without all becoming objects of
    Python. A view whose rows are of single reports can also be asked for some reports alone (`of_reports`): memory
    then depends on how many those are, not on the size of the packages.
    """

    def __init__(self, packages: Sequence[Path]) -> None:
        self._connection = _open(packages, kept=True)
        self._some = _open(packages, WITHIN)
        self._kept: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._some.close()

    def __getitem__(self, view: str) -> Table:
        return _result(view, self._connection.execute(f"FROM {self._result_of(view)}"))

    def __contains__(self, view: object) -> bool:
        return view in views()

    def __iter__(self) -> Iterator[str]:
        return iter(views())

    def __len__(self) -> int:
        return len(views())

    def marks(self, view: str) -> tuple[str, Mapping[str, str]]:
        """Whose the rows of a view are, a column of `OWNERS`, and by its values a hash of the rows of each.

        The column is empty if they are of no single report or agency.
        """
        kept, owner = self._result_of(view), self._owner(view)
        if not owner:
            return "", {}
        hashes = f"md5(string_agg(hash(kept)::VARCHAR, ' ' ORDER BY rowid)) FROM {kept} kept"
        rows = self._connection.execute(f"SELECT {owner}, {hashes} WHERE {owner} IS NOT NULL GROUP BY ALL ORDER BY ALL")
        return owner, dict(rows.fetchall())

    def of_group(self, view: str, group: str) -> Table:
        """The rows of a view whose report or agency has an id that begins with the code of a group."""
        whose = f"starts_with({self._owner(view)}, {literal(group)})"
        return _result(view, self._connection.execute(f"FROM {self._result_of(view)} WHERE {whose}"))

    def _owner(self, view: str) -> str:
        described = self._connection.execute(f"FROM {self._result_of(view)} LIMIT 0").description
        columns = [column[0] for column in described]
        return next((name for name in OWNERS if name in columns), "")

    def _result_of(self, view: str) -> str:
        """The name of the table that holds what a view gives."""
        if view not in views():
            raise KeyError(view)
        name = f"kept_{view}"
        if view not in self._kept:
            self._connection.execute(f"CREATE TEMP TABLE {name} AS {_sql(view)}")
            self._kept.add(view)
        return name

    def of_reports(self, view: str, first: str, last: str) -> Table:
        """What a view gives if there are only the reports from one id to another."""
        self._some.execute(f"SET VARIABLE first = {literal(first)}")
        self._some.execute(f"SET VARIABLE last = {literal(last)}")
        return _run(view, self._some)


WITHIN = "WHERE report_id BETWEEN getvariable('first') AND getvariable('last')"
"""Condition on each table of reports, by which DuckDB skips the row groups that hold none of them."""


def run_all(packages: Sequence[Path]) -> Mapping[str, Table]:
    """The results of all views, by name."""
    with _open(packages) as connection:
        return {view: _run(view, connection) for view in views()}


def _run(view: str, connection: duckdb.DuckDBPyConnection) -> Table:
    return _result(view, connection.execute(_sql(view)))


def _result(view: str, result: duckdb.DuckDBPyConnection) -> Table:
    return Table(view, tuple(column[0] for column in result.description), tuple(result.fetchall()))


def _sql(view: str) -> str:
    counts = (
        f'SELECT dataset, \'{table}\' AS "table", count(*) AS "rows" FROM {table} GROUP BY ALL' for table in TABLES
    )
    sql = (files("gongkai.query") / "sql" / f"{view}.sql").read_text(encoding="utf-8")
    return sql.replace("{counts}", " UNION ALL ".join(counts))


def _open(packages: Sequence[Path], condition: str = "", *, kept: bool = False) -> duckdb.DuckDBPyConnection:
    """The tables of all packages as one, and over them the views that the packages themselves carry.

    Args:
        packages: their folders.
        condition: on each table of reports.
        kept: True to work out once what several views read.
    """
    if not packages:
        raise PackageError("no_package")
    connection = connected()
    for number, package in enumerate(packages):
        _open_one(connection, f"package_{number}", package, condition)
    for name in (*TABLES, *OF_ONE_PACKAGE):
        parts = (
            f'SELECT {literal(package.name)} AS dataset, * FROM package_{number}."{name}"'
            for number, package in enumerate(packages)
        )
        kind = "TABLE" if kept and name in OFTEN else "VIEW"
        connection.execute(f'CREATE {kind} "{name}" AS {" UNION ALL BY NAME ".join(parts)}')
    for name in OF_ALL:
        connection.execute(f'CREATE VIEW "{name}" AS {published_views()[name]}')
    for entry in (files("gongkai.query") / "basis").iterdir():
        kind, sql = "TABLE" if kept else "VIEW", entry.read_text(encoding="utf-8")
        connection.execute(f'CREATE {kind} "{entry.name.removesuffix(".sql")}" AS {sql}')
    return connection


def _open_one(connection: duckdb.DuckDBPyConnection, schema: str, package: Path, condition: str) -> None:
    """One package as a schema of its own: the codes of its views are its own."""
    connection.execute(f"CREATE SCHEMA {schema}")
    for table in TABLES:
        path = package / "data" / f"{table}.parquet"
        if not path.is_file():
            raise PackageError("package_file_missing", file=path)
        own = condition if table_schemas()[table].primary_key[0] == "report_id" else ""
        connection.execute(f'CREATE VIEW {schema}."{table}" AS SELECT * FROM read_parquet({literal(path)}) {own}')
    connection.execute(f"USE memory.{schema}")
    for name in OF_ONE_PACKAGE:
        connection.execute(f'CREATE VIEW "{name}" AS {published_views()[name]}')
    connection.execute("USE memory.main")
