"""The client against a built package: a folder, a zip, and an address over http; what it gives equals the CSV files."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

import gongkai
from gongkai.errors import PackageError
from gongkai.model import DatasetContent
from gongkai.package import seal_package, write_package
from gongkai.pipeline.progress import silent
from gongkai.pipeline.publishing import read_dataset
from gongkai.query import write_database
from gongkai.workspace import DatasetFolder
from tests.support.gold import GOLD

HARBIN = "230100-science-technology-2022"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("client") / "packages" / "science-technology"
    write_package(content(), folder)
    write_database(folder, folder / "science-technology.duckdb")
    seal_package(folder)
    return folder


@cache
def content() -> DatasetContent:
    """The first dataset as a build reads it."""
    return read_dataset(DatasetFolder(GOLD.parent), 1, silent)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a folder over http."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def write_index(root: Path, **entry: Any) -> None:
    """The index of a site with one dataset."""
    (root / "api").mkdir()
    index = {"index": {"datasets": [{"dataset": "science-technology", **entry}]}}
    (root / "api" / "index.json").write_text(json.dumps(index), encoding="utf-8")


@pytest.fixture(scope="module")
def site(package: Path) -> Iterator[str]:
    """The address of a site that publishes the package."""
    root = package.parents[1] / "site"
    shutil.copytree(package, root / "data" / "science-technology" / "latest")
    write_index(root, package="data/science-technology/latest/datapackage.json")
    with served(root) as address:
        yield address


def rows_of(package: Path, table: str) -> list[dict[str, str]]:
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_public_names_are_these() -> None:
    assert gongkai.__all__ == ["__version__", "cite", "diff", "load"]
    assert all(callable(getattr(gongkai, name)) for name in ("cite", "diff", "load"))
    with pytest.raises(AttributeError):
        gongkai.nothing  # noqa: B018


def test_a_table_has_every_row_and_number_of_the_csv(package: Path) -> None:
    table = gongkai.load("requests", package)
    expected = rows_of(package, "requests")
    assert table.column_names == list(expected[0])
    assert [row["report_id"] for row in table.to_pylist()] == [row["report_id"] for row in expected]
    assert [None if row["value"] == "" else int(row["value"]) for row in expected] == table["value"].to_pylist()


def test_folder_zip_descriptor_and_addresses_give_the_same(package: Path, site: str) -> None:
    (archive,) = package.glob("*.zip")
    places: list[str | Path] = [
        package.parent,
        package / "datapackage.json",
        archive,
        site,
        f"{site}data/science-technology/latest",
    ]
    expected = gongkai.load("facts", package)
    assert [gongkai.load("facts", place).equals(expected) for place in places] == [True] * len(places)


def test_a_table_goes_on_to_pandas_with_blanks_kept_from_zeros(package: Path) -> None:
    pytest.importorskip("pandas")
    frame = gongkai.load("requests", package).to_pandas()
    values = [row["value"] for row in rows_of(package, "requests")]
    assert (frame["value"].isna().sum(), (frame["value"] == 0).sum()) == (values.count(""), values.count("0"))


@pytest.mark.parametrize(("lang", "word"), [("zh", "（一）予以公开"), ("en", "disclosed")])
def test_labels_stand_beside_the_codes(package: Path, lang: Any, word: str) -> None:
    rows = gongkai.load("requests", package, labels=lang).to_pylist()
    assert {row["row_code_label"] for row in rows if row["row_code"] == "granted"} == {word}
    assert all(row["column_code_label"] for row in rows)


def test_the_best_number_is_the_reconciled_one_and_never_a_doubtful_one(package: Path) -> None:
    printed = gongkai.load("requests", package).to_pylist()
    best = gongkai.load("requests", package, value="best").to_pylist()
    for before, after in zip(printed, best, strict=True):
        if before["reconciled"] is not None:
            assert after["value"] == before["reconciled"]
        elif before["certain"]:
            assert after["value"] == before["value"]
        else:
            assert after["value"] is None
    assert any(before["value"] != after["value"] for before, after in zip(printed, best, strict=True))


def test_a_citation_names_the_body_the_number_and_where_it_is_printed(package: Path, site: str) -> None:
    table = gongkai.load("requests", site)
    rows = table.to_pylist()
    at = next(
        number
        for number, row in enumerate(rows)
        if (row["report_id"], row["row_code"], row["column_code"]) == (HARBIN, "not_processed_repeat", "total")
    )
    text = gongkai.cite(table.slice(at, 1))
    assert text.startswith(
        "哈尔滨市科学技术局2022年度政府信息公开工作年度报告，2.重复申请·总计：4（所存文本第 71 行第 10 格）"
    )
    assert text.endswith(f"{site}reports/{HARBIN}/#requests.not_processed_repeat.total")
    english = gongkai.cite({**rows[at], "table": "requests"}, package, lang="en")
    assert "Harbin" in english
    assert ": 4 (text we hold, line 71, cell 10)" in english


def test_a_citation_blames_nobody_for_what_the_text_lacks(package: Path) -> None:
    """Of Xinjiang's total column the file lost the end; Heilongjiang left this row blank."""
    rows = gongkai.load("requests", package).to_pylist()
    key = ("row_code", "column_code")
    cited = {
        row["report_id"]: gongkai.cite({**row, "table": "requests"}, package, lang="en")
        for row in rows
        if tuple(row[name] for name in key) == ("total_processed", "total") and row["value"] is None
    }
    assert "total: missing from the text we hold (in doubt). " in cited["650000-science-technology-2019"]
    assert "total: blank (text we hold, line 70, cell 9). " in cited["230000-science-technology-2019"]


def test_what_is_no_cell_is_not_cited(package: Path) -> None:
    table = gongkai.load("requests", package)
    with pytest.raises(PackageError, match="give one row"):
        gongkai.cite(table)
    with pytest.raises(PackageError, match="no cell of a form table"):
        gongkai.cite(gongkai.load("agencies", package).slice(0, 1))


def test_errors_say_what_to_do(package: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="there is no table petitions; use one of reports, agencies"):
        gongkai.load("petitions", package)
    with pytest.raises(PackageError, match=r"no data package here; give the folder of datapackage\.json"):
        gongkai.load("requests", tmp_path)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK")
    with pytest.raises(PackageError, match="is no zip of a data package"):
        gongkai.load("requests", broken)
    with pytest.raises(PackageError, match="cannot be fetched"):
        gongkai.load("requests", "http://127.0.0.1:9/")


def test_a_changed_file_is_not_taken_for_what_was_published(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / "science-technology"
    shutil.copytree(package, copy)
    (copy / "data" / "requests.parquet").write_bytes((copy / "data" / "facts.parquet").read_bytes())
    with pytest.raises(PackageError, match="is not the file that was published"):
        gongkai.load("requests", copy)
    (archive,) = package.glob("*.zip")
    assert zipfile.is_zipfile(archive)


@pytest.mark.slow
def test_the_client_needs_nothing_that_only_building_needs(package: Path) -> None:
    code = (
        "import sys, gongkai\n"
        "table = gongkai.load('requests', sys.argv[1], labels='en', value='best')\n"
        "gongkai.cite(table.slice(0, 1)); gongkai.diff(sys.argv[1], sys.argv[1])\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & set(sys.argv[2].split(','))))\n"
    )
    building = "lxml,frictionless,mkdocs,plotly,jinja2,jsonschema,pypdfium2,rapidfuzz,typer,rich,opencc,pypinyin"
    done = subprocess.run(
        [sys.executable, "-c", code, str(package), building], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(language: str, package: Path | str) -> str:
    """The block of the README in that language, for this package, a folder or an address."""
    (text,) = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    place = str(package).rstrip("/")
    return str(text).replace("'PACKAGE/", f"'{place}/").replace('"PACKAGE/', f'"{place}/')


def test_the_python_of_the_readme_runs(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block("python", package), "README.md", "exec"), {"PACKAGE": package})
    assert "政府信息公开工作年度报告" in capsys.readouterr().out


@pytest.fixture
def over_http(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with `httpfs`, which it fetches from its own repository where nobody installed it before."""
    with duckdb.connect() as connection:
        try:
            connection.execute("LOAD httpfs")
        except duckdb.Error:
            connection.execute(f"SET extension_directory = '{tmp_path}'")
            try:
                connection.execute("INSTALL httpfs; LOAD httpfs")
            except duckdb.Error as error:
                pytest.skip(f"DuckDB cannot get httpfs here: {error}")
        yield connection


def asked(connection: duckdb.DuckDBPyConnection, code: str) -> tuple[list[Any], dict[str, Any]]:
    """What the two questions of the README give: the requests received, and the totals by report."""
    first, attach, totals, _ = code.split(";")
    rows = connection.execute(first).fetchall()
    connection.execute(attach)
    return sorted(rows), {row[0]: row[1:] for row in connection.execute(totals).fetchall()}


def test_the_sql_of_the_readme_gives_the_requests_received_and_the_totals(package: Path) -> None:
    with duckdb.connect() as connection:
        rows, of_reports = asked(connection, block("sql", package))
    assert of_reports[HARBIN] == (11, 11, 0)
    assert of_reports["371000-science-technology-2019"] == (1, 1, 0)  # printed as 0, which its row contradicts
    wanted = [
        (row["report_id"], int(row["value"]))
        for row in rows_of(package, "requests")
        if (row["row_code"], row["column_code"], row["certain"]) == ("new_received", "total", "true") and row["value"]
    ]
    assert rows == sorted(wanted)
    assert (HARBIN, 11) in wanted


@pytest.mark.slow
def test_the_sql_of_the_readme_gives_the_same_over_http(
    over_http: duckdb.DuckDBPyConnection, package: Path, site: str
) -> None:
    with duckdb.connect() as connection:
        expected = asked(connection, block("sql", package))
    assert asked(over_http, block("sql", f"{site}data/science-technology/latest")) == expected


def has_in_r(package: str) -> bool:
    done = subprocess.run(["Rscript", "-e", f"quit(status = !requireNamespace('{package}'))"], capture_output=True)
    return done.returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
@pytest.mark.parametrize("where", ["folder", "address"])
def test_the_r_of_the_readme_reads_every_row(where: str, package: Path, site: str) -> None:
    """The line for bare R wherever there is R, that for arrow where R has it."""
    place = package if where == "folder" else f"{site}data/science-technology/latest"
    _, bare, arrow = block("r", place).strip().splitlines()
    for line in (bare, arrow) if has_in_r("arrow") else (bare,):
        shown = f"{line}\ncat(nrow(requests), sum(requests$value == 0, na.rm = TRUE), sum(is.na(requests$value)))"
        done = subprocess.run(["Rscript", "-e", shown], capture_output=True, text=True, check=True)
        values = [row["value"] for row in rows_of(package, "requests")]
        assert done.stdout.split() == [str(len(values)), str(values.count("0")), str(values.count(""))]
