"""A build replaces what was published before only when all of it has gone well, and gives the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from gongkai.dataset import new_errors, write_known_errors
from gongkai.errors import DatasetError
from gongkai.model import DatasetContent
from gongkai.pipeline import publishing
from gongkai.pipeline.publishing import build, read_dataset
from gongkai.workspace import DatasetFolder, Workspace


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def standing(workspace: Workspace, folder: DatasetFolder) -> Mapping[str, bytes]:
    """What an earlier build left, and a dataset without reports, which is quick to read."""
    for path in folder.report_files():
        path.unlink()
    folder.sources.unlink()
    for name, text in {f"packages/{folder.id}/datapackage.json": "{}", "site/index.html": "<h1>Before</h1>"}.items():
        (workspace.out / name).parent.mkdir(parents=True)
        (workspace.out / name).write_text(text, encoding="utf-8")
    return files(workspace.out)


def half_a_package(content: DatasetContent, folder: Path) -> None:
    (folder / "datapackage.json").write_text(content.dataset.id, encoding="utf-8")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError, MemoryError])
def test_a_crash_in_the_middle_of_a_package_leaves_what_was_published(
    workspace: Workspace, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def crash(content: DatasetContent, folder: Path) -> NoReturn:
        half_a_package(content, folder)
        raise error

    monkeypatch.setattr(publishing, "write_package", crash)
    with pytest.raises(error):
        build(workspace, jobs=1, site=True, progress=lambda _: None)
    assert files(workspace.out) == standing
    assert sorted(path.name for path in workspace.out.iterdir()) == ["packages", "site"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_crash_in_the_middle_of_the_site_leaves_packages_and_site(
    workspace: Workspace, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def crash(staging: Workspace, sources: Mapping[str, Path], *_: Any) -> NoReturn:
        staging.site.mkdir(parents=True)
        (staging.site / "index.html").write_text("<h1>Half", encoding="utf-8")
        raise error

    monkeypatch.setattr(publishing, "write_package", half_a_package)
    monkeypatch.setattr(publishing, "publish_changes", lambda *_: None)
    monkeypatch.setattr(publishing, "build_pages", crash)
    with pytest.raises(error):
        build(workspace, jobs=1, site=True, progress=lambda _: None)
    assert files(workspace.out) == standing


def test_a_dataset_that_a_person_wrote_wrong_leaves_what_was_published(
    workspace: Workspace, folder: DatasetFolder, standing: Mapping[str, bytes]
) -> None:
    folder.corrections.write_text("- report_id: 371000-science-technology-2019\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="line 1: cell is missing"):
        build(workspace, jobs=1, site=True, progress=lambda _: None)
    assert files(workspace.out) == standing


def test_a_build_that_goes_well_replaces_the_packages_and_clears_up(
    workspace: Workspace, folder: DatasetFolder, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "write_package", half_a_package)
    monkeypatch.setattr(publishing, "publish_changes", lambda *_: None)
    build(workspace, jobs=1, site=False, progress=lambda _: None)
    package = f"packages/{folder.id}/datapackage.json"
    assert files(workspace.out) == {**standing, package: folder.id.encode()}


BUILD = """
import sys
from pathlib import Path
from gongkai.pipeline.publishing import build
from gongkai.workspace import Workspace
build(Workspace(Path(sys.argv[1]), Path(sys.argv[2]), Path()), jobs=int(sys.argv[3]), site=False, progress=print)
"""


@pytest.mark.slow
def test_one_process_and_two_give_the_same_bytes(workspace: Workspace, folder: DatasetFolder, tmp_path: Path) -> None:
    """Ten files: fewer are read by one process, whatever is asked for."""
    for number in range(5):
        (folder.reports / f"letter-{number}.txt").write_text(f"第{number}封信，没有报告。", encoding="utf-8")
    built = []
    for jobs in (1, 2):
        out = tmp_path / f"out-{jobs}"
        command = [sys.executable, "-c", BUILD, str(workspace.datasets), str(out), str(jobs)]
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout
        assert told.splitlines() == [*(path.name for path in folder.report_files()), f"package {folder.id}"]
        built.append(files(out))
    one, two = built
    assert one == two
    assert f"packages/{folder.id}/data/rejections.csv" in one


def test_a_strict_build_stops_at_an_error_that_the_last_release_did_not_show(folder: DatasetFolder) -> None:
    reports = read_dataset(folder, 1, lambda _: None).reports
    shown = {
        (report.report_id, finding.rule)
        for report in reports
        for finding in report.extraction.findings
        if finding.severity == "error"
    }
    assert {(report_id, rule) for report_id, rule, _ in new_errors(folder.known_errors, reports)} == shown != set()
    write_known_errors(folder.known_errors, reports)
    assert new_errors(folder.known_errors, reports) == []
    lines = folder.known_errors.read_text(encoding="utf-8").splitlines(keepends=True)
    folder.known_errors.write_text("".join(lines[:-1]), encoding="utf-8")
    assert [",".join(error) for error in new_errors(folder.known_errors, reports)] == [lines[-1].strip()]
