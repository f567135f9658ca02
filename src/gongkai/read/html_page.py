"""Finding the article in a page: what stays after navigation, footers and scripts are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from lxml import etree

from gongkai.forms import is_number
from gongkai.read.refusal import refusal

Element = etree._Element

INVISIBLE = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "textarea",
     "head", "title", "meta", "link"}
)  # fmt: skip
FURNITURE_TAGS = frozenset({"nav", "header", "footer", "aside", "form"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMES = re.compile(r"[\s]+")
_SITE_WORDS = re.compile(r"版权所有|备案|ICP|浏览器|分辨率|技术支持|主办单位|承办单位|网站地图|免责声明|打印|关闭")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
ENOUGH = 0.9
"""Share of the page's text, links left out, that the article holds."""
KNOWN_ENOUGH = 0.6
"""The same for a container whose name says that it is the article."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    Attributes:
        root: the whole tree.
        body: its body.
        article: the smallest element that holds the article.
        furniture: elements to leave out while reading.
    """

    root: Element
    body: Element
    article: Element
    furniture: frozenset[Element]

    @property
    def heading(self) -> str | None:
        """The page's h1 where it stands outside the article."""
        for h1 in self.body.iter("h1"):
            text = "".join(text_of(h1).split())
            inside = h1 is self.article or any(parent is self.article for parent in h1.iterancestors())
            if text:
                return None if inside else " ".join(text_of(h1).split())
        return None


@cache
def names(part: str) -> frozenset[str]:
    """Names of `page_parts.csv` under `article`, `furniture` or `label`."""
    lines = (files("gongkai.read") / "page_parts.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(name for row in lines for kind, name in [row.split(",", 1)] if kind == part)


def parse_page(name: str, text: str) -> Page:
    """The tree of a page with its article found; raises `damaged` if it is nested beyond reason."""
    root = _tree(name, text)
    body = root.find("body")
    body = root if body is None else body
    weights = _weigh(body)
    furniture = _furniture(weights)
    return Page(root, body, _article(body, weights, furniture), furniture)


def _tree(name: str, text: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    data = _XML_DECLARATION.sub("", text, count=1).replace("\0", "").encode("utf-8", "replace")
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise refusal("damaged", name, "its markup gives no page") from error
    if root is None:
        raise refusal("damaged", name, "its markup gives no page")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise refusal("damaged", name, "its elements are nested beyond reason")
    return root


def text_of(element: Element) -> str:
    """All text under an element."""
    return "".join(element.itertext(with_tail=False))  # type: ignore[arg-type]  # the stub allows bytes


def is_hidden(element: Element) -> bool:
    """True if the element never shows: scripts and the like, `hidden`, `display:none`."""
    if element.tag in INVISIBLE:
        return True
    style = element.get("style")
    return (style is not None and _HIDDEN.search(style) is not None) or element.get("hidden") is not None


@dataclass(slots=True)
class Weights:
    """Length of the text under each element, links left out; `hidden` never shows."""

    text: dict[Element, int] = field(default_factory=dict)
    hidden: list[Element] = field(default_factory=list)
    suspects: list[Element] = field(default_factory=list)
    total: int = 0


def _weigh(body: Element) -> Weights:
    weights = Weights()
    walker = etree.iterwalk(body, events=("start", "end"))
    sizes = [0]
    links = 0
    skipped = False
    for event, element in walker:
        if event == "start":
            skipped = element is not body and is_hidden(element)
            if skipped:
                walker.skip_subtree()
                weights.hidden.append(element)
            links += element.tag == "a"
            sizes.append(0 if links or skipped else _length(element.text))
            continue
        size = sizes.pop()
        links -= element.tag == "a"
        weights.text[element] = size
        sizes[-1] += size + (0 if links else _length(element.tail))
        if _looks_like_furniture(element):
            weights.suspects.append(element)
    weights.total = weights.text[body]
    return weights


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _looks_like_furniture(element: Element) -> bool:
    if element.tag in FURNITURE_TAGS:
        return True
    if element.tag not in ("div", "ul", "section", "table", "p"):
        return False
    return bool(names("furniture").intersection(_own_names(element)))


def _own_names(element: Element) -> Iterator[str]:
    for attribute in (element.get("id"), element.get("class")):
        if attribute:
            yield from attribute.lower().split()


def _furniture(weights: Weights) -> frozenset[Element]:
    """Suspects that hold little text and no table of numbers; a page-wide form or header is none."""
    small = (e for e in weights.suspects if weights.text[e] * 5 < weights.total and not _has_numbers(e))
    return frozenset((*weights.hidden, *small))


def _has_numbers(element: Element) -> bool:
    """True if some table under the element, or it itself, has at least three cells with numbers."""
    cells = (text_of(cell) for cell in element.iter("td", "th"))
    numbers = (text for text in cells if len(text) < 40 and is_number(text))
    return sum(1 for _, _text in zip(range(3), numbers, strict=False)) == 3


def _article(body: Element, weights: Weights, furniture: frozenset[Element]) -> Element:
    """Goes down as long as one child holds the article and what it leaves behind is furniture."""
    total = max(1, weights.total - _outermost(furniture, weights))
    known = _known_article(body, weights, total)
    if known is not None:
        return known
    article = body
    while (child := _heaviest(article, weights)) is not None and child.tag not in ("table", "p"):
        rest = (other for other in article if other is not child and other not in furniture)
        if weights.text[child] < ENOUGH * total or any(map(_has_substance, rest)):
            break
        article = child
    return article


def _outermost(furniture: frozenset[Element], weights: Weights) -> int:
    outer = (e for e in furniture if not any(parent in furniture for parent in e.iterancestors()))
    return sum(weights.text.get(element, 0) for element in outer)


def _known_article(body: Element, weights: Weights, total: int) -> Element | None:
    """The innermost element with a known name that holds most of the text, tables of numbers included."""
    found = [
        element
        for element, size in weights.text.items()
        if size >= KNOWN_ENOUGH * total and names("article").intersection(_own_names(element))
    ]
    if not found or _tables_with_numbers(found[0]) < _tables_with_numbers(body):
        return None
    return found[0]


def _tables_with_numbers(element: Element) -> int:
    return sum(_has_numbers(table) for table in element.iter("table"))


def _heaviest(element: Element, weights: Weights) -> Element | None:
    return max(element, key=lambda child: weights.text.get(child, 0), default=None)


def _has_substance(element: Element) -> bool:
    """True for sentences or tables of numbers that are no remark of the site about itself."""
    text = text_of(element)
    return ("。" in text and not _SITE_WORDS.search(text)) or _has_numbers(element)
