"""A build takes over what did not change and makes the same bytes as one that begins anew, wherever its workers are."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from gongkai.errors import BuildError
from gongkai.pipeline import keeping
from gongkai.pipeline.cache import FILE
from gongkai.pipeline.progress import Step
from gongkai.pipeline.publishing import build
from gongkai.pipeline.storage import fetch, store
from gongkai.pipeline.workers import Workers, workers
from gongkai.workspace import Workspace
from tests.support.gold import ROOT
from tests.synthetic.dataset import write_dataset

LINED = frozenset({"text", "markdown", "html"})
FEW, MORE = 16, 17
UNSETTLED = (".duckdb", "SHA256SUMS")
"""What is not the same bytes twice: DuckDB's file, and the list of hashes that names it."""


def outcome(out: Path) -> dict[str, bytes]:
    """What must be the same bytes."""
    files = (path for part in ("packages", "site") for path in (out / part).rglob("*") if path.is_file())
    named = {path.relative_to(out).as_posix(): path for path in files}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if not name.startswith("site/pagefind/") and not name.endswith(UNSETTLED)
    }


def made(workspace: Workspace, hands: Workers | None = None) -> list[str]:
    """The groups whose pages a build had to make."""
    steps: list[Step] = []
    build(workspace, progress=steps.append, workers=hands)
    return [step.what for step in steps if step.stage == "pages"]


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up")
    write_dataset(folder / "datasets" / "made-up", FEW, seed=11, formats=LINED)
    return folder / "datasets"


@pytest.fixture(scope="module")
def built(datasets: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A first build."""
    workspace = Workspace(datasets, tmp_path_factory.mktemp("built"), ROOT)
    assert len(made(workspace)) > 1
    return workspace


@pytest.fixture
def standing(built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the first build that a test may spoil."""
    for part in (built.datasets, built.out):
        shutil.copytree(part, tmp_path / part.name, copy_function=shutil.copy2)
    return Workspace(tmp_path / built.datasets.name, tmp_path / built.out.name, ROOT)


@pytest.mark.slow
def test_where_nothing_is_new_nothing_is_done(standing: Workspace) -> None:
    steps: list[Step] = []
    before = {path: path.stat().st_ino for path in standing.site.rglob("*")}
    told = build(standing, progress=steps.append)
    assert steps == []
    assert told["made-up"].reports == FEW
    assert {path: path.stat().st_ino for path in standing.site.rglob("*")} == before


@pytest.mark.slow
def test_a_page_that_somebody_touched_is_made_again_and_only_its_group(standing: Workspace) -> None:
    before = outcome(standing.out)
    page = next(standing.site.glob("reports/*/index.html"))
    page.write_text("touched", encoding="utf-8")
    assert made(standing) == [f"pages {page.parent.name[:4]}"]
    assert outcome(standing.out) == before


@pytest.mark.slow
def test_one_more_report_gives_what_a_build_from_nothing_gives(standing: Workspace, tmp_path: Path) -> None:
    write_dataset(standing.datasets / "made-up", MORE, seed=11, formats=LINED)
    regions = {page: page.stat().st_ino for page in standing.site.glob("regions/*/index.html")}
    added = made(standing)
    assert len({page for page, number in regions.items() if page.stat().st_ino == number}) > len(regions) / 2
    # the next one moves folders that this one left to spare
    spare = {path.name: path.stat().st_ino for path in (standing.spare / "reports").iterdir()}
    write_dataset(standing.datasets / "made-up", MORE + 1, seed=11, formats=LINED)
    made(standing)
    assert any((standing.site / "reports" / name).stat().st_ino == number for name, number in spare.items())
    anew = Workspace(standing.datasets, tmp_path / "anew", ROOT)
    everything = made(anew)
    assert len(added) < len(everything)
    assert outcome(standing.out) == outcome(anew.out)


@pytest.mark.slow
def test_what_other_code_left_in_the_cache_is_not_looked_at(
    standing: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its types may have other names and fields, and cannot be made again here."""
    before = outcome(standing.out)
    cache = sqlite3.connect(next(standing.out.rglob(FILE)))
    with cache:
        cache.execute(
            "UPDATE entry SET data = 'of types that are gone' WHERE key LIKE 'pages %' OR key LIKE 'units %'"
            " OR key LIKE 'part %'"
        )
        assert cache.execute("SELECT count(*) FROM entry WHERE data LIKE 'of types%'").fetchone() > (1,)
    cache.close()
    next(standing.site.glob("reports/*/index.html")).write_text("touched", encoding="utf-8")
    monkeypatch.setattr(keeping, "code_version", lambda *rooms: "of another day")
    assert len(made(standing)) > 1
    assert outcome(standing.out) == before


@pytest.fixture
def bucket() -> Iterator[str]:
    yield "memory://bucket"
    fsspec.filesystem("memory").store.clear()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_cluster_and_object_storage_give_the_same_bytes(built: Workspace, tmp_path: Path, bucket: str) -> None:
    from distributed import LocalCluster

    system = fsspec.filesystem("memory")
    system.put(f"{built.datasets}/", f"{bucket}/datasets/", recursive=True)
    fetch(f"{bucket}/datasets", tmp_path / "datasets")
    near = Workspace(tmp_path / "datasets", tmp_path / "out", ROOT)
    local: Any = LocalCluster
    with local(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        assert len(made(near, workers(2, address))) > 1
    assert outcome(near.out) == outcome(built.out)
    store(near.out, f"{bucket}/out")
    fetch(f"{bucket}/out", tmp_path / "back")
    assert outcome(tmp_path / "back") == outcome(built.out)


def test_storage_forgets_what_is_gone_and_keeps_what_is_not_ours(tmp_path: Path, bucket: str) -> None:
    system = fsspec.filesystem("memory")
    for name in ("site/old.html", "site/same.html", "notes.txt"):
        system.pipe_file(f"/bucket/{name}", b"before")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "same.html").write_bytes(b"after")
    store(tmp_path, bucket)
    assert {name: system.cat_file(name) for name in system.find("/bucket")} == {
        "/bucket/notes.txt": b"before",
        "/bucket/site/same.html": b"after",
    }


def test_an_address_that_leads_nowhere_is_named(tmp_path: Path, bucket: str) -> None:
    with pytest.raises(BuildError, match="memory://bucket/none: holds no files"):
        fetch(f"{bucket}/none", tmp_path)
    with pytest.raises(BuildError, match="this storage is not known"):
        fetch("nowhere://bucket", tmp_path)
