"""What every test relies on: workers, one Hypothesis profile here and another in CI, and the browser."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import settings

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

# Shared machines stall now and then: a deadline would measure them, not us. CI repeats the same examples
# every time, so that a red run is about the change; at home each run tries new ones.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

TOGETHER = {"oracle", "package", "release", "test_architecture.py"}
"""Folders of many quick tests that share a package: one worker runs them all; and a long file, not to be begun last.

The site is built in five seconds and read for minutes, so its files are shared out, each worker building its own.
"""


# What Python compiles is kept, and with it what pytest makes of the assertions: eight seconds a worker in each run.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What takes long to load and is hardly used is not loaded, by the processes that tests start neither.
LATE = str(Path(__file__).parent / "support" / "late")
sys.path.insert(0, LATE)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (LATE, os.environ.get("PYTHONPATH"))))


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """What is no choice of files is run by as many workers as there are cores, unless `-n` says how many."""
    whole = config.args == config.getini("testpaths") and "PYTEST_XDIST_WORKER" not in os.environ
    if whole and config.pluginmanager.hasplugin("xdist") and config.option.numprocesses is None:
        config.option.numprocesses = "auto"
    if config.getoption("numprocesses", None) and config.getoption("dist") == "no":
        config.option.dist = "loadscope"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Gives a worker all tests of a unit, in the order of the units, so that what they share is built once."""
    if config.getoption("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = _unit
    return scheduler


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Workers begin with the units in the browser, then those with slow tests: what takes long is not begun last."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        browser, slow = ({_unit(item.nodeid) for item in items if mark in _marks(item)} for mark in ("browser", "slow"))
        items.sort(
            key=lambda item: (
                _unit(item.nodeid) not in browser,
                _unit(item.nodeid) not in slow,
                _unit(item.nodeid) not in TOGETHER,
            )
        )


def pytest_collection_finish() -> None:
    """What is collected stays until the end: the garbage collector need not look at it again, nor so often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure() -> None:
    """What is still held when the process ends, DuckDB's binding would tell as leaked."""
    gc.unfreeze()


def _unit(name: str) -> str:
    """The file of a test, or its folder where the tests of a folder share what they need."""
    file = PurePosixPath(name.split("::")[0])
    return file.parts[1] if file.parts[1] in TOGETHER else str(file)


def _marks(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that browser tests drive: GONGKAI_CHROMIUM, else the first one on PATH."""
    named = os.environ.get("GONGKAI_CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else CHROMIUM_NAMES)), None)
    if found is None:
        pytest.fail("no Chromium: run `python3 scripts/test.py`, or name one in GONGKAI_CHROMIUM")
    return found
