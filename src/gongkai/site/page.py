"""What a page is, and what a type of page is: one view, one template, one entry in `page_types.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.site import addresses
from gongkai.site.downloads import Dataset
from gongkai.site.figures import Figures, Row
from gongkai.site.linked_pages import home_data, list_data
from gongkai.site.render import render, render_macro
from gongkai.site.words import Words


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
        files: texts to be written beside the page, by name.
        card: name of its social card.
    """

    path: str
    title: str
    description: str
    body: str
    data: dict[str, object] | None = None
    fragments: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    card: str = ""

    @property
    def depth(self) -> int:
        """Folders between the root of the language and the page."""
        return self.path.count("/")

    @property
    def section(self) -> str:
        """The first folder, which is the entry of the navigation."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class SiteData:
    """What all pages are made from: query results, packages, texts that others made, settings, software carried."""

    figures: Figures
    datasets: Sequence[Dataset]
    files: Collection[str]
    settings: Mapping[str, Any]
    shipped: Sequence[Row] = ()


Values = Mapping[str, Any]
"""Beside what the template needs: `title`, `description`, `linked_data`, `card`; `files` are written beside the page,
`data_files` beside the first page of a list alone."""
Make = Callable[[SiteData, Words, Row], Values | None]
"""Values for the template from the data, the language and the row of the page; None: this row has no page."""


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page.

    Attributes:
        template: `templates/pages/<template>.html`; it sees `rows` (or `row`) and what `make` returns.
        address: from the root of the language; `{column}` is filled from the row where there is a page a row.
        view: the query view it shows; None for a page of words alone.
        title: in Chinese and English, with `{names}` of values.
        description: likewise.
        rows: what gives the rows where no view does.
        each: a page for each row, instead of one for all.
        make: what the template needs beside the rows.
        part: rows that a page holds before the list goes on on the next one; 0: all of them.
        by_agency: True if a page needs only what its own agency reports, so that it is made beside the reports.
        fragments: macros of the template for the markers of a hand-written page, each with the values under its name.
    """

    template: str
    address: str
    view: str | None = None
    title: tuple[str, str] = ("", "")
    description: tuple[str, str] = ("", "")
    rows: Callable[[SiteData], Sequence[Row]] | None = None
    each: bool = False
    make: Make | None = None
    part: int = 0
    by_agency: bool = False
    fragments: tuple[str, ...] = ()

    def pages(self, data: SiteData, words: Words) -> Iterator[Page]:
        """All pages of this type in one language."""
        return (draft.page() for draft in self.drafts(data, words))

    def drafts(self, data: SiteData, words: Words) -> Iterator[Draft]:
        """All pages of this type in one language, none of them written yet."""
        rows = self.rows(data) if self.rows else data.figures.rows(self.view) if self.view else []
        for row in rows if self.each else [{}]:
            values = self.make(data, words, row) if self.make else {}
            if values is not None:
                address = self.address.format(**row)
                yield from self._parts(
                    address, {"settings": data.settings, "row": row, "rows": rows, **row, **values}, words
                )

    def _parts(self, address: str, values: Values, words: Words) -> Iterator[Draft]:
        rows = values["rows"]
        size = self.part or max(len(rows), 1)
        count = max(1, -(-len(rows) // size))
        for number in range(1, count + 1):
            part = {"number": number, "count": count, "address": address, "size": size, "all": len(rows)}
            shown = rows[(number - 1) * size : number * size]
            files = {**values.get("files", {}), **(values.get("data_files", {}) if number == 1 else {})}
            own = {**values, "rows": shown, "part": part, "files": files, "data_files": {}}
            yield Draft(self, addresses.part(address, number), own, words)

    def page(self, path: str, values: Values, words: Words) -> Page:
        """The page at an address with these values."""
        title, text = (str(words(*pair, **values)) for pair in (self.title, self.description))
        if values["part"]["number"] > 1:
            title = words("{t}（第 {n} 页）", "{t}, page {n}", t=title, n=values["part"]["number"])
        given = {name: values[name] for name in values if name not in ("t", "path", "to", "english")}
        if self.fragments:
            macros = {name: render_macro(self.template, name, path, words, **values[name]) for name in self.fragments}
            return Page(path, title, text, "", fragments=macros, files=values["files"])
        body = render(self.template, path, words, **given)
        linked = (
            list_data(title, text, values["settings"], path, words) if path else home_data(values["settings"], words)
        )
        data = values.get("linked_data") or linked
        return Page(path, title, text, body, data, files=values["files"], card=values.get("card", ""))


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before it is written: its type, its address, its language, and every value that it shows."""

    kind: PageType
    path: str
    values: Values
    words: Words

    @property
    def made_from(self) -> object:
        """All that decides what the page holds, but the code."""
        return self.kind.template, self.path, self.words.lang, self.values

    def page(self) -> Page:
        """The page, written."""
        return self.kind.page(self.path, self.values, self.words)
