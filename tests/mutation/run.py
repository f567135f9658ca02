"""Plants the changes in a copy of the project and asks its tests, room by room."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.mutation import data, python, rooms
from tests.mutation.asking import LIBRARIES, ask
from tests.mutation.change import Change

SLOWEST = 900.0
"""Seconds that the tests of a room may take before anything is changed."""
STARTED = multiprocessing.get_context("forkserver")
STARTED.set_forkserver_preload(list(LIBRARIES))


@dataclass(frozen=True)
class Score:
    """How a room did: changes planted, those noticed, and the others told in a line each."""

    room: str
    planted: int
    noticed: int
    survivors: tuple[str, ...]


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """The project's own files in a folder that is gone afterwards; what it has built is lent."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
    )
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        copy = Path(name) / root.name
        for file in filter(None, listed.stdout.split("\0")):
            if (root / file).is_file():
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / file, copy / file)
        (copy / "build").mkdir(exist_ok=True)
        if (root / "build" / "cache").is_dir():
            shutil.copytree(root / "build" / "cache", copy / "build" / "cache", symlinks=True)
        yield copy


def chosen(root: Path, room: str, number: int, seed: int) -> list[Change]:
    """Changes to a room: files in turn, so that a long list counts no more than a short one."""
    chance = random.Random(f"{seed}/{room}")
    by_file = {path: _changes(root, path) for path in rooms.files(root, room)}
    for found in by_file.values():
        chance.shuffle(found)
    picked: list[Change] = []
    while len(picked) < number and any(by_file.values()):
        paths = [path for path, found in by_file.items() if found]
        chance.shuffle(paths)
        picked += [by_file[path].pop() for path in paths[: number - len(picked)]]
    return picked


def _changes(root: Path, path: Path) -> list[Change]:
    text = (root / path).read_text(encoding="utf-8")
    make = python.changes if path.suffix == ".py" else data.BY_ENDING[path.suffix]
    return list(make(path, text))


def score(root: Path, room: str, number: int, seed: int, *, slow: bool) -> Score:
    """Plants so many changes in a room of a copy, one at a time, and asks the tests that touch it.

    Tests that fail before anything is changed are told and left out.
    """
    marked = ["-m", "not browser" if slow else "not browser and not slow"]
    begun = monotonic()
    failing = _failing(_asked(root, room, marked, SLOWEST))
    print(f"{room}: {len(failing)} tests fail as they are", *failing, sep="\n  ", flush=True)
    asked = ["-x", *marked, *(f"--deselect={name}" for name in failing)]
    patience = 30 + 4 * (monotonic() - begun)
    changes = chosen(root, room, number, seed)
    survivors = []
    for change in changes:
        path = root / change.path
        before = path.read_text(encoding="utf-8")
        path.write_text(change.applied(before), encoding="utf-8")
        try:
            survived = _asked(root, room, asked, patience) == ""
        finally:
            path.write_text(before, encoding="utf-8")
        told = change.told(before)
        print(f"{'SURVIVED' if survived else 'noticed '} {told}", flush=True)
        survivors += [told] * survived
    return Score(room, len(changes), len(changes) - len(survivors), tuple(survivors))


def _asked(root: Path, room: str, options: list[str], patience: float) -> str:
    """What the tests of a room print if they fail, or do not come to an end within that many seconds; else nothing."""
    command = ["-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", *options, *rooms.tests(root, room)]
    told = root.parent / "told.txt"
    asked = STARTED.Process(target=ask, args=(root, command, told))
    asked.start()
    asked.join(patience)
    if asked.is_alive():
        asked.kill()
        asked.join()
        return f"no end after {patience:.0f} seconds"
    return told.read_text(encoding="utf-8", errors="replace").strip() if asked.exitcode else ""


def _failing(told: str) -> list[str]:
    """The names of the tests that failed; RuntimeError if it was no test that failed."""
    names = [line.split()[1] for line in told.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    if told and not names:
        raise RuntimeError(told)
    return names
