"""The views that the databases of a package carry: told in both languages, and whole numbers where they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from gongkai.forms.published_views import VIEWS
from gongkai.package import write_tables
from gongkai.query import write_database
from tests.package.make_gold_package import gold_content


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    package = tmp_path_factory.mktemp("views") / "package"
    write_tables(replace(gold_content(), reports=()), package)  # types and comments are there without a row
    write_database(package, package / "package.duckdb", keys=False)
    with duckdb.connect(str(package / "package.duckdb"), read_only=True) as connection:
        yield connection


def test_a_view_has_its_comment_in_the_database(database: duckdb.DuckDBPyConnection) -> None:
    told = dict(database.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    assert set(told) == set(VIEWS)
    assert all("One row per" in comment for comment in told.values())


@pytest.mark.parametrize("view", VIEWS)
def test_counts_are_whole_numbers_wherever_they_are_taken(database: duckdb.DuckDBPyConnection, view: str) -> None:
    """A sum in DuckDB is a number of 128 bits, which Arrow gives as a decimal and pandas as a float."""
    kinds = {field.name: str(field.type) for field in database.sql(f"FROM {view}").to_arrow_table().schema}
    wide = {name for name, kind in kinds.items() if kind not in ("int64", "string", "bool")}
    assert wide <= {"value", "share", "uncertain_share"}
