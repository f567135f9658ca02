"""Writes the package that a perfect reading gives: `python -m tests.package.make_gold_package FOLDER`."""

from __future__ import annotations

import csv
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gongkai.model import Agency, Dataset, DatasetContent, PublishedReport
from gongkai.package import seal_package, write_package
from tests.support.gold import ROOT, gold_extractions

FOLDER = ROOT / "datasets" / "science-technology"


def gold_content() -> DatasetContent:
    """The first dataset with the hand-checked gold in place of the pipeline."""
    reports = tuple(
        PublishedReport(report_id, report_id.rpartition("-")[0], extraction)
        for report_id, extraction in gold_extractions().items()
    )
    return DatasetContent(gold_dataset(), gold_agencies(), reports)


def gold_dataset() -> Dataset:
    data: dict[str, Any] = yaml.safe_load((FOLDER / "dataset.yml").read_text(encoding="utf-8"))
    parts: dict[str, Any] = {name: tuple(p) if isinstance(p, list) else p for name, p in data.items()}
    return Dataset(**parts, released_on=date(2026, 11, 26))


def gold_agencies() -> tuple[Agency, ...]:
    with (FOLDER / "agencies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("agency_id", "name", "name_en", "level", "division_code", "sector")
    plain: list[dict[str, Any]] = [{column: row[column] for column in columns} for row in rows]
    names = [tuple(row["names_used"].split("|")) for row in rows]
    return tuple(Agency(**fields, names_used=used) for fields, used in zip(plain, names, strict=True))


def write_sealed(content: DatasetContent, folder: Path) -> Path:
    """A package as it is published but for its DuckDB file and its changes; returns its folder."""
    write_package(content, folder)
    seal_package(folder)
    return folder


def main(folder: Path) -> None:
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    write_sealed(gold_content(), fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
