"""What maintainers do between builds: validate a package, record a release."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from gongkai.model import Fault
from gongkai.pipeline import upkeep
from gongkai.pipeline.upkeep import package_faults, record_release
from gongkai.workspace import DatasetFolder
from tests.support.gold import GOLD, ROOT

TODAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    copy = tmp_path / "science-technology"
    shutil.copytree(GOLD.parent, copy)
    return DatasetFolder(copy)


def test_a_package_is_asked_for_every_kind_of_fault_and_a_zip_for_its_own_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, inside = tmp_path / "a.zip", tmp_path / "unpacked"
    asked: list[object] = []

    def giving(name: str, *faults: Fault) -> None:
        def ask(folder: Path, *_: object) -> list[Fault]:
            asked.append((name, folder))
            return list(faults)

        monkeypatch.setattr(upkeep, name, ask)

    one, other, header = (Fault(name, "hash", name, name) for name in ("one", "other", "header"))
    monkeypatch.setattr(upkeep, "tables_of", lambda folder: {})
    monkeypatch.setattr(upkeep, "unpack", lambda path, folder: inside)
    giving("validate", one)
    giving("row_faults", other)
    giving("archive_faults")
    assert package_faults(tmp_path) == [one, other]
    assert asked == [("validate", tmp_path), ("row_faults", tmp_path)]
    asked.clear()
    assert package_faults(archive) == [one, other]
    assert asked == [("archive_faults", archive), ("validate", inside), ("row_faults", inside)]
    giving("archive_faults", header)
    asked.clear()
    assert package_faults(archive) == [header]
    assert asked == [("archive_faults", archive)]


@pytest.mark.slow
def test_a_release_records_what_is_published_and_the_known_errors(folder: DatasetFolder) -> None:
    written, errors = record_release(folder, TODAY, ROOT)
    assert written == folder.releases / "2026.11.0.zip"
    rows = list(csv.DictReader(folder.known_errors.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == errors == 5
    assert {row["rule"] for row in rows} == {"APP-R01", "APP-C01"}
