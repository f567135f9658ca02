"""The DuckDB file: every table with its values, keys and descriptions, and the same content every time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.errors import PackageError
from gongkai.forms.published_views import VIEWS, stored_name
from gongkai.forms.schema import table_schemas
from gongkai.package import write_package
from gongkai.query import write_database
from tests.package.make_gold_package import gold_content
from tests.package.spoiling import spoil, with_first_row_twice

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("database") / "reader's package"  # a quote in the path is no trouble
    write_package(gold_content(), folder)
    write_database(folder, folder / "package.duckdb")
    return folder


@pytest.fixture
def database(package: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(package / "package.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", table_schemas())
def test_each_table_holds_the_rows_of_its_parquet_file(
    package: Path, database: duckdb.DuckDBPyConnection, table: str
) -> None:
    kept = database.execute(f'FROM "{stored_name(table)}"')
    columns, rows = [column[:2] for column in kept.description], kept.fetchall()
    source = duckdb.connect().execute("FROM read_parquet($1)", [str(package / "data" / f"{table}.parquet")])
    assert columns == [column[:2] for column in source.description]
    assert rows == source.fetchall()


def test_blank_and_zero_are_two_things(database: duckdb.DuckDBPyConnection) -> None:
    # The Heilongjiang report prints 0 requests carried in by natural persons and leaves the total blank.
    where = "report_id = '230000-science-technology-2019' AND row_code = 'carried_in'"
    found = dict(database.execute(f"SELECT column_code, value FROM requests WHERE {where}").fetchall())
    assert (found["natural_person"], found["total"]) == (0, None)


def test_without_keys_the_rows_are_the_same_and_the_file_is_smaller(
    package: Path, database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    write_database(package, tmp_path / "slim.duckdb", keys=False)
    assert (tmp_path / "slim.duckdb").stat().st_size < (package / "package.duckdb").stat().st_size
    with duckdb.connect(str(tmp_path / "slim.duckdb"), read_only=True) as slim:
        assert slim.execute("FROM requests").fetchall() == database.execute("FROM requests").fetchall()
        kinds = {kind for (kind,) in slim.execute("SELECT constraint_type FROM duckdb_constraints()").fetchall()}
        assert kinds <= {"NOT NULL", "CHECK"}


def test_keys_and_what_is_required_are_declared(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT constraint_type, constraint_column_names FROM duckdb_constraints() WHERE table_name = 'requests'"
    declared = {(kind, *columns) for kind, columns in database.execute(sql).fetchall()}
    assert ("PRIMARY KEY", "report_id", "row_code", "column_code") in declared
    assert ("FOREIGN KEY", "report_id") in declared
    assert {("NOT NULL", "state"), ("NOT NULL", "certain")} <= declared
    assert ("NOT NULL", "value") not in declared
    assert {("CHECK", "state"), ("CHECK", "row_code"), ("CHECK", "column_code"), ("CHECK", "rule")} <= declared


def test_tables_and_columns_say_what_they_are_in_both_languages(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT comment FROM duckdb_columns() WHERE table_name = 'requests' AND column_name = 'value'"
    (comment,) = database.execute(sql).fetchone() or ("",)
    assert "空不等于零" in comment
    assert "empty is not zero" in comment
    for view in ("tables", "columns"):
        silent = f"FROM duckdb_{view}() WHERE comment IS NULL AND NOT internal AND table_name NOT IN {VIEWS}"
        assert database.execute(silent).fetchall() == []


def test_two_files_of_one_package_hold_the_same(package: Path, tmp_path: Path) -> None:
    write_database(package, tmp_path / "again.duckdb")
    dumps = []
    for number, path in enumerate((package / "package.duckdb", tmp_path / "again.duckdb")):
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute(f"EXPORT DATABASE '{tmp_path / str(number)}' (FORMAT csv)")
        dumps.append({file.name: file.read_bytes() for file in (tmp_path / str(number)).iterdir()})
    for dump in dumps:
        del dump["load.sql"]  # names the folder
    assert dumps[0] == dumps[1]


def test_a_package_whose_rows_break_a_key_gives_one_clear_error(package: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(package, tmp_path / "package"))
    spoil(copy, "requests", with_first_row_twice)
    with pytest.raises(PackageError, match=r"new\.duckdb: cannot be written: .*[Dd]uplicate key") as stopped:
        write_database(copy, copy / "new.duckdb")
    assert "\n" not in str(stopped.value)
    (copy / "data" / "agencies.parquet").unlink()
    with pytest.raises(PackageError, match=r"No files found .*agencies\.parquet"):
        write_database(copy, copy / "new.duckdb")
    assert list(copy.glob("new*")) == []
