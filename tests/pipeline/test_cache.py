"""What was worked out before: found again by its key, thrown away when too much, made anew when spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.errors import BuildError
from gongkai.pipeline.cache import FILE, Cache, code_version, key_of


def test_what_was_put_is_there_in_the_next_build(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("a", b"\x00one")
        assert "a" in cache and "b" not in cache
    with Cache(tmp_path) as cache:
        assert (cache.get("a"), cache.get("b")) == (b"\x00one", None)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    for name in ("old", "older still used", "new"):
        with Cache(tmp_path, most_bytes=250) as cache:
            cache.put(name, b"x" * 100)
            cache.get("older still used")
    with Cache(tmp_path) as cache:
        assert [name in cache for name in ("old", "older still used", "new")] == [False, True, True]


def test_a_spoilt_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with Cache(tmp_path) as cache:
        cache.put("a", b"1")
    with Cache(tmp_path) as cache:
        assert cache.get("a") == b"1"


def test_a_cache_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(BuildError, match="the cache cannot be written"):
        Cache(tmp_path)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    told = "the cache cannot be written: database or disk is full; make room or give another --out"
    with pytest.raises(BuildError, match=told), Cache(tmp_path) as cache:
        # SQLite says of a file that may not grow what it says of a full disk
        vars(cache)["_connection"].execute("PRAGMA max_page_count = 3")
        cache.put("large", bytes(100_000))


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of(b"abc"), key_of("ab", "c", "")}) == 4


def test_the_version_of_the_code_is_that_of_the_rooms_that_count() -> None:
    assert code_version("read") != code_version("read", "check") != code_version()
    assert code_version("read") == code_version("read")
