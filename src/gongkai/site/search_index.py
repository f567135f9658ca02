"""The full-text index, made by Pagefind from the searched part of each page, one index a language.

Chinese has no spaces, and the words that Pagefind's segmenter sees are not those that a browser's sees: 哈尔滨 was
indexed as 哈尔 + 滨 and looked up as one word. So Pagefind is given records in which every run of Chinese characters is
written as its overlapping pairs. The search page writes queries the same way and undoes it for display.

Pagefind takes all records or none. So the large index of the last build stands as long as little has changed since:
what has goes into a small one beside it, which the browser merges, and the ids of what it replaces are listed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gongkai.errors import SiteError
from gongkai.site.keeping import NOTHING, Keeping
from gongkai.site.search_record import SearchRecord

FOLDER = "pagefind"
NEWER = "newer"
"""Folder of the small index, inside that of the large one."""

SINCE = "since.json"
"""Beside the large index: folders of indexes to merge with it, and ids of its pages that no longer count."""

MOST_NEW = 0.05
"""Share of changed pages from which on everything is indexed anew: a small index costs a first query 30–50 KB."""

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the site has its own."""

PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""What searches; a merged index needs none of its own."""

LANGUAGE = "en"
"""Pagefind is told one language for all: pairs parted by spaces need no segmenter."""

_RUN = re.compile(r"[\u3400-\u9fff]+")
_TEXT = re.compile(r">([^<]+)<")
_URL = re.compile(rb'^pagefind_dcd\{"url":("[^"]*")')
"""The beginning of the unpacked file of a page, which holds its address."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the large index of a language holds: by address of a page, hash of its record and its id in the index."""

    digests: Mapping[str, str]
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be indexed in a language: every page anew, or beside the large index of the last build.

    Attributes:
        out: folder of the index to be written.
        pages: that it holds; none if the large one says all.
        last: the large index that stands, None if it is made anew.
        replaced: ids of the pages in it that have changed or are gone.
    """

    out: Path
    pages: Sequence[SearchRecord]
    last: Indexed | None = None
    replaced: frozenset[str] = frozenset()


def write_index(records: Mapping[str, Sequence[SearchRecord]], site: Path, kept: Keeping = NOTHING) -> None:
    """Write the index of each language to `<site>/pagefind/<language>/`, all at the same time.

    Args:
        records: by language.
        site: folder of the site.
        kept: gives the large index of the last build, and keeps a new one.

    Raises:
        SiteError: Pagefind failed.
    """
    plans = {language: _plan(language, pages, site, kept) for language, pages in records.items()}
    with tempfile.TemporaryDirectory(prefix="gongkai-") as place:
        runs = [_start(Path(place) / lang, plan.out, plan.pages) for lang, plan in plans.items() if plan.pages]
        for run in runs:
            message, _ = run.communicate()
            if run.returncode:
                lines = message.strip().splitlines()
                raise SiteError("index_failed", file=site / FOLDER, said=lines[-1] if lines else "Pagefind")
    for language, plan in plans.items():
        for pattern in (*UNUSED, *(PROGRAM if plan.last else ())):
            for file in plan.out.glob(pattern):
                file.unlink()
        if plan.last is None:
            held = Indexed({record.url: _digest(record) for record in plan.pages}, dict(_ids(plan.out)))
            kept.keep(_name(language, "pages"), LANGUAGE, held, ())
            files = (file.relative_to(site).as_posix() for file in plan.out.rglob("*") if file.is_file())
            kept.keep(_name(language, "index"), held, True, files)
        # a page of which nothing changed that is shown has the same id in both: it counts once
        replaced = plan.replaced - set(dict(_ids(plan.out)).values()) if plan.last else ()
        since = {"merged": [f"{NEWER}/"] if plan.last and plan.pages else [], "replaced": sorted(replaced)}
        (site / FOLDER / language / SINCE).write_text(json.dumps(since), encoding="utf-8")


def _plan(language: str, pages: Sequence[SearchRecord], site: Path, kept: Keeping) -> _Plan:
    """A small index if little has changed and the large one of the last build stands, which is put in place then."""
    folder = site / FOLDER / language
    last = kept.take(_name(language, "pages"), Indexed, LANGUAGE)
    if last is None:
        return _Plan(folder, pages)
    digests = {record.url: _digest(record) for record in pages}
    newer = [record for record in pages if last.digests.get(record.url) != digests[record.url]]
    # Pagefind passes over a page without a word
    replaced = frozenset(held for url, held in last.ids.items() if digests.get(url) != last.digests[url])
    if max(len(newer), len(replaced)) > MOST_NEW * len(pages) or not kept.take(_name(language, "index"), bool, last):
        return _Plan(folder, pages)
    return _Plan(folder / NEWER, newer, last, replaced)


def _name(language: str, part: str) -> str:
    return f"{FOLDER}/{language} {part}"


def _digest(record: SearchRecord) -> str:
    return sha256(record.packed).hexdigest()


def _ids(folder: Path) -> Iterator[tuple[str, str]]:
    """Address and id of every page in an index, from the beginning of its file."""
    for file in (folder / "fragment").glob("*"):
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(file.read_bytes(), 4096)
        if found := _URL.match(start):
            yield json.loads(found[1]), file.stem


def _start(place: Path, out: Path, records: Iterable[SearchRecord]) -> subprocess.Popen[str]:
    """Start Pagefind on the records, written as files: its interface for single records waits after each of them."""
    for record in records:
        file = place / record.url.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        searched = _TEXT.sub(lambda match: f">{in_pairs(match[1])}<", record.html)
        page = f'<html lang="{LANGUAGE}"><body><main data-pagefind-body>{searched}</main></body></html>'
        file.write_text(page, encoding="utf-8")
    options = ["--force-language", LANGUAGE, "--quiet", "--output-path", str(out)]
    command = [sys.executable, "-m", "pagefind", "--site", str(place), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def in_pairs(text: str) -> str:
    """Every run of Chinese characters as its overlapping pairs and its last character.

    >>> in_pairs("哈尔滨2022")
    ' 哈尔 尔滨 滨 2022'
    """
    return _RUN.sub(lambda run: f" {' '.join(run[0][n : n + 2] for n in range(len(run[0])))} ", text) if text else text
