"""Every link inside the site must lead somewhere, wherever the site is mounted.

Addresses are worked out as text and looked up among the files known: asking the file system about each of some
hundreds of addresses a page took longer than all else of a build. Each page is looked through once, when it is made.
"""

from __future__ import annotations

import os
import posixpath
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_POINTER = re.compile(
    r"""\s(?:(href|src|action|id|name)=(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+))|[\w-]+="[^"<>]*")(?=[^<>]*>)"""
)
"""An attribute inside a tag: there the next angle bracket is a closing one. Others are passed over whole: they hold
text of reports, which may look like an attribute without quotation marks."""
_SCRIPT = re.compile(r"<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_OUTSIDE = ("http", "https", "mailto", "tel", "data", "blob")
UNPLACED = ("404.html",)
"""Pages that a server shows at any address: theirs are absolute."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where pages lead; an address that many pages share is kept once.

    Attributes:
        broken: one line per address that leads nowhere, whatever else the site holds: `page: address`.
        targets: path from the root of the site and fragment of the others, with such a line for the first of each.
        ids: of each page the ids on it that others may point at, one a line, compressed.
    """

    broken: tuple[str, ...] = ()
    targets: Mapping[tuple[str, str], str] = field(default_factory=dict)
    ids: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pointers:
    """The addresses and the ids in a page or a part of it."""

    addresses: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    @property
    def leaving(self) -> Pointers:
        """Without the addresses that lead to one of its ids."""
        return Pointers(frozenset(one for one in self.addresses if one[1:] not in self.ids or one[0] != "#"), self.ids)


NOWHERE = Pointers()


def broken_links(site: Path) -> list[str]:
    """One line per address that leads nowhere: `page: address`. An address from the root (`/x`) counts as broken."""
    files = set(files_of(site))
    pages = sorted(file for file in files if file.endswith(".html") and file not in UNPLACED)
    return broken_among(all_links(links_on(page, (site / page).read_text(encoding="utf-8")) for page in pages), files)


def all_links(parts: Iterable[PageLinks]) -> PageLinks:
    """The links of all pages of the parts, as one."""
    broken: list[str] = []
    targets: dict[tuple[str, str], str] = {}
    ids: dict[str, bytes] = {}
    for part in parts:
        broken.extend(part.broken)
        ids.update(part.ids)
        for target, line in part.targets.items():
            targets.setdefault(target, line)
    return PageLinks(tuple(broken), targets, ids)


def broken_among(links: PageLinks, files: Collection[str]) -> list[str]:
    """One line per address that leads nowhere.

    Args:
        links: of every page.
        files: paths of everything on the site, from its root.
    """

    @lru_cache(maxsize=64)
    def ids(page: str) -> str:
        packed = links.ids.get(page)
        return f"\n{zlib.decompress(packed).decode()}\n" if packed else ""

    def leads_somewhere(path: str, fragment: str) -> bool:
        target = path if path in files else f"{path}/index.html".removeprefix("./")
        if target not in files:
            return False
        if not fragment or not target.endswith(".html"):
            return True
        # looked for as a line: few links lead to each page, and taking its ids apart takes longer
        return "\n" not in fragment and f"\n{fragment}\n" in ids(target)

    # page by page, as the ids of a few pages are at hand
    inside = sorted(target for target in links.targets if target[1])
    whole = (target for target in links.targets if not target[1])
    lost = (links.targets[target] for targets in (inside, whole) for target in targets if not leads_somewhere(*target))
    return sorted((*links.broken, *lost))


def links_on(page: str, text: str, others: Pointers = NOWHERE) -> PageLinks:
    """The links on a page.

    Args:
        page: its path from the root of the site.
        text: its HTML.
        others: those in parts of the page that `text` leaves out.
    """
    found = pointers(text)
    addresses, ids = found.addresses | others.addresses, found.ids | others.ids
    # most addresses of a report's page lead to places on it
    inside = {address for address in addresses if address.startswith("#") and "%" not in address}
    lost = {address for address in inside if address[1:] not in ids} - {"#"}
    broken = [f"{page}: {address}" for address in sorted(lost)]
    targets: dict[tuple[str, str], str] = {}
    folder = posixpath.dirname(page)
    for address in sorted(addresses - inside):
        scheme, host, path, fragment = _parts(address)
        if scheme in _OUTSIDE:
            continue
        target = posixpath.normpath(posixpath.join(folder, path)) if path else page
        if scheme or host or address.startswith("/") or target.startswith("../") or target == "..":
            broken.append(f"{page}: {address}")
        elif target != page or fragment:
            targets[target, fragment] = f"{page}: {address}"
    return PageLinks(tuple(broken), targets, {page: zlib.compress("\n".join(sorted(ids)).encode(), 1)})


@lru_cache(maxsize=4096)
def _parts(address: str) -> tuple[str, str, str, str]:
    """Scheme, host, path and fragment; every page has the addresses of the frame."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc, unquote(parts.path), unquote(parts.fragment)


def pointers(text: str) -> Pointers:
    """The addresses and the ids in a page, without what stands inside scripts, styles and comments."""
    addresses: set[str] = set()
    ids: set[str] = set()

    def opening_tag(match: re.Match[str]) -> str:
        tag = _TAG.match(match[0])
        return tag[0] if tag else ""

    for name, double, single, bare in _POINTER.findall(_SCRIPT.sub(opening_tag, text)):
        value = bare or double or single
        if name:
            (ids if name in ("id", "name") else addresses).add(unescape(value) if "&" in value else value)
    return Pointers(frozenset(addresses), frozenset(ids))


def files_of(site: Path) -> Iterator[str]:
    """Path from the root of the site of every file on it."""
    root = len(str(site))
    for folder, _, names in os.walk(site):
        # as text: objects of paths would take most of the time
        inside = f"{folder[root:].replace(os.sep, '/')}/".lstrip("/")
        yield from (inside + name for name in names)
