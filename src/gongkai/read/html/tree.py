"""Small questions to the tree of a page, and taking parts out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import cast

from lxml import etree

from gongkai.forms import is_number
from gongkai.forms.data_files import csv_rows
from gongkai.read.marks import without_signs

Element = etree._Element

html_parser = partial(etree.HTMLParser, encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
_LENGTH = etree.XPath("string-length(normalize-space())")
# A union of paths, and a way back from an attribute to its element, would take the square of the time.
_NAMED = etree.XPath("descendant::*[@id or @class]")
_CELLS = etree.XPath("count(descendant::td | descendant::th)")
_STYLES = etree.XPath("descendant::*/@style", smart_strings=False)


@cache
def names(part: str) -> frozenset[str]:
    """Names of `page_parts.csv` under `article`, `furniture`, `hidden` or `label`."""
    return frozenset(row["name"] for row in csv_rows("gongkai.read.html", "page_parts.csv") if row["part"] == part)


def own_names(element: Element) -> Iterator[str]:
    """The words of its id and class, in lower case."""
    for attribute in (element.get("id"), element.get("class")):
        if attribute:
            yield from attribute.lower().split()


def found(path: etree.XPath, top: Element) -> list[Element]:
    """The elements that an XPath expression for elements gives."""
    return cast("list[Element]", path(top))


def named(top: Element) -> list[Element]:
    """The elements under `top` that have an id or a class."""
    return found(_NAMED, top)


def styles_in(top: Element) -> set[str]:
    """The different styles that elements under `top` have of their own."""
    result = _STYLES(top)
    return set(map(str, result)) if isinstance(result, list) else set()


def called(elements: Iterable[Element], part: str) -> list[Element]:
    """Those of the elements whose id or class is a name of that part."""
    wanted = names(part)
    return [element for element in elements if not wanted.isdisjoint(own_names(element))]


def text_of(element: Element) -> str:
    """All text under an element."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def length_of(element: Element) -> int:
    """Characters of its text, runs of white space counted as one."""
    length = _LENGTH(element)
    return int(length) if isinstance(length, float) else 0


def cells_in(element: Element) -> int:
    """Table cells under it."""
    count = _CELLS(element)
    return int(count) if isinstance(count, float) else 0


def drop(element: Element) -> None:
    """Takes an element out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def has_numbers(element: Element, fewest: int = 3) -> bool:
    """True if at least so many table cells under the element hold numbers, values of labels such as 索引号 left out."""
    numbers = 0
    for cell in element.iter("td", "th"):
        text = text_of(cell)
        if len(text) <= 40 and is_number(without_signs(text)):
            before = cell.getprevious()
            numbers += before is None or "".join(text_of(before).split()).strip("：:") not in names("label")
            if numbers == fewest:
                return True
    return False


def tables_with_numbers(element: Element) -> int:
    """How many of its tables hold a number."""
    return sum(has_numbers(table, 1) for table in element.iter("table"))
