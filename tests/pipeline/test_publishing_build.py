"""A build replaces what was published before only when all of it has gone well, and gives the same bytes every time."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import pytest

from gongkai.dataset import errors_of, new_errors, write_known_errors
from gongkai.errors import DatasetError
from gongkai.model import DatasetContent
from gongkai.pipeline import publishing, releases
from gongkai.pipeline.publishing import build, read_dataset
from gongkai.pipeline.releases import publish_package
from gongkai.pipeline.upkeep import package_faults
from gongkai.workspace import DatasetFolder, Workspace


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outcome(folder: Path) -> dict[str, bytes]:
    """What a build made, without what it keeps for the next one."""
    return {name: data for name, data in files(folder).items() if not name.startswith("cache/")}


@pytest.fixture
def standing(workspace: Workspace, folder: DatasetFolder) -> Mapping[str, bytes]:
    """What an earlier build left, and a dataset without reports, which is quick to read."""
    for path in folder.report_files():
        path.unlink()
    folder.sources.unlink()
    for name, text in {f"packages/{folder.id}/datapackage.json": "{}", "site/index.html": "<h1>Before</h1>"}.items():
        (workspace.out / name).parent.mkdir(parents=True)
        (workspace.out / name).write_text(text, encoding="utf-8")
    return outcome(workspace.out)


def half_a_package(content: DatasetContent, _: DatasetFolder, package: Path, *rest: Any) -> None:
    (package / "datapackage.json").write_text(content.dataset.id, encoding="utf-8")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError, MemoryError])
def test_a_crash_in_the_middle_of_a_package_leaves_what_was_published(
    workspace: Workspace, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def crash(content: DatasetContent, folder: DatasetFolder, package: Path, *rest: Any) -> NoReturn:
        half_a_package(content, folder, package)
        raise error

    monkeypatch.setattr(publishing, "publish_package", crash)
    with pytest.raises(error):
        build(workspace, jobs=1, site=True, progress=lambda _: None)
    assert outcome(workspace.out) == standing
    assert sorted(path.name for path in workspace.out.iterdir()) == ["cache", "packages", "site"]


@pytest.mark.slow
@pytest.mark.parametrize("site", [True, False])
def test_a_package_that_cannot_be_closed_leaves_what_was_published(
    workspace: Workspace, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, site: bool
) -> None:
    """It is closed beside other work; the build still hears of it."""

    def crash(*_: Any) -> NoReturn:
        raise RuntimeError("no room")

    monkeypatch.setattr(releases, "seal_package", crash)
    with pytest.raises(RuntimeError, match="no room"):
        build(workspace, jobs=1, site=site, progress=lambda _: None)
    assert outcome(workspace.out) == standing


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_crash_in_the_middle_of_the_site_leaves_packages_and_site(
    workspace: Workspace, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def crash(staging: Workspace, sources: Mapping[str, Path], *_: Any) -> NoReturn:
        staging.site.mkdir(parents=True)
        (staging.site / "index.html").write_text("<h1>Half", encoding="utf-8")
        raise error

    monkeypatch.setattr(publishing, "publish_package", half_a_package)
    monkeypatch.setattr(publishing, "build_pages", crash)
    with pytest.raises(error):
        build(workspace, jobs=1, site=True, progress=lambda _: None)
    assert outcome(workspace.out) == standing


def test_a_dataset_that_a_person_wrote_wrong_leaves_what_was_published(
    workspace: Workspace, folder: DatasetFolder, standing: Mapping[str, bytes]
) -> None:
    folder.corrections.write_text("- report_id: 371000-science-technology-2019\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=":1: cell is missing"):
        build(workspace, jobs=1, site=True, progress=lambda _: None)
    assert outcome(workspace.out) == standing


def test_a_build_that_goes_well_replaces_the_packages_and_clears_up(
    workspace: Workspace, folder: DatasetFolder, standing: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "publish_package", half_a_package)
    build(workspace, jobs=1, site=False, progress=lambda _: None)
    package = f"packages/{folder.id}/datapackage.json"
    assert outcome(workspace.out) == {**standing, package: folder.id.encode()}


BUILD = """
import os, sys
from pathlib import Path
from gongkai.pipeline.publishing import build
from gongkai.workspace import Workspace
datasets, out, project, jobs = sys.argv[1:]
os.chdir(project)
build(Workspace(Path(datasets), Path(out), Path(project)), jobs=int(jobs), site=True, progress=print)
"""
FRONTEND = Path("build", "cache", "frontend")
ONE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "USER": "anna", "LOGNAME": "anna"}
OTHER = {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "2", "USER": "李", "LOGNAME": "李"}


def built(workspace: Workspace, jobs: int, odd: Mapping[str, str]) -> dict[str, bytes]:
    """Every file of the packages and the site that a build in a process of its own makes."""
    command = [sys.executable, "-c", BUILD, *map(str, (workspace.datasets, workspace.out, workspace.project, jobs))]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **odd}).stdout
    names = [path.name for folder in workspace.dataset_folders() for path in folder.report_files()]
    steps = [line for line in told.splitlines() if not line.startswith(("group ", "pages "))]
    assert steps == [*names, *(f"package {f.id}" for f in workspace.dataset_folders()), "site"]
    return outcome(workspace.out)


def without_index(made: Mapping[str, bytes]) -> tuple[dict[str, bytes], set[str]]:
    """What must be the same bytes, and what the search index says of each page.

    Pagefind orders its files by chance, and DuckDB its blocks.
    """
    kept = {name: data for name, data in made.items() if not name.startswith("site/pagefind/")}
    found = {gzip.decompress(data).decode() for name, data in made.items() if name.endswith(".pf_fragment")}
    return {name: data for name, data in kept.items() if not name.endswith((".duckdb", "SHA256SUMS"))}, found


def moved(workspace: Workspace, place: Path) -> Workspace:
    """The same datasets and the same project in another folder."""
    shutil.copytree(workspace.datasets, place / "data sets")
    for part in ("docs", "src/gongkai/site/templates"):
        shutil.copytree(workspace.project / part, place / "project" / part)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(workspace.project / name, place / "project")
    # what npm has installed, for npm asks the home for its settings; the bundle is made anew
    for installed in (workspace.project / FRONTEND).glob("modules-" + "?" * 12):
        kept = place / "project" / FRONTEND / installed.name
        # another worker may be making its bundle there
        shutil.copytree(installed, kept, symlinks=True, ignore=shutil.ignore_patterns("work-*"))
    return Workspace(place / "data sets", place / "out", place / "project")


@pytest.mark.slow
def test_folder_user_clock_locale_seed_and_processes_leave_no_trace_in_packages_and_site(
    workspace: Workspace, folder: DatasetFolder, tmp_path: Path
) -> None:
    """Ten files: fewer are read by one process, whatever is asked for."""
    for number in range(5):
        (folder.reports / f"letter-{number}.txt").write_text(f"第{number}封信，没有报告。", encoding="utf-8")
    one, index = without_index(built(workspace, 1, ONE))
    other, other_index = without_index(
        built(moved(workspace, tmp_path / "别处 elsewhere"), 2, {**OTHER, "HOME": str(tmp_path)})
    )
    assert one.keys() == other.keys()
    assert index == other_index != set()
    assert [name for name, data in one.items() if other[name] != data] == []
    assert {f"packages/{folder.id}/{folder.id}.sqlite", "site/en/index.html", "site/catalog.jsonld"} <= one.keys()
    assert f"site/data/{folder.id}/latest/data/rejections.csv" in one


@pytest.mark.slow
def test_a_published_package_is_sealed_once_with_everything_in_it(folder: DatasetFolder, tmp_path: Path) -> None:
    package = tmp_path / folder.id
    publish_package(read_dataset(folder, 1, lambda _: None), folder, package)
    sums = (package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in sums)}
    (archive,) = package.glob("*.zip")
    unsealed = {name: data for name, data in files(package).items() if name not in ("SHA256SUMS",)}
    assert listed == {name: sha256(data).hexdigest() for name, data in unsealed.items()}
    assert {"CHANGES.json", "CHANGES.md", f"{folder.id}.duckdb", f"{folder.id}.sqlite", "README.md"} <= listed.keys()
    inside = {*unsealed, "SHA256SUMS"} - {archive.name, f"{folder.id}.duckdb"}
    with zipfile.ZipFile(archive) as members:
        assert members.namelist() == sorted(f"{archive.name.removesuffix('.zip')}/{name}" for name in inside)
    assert package_faults(package) == []


def test_a_strict_build_stops_at_an_error_that_the_last_release_did_not_show(folder: DatasetFolder) -> None:
    reports = read_dataset(folder, 1, lambda _: None).reports
    shown = {
        (report.report_id, finding.rule)
        for report in reports
        for finding in report.extraction.findings
        if finding.severity == "error"
    }
    assert (
        {(report_id, rule) for report_id, rule, _ in new_errors(folder.known_errors, errors_of(reports))}
        == shown
        != set()
    )
    write_known_errors(folder.known_errors, errors_of(reports))
    assert new_errors(folder.known_errors, errors_of(reports)) == []
    lines = folder.known_errors.read_text(encoding="utf-8").splitlines(keepends=True)
    folder.known_errors.write_text("".join(lines[:-1]), encoding="utf-8")
    assert [",".join(error) for error in new_errors(folder.known_errors, errors_of(reports))] == [lines[-1].strip()]
