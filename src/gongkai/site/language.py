"""The site in one language: its shells, and the pages stamped from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

from gongkai.site import addresses
from gongkai.site.addresses import up_to_site
from gongkai.site.extra_files import feeds_of
from gongkai.site.page import Page
from gongkai.site.stamp import json_block, stamp
from gongkai.site.words import Words


class Language:
    """Stamps the pages of one language; `shells` by depth, `extra` the paths of what others made for the site."""

    def __init__(self, words: Words, shells: Mapping[int, str], extra: Collection[str]) -> None:
        self.words = words
        self._extra = extra
        self._shells = shells

    def path_of(self, page: str) -> str:
        """The path of a page's file from the root of the site: Chinese stands there itself, English under `en/`."""
        return addresses.in_language(page, self.words.lang) + "index.html"

    def frame_of(self, page: str, own: str | None) -> object:
        """What surrounds the content of a page: its shell, or `own` that MkDocs built there, and its feeds."""
        return own or self._shells[page.count("/")], feeds_of(self._extra, page, self.words)

    def html(self, page: Page, own: str | None = None) -> str:
        """The whole page: stamped from `own`, what MkDocs built at its address, else from the shell of its depth."""
        shell = self._shells[page.depth] if own is None else own
        text = {"title": page.title, "description": page.description, "path": page.path}
        text["card"] = page.card or f"site-{self.words.lang}"
        data = f'<script type="application/ld+json">{json_block(page.data)}</script>' if page.data else ""
        up, title = up_to_site(page.path, self.words.lang), escape(page.title)
        feeds = (
            f'<link rel="alternate feed" type="application/atom+xml" title="{title}" href="{escape(up + path)}">'
            for path in feeds_of(self._extra, page.path, self.words)
        )
        html = stamp(shell, {"body": page.body, "head": data + "".join(feeds), **page.fragments}, text, page=page.path)
        entry = f'data-section="{page.section}"'
        return html.replace(entry, f'{entry} aria-current="true"', 1)
