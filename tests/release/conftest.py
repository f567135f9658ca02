"""A package as it was published, and a copy of it as the version that comes next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.package import write_package
from tests.release.editing import content, set_version


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "science-technology"
    write_package(content(), folder)
    return folder


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(old, tmp_path / "science-technology"))
    set_version(folder, "2026.12.0")
    return folder
