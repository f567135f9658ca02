"""The full-text index, made by Pagefind from the finished pages.

Chinese has no spaces, and the words that Pagefind's segmenter sees are not those that a browser's sees: 哈尔滨 was
indexed as 哈尔 + 滨 and looked up as one word. So Pagefind is given copies of the pages in which every run of Chinese
characters is written as its overlapping pairs. The search page writes queries the same way and undoes it for display.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from gongkai.errors import SiteError

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the site has its own."""
_RUN = re.compile(r"[\u3400-\u9fff]+")
_TEXT = re.compile(r">([^<]+)<")


def index_pages(site: Path) -> None:
    """Write the index to `pagefind/` under the site.

    Raises:
        SiteError: Pagefind failed.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        _copy_pages(site, Path(folder))
        _run_pagefind(Path(folder), site / "pagefind")
    for pattern in UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()


def in_pairs(text: str) -> str:
    """Every run of Chinese characters as its overlapping pairs and its last character.

    >>> in_pairs("哈尔滨2022")
    ' 哈尔 尔滨 滨 2022'
    """
    return _RUN.sub(lambda run: f" {_pairs(run[0])} ", text) if text else text


def _pairs(run: str) -> str:
    return " ".join(run[start : start + 2] for start in range(len(run)))


def _copy_pages(site: Path, folder: Path) -> None:
    for page in site.rglob("*.html"):
        copy = folder / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = page.read_text(encoding="utf-8")
        copy.write_text(_TEXT.sub(lambda match: f">{in_pairs(match[1])}<", text), encoding="utf-8")


def _run_pagefind(pages: Path, out: Path) -> None:
    options = ["--force-language", "en", "--quiet", "--output-path", str(out)]
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise SiteError(f"the search index failed: {lines[-1] if lines else 'no message'}", file=str(out))
