"""Whether a build may be left as it stands: only if it was made from the same and nobody touched what it left."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.pipeline.cache import Cache
from gongkai.pipeline.standing import note, signs_of, stamp_of, told_by
from gongkai.workspace import Workspace


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A project with a dataset, pages, and the output of a build."""
    for name in ("datasets/a/dataset.yml", "datasets/a/reports/1.txt", "docs/en/x.md", "mkdocs.yml", "CHANGELOG.md"):
        put(tmp_path / name, name)
    for name in ("packages/a/data/x.csv", "site/index.html", "cache/work"):
        put(tmp_path / "build" / name, name)
    return Workspace(tmp_path / "datasets", tmp_path / "build", tmp_path)


def added(name: str) -> Callable[[Workspace, pytest.MonkeyPatch], None]:
    return lambda place, _: put(place.project / name, "other")


SAME: list[Callable[[Workspace, pytest.MonkeyPatch], object]] = [
    lambda *_: None,
    lambda place, _: os.utime(place.datasets / "a" / "dataset.yml", (1, 1)),
    lambda place, _: put(place.project / "README.md", "not asked"),
    lambda place, _: put(place.out / "site" / "more.html", "output is no input"),
    lambda _, patch: patch.setenv("OTHER_VARIABLE", "x"),
]
OTHER: list[Callable[[Workspace, pytest.MonkeyPatch], object]] = [
    *map(added, ("datasets/a/dataset.yml", "datasets/a/reports/1.txt", "datasets/a/reports/2.txt", "datasets/b/x")),
    *map(added, ("docs/en/x.md", "docs/zh/x.md", "mkdocs.yml", "CHANGELOG.md")),
    lambda place, _: (place.project / "mkdocs.yml").unlink(),
    lambda place, _: (place.datasets / "a" / "reports" / "1.txt").unlink(),
    lambda place, _: (place.datasets / "a" / "reports" / "1.txt").rename(place.datasets / "a" / "reports" / "2.txt"),
    lambda _, patch: patch.setenv("GONGKAI_SITE_URL", "https://example.org/"),
]


@pytest.mark.parametrize(("change", "same"), [*((change, True) for change in SAME), *((c, False) for c in OTHER)])
def test_a_stamp_is_that_of_all_a_build_is_made_from(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, change: Callable[..., object], same: bool
) -> None:
    monkeypatch.delenv("GONGKAI_SITE_URL", raising=False)
    before = stamp_of(place, True)
    change(place, monkeypatch)
    assert (stamp_of(place, True) == before) is same


def test_a_build_without_site_is_another_one(place: Workspace) -> None:
    assert stamp_of(place, True) != stamp_of(place, False)


def test_the_signs_of_a_file_are_its_size_and_time_by_its_path(place: Workspace) -> None:
    put(place.out / "site" / "deep" / "er" / "a.txt", "12345")
    os.utime(place.out / "site" / "deep" / "er" / "a.txt", ns=(7, 7))
    assert signs_of(place.out, ["site/deep", "nowhere"]) == {"site/deep/er/a.txt": (5, 7)}
    assert set(signs_of(place.out, ["packages", "site"])) == {
        *("packages/a/data/x.csv", "site/index.html", "site/deep/er/a.txt"),
    }


TOUCHED: list[Callable[[Path], object]] = [
    lambda out: put(out / "site" / "index.html", "another"),
    lambda out: os.utime(out / "site" / "index.html", (1, 1)),
    lambda out: (out / "packages" / "a" / "data" / "x.csv").unlink(),
    lambda out: put(out / "site" / "new.html", "a file more"),
]


@pytest.mark.parametrize("touch", TOUCHED)
def test_what_was_told_is_told_again_until_somebody_touches_a_file(
    place: Workspace, touch: Callable[[Path], object]
) -> None:
    with Cache(place.out / "cache") as cache:
        assert told_by(place, cache, "stamp") is None
        note(place, cache, "stamp", {"a": 7})
        assert told_by(place, cache, "stamp") == {"a": 7}
        assert told_by(place, cache, "another stamp") is None
        put(place.out / "cache" / "work", "is no output")
        assert told_by(place, cache, "stamp") == {"a": 7}
        touch(place.out)
        assert told_by(place, cache, "stamp") is None
