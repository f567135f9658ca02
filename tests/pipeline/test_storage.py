"""Datasets come from storage and output goes there: all of it, and nothing else is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from gongkai.errors import BuildError
from gongkai.pipeline.storage import fetch, store

ADDRESS = "memory://bucket/open"


@pytest.fixture
def storage() -> Iterator[Any]:
    system: Any = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def held(system: Any) -> dict[str, bytes]:
    return {name: system.cat_file(name) for name in system.find("/")}


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"])
def test_every_file_below_an_address_is_fetched_to_its_place(storage: Any, address: str, tmp_path: Path) -> None:
    for name, data in (("a/dataset.yml", b"1"), ("a/reports/r.pdf", b"\x00"), ("b.txt", b"")):
        storage.pipe_file(f"/bucket/open/{name}", data)
    storage.pipe_file("/bucket/elsewhere.txt", b"no")
    fetch(address, tmp_path / "datasets")
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"datasets/a/dataset.yml": b"1", "datasets/a/reports/r.pdf": b"\x00", "datasets/b.txt": b""}


def test_what_is_new_is_put_there_and_what_is_gone_is_deleted_among_the_output_alone(
    storage: Any, tmp_path: Path
) -> None:
    for name in ("site/index.html", "site/en/a.html", "packages/a/data/x.csv", "cache/work.sqlite", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name in ("site/index.html", "site/old.html", "packages/gone/x", "logs/1.txt", "sitemap"):
        storage.pipe_file(f"/bucket/open/{name}", b"before")
    store(tmp_path, ADDRESS)
    output = ("site/index.html", "site/en/a.html", "packages/a/data/x.csv")
    assert held(storage) == {
        **{f"/bucket/open/{name}": name.encode() for name in output},
        "/bucket/open/logs/1.txt": b"before",
        "/bucket/open/sitemap": b"before",
    }


def test_storage_that_is_empty_or_of_no_known_kind_is_named(storage: Any, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=ADDRESS):
        fetch(ADDRESS, tmp_path)
    for address in ("nonsense://bucket/a",):
        with pytest.raises(BuildError, match=address):
            fetch(address, tmp_path)
        with pytest.raises(BuildError, match=address):
            store(tmp_path, address)


def test_storage_that_cannot_be_read_or_written_is_named(
    storage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("not yours")

    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    monkeypatch.setattr(type(storage), "find", refused)
    with pytest.raises(BuildError, match="not yours"):
        fetch(ADDRESS, tmp_path)
    monkeypatch.setattr(type(storage), "pipe_file", refused)
    with pytest.raises(BuildError, match="not yours"):
        store(tmp_path, ADDRESS)
