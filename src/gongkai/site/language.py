"""The site in one language: its shells, and the pages stamped from them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from gongkai.site.addresses import up_to_site
from gongkai.site.extra_files import feeds_of
from gongkai.site.page import Page
from gongkai.site.shells import take_shells
from gongkai.site.stamp import json_block, stamp
from gongkai.site.words import Words


class Language:
    """Writes the pages of one language below its root: the site itself for Chinese, `en/` for English."""

    def __init__(self, words: Words, site: Path, extra: Mapping[str, str]) -> None:
        self.words = words
        self._root = site if words.lang == "zh" else site / words.lang
        self._extra = extra
        self._shells = take_shells(self._root)

    def write(self, page: Page) -> None:
        """Stamp a page: a page that MkDocs built at its address is its own shell, else the shell of its depth is."""
        file = self._root / page.path / "index.html"
        shell = file.read_text(encoding="utf-8") if file.is_file() else self._shells[page.depth]
        text = {"title": page.title, "description": page.description, "path": page.path}
        html = stamp(shell, {"body": page.body, "head": self._head(page), **page.fragments}, text, page=page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        entry = f'data-section="{page.section}"'
        file.write_text(html.replace(entry, f'{entry} aria-current="true"', 1), encoding="utf-8")
        for name, text_of_file in page.files.items():
            (file.parent / name).write_text(text_of_file, encoding="utf-8")

    def _head(self, page: Page) -> str:
        data = f'<script type="application/ld+json">{json_block(page.data)}</script>' if page.data else ""
        return data + "".join(self._feed(page, path) for path in feeds_of(self._extra, page.path, self.words))

    def _feed(self, page: Page, path: str) -> str:
        # With `alternate` alone the theme takes it for another language and looks for a sitemap beside the feed.
        address = escape(up_to_site(page.path, self.words.lang) + path)
        return f'<link rel="alternate feed" type="application/atom+xml" title="{escape(page.title)}" href="{address}">'
