"""A copy of the first dataset that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.workspace import DatasetFolder, Workspace
from tests.support.gold import GOLD, ROOT


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the first dataset in it and nothing built."""
    target = tmp_path / "datasets" / GOLD.parent.name
    shutil.copytree(GOLD.parent, target, ignore=shutil.ignore_patterns("gold"))
    return Workspace(tmp_path / "datasets", tmp_path / "build", ROOT)


@pytest.fixture
def folder(workspace: Workspace) -> DatasetFolder:
    """The dataset in that workspace."""
    return workspace.dataset(GOLD.parent.name)
