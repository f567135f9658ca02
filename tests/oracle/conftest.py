"""The made-up datasets, published once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gongkai.model import Table
from tests.support.made_up.published import Published, publish


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="session")
def tables(made_up: Published) -> Mapping[str, Table]:
    return made_up.tables
