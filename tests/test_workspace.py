"""Paths, and the swap that leaves the old output standing until the new one is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.errors import BuildError, DatasetError
from gongkai.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "datasets" / "one").mkdir(parents=True)
    (tmp_path / "datasets" / "one" / "dataset.yml").write_text("id: one\n", encoding="utf-8")
    made = Workspace(tmp_path / "datasets", tmp_path / "build", tmp_path)
    made.site.mkdir(parents=True)
    (made.site / "index.html").write_text("old", encoding="utf-8")
    return made


def test_staged_output_takes_the_place_of_the_old(workspace: Workspace) -> None:
    with workspace.staged() as staging:
        staging.site.mkdir(parents=True)
        (staging.site / "index.html").write_text("new", encoding="utf-8")
        assert (workspace.site / "index.html").read_text(encoding="utf-8") == "old"
    assert (workspace.site / "index.html").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in workspace.out.iterdir()) == ["site"]


@pytest.mark.parametrize("crash", [RuntimeError, KeyboardInterrupt])
def test_a_crash_or_an_interruption_leaves_the_old_output(workspace: Workspace, crash: type[BaseException]) -> None:
    with pytest.raises(crash), workspace.staged() as staging:
        staging.site.mkdir(parents=True)
        (staging.site / "index.html").write_text("half", encoding="utf-8")
        raise crash
    assert (workspace.site / "index.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in workspace.out.iterdir()) == ["site"]


def test_what_was_not_built_stays(workspace: Workspace) -> None:
    with workspace.staged() as staging:
        staging.package("one").mkdir(parents=True)
    assert (workspace.site / "index.html").read_text(encoding="utf-8") == "old"
    assert workspace.package("one").is_dir()


def test_an_unknown_dataset_is_named_with_those_that_exist(workspace: Workspace) -> None:
    assert workspace.dataset("one").id == "one"
    with pytest.raises(DatasetError, match="use one of these ids: one"):
        workspace.dataset("two")


def test_a_missing_folder_of_datasets_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="give --datasets DIR"):
        Workspace(tmp_path / "none", tmp_path / "build", tmp_path).dataset_folders()


def test_what_lies_among_the_reports_and_is_none_is_named_and_not_opened(workspace: Workspace) -> None:
    folder = workspace.dataset("one")
    (folder.reports / "more").mkdir(parents=True)
    for name in ("b.txt", "a.html", ".DS_Store", "more/c.txt"):
        (folder.reports / name).write_text("x", encoding="utf-8")
    for name, target in {
        "gone.txt": "nowhere.txt",
        "circle.txt": "circle.txt",
        "inside.txt": "more/c.txt",
        "outside.txt": "/etc/hostname",
        "up.txt": "../..",
    }.items():
        (folder.reports / name).symlink_to(target)
    os.mkfifo(folder.reports / "pipe.txt")
    assert [path.name for path in folder.report_files()] == ["a.html", "b.txt", "inside.txt"]
    assert [(path.name, kind) for path, kind in folder.unread()] == [
        (".DS_Store", "hidden"),
        ("circle.txt", "broken_link"),
        ("gone.txt", "broken_link"),
        ("more", "folder"),
        ("outside.txt", "leads_out"),
        ("pipe.txt", "no_file"),
        ("up.txt", "leads_out"),
    ]


@pytest.mark.parametrize("crash", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("at", range(4))
def test_a_swap_cut_short_at_any_step_puts_every_old_folder_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, at: int, crash: type[BaseException]
) -> None:
    workspace.package("one").mkdir(parents=True)
    (workspace.package("one") / "old").touch()
    rename, steps = Path.rename, iter(range(100))

    def cut_short(self: Path, target: Path) -> Path:
        if next(steps) == at:
            raise crash
        return rename(self, target)

    with pytest.raises(crash), workspace.staged() as staging:
        staging.package("one").mkdir(parents=True)
        staging.site.mkdir(parents=True)
        (staging.site / "index.html").write_text("new", encoding="utf-8")
        monkeypatch.setattr(Path, "rename", cut_short)
    assert (workspace.package("one") / "old").exists()
    assert (workspace.site / "index.html").read_text(encoding="utf-8") == "old"


KILLED_AT = """
import os, sys
from pathlib import Path
from gongkai.workspace import Workspace
out, at = Path(sys.argv[1]), int(sys.argv[2])
calls = iter(range(1000))

def deadly(call):
    def killed_or_called(*arguments, **named):
        if next(calls) == at:
            os._exit(9)
        return call(*arguments, **named)
    return killed_or_called

with Workspace(out, out, out).staged() as staging:
    for part in ("packages", "site"):
        (staging.out / part).mkdir()
        (staging.out / part / "is").write_text("new")
    for name in ("rename", "fsync", "sync", "unlink", "rmdir"):
        setattr(os, name, deadly(getattr(os, name)))
"""
NEVER = 999


def build_killed_at(out: Path, step: int) -> bool:
    """True if the build was killed before its end."""
    return bool(subprocess.run([sys.executable, "-c", KILLED_AT, str(out), str(step)], check=False).returncode)


def published(out: Path) -> dict[str, str]:
    return {part: (out / part / "is").read_text(encoding="utf-8") for part in ("packages", "site")}


@pytest.mark.slow
def test_a_build_killed_at_any_rename_and_sync_loses_nothing_and_the_next_one_mends_it(tmp_path: Path) -> None:
    kills = 0
    for step in range(NEVER):
        out = tmp_path / str(step)
        for part in ("packages", "site"):
            (out / part).mkdir(parents=True)
            (out / part / "is").write_text("old", encoding="utf-8")
        killed = build_killed_at(out, step)
        with pytest.raises(RuntimeError), Workspace(out, out, out).staged():
            assert published(out) in ({"packages": "old", "site": "old"}, {"packages": "new", "site": "new"})
            raise RuntimeError
        assert not build_killed_at(out, NEVER)
        assert published(out) == {"packages": "new", "site": "new"}
        assert sorted(path.name for path in out.iterdir()) == ["packages", "site"]
        kills += killed
        if not killed:
            break
    assert kills >= 10


def test_a_second_build_is_told_that_one_is_running(workspace: Workspace) -> None:
    with workspace.staged(), pytest.raises(BuildError, match="another build is writing here; wait until it is done"):
        workspace.staged().__enter__()


def test_an_undo_that_fails_leaves_the_only_copy_for_the_next_build(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, steps = Path.rename, iter(range(100))

    def broken(self: Path, target: Path) -> Path:
        if next(steps) >= 2:
            raise OSError("the disk is gone")
        return rename(self, target)

    with pytest.raises(OSError, match="the disk is gone"), workspace.staged() as staging:
        staging.site.mkdir(parents=True)
        (staging.site / "index.html").write_text("new", encoding="utf-8")
        monkeypatch.setattr(Path, "rename", broken)
    monkeypatch.undo()
    assert not workspace.site.exists()
    with pytest.raises(RuntimeError), workspace.staged():
        assert (workspace.site / "index.html").read_text(encoding="utf-8") == "new"
        raise RuntimeError


def test_a_folder_without_a_dataset_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "datasets" / "notes").mkdir(parents=True)
    with pytest.raises(DatasetError, match=r"datasets: there is no dataset; make one"):
        Workspace(tmp_path / "datasets", tmp_path / "build", tmp_path).dataset_folders()


def test_a_dataset_whose_description_is_gone_is_named(tmp_path: Path) -> None:
    for name in ("a/dataset.yml", "health/dataset.yaml", "health/releases/2026.11.0.zip"):
        path = tmp_path / "datasets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with pytest.raises(DatasetError, match=r"datasets/health: the dataset has lost its dataset\.yml"):
        Workspace(tmp_path / "datasets", tmp_path / "build", tmp_path).dataset_folders()
