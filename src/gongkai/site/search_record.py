"""What the search index gets of a page: the searched part of its HTML, a few KB of the hundred.

Templates mark what is searched (`data-pagefind-body`) and what in it is not (`data-pagefind-ignore`); headings keep
their weight and filters their values, because the record is HTML too.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_BODY = re.compile(r"<(\w+)[^<>]*\sdata-pagefind-body[^<>]*>")
_IGNORED = re.compile(r"<(\w+)[^<>]*\sdata-pagefind-ignore[^<>]*>")
_SPACE = re.compile(r"\s+")
_TAGS_THAT_SAY_NOTHING = re.compile(
    r"</?(?:div|section|span|b|i|em|strong|a|ul|ol|li|dl|dt|dd)\b(?![^<>]*data-pagefind)[^<>]*>"
)


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One page in the index: its address from the root of the site, and the HTML that is searched, compressed."""

    url: str
    packed: bytes

    @property
    def html(self) -> str:
        """What is searched."""
        return zlib.decompress(self.packed).decode()


def search_record(path: str, html: str) -> SearchRecord | None:
    """The record of a page, None if nothing of it is searched.

    Args:
        path: of its file, from the root of the site.
        html: the whole page.
    """
    opening = _marked(html, "data-pagefind-body", _BODY)
    if opening is None:
        return None
    body = html[opening.start() : _end(html, opening)]
    kept: list[str] = []
    start = 0
    while ignored := _marked(body, "data-pagefind-ignore", _IGNORED, start):
        kept.append(body[start : ignored.start()])
        start = _end(body, ignored)
    kept.append(body[start:])
    told = "".join(kept).replace("</dt>", ": ").replace("</dd>", "; ")
    searched = _TAGS_THAT_SAY_NOTHING.sub(" ", told)
    return SearchRecord("/" + path.removesuffix("index.html"), zlib.compress(_SPACE.sub(" ", searched).encode(), 1))


def _marked(html: str, mark: str, tag: re.Pattern[str], start: int = 0) -> re.Match[str] | None:
    """The next tag with a mark: it is tried only where the mark stands, not at each tag of the page."""
    at = html.find(mark, start)
    while at >= 0:
        if found := tag.match(html, max(html.rfind("<", start, at), start)):
            return found
        at = html.find(mark, at + 1)
    return None


def _end(html: str, opening: re.Match[str]) -> int:
    """Where the element ends that a tag opens."""
    depth = 1
    for tag in re.compile(rf"<(/?){opening[1]}\b[^<>]*>").finditer(html, opening.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)
