"""What maintainers do between builds: record a release."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from gongkai.pipeline.upkeep import record_release
from gongkai.workspace import DatasetFolder
from tests.support.gold import GOLD, ROOT

TODAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> DatasetFolder:
    copy = tmp_path / "science-technology"
    shutil.copytree(GOLD.parent, copy)
    return DatasetFolder(copy)


@pytest.mark.slow
def test_a_release_records_what_is_published_and_the_known_errors(folder: DatasetFolder) -> None:
    written, errors = record_release(folder, TODAY, ROOT)
    assert written == folder.releases / "2026.11.0.zip"
    rows = list(csv.DictReader(folder.known_errors.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == errors == 5
    assert {row["rule"] for row in rows} == {"APP-R01", "APP-C01"}
