"""What a page is, and what a type of page is: one view, one template, one entry in `page_types.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Generic, TypeVar, cast

from gongkai.site import addresses
from gongkai.site.downloads import Dataset
from gongkai.site.figures import Figures, ViewRow
from gongkai.site.linked_pages import home_data, list_data
from gongkai.site.links import NOWHERE, Pointers
from gongkai.site.render import render, render_macro
from gongkai.site.settings import Settings
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
        insets: large parts of the body that are not searched, by the marker that stands for each till all else is done.
        inside: where they lead, and what can be led to in them, which their maker knows.
    """

    path: str
    title: str
    description: str
    body: str
    data: dict[str, object] | None = None
    fragments: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    card: str = ""
    insets: Mapping[str, str] = field(default_factory=dict)
    inside: Pointers = NOWHERE

    def whole(self, html: str) -> str:
        """The finished page with its insets; what is put in is escaped, so that it holds no marker."""
        for marker, part in self.insets.items():
            html = html.replace(marker, part, 1)
        return html

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
    datasets: Sequence[Dataset] = ()
    files: Collection[str] = ()
    settings: Settings = field(default_factory=Settings)
    shipped: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows.

    Attributes:
        values: what the template, title and description name.
        rows: the rows of a list, where they are not those of the view.
        files: texts to be written beside the page, by name.
        data_files: those beside the first page of a list alone.
        linked_data: a description (schema.org) of its own.
        card: name of its social card.
        fragments: for a hand-written page, the values of each macro of the template that fills a marker of that name.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    rows: Sequence[object] | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    data_files: Mapping[str, str] = field(default_factory=dict)
    linked_data: dict[str, object] | None = None
    card: str = ""
    fragments: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Which page of a list this is: its number of how many, their address, rows of a page at most, and in all."""

    number: int
    count: int
    address: str
    size: int
    all: int


R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class PageType:
    """A type of page: one page, or a list that goes on over several.

    Attributes:
        template: `templates/pages/<template>.html`; it sees `rows` and what `make` returns.
        address: from the root of the language.
        view: the query view that it lists, or the class of its rows; None for a page without a list.
        title: in Chinese and English, with `{names}` of values.
        description: likewise.
        make: what the template needs beside the rows.
        part: rows that a page holds before the list goes on on the next one; 0: all of them.
        by_agency: True if a page needs only what its own agency reports, so that it is made beside the reports.
    """

    template: str = field(kw_only=False)
    address: str = field(kw_only=False)
    view: str | type[ViewRow] | None = None
    title: tuple[str, str] = ("", "")
    description: tuple[str, str] = ("", "")
    make: Callable[[SiteData, Words], Content] | None = None
    part: int = 0
    by_agency: bool = False

    def drafts(self, data: SiteData, words: Words) -> Iterator[Draft]:
        """All pages of this type in one language, none of them written yet."""
        content = self.make(data, words) if self.make else Content()
        yield from self._drafts(self.address, content, self._shown(data), data, words)

    def _shown(self, data: SiteData) -> Sequence[object]:
        if self.view is None:
            return ()
        return data.figures.records(self.view) if isinstance(self.view, str) else data.figures.rows(self.view)

    def _drafts(
        self, address: str, content: Content, rows: Sequence[object], data: SiteData, words: Words
    ) -> Iterator[Draft]:
        rows = rows if content.rows is None else content.rows
        size = self.part or max(len(rows), 1)
        count = max(1, -(-len(rows) // size))
        for number in range(1, count + 1):
            own = replace(
                content,
                rows=rows[(number - 1) * size : number * size],
                files={**content.files, **(content.data_files if number == 1 else {})},
                data_files={},
            )
            yield Draft(self, own, Part(number, count, address, size, len(rows)), data.settings, words)


@dataclass(frozen=True, kw_only=True)
class PagePerRow(PageType, Generic[R]):
    """A type of page of which each row has one; `{columns}` of the row fill the address, and are values.

    Attributes:
        rows: gives the rows that have a page; without it those of the view.
        make_one: what the template needs beside the `row`; None: this row has no page.
    """

    rows: Callable[[SiteData], Sequence[R]] | None = None
    make_one: Callable[[SiteData, Words, R], Content | None] | None = None

    def drafts(self, data: SiteData, words: Words) -> Iterator[Draft]:
        """All pages of this type in one language, none of them written yet."""
        rows = self.rows(data) if self.rows else cast(Sequence[R], self._shown(data))
        for row in rows:
            content = self.make_one(data, words, row) if self.make_one else Content()
            if content is not None:
                # a row of a view that has no class is a mapping
                columns = [] if isinstance(row, Mapping) else [column.name for column in fields(cast(ViewRow, row))]
                named = row if isinstance(row, Mapping) else {name: getattr(row, name) for name in columns}
                own = replace(content, values={"row": row, **named, **content.values})
                yield from self._drafts(self.address.format(**named), own, (), data, words)


K = TypeVar("K", bound=ViewRow)


def every(kind: type[K]) -> Callable[[SiteData], Sequence[K]]:
    """Gives every row of the view of a class."""
    return lambda data: data.figures.rows(kind)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before it is written: its type, all that it shows, and in which language."""

    kind: PageType
    content: Content
    part: Part
    settings: Settings
    words: Words

    @property
    def path(self) -> str:
        """Its address from the root of its language."""
        return addresses.part(self.part.address, self.part.number)

    @property
    def made_from(self) -> object:
        """All that decides what the page holds, but the code."""
        return self.kind.template, self.words.lang, self.content, self.part, self.settings

    def page(self) -> Page:
        """The page, written."""
        content, words, path = self.content, self.words, self.path
        values: dict[str, object] = {**content.values, "rows": content.rows, "part": self.part}
        title, text = (words(zh, en).format(**values) for zh, en in (self.kind.title, self.kind.description))
        if self.part.number > 1:
            title = words("{t}（第 {n} 页）", "{t}, page {n}", t=title, n=self.part.number)
        if content.fragments:
            fragments = {
                name: render_macro(self.kind.template, name, path, words, **given)
                for name, given in content.fragments.items()
            }
            return Page(path, title, text, "", fragments=fragments, files=content.files)
        site = self.settings
        linked = list_data(title, text, site, path, words) if path else home_data(site, words)
        body = render(self.kind.template, path, words, settings=site, **values)
        return Page(path, title, text, body, content.linked_data or linked, files=content.files, card=content.card)
