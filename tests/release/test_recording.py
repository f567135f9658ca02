"""A release of a dataset of one report: kept for ever, given again where nothing is new, refused where it must be."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.errors import DatasetError, PackageError
from gongkai.model import CellKey, DatasetContent
from gongkai.pipeline.releases import publish_package, record, restore_releases
from gongkai.release.changes_file import read_changes
from gongkai.workspace import DatasetFolder
from tests.release.editing import CELL, REPORT, content

FIRST = "2026.11.0"
DAY = date(2026, 11, 26)


def small(value: int | None = None) -> DatasetContent:
    """One report, with another number in one cell if one is given."""
    whole = content()
    report = next(report for report in whole.reports if report.report_id == REPORT)
    key = CellKey(*CELL.split("/"))
    if value is not None:
        cells = tuple(replace(cell, value=value) if cell.key == key else cell for cell in report.extraction.cells)
        report = replace(report, extraction=replace(report.extraction, cells=cells))
    agencies = tuple(agency for agency in whole.agencies if agency.agency_id == report.agency_id)
    return DatasetContent(replace(whole.dataset, version=FIRST), agencies, (report,))


def published(made: DatasetContent, folder: DatasetFolder, to: Path) -> Path:
    package = to / folder.id
    package.mkdir(parents=True)
    publish_package(made, folder, package, site_url="https://example.org/")
    return package


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def released(package: Path) -> list[tuple[str, str | None, str | None, dict[str, int]]]:
    return [
        (each["version"], each["previous"], each["date"], {kind: n for kind, n in each["counts"].items() if n})
        for each in read_changes(package / "CHANGES.json")["releases"]
    ]


def test_what_is_released_is_kept_and_given_again_byte_for_byte_or_not_at_all(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path / "datasets" / "science-technology")
    folder.path.mkdir(parents=True)
    archive = record(small(), folder, DAY, "https://example.org/")
    assert archive == folder.releases / f"{FIRST}.zip"
    assert {path.name for path in folder.releases.iterdir()} == {
        f"{FIRST}{end}" for end in (".zip", ".duckdb", ".sha256")
    }
    with pytest.raises(DatasetError, match="is released already"):
        record(small(), folder, DAY)

    same = published(small(), folder, tmp_path / "same")
    assert released(same) == [(FIRST, None, "2026-11-26", {"source_added": 1})]
    here = files(same)
    assert here[f"science-technology-{FIRST}.zip"] == archive.read_bytes()
    assert here["science-technology.duckdb"] == archive.with_suffix(".duckdb").read_bytes()
    assert here["SHA256SUMS"] == archive.with_suffix(".sha256").read_bytes()
    sums = (line.split("  ") for line in here["SHA256SUMS"].decode().splitlines())
    assert {name: digest for digest, name in sums} == {
        name: hashlib.sha256(data).hexdigest() for name, data in here.items() if name != "SHA256SUMS"
    }
    assert json.loads(here["datapackage.json"])["version"] == FIRST
    assert restore_releases([folder], tmp_path / "site") == {
        "science-technology": {FIRST: tmp_path / "site" / "science-technology" / FIRST}
    }
    assert files(tmp_path / "site" / "science-technology" / FIRST) == here

    with pytest.raises(PackageError, match=rf"{REPORT}, {CELL}: value 2 → 99"):
        published(small(99), folder, tmp_path / "unexplained")
    archive.with_suffix(".duckdb").write_bytes(b"another")
    with pytest.raises(PackageError, match=rf"{FIRST}\.duckdb"):
        restore_releases([folder], tmp_path / "damaged")
    archive.with_suffix(".duckdb").unlink()
    with pytest.raises(PackageError, match=rf"{FIRST}\.duckdb"):
        restore_releases([folder], tmp_path / "gone")
