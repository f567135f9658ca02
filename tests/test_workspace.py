"""Paths, and the swap that leaves the old output standing until the new one is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.errors import DatasetError
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


def test_hidden_files_are_no_reports(workspace: Workspace) -> None:
    folder = workspace.dataset("one")
    folder.reports.mkdir()
    for name in ("b.txt", "a.html", ".DS_Store"):
        (folder.reports / name).write_text("x", encoding="utf-8")
    assert [path.name for path in folder.report_files()] == ["a.html", "b.txt"]


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
