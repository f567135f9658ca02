"""The made-up datasets, published once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.model import Table
from tests.support.made_up.published import Published, publish, publish_site


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="session")
def tables(made_up: Published) -> Mapping[str, Table]:
    return made_up.tables


@pytest.fixture(scope="session")
def site(made_up: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site over the made-up datasets."""
    out = tmp_path_factory.mktemp("made_up_site") / "site"
    publish_site(made_up, out)
    return out
