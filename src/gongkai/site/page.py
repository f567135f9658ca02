"""What a page is: its address, its words, its body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be stamped.

    Attributes:
        path: address from the root of its language: empty for home, else `reports/…/`.
        title: for the window and the search results; a hand-written page has its own.
        description: one sentence for search engines; a hand-written page has its own.
        body: HTML of the content.
        data: machine-readable description (schema.org), None if there is none.
        fragments: HTML for the markers of a hand-written page, by name.
    """

    path: str
    title: str
    description: str
    body: str
    data: dict[str, object] | None = None
    fragments: Mapping[str, str] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """Folders between the root of the language and the page."""
        return self.path.count("/")

    @property
    def section(self) -> str:
        """The first folder, which is the entry of the navigation."""
        return self.path.partition("/")[0]


def up(path: str) -> str:
    """The way from a page to the root of its language: `../../` for `reports/x/`, `./` for home."""
    return "../" * path.count("/") or "./"


def up_to_site(path: str, lang: str) -> str:
    """The way from a page to the root of the whole site."""
    return up(path) if lang == "zh" else up(path).removeprefix("./") + "../"
