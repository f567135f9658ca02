"""What the pages offer to copy really reads the tables, with a blank kept apart from zero."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.forms.schema import table_schemas
from gongkai.site.downloads import Dataset, publish_packages
from gongkai.site.snippets import package_snippets, table_snippets
from tests.package.make_gold_package import gold_content, write_sealed

HEILONGJIANG = "230000-science-technology-2019"
TABLES = tuple(table_schemas())
CELLS = ("proactive_disclosure", "requests", "review_litigation")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: pytest has its own report."""


class Site:
    """The published package behind an address, and what its pages offer to copy."""

    def __init__(self, folder: Path, address: str, dataset: Dataset) -> None:
        self.folder, self.address, self.dataset = folder, address, dataset

    def snippet(self, tool: str, table: str) -> str:
        return table_snippets(table_schemas()[table], self.dataset, self.address)[tool]

    def rows(self, table: str) -> list[dict[str, str]]:
        path = self.folder / self.dataset.path(f"data/{table}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    package = write_sealed(gold_content(), tmp_path_factory.mktemp("packages") / "science-technology")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        (dataset,) = publish_packages({"science-technology": package}, {}, folder, address)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("no_proxy", "127.0.0.1")
            yield Site(folder, address, dataset)
        server.shutdown()


def printed(code: str) -> tuple[str, dict[str, Any]]:
    """What a piece of Python prints, and the names it leaves."""
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, names)
    return out.getvalue(), names


@pytest.mark.slow
def test_python_reads_every_table_as_it_is(site: Site) -> None:
    for table in TABLES:
        _, names = printed(site.snippet("Python", table))
        frame, rows = names[table], site.rows(table)
        assert list(frame.columns) == list(table_schemas()[table].columns)
        assert len(frame) == len(rows)
        for field in table_schemas()[table].fields:
            blanks = [row[field.name] == "" for row in rows]
            assert frame[field.name].isna().tolist() == blanks, (table, field.name)
            if field.type == "integer":
                assert str(frame[field.name].dtype) == "Int64"
                assert [str(value) for value in frame[field.name].dropna()] == [
                    row[field.name] for row, blank in zip(rows, blanks, strict=True) if not blank
                ]


@pytest.mark.slow
def test_python_shows_blanks_as_blanks(site: Site) -> None:
    out, names = printed(package_snippets(site.dataset, site.address)["python"])
    assert len(names["granted"]) == 5
    assert re.search(rf"{HEILONGJIANG} +2 +reported +True", out)
    assert "2.0" not in out


def local(code: str, site: Site) -> str:
    """The snippet over files: DuckDB would fetch an extension to read addresses."""
    return code.replace(site.address, f"{site.folder}/")


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_every_table(site: Site, table: str) -> None:
    found = duckdb.connect().execute(local(site.snippet("DuckDB", table), site))
    assert [column[0] for column in found.description] == list(table_schemas()[table].columns)
    assert len(found.fetchall()) == min(10, len(site.rows(table)))


def test_duckdb_joins_the_reports(site: Site) -> None:
    code = package_snippets(site.dataset, site.address)["duckdb"]
    found = {(agency, year): rest for agency, year, *rest in duckdb.connect().execute(local(code, site)).fetchall()}
    assert found[("黑龙江省科学技术厅", 2019)] == [2, "reported", True, None]
    assert len(found) == 5


def in_r(code: str, shown: str) -> Any:
    """What R makes of a snippet, as JSON that `shown` prints."""
    done = subprocess.run(["Rscript", "--vanilla", "-"], input=f"{code}\n{shown}", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


needs_r = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not on this machine")


@needs_r
@pytest.mark.slow
@pytest.mark.parametrize("table", ["reports", "requests", "report_wide"])
def test_r_reads_a_table_as_it_is(site: Site, table: str) -> None:
    count = f'cat("\\n[", nrow({table}), ",", sum(is.na({table})), "]\\n", sep = "")'
    rows = site.rows(table)
    blanks = sum(value == "" for row in rows for value in row.values())
    assert in_r(site.snippet("R", table), count) == [len(rows), blanks]


@needs_r
@pytest.mark.slow
def test_r_keeps_the_zeros_in_front(site: Site) -> None:
    shown = 'cat("\\n[\\"", paste(na.omit(reports$postcode), collapse = "\\",\\""), "\\"]\\n", sep = "")'
    assert in_r(site.snippet("R", "reports"), shown) == [
        row["postcode"] for row in site.rows("reports") if row["postcode"]
    ]
    code = package_snippets(site.dataset, site.address)["r"]
    assert in_r(code, 'cat("\\n", nrow(totals), "\\n", sep = "")') == 5


M_WORD = re.compile(r'"(?:[^"]|"")*"|//[^\n]*|[A-Za-z_.][\w.]*|[(){}\[\]]')


@pytest.mark.parametrize("table", TABLES)
def test_power_query_is_well_formed_and_names_the_columns_of_numbers(site: Site, table: str) -> None:
    """Power Query runs in Excel only: this is its brackets, its steps and the columns it names."""
    code = site.snippet("Excel Power Query", table)
    assert f'Web.Contents("{site.address}data/science-technology/latest/data/{table}.csv")' in code
    words = [word for word in M_WORD.findall(code) if not word.startswith("//")]
    opened: list[str] = []
    for word in words:
        if word in "({[":
            opened.append(word)
        elif word in ")}]":
            assert opened.pop() + word in ("()", "{}", "[]")
    assert opened == []
    steps = re.findall(r"^  (\w+) =", code, re.MULTILINE)
    assert code.startswith("let\n")
    assert code.endswith(f"in\n  {steps[-1]}")
    bodies = re.split(r"^  \w+ =", code.partition("\nin\n")[0], flags=re.MULTILINE)[1:]
    for earlier, body in zip(steps, bodies[1:], strict=False):
        assert re.search(rf"\b{earlier}\b", body)
    assert 'Blanks = Table.ReplaceValue(Texts, "", null,' in code
    numbers = {field.name for field in table_schemas()[table].fields if field.type in ("integer", "number")}
    listed = re.search(r"List\.Transform\(\{([^}]*)\}", code)
    assert listed
    named = set(re.findall(r'"(\w+)"', listed[1]))
    cells = {n for n in table_schemas()[table].columns if "__" in n and not n.endswith("__unit")}
    assert named | (cells if "Text.Contains" in code else set()) == numbers


@pytest.mark.parametrize("table", CELLS)
def test_no_snippet_hides_whether_a_number_is_stated(site: Site, table: str) -> None:
    for tool in ("Python", "R", "DuckDB", "Excel Power Query"):
        assert re.search(r"never 0$", site.snippet(tool, table), re.MULTILINE), tool
