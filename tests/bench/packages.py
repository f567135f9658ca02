"""Packages of made-up reports: how small they are, and how long writing, checking and comparing them takes."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.forms.schema import table_schemas
from gongkai.model import Agency, Cell, DatasetContent, Extraction, Place, PublishedReport
from gongkai.package.arrow import arrow_table
from gongkai.package.check_tables import frictionless_faults
from gongkai.package.descriptor import descriptor
from gongkai.package.documents import write_text
from gongkai.package.rows import rows_of_dataset, rows_of_reports
from gongkai.pipeline.releases import diff
from gongkai.query import write_database
from gongkai.query.row_rules import row_faults
from tests.bench.measure import Measure, seconds
from tests.package.make_gold_package import gold_dataset
from tests.support.reports import consistent_report
from tests.support.written_tables import whole_tables, write_csv, write_parquet

CELLS_A_REPORT = 175
DISTINCT = 500
"""Made-up reports before they repeat: more than a row group holds, so that repeating makes no file smaller."""

FILLED = 0.2
"""Share of made-up cells that keep their number: one in ten is not 0 then, more than in reports of departments."""

BATCH = 500
YEARS = (2021, 2022, 2023, 2024, 2025)
DIVISION = "230100"
TARGET = "target: < 3 MB for 2.6 million"
RULES_TARGET = "target: < 5 s for 2.6 million"


def write_made_up_package(folder: Path, cells: int) -> float:
    """Write all tables as Parquet, the requests of as many reports as hold so many cells; returns rows a second."""
    (folder / "data").mkdir()
    parts: dict[str, list[pa.Table]] = {name: [] for name in table_schemas()}
    spent = 0.0
    for content in _batches(max(1, cells // CELLS_A_REPORT), requests_only=True):
        spent += seconds(lambda content=content: _append(parts, content))  # type: ignore[misc]
    tables = {name: _unique(name, pa.concat_tables(found)) for name, found in parts.items()}
    spent += seconds(lambda: write_parquet(tables["requests"], folder / "data" / "requests.parquet"))
    for name, table in tables.items():
        write_parquet(table, folder / "data" / f"{name}.parquet")
    return float(tables["requests"].num_rows / spent)


def _append(parts: dict[str, list[pa.Table]], content: DatasetContent) -> None:
    rows = {**rows_of_reports(content.reports), **rows_of_dataset(content)}
    for name, schema in table_schemas().items():
        parts[name].append(arrow_table(schema, rows[name]))


def _unique(name: str, table: pa.Table) -> pa.Table:
    """Batches repeat the code lists."""
    return whole_tables(DatasetContent(gold_dataset(), (), ()))[name] if name == "codes" else table


def _batches(reports: int, *, requests_only: bool) -> Iterator[DatasetContent]:
    forms = [_extraction(seed, requests_only=requests_only) for seed in range(min(DISTINCT, reports))]
    for start in range(0, reports, BATCH):
        numbers = range(start, min(start + BATCH, reports))
        published = tuple(_published(number, forms[number % len(forms)]) for number in numbers)
        agencies = {report.agency_id: _agency(report.agency_id) for report in published}
        yield DatasetContent(gold_dataset(), tuple(agencies.values()), published)


def _extraction(seed: int, *, requests_only: bool) -> Extraction:
    chance = Random(seed)
    report = consistent_report("2021", seed=seed)
    cells = [cell for cell in report.cells if cell.key.table == "requests" or not requests_only]
    sparse = (cell if chance.random() < FILLED else replace(cell, value=0, raw="0") for cell in cells)
    return replace(report, cells=tuple(_placed(cell, n, 30 + seed % 40) for n, cell in enumerate(sparse)), facts=())


def _placed(cell: Cell, number: int, first_line: int) -> Cell:
    """The cell on a line as in a text file, each report with its own number of lines above the table."""
    return replace(cell, place=Place(line=first_line + number // 7, cell=number % 7 + 2))


def _published(number: int, extraction: Extraction) -> PublishedReport:
    agency, year = f"{DIVISION}-body{number // len(YEARS):06d}", YEARS[number % len(YEARS)]
    own = replace(extraction, source=replace(extraction.source, sha256=f"{number:064x}"))
    return PublishedReport(f"{agency}-{year}", agency, own)


def _agency(agency_id: str) -> Agency:
    return Agency(agency_id, agency_id, None, (agency_id,), "prefecture", DIVISION)


def package_measures(folder: Path, rate: float) -> Iterator[Measure]:
    path = folder / "data" / "requests.parquet"
    rows = _rows(path)
    size = path.stat().st_size
    yield Measure("request cells written as Parquet", rate, "rows/s", f"{rows:,} rows, model to file")
    yield Measure("request cells as Parquet", size / 1e6, "MB", TARGET)
    filled = sum(bool(value) for value in pq.read_table(path, columns=["value"]).column("value").to_pylist()) / rows
    note = f"zstd, sorted by key; {filled:.0%} are not 0"
    yield Measure("request cells as Parquet", size / rows, "bytes/row", note)
    faults = row_faults(folder)
    spent = seconds(lambda: row_faults(folder), times=3)
    yield Measure("row rules in DuckDB, whole package", spent, "s", f"{len(faults)} faults; {RULES_TARGET}")
    database = folder / "package.duckdb"
    spent = seconds(lambda: write_database(folder, database))
    yield Measure("DuckDB file with keys, written", spent, "s")
    yield Measure("DuckDB file with keys", database.stat().st_size / 1e6, "MB")


def _rows(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def frictionless_measure(folder: Path) -> Measure:
    """The same package read by frictionless, which wants CSV and a descriptor."""
    for name in table_schemas():
        write_csv(pq.read_table(folder / "data" / f"{name}.parquet"), folder / "data" / f"{name}.csv")
    write_text(folder / "datapackage.json", json.dumps(descriptor(gold_dataset(), folder)))
    faults: list[object] = []
    spent = seconds(lambda: faults.extend(frictionless_faults(folder)))
    return Measure("the same rules in frictionless, CSV", spent, "s", f"{len(faults)} faults")


def compare_measures() -> Iterator[Measure]:
    """The comparison of two packages, with every table of the form filled."""
    (content,) = _batches(BATCH, requests_only=False)
    with tempfile.TemporaryDirectory() as name:
        old, new = _package(Path(name) / "old", content), Path(name) / "new"
        shutil.copytree(old, new)
        spent = seconds(lambda: diff(old, new))
    yield Measure("gongkai diff", spent / len(content.reports) * 1000, "ms/report")


def _package(folder: Path, content: DatasetContent) -> Path:
    (folder / "data").mkdir(parents=True)
    for name, table in whole_tables(content).items():
        write_parquet(table, folder / "data" / f"{name}.parquet")
        write_csv(table, folder / "data" / f"{name}.csv")
    write_text(folder / "datapackage.json", json.dumps(descriptor(gold_dataset(), folder)))
    return folder
