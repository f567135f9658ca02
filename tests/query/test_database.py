"""The DuckDB file: every table with its values, keys and descriptions, and the same bytes wherever it is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.errors import PackageError
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
    kept = database.execute(f'FROM "{table}"')
    columns, rows = [column[:2] for column in kept.description], kept.fetchall()
    source = duckdb.connect().execute("FROM read_parquet($1)", [str(package / "data" / f"{table}.parquet")])
    assert columns == [column[:2] for column in source.description]
    assert rows == source.fetchall()


def test_blank_and_zero_are_two_things(database: duckdb.DuckDBPyConnection) -> None:
    # The Heilongjiang report prints 0 requests carried in by natural persons and leaves the total blank.
    where = "report_id = '230000-science-technology-2019' AND row = 'carried_in'"
    found = dict(database.execute(f'SELECT "column", value FROM requests WHERE {where}').fetchall())
    assert (found["natural_person"], found["total"]) == (0, None)


def test_keys_and_what_is_required_are_declared(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT constraint_type, constraint_column_names FROM duckdb_constraints() WHERE table_name = 'requests'"
    declared = {(kind, *columns) for kind, columns in database.execute(sql).fetchall()}
    assert ("PRIMARY KEY", "report_id", "row", "column") in declared
    assert ("FOREIGN KEY", "report_id") in declared
    assert {("NOT NULL", "state"), ("NOT NULL", "certain")} <= declared
    assert ("NOT NULL", "value") not in declared


def test_tables_and_columns_say_what_they_are_in_both_languages(database: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT comment FROM duckdb_columns() WHERE table_name = 'requests' AND column_name = 'value'"
    (comment,) = database.execute(sql).fetchone() or ("",)
    assert "空不等于零" in comment
    assert "empty is not zero" in comment
    for view in ("tables", "columns"):
        silent = f"SELECT count(*) FROM duckdb_{view}() WHERE comment IS NULL AND NOT internal"
        assert database.execute(silent).fetchone() == (0,)


WRITE = """
import sys
from pathlib import Path
from gongkai.query import write_database
write_database(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_the_bytes_do_not_depend_on_who_writes_it_where_and_when(package: Path, tmp_path: Path) -> None:
    here = (package / "package.duckdb").read_bytes()
    # Memory that is not empty at first is what would show in the file.
    for number, zone in enumerate(("Asia/Shanghai", "America/New_York", "UTC")):
        path = tmp_path / ("longer " * 9 * number) / f"{number}.duckdb"
        path.parent.mkdir(exist_ok=True)
        odd = {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C", "DUCKDB_JE_MALLOC_CONF": "junk:true"}
        command = [sys.executable, "-c", WRITE, str(package), str(path)]
        subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, **odd})
        assert path.read_bytes() == here
        assert [file.name for file in path.parent.glob("*.duckdb*")] == [path.name]


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
