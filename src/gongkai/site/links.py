"""Every address inside the site must lead somewhere, wherever the site is mounted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r"""\s(?:href|src|action)=(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)')""")
_SCRIPT = re.compile(r"<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_OUTSIDE = ("http", "https", "mailto", "tel", "data", "blob")
UNPLACED = ("404.html",)
"""Pages that a server shows at any address: theirs are absolute."""


def broken_links(site: Path) -> list[str]:
    """One line per address that leads nowhere: `page: address`. An address from the root (`/x`) counts as broken."""
    pages = sorted(page for page in site.rglob("*.html") if page.name not in UNPLACED)
    anchors: dict[Path, set[str]] = {}
    return [
        f"{page.relative_to(site)}: {address}"
        for page in pages
        for address in sorted(set(_addresses(page)))
        if not _leads_somewhere(site, page, address, anchors)
    ]


def _addresses(page: Path) -> Iterator[str]:
    for tag in _TAG.findall(_markup(page)):
        for match in _ADDRESS.finditer(tag):
            yield unescape(match[1] or match[2] or "")


def _markup(page: Path) -> str:
    """The page without what stands inside scripts, styles and comments."""
    return _SCRIPT.sub(_opening_tag, page.read_text(encoding="utf-8"))


def _opening_tag(match: re.Match[str]) -> str:
    tag = _TAG.match(match[0])
    return tag[0] if tag else ""


def _leads_somewhere(site: Path, page: Path, address: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme in _OUTSIDE:
        return True
    if parts.netloc or address.startswith("/"):
        return False
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.is_file() or site.resolve() not in target.parents:
        return False
    return not parts.fragment or target.suffix != ".html" or unquote(parts.fragment) in _ids(target, anchors)


def _ids(page: Path, anchors: dict[Path, set[str]]) -> set[str]:
    if page not in anchors:
        found = (_ID.finditer(tag) for tag in _TAG.findall(_markup(page)))
        anchors[page] = {unescape(match[1] or match[2] or "") for matches in found for match in matches}
    return anchors[page]
