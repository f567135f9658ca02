"""The index of the last build stands while little changes: what did is found as it is now, and nothing twice."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from gongkai.site.search_index import write_index
from gongkai.site.search_record import SearchRecord, search_record
from tests.site.conftest import Built
from tests.site.visiting import serving, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
T = TypeVar("T")


class Memory:
    """Keeps what a build left in one folder for a build in another."""

    def __init__(self, old: Path, new: Path) -> None:
        self.old, self.new = old, new
        self.held: dict[str, tuple[str, object, list[str]]] = {}

    def take(self, name: str, kind: type[T], made_from: object) -> T | None:
        key, made, paths = self.held.get(name, ("", None, []))
        if key != repr(made_from):
            return None
        for path in paths:
            (self.new / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(self.old / path, self.new / path)
        assert isinstance(made, kind)
        return made

    def keep(self, name: str, made_from: object, made: object, paths: Iterable[str]) -> None:
        self.held[name] = (repr(made_from), made, list(paths))


def record(number: int, text: str) -> SearchRecord:
    page = f'<main data-pagefind-body><h1 data-pagefind-meta="title">报告{number}</h1><p>{text}</p></main>'
    found = search_record(f"reports/{number}/index.html", page)
    assert found is not None
    return found


def said(folder: Path) -> set[str]:
    """What an index says of each page."""
    return {gzip.decompress(file.read_bytes()).decode() for file in (folder / "fragment").glob("*")}


def counted(site: Path) -> set[str]:
    """What counts of the two indexes of a site together."""
    folder = site / "pagefind" / "zh"
    since = json.loads((folder / "since.json").read_text(encoding="utf-8"))
    stand = {
        gzip.decompress(f.read_bytes()).decode()
        for f in (folder / "fragment").glob("*")
        if f.stem not in since["replaced"]
    }
    return stand.union(*(said(folder / name) for name in since["merged"]))


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Path, Path, Memory]]:
    old, new = tmp_path / "old", tmp_path / "new"
    yield old, new, Memory(old, new)


BEFORE = [record(number, f"收到申请{number}件") for number in range(100)]


def test_one_more_page_is_indexed_alone_and_what_it_replaces_no_longer_counts(
    places: tuple[Path, Path, Memory], tmp_path: Path
) -> None:
    old, new, memory = places
    write_index({"zh": BEFORE}, old, memory)
    after = [*BEFORE[1:99], record(99, "一件也没有收到"), record(100, "新的一份")]
    write_index({"zh": after}, new, memory)
    write_index({"zh": after}, tmp_path / "anew")
    assert len(said(new / "pagefind" / "zh" / "newer")) == 2
    assert counted(new) == counted(tmp_path / "anew") == said(tmp_path / "anew" / "pagefind" / "zh")
    assert not list((new / "pagefind" / "zh" / "newer").glob("*.js"))


def test_a_page_without_a_word_is_in_no_index_and_may_get_some(places: tuple[Path, Path, Memory]) -> None:
    old, new, memory = places
    empty = search_record("reports/wordless/index.html", "<main data-pagefind-body><p> </p></main>")
    filled = search_record("reports/wordless/index.html", "<main data-pagefind-body><p>有了</p></main>")
    assert empty is not None and filled is not None
    write_index({"zh": [*BEFORE, empty]}, old, memory)
    write_index({"zh": [*BEFORE, filled]}, new, memory)
    assert len(counted(new)) == len(counted(old) | said(new / "pagefind" / "zh" / "newer")) >= 101


def heavier(number: int) -> SearchRecord:
    """The same words, of which some weigh more: what an index says of the page is the same."""
    heading = f'<h1 data-pagefind-meta="title" data-pagefind-weight="9">报告{number}</h1>'
    found = search_record(
        f"reports/{number}/index.html", f"<main data-pagefind-body>{heading}<p>收到申请{number}件</p></main>"
    )
    assert found is not None
    return found


def test_a_page_that_is_shown_as_before_is_in_both_and_replaces_nothing(places: tuple[Path, Path, Memory]) -> None:
    old, new, memory = places
    write_index({"zh": BEFORE}, old, memory)
    write_index({"zh": [heavier(0), *BEFORE[1:]]}, new, memory)
    assert said(new / "pagefind" / "zh" / "newer") < said(new / "pagefind" / "zh") == counted(new)


def test_where_much_has_changed_everything_is_indexed_anew(places: tuple[Path, Path, Memory]) -> None:
    old, new, memory = places
    write_index({"zh": BEFORE}, old, memory)
    after = [record(number, f"收到申请{number + 1}件") for number in range(6)]
    write_index({"zh": [*after, *BEFORE[6:]]}, new, memory)
    assert len(said(new / "pagefind" / "zh")) == 100
    assert json.loads((new / "pagefind" / "zh" / "since.json").read_text(encoding="utf-8")) == {
        "merged": [],
        "replaced": [],
    }


@pytest.mark.browser
def test_the_search_page_finds_what_is_new_and_not_what_it_replaced(
    browser: Browser, built: Built, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.folder, site, ignore=lambda folder, names: {"pagefind"} & set(names))
    memory = Memory(tmp_path / "old", site)
    write_index({"zh": BEFORE}, tmp_path / "old", memory)
    write_index({"zh": [heavier(0), *BEFORE[1:99], record(99, "一件也没有收到")]}, site, memory)
    (tmp_path / "root").mkdir()
    with serving(site, tmp_path / "root") as server, browser.new_context() as context:
        seen = visit(context, server)
        page = seen.page
        for query, pages in (("收到", 100), ("没有收到", 1), ("申请99", 0), ("申请98", 1), ("申请 没有", 0)):
            page.goto(f"{server}search/?q={query}")
            page.locator("[data-search-status]", has_text=f"{pages} 页正文" if pages else "没有找到").wait_for()
        assert seen.complaints == []
