"""What every test relies on: one Hypothesis profile here and another in CI, and the browser."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

# Shared machines stall now and then: a deadline would measure them, not us. CI repeats the same examples
# every time, so that a red run is about the change; at home each run tries new ones.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that browser tests drive: GONGKAI_CHROMIUM, else the first one on PATH."""
    named = os.environ.get("GONGKAI_CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else CHROMIUM_NAMES)), None)
    if found is None:
        pytest.fail("no Chromium: run `python3 scripts/test.py`, or name one in GONGKAI_CHROMIUM")
    return found
