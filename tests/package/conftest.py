"""A package of the hand-checked gold, written once; tests that change it take a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.package.make_gold_package import gold_content, write_sealed


@pytest.fixture(scope="session")
def gold_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sealed(gold_content(), tmp_path_factory.mktemp("packages") / "science-technology")


@pytest.fixture
def package_copy(gold_package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gold_package, tmp_path / "package"))
