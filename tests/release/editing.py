"""Two versions of the gold package, and ways to change the newer one as sources, people or programs would."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.model import CellKey, Check, DatasetContent, Finding, Indicator, PublishedReport
from gongkai.pipeline.releases import diff
from gongkai.release import Change
from tests.package.make_gold_package import gold_content

REPORT, OTHER = "230000-science-technology-2019", "371000-science-technology-2019"
CELL = "requests/new_received/total"
AMOUNT = "proactive_disclosure/centralized_procurement/procurement_amount"
OF_REPORTS = (
    *("reports", "proactive_disclosure", "requests", "review_litigation", "sections", "facts"),
    *("findings", "checks", "indicators"),
)
Rows = list[dict[str, Any]]


def content() -> DatasetContent:
    """The gold, each report with a source of its own and something that rules derived."""
    gold = gold_content()
    return replace(gold, reports=tuple(_with_derived(report) for report in gold.reports))


def _with_derived(report: PublishedReport) -> PublishedReport:
    extraction = report.extraction
    finding = Finding("APP-R02", "warning", "合计空缺", "total is blank", cells=(CellKey(*CELL.split("/")),))
    return replace(
        report,
        extraction=replace(
            extraction,
            source=replace(extraction.source, sha256=_digest(report.report_id)),
            checks=(Check("APP-R01", 23, 0, 0), Check("YOY-01", 0, 0, 1)),
            findings=(finding,),
        ),
        indicators=(Indicator("full_disclosure_rate", 1, 2, Decimal("0.5")),),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def edit(package: Path, table: str, change: Callable[[Rows], Rows]) -> None:
    """Change the rows of a table."""
    path = package / "data" / f"{table}.parquet"
    schema = pq.read_schema(path)
    changed = change(pq.read_table(path).to_pylist())
    loose = pa.schema([field.with_nullable(True) for field in schema], metadata=schema.metadata)
    pq.write_table(pa.Table.from_pylist(changed, schema=loose), path)


def put(package: Path, table: str, where: dict[str, Any], **values: Any) -> None:
    """Put values into the rows of a table that `where` names."""

    def change(every: Rows) -> Rows:
        found = [row for row in every if where.items() <= row.items()]
        assert found, where
        for row in found:
            row.update(values)
        return every

    edit(package, table, change)


def drop(package: Path, table: str, where: dict[str, Any]) -> None:
    """Take the rows out that `where` names."""
    edit(package, table, lambda every: [row for row in every if not where.items() <= row.items()])


def add(package: Path, table: str, row: dict[str, Any]) -> None:
    """Add a row; columns not named are null."""
    edit(package, table, lambda every: [*every, row])


def put_cell(package: Path, path: str, report_id: str = REPORT, **values: Any) -> None:
    """Put values into one cell of a report."""
    table, row, column = path.split("/")
    put(package, table, {"report_id": report_id, "row_code": row, "column_code": column}, **values)


def withdraw(package: Path, report_id: str) -> None:
    """Take a report and all its rows out."""
    for table in OF_REPORTS:
        drop(package, table, {"report_id": report_id})


def rows(package: Path, table: str) -> Rows:
    """The rows of a table."""
    found: Rows = pq.read_table(package / "data" / f"{table}.parquet").to_pylist()
    return found


def copy_of(package: Path) -> Path:
    """A copy beside the package, which later edits leave alone."""
    return Path(shutil.copytree(package, package.with_name("before")))


def add_correction(package: Path, path: str, value: int) -> None:
    table, row, column = path.split("/")
    named = {"report_id": REPORT, "table_code": table, "row_code": row, "column_code": column}
    add(package, "corrections", {**named, "value": Decimal(value), "reason": "对照原文", "corrected_by": "甲"})


def set_version(package: Path, version: str) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["version"] = version
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def unlist(package: Path, table: str) -> None:
    """Take a table out of the descriptor, and its file away."""
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [part for part in descriptor["resources"] if part["name"] != table]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    (package / "data" / f"{table}.parquet").unlink()


def declare(package: Path, *scopes: dict[str, Any], **scope: Any) -> None:
    """Let the package say that changes are better readings, as a build does from reading_changes.yml."""
    said = {"version": "2026.12.0", "reason_zh": "识别千分位", "reason_en": "thousands separators are read"}
    entries = [{**said, **one} for one in (scopes or (scope,))]
    changes = {"dataset": "science-technology", "version": "2026.12.0", "reading_changes": entries, "releases": []}
    (package / "CHANGES.json").write_text(json.dumps(changes, ensure_ascii=False), encoding="utf-8")


def changes(old: Path, new: Path) -> Sequence[Change]:
    """What changed, as `gongkai diff` sees it."""
    return diff(old, new)[2]


def told(old: Path, new: Path) -> list[tuple[str, str | None, str]]:
    """Class, report and place of every change."""
    return [(change.kind, change.report_id, change.place) for change in changes(old, new)]
