"""Finding the article in a page: what stays after navigation, footers and scripts are left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from gongkai.read.html.embedded import shows_no_article, unpack_article
from gongkai.read.html.tree import Element, called, has_numbers, html_parser, length_of, tables_with_numbers, text_of
from gongkai.read.html.visible import as_shown
from gongkai.read.limits import keep_within
from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

_FURNITURE_TAGS = ("nav", "header", "footer", "aside", "form")
_SITE_WORDS = re.compile(r"版权所有|备案|ICP|浏览器|分辨率|技术支持|主办单位|承办单位|网站地图|免责声明|打印|关闭")
_LONG_TAG = re.compile(r"<[^<]{5000,}")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
ENOUGH = 0.9
"""Share of the page's text, links left out, that the article holds."""
KNOWN_ENOUGH = 0.6
"""The same for a container whose name says that it is the article."""
FURNITURE_AT_MOST = 0.2
"""A part above this share is no furniture."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page, scripts and hidden parts taken out.

    Attributes:
        root: the whole tree.
        body: its body.
        article: the smallest element that holds the article.
        furniture: navigation, footers and the like that stand inside the article.
    """

    root: Element
    body: Element
    article: Element
    furniture: tuple[Element, ...]

    @property
    def headings(self) -> list[Element]:
        """Its h1 elements with text, those in furniture (the site's own name) left out."""
        filled = (h1 for h1 in self.body.iter("h1") if text_of(h1).strip())
        return [h1 for h1 in filled if not any(parent in self.furniture for parent in h1.iterancestors())]

    @property
    def heading(self) -> str | None:
        """The first heading where it stands outside the article."""
        outside = [h1 for h1 in self.headings if h1 is not self.article and self.article not in h1.iterancestors()]
        return " ".join(text_of(outside[0]).split()) if outside else None


def parse_page(file: SourceFile) -> Page:
    """The tree of a page with its article found; raises `damaged` if it is nested beyond reason."""
    root = _tree(file)
    body = _body(root)
    containers = as_shown(root, body)
    if shows_no_article(body) and unpack_article(whole := _tree(file)):
        # what a script puts in is there if nothing else is
        root, body = whole, _body(whole)
        containers = as_shown(root, body)
    weights = _Weights(body)
    furniture: dict[Element, None] = {}
    for suspect in (*body.iter(*_FURNITURE_TAGS), *called(containers, "furniture")):
        inside_another = not furniture.keys().isdisjoint(suspect.iterancestors())
        if suspect in furniture or inside_another or suspect.tag in ("td", "th", "tr", "tbody", "span", "body"):
            continue
        # what holds much text or a table of numbers is a page-wide form or header
        if weights.of(suspect) < FURNITURE_AT_MOST * weights.total and not has_numbers(suspect):
            furniture[suspect] = None
    total = max(1, weights.total - sum(map(weights.of, furniture)))
    # the innermost element with a known name that holds most of the text and all tables of numbers
    known = [element for element in called(containers, "article") if weights.of(element) >= KNOWN_ENOUGH * total]
    if known and tables_with_numbers(known[-1]) >= tables_with_numbers(body):
        article = known[-1]
    else:
        article = _article(body, weights, total, furniture.keys())
    return Page(root, body, article, tuple(part for part in furniture if part is not article))


def _body(root: Element) -> Element:
    body = root.find("body")
    return root if body is None else body


def _tree(file: SourceFile) -> Element:
    text = file.text
    file.spend("tags", text.count("<"))
    for tag in _LONG_TAG.findall(text):
        keep_within("attributes", tag.count("="))
    parser = html_parser(huge_tree=True)
    declaration = _XML_DECLARATION.match(text)
    data = text[declaration.end() if declaration else 0 :].replace("\0", "").encode("utf-8", "replace")
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise rejection("damaged", file.name, "no_page") from error
    if root is None:
        raise rejection("damaged", file.name, "no_page")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise rejection("nested_too_deep", file.name)
    return root


class _Weights:
    """Length of the text under an element, links left out."""

    def __init__(self, body: Element) -> None:
        self._links = {link: length_of(link) for link in body.iter("a")}
        self._known: dict[Element, int] = {}
        self.total = self.of(body)

    def of(self, element: Element) -> int:
        if element not in self._known:
            linked = sum(self._links.get(link, 0) for link in element.iter("a"))
            self._known[element] = max(0, length_of(element) - linked)
        return self._known[element]


def _article(body: Element, weights: _Weights, total: int, furniture: Collection[Element]) -> Element:
    """Goes down as long as one child holds the article and what it leaves behind is furniture."""
    article = body
    while (child := max(article, key=weights.of, default=None)) is not None:
        # old sites arrange whole pages with tables in tables; of these the innermost is read whole
        inner = child.iterdescendants("table") if child.tag == "table" else (child,)
        if child.tag in ("p", "a", "span") or not any(weights.of(part) >= ENOUGH * total for part in inner):
            break
        rest = [other for other in article if other is not child and other not in furniture]
        # sentences or tables of numbers that are no remark of the site about itself
        sentences = any("。" in text and not _SITE_WORDS.search(text) for text in map(text_of, rest))
        if weights.of(child) < ENOUGH * total or sentences or any(has_numbers(other, 1) for other in rest):
            break
        article = child
    while article.tag in ("tbody", "thead", "tfoot", "tr") and (parent := article.getparent()) is not None:
        article = parent
    return article
