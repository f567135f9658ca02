"""Limits made small, so that a test need not make large files."""

from __future__ import annotations

import pytest

from gongkai.read import limits


def limit(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    """Sets a limit of `limits.yml` for one test."""
    monkeypatch.setitem(limits._limits()[name], "most", most)
