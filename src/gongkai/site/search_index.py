"""The full-text index, made by Pagefind from the searched part of each page, one index a language.

Chinese has no spaces, and the words that Pagefind's segmenter sees are not those that a browser's sees: 哈尔滨 was
indexed as 哈尔 + 滨 and looked up as one word. So Pagefind is given records in which every run of Chinese characters is
written as its overlapping pairs. The search page writes queries the same way and undoes it for display.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from gongkai.errors import SiteError
from gongkai.site.search_record import SearchRecord

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the site has its own."""

LANGUAGE = "en"
"""Pagefind is told one language for all: pairs parted by spaces need no segmenter."""

_RUN = re.compile(r"[\u3400-\u9fff]+")
_TEXT = re.compile(r">([^<]+)<")


def write_index(records: Mapping[str, Iterable[SearchRecord]], folder: Path) -> None:
    """Write the index of each language to `<folder>/<language>/`, all at the same time.

    Args:
        records: by language.
        folder: where to; made if missing.

    Raises:
        SiteError: Pagefind failed.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as place:
        runs = [_start(Path(place) / language, folder / language, pages) for language, pages in records.items()]
        for run in runs:
            message, _ = run.communicate()
            if run.returncode:
                lines = message.strip().splitlines()
                raise SiteError("index_failed", file=folder, said=lines[-1] if lines else "Pagefind")
    for pattern in UNUSED:
        for file in folder.glob(f"*/{pattern}"):
            file.unlink()


def _start(place: Path, out: Path, records: Iterable[SearchRecord]) -> subprocess.Popen[str]:
    """Pagefind at work on the records, written as files: its own way of taking them one by one waits after each."""
    for record in records:
        file = place / record.url.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_document(record), encoding="utf-8")
    options = ["--force-language", LANGUAGE, "--quiet", "--output-path", str(out)]
    command = [sys.executable, "-m", "pagefind", "--site", str(place), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def in_pairs(text: str) -> str:
    """Every run of Chinese characters as its overlapping pairs and its last character.

    >>> in_pairs("哈尔滨2022")
    ' 哈尔 尔滨 滨 2022'
    """
    return _RUN.sub(lambda run: f" {' '.join(run[0][n : n + 2] for n in range(len(run[0])))} ", text) if text else text


def _document(record: SearchRecord) -> str:
    searched = _TEXT.sub(lambda match: f">{in_pairs(match[1])}<", record.html)
    return f'<html lang="{LANGUAGE}"><body><main data-pagefind-body>{searched}</main></body></html>'
