"""A built page as a reader sees it: its tables cell by cell, its figures, its links with where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from lxml import html

Cell = str | tuple[str, str]
"""What a cell must say, with the path that it leads to if it is a link: (`威海市`, `regions/371000/`)."""


@dataclass(frozen=True)
class Page:
    """One page of a site; paths count from the root of its language."""

    site: Path
    path: str
    lang: str

    @cached_property
    def tree(self) -> Any:
        """The part of the page that is not the same on every page."""
        prefix = "" if self.lang == "zh" else "en/"
        (article,) = html.parse(str(self.site / prefix / self.path / "index.html")).getroot().xpath("//article")
        return article

    @cached_property
    def by_id(self) -> dict[str, Any]:
        """The elements that can be led to."""
        return {element.get("id"): element for element in self.tree.iter() if element.get("id")}

    def table(self, caption: str) -> list[list[Cell]]:
        """The rows of the one table with that caption, its head first."""
        (table,) = [table for table in self.tree.iter("table") if text(table.find("caption")) == caption]
        return [[self.cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]

    def cell(self, element: Any) -> Cell:
        """What an element says, and where it leads if it holds a link."""
        links = [self.leads_to(link) for link in element.iter("a")]
        return (text(element), *links) if links else text(element)  # type: ignore[return-value]

    def leads_to(self, link: Any) -> str:
        """Where a link leads, from the root of the language; addresses elsewhere as they stand."""
        address, _, anchor = link.get("href").partition("#")
        if "://" in address or address.startswith("mailto:"):
            return str(link.get("href"))
        path = normpath(join(self.path, address)) if address else normpath(self.path or ".")
        slash = "/" if address.endswith("/") or not address else ""
        return ("" if path == "." else path + slash) + (f"#{anchor}" if anchor else "")

    def figures(self) -> list[str]:
        """The key figures: each label with its value and note."""
        found = self.tree.xpath(".//dl[contains(@class, 'figures')]/div")
        return [f"{text(figure.find('dd'))} {text(figure.find('dt'))}" for figure in found]

    def links(self, xpath: str) -> list[Cell]:
        """The links inside the elements that an XPath names."""
        return [(text(link), self.leads_to(link)) for part in self.tree.xpath(xpath) for link in part.iter("a")]

    def texts(self, xpath: str) -> list[str]:
        """What the elements that an XPath names say."""
        return [text(part) for part in self.tree.xpath(xpath)]


def one_of_each(site: Path) -> list[str]:
    """The pages right below the root, and the first of those below each of them."""
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    chinese = [page for page in pages if page.split("/")[0] not in ("en", "static", "pagefind", "shell")]
    first = {tuple(page.split("/")[:-1]): page for page in reversed(chinese)}
    return sorted({*(page for page in chinese if "/" not in page), *first.values()})


def nameless(page: Path) -> list[str]:
    """Buttons and links without words, words said for them or words of their picture (WCAG 2.2, 4.1.2)."""
    nodes = html.parse(str(page)).getroot().xpath("//main//*[self::button or (self::a and @href)]")
    said = ".//*[@alt and @alt != ''] | @aria-label | @title"
    return [html.tostring(node)[:150] for node in nodes if not (node.text_content().strip() or node.xpath(said))]


def text(element: Any) -> str:
    """The words of an element, parted by single spaces; nothing for no element."""
    return "" if element is None else " ".join(element.text_content().split())


def number(value: Any) -> str:
    """A number as pages print it: 12,345 · 12.5 · – for none."""
    if value is None:
        return "–"
    whole, point, rest = f"{value:f}".partition(".") if not isinstance(value, int) else (str(value), "", "")
    rest = rest.rstrip("0")
    return f"{int(whole):,}" + (f"{point}{rest}" if rest else "")


def marked(row: Any, name: str, code: str) -> str:
    """A number of a list: `?` behind it if its cell is in doubt, `*` if it is a reconciled one."""
    return number(row[name]) + "?" * (code in row["doubted_rows"]) + "*" * (code in row["reconciled_rows"])


def different(found: Sequence[Sequence[Cell]], expected: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Every cell that is not as expected, and rows that one has and the other lacks."""
    if len(found) != len(expected):
        yield f"{len(found)} rows, not {len(expected)}"
    for n, (row, wanted) in enumerate(zip(found, expected, strict=False)):
        if len(row) != len(wanted):
            yield f"row {n}: {len(row)} cells, not {len(wanted)}"
        for column, (cell, should) in enumerate(zip(row, wanted, strict=False)):
            if cell != should:
                yield f"row {n}, cell {column}: {cell!r}, not {should!r}"
