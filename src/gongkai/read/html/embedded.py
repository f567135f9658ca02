"""Articles that a page carries as text for its own script to show: in a script, a text area or an inner frame."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from gongkai.read.html.tree import Element, has_numbers, html_parser, text_of

_CARRIERS = ("script", "textarea", "iframe", "input")
# A string that is never closed goes to the end of its line, or each quote in it would be tried as another start.
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*+)"?|\'((?:[^\'\\\n]|\\.)*+)\'?|`((?:[^`\\]|\\.)*+)`?', re.S)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)", re.S)
_MARKUP = re.compile(r"<(?:p|table|tr|td|div|span)\b[^>]*>", re.I)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "\n": "", "\r\n": ""}
FEW_SENTENCES = 3
"""A page that shows no more than these, and no table of numbers, shows no article."""
MANY_NUMBERS = 10
"""Cells with a number that make a table of the form rather than of the page."""


def shows_no_article(body: Element) -> bool:
    """True if neither sentences nor tables of numbers show."""
    return text_of(body).count("。") <= FEW_SENTENCES and not has_numbers(body, MANY_NUMBERS)


def unpack_article(root: Element) -> bool:
    """Puts the longest article that the page carries as text where it is carried; False if there is none."""
    for unused in root.iter("noscript", "template"):
        if not shows_no_article(unused):
            unused.tag = "div"
            return True
    carried = [(carrier, _carried(carrier)) for carrier in root.iter(*_CARRIERS)]
    articles = [(carrier, markup) for carrier, markup in carried if len(_MARKUP.findall(markup)) > FEW_SENTENCES]
    if not articles:
        return False
    carrier, markup = max(articles, key=lambda article: len(article[1]))
    try:
        page: Element | None = etree.fromstring(markup.encode("utf-8", "replace"), html_parser())
    except etree.LxmlError:
        return False
    article = None if page is None else page.find("body")
    if article is None or shows_no_article(article):
        return False
    # in the place of what carried it, out of everything hidden around it
    article.tag, article.tail = "div", carrier.tail
    parent = carrier.getparent()
    if parent is not None:
        parent.replace(carrier, article)
    return True


def _carried(carrier: Element) -> str:
    """The text that an element carries; of a script its strings that hold markup, be it escaped once more."""
    if carrier.tag == "textarea":
        return text_of(carrier)
    if carrier.tag != "script":
        return carrier.get("srcdoc") or carrier.get("value") or ""

    def character(escape: re.Match[str]) -> str:
        code = escape[1]
        return chr(int(code[1:], 16)) if len(code) > 2 and code[0] in "ux" else _CONTROLS.get(code, code)

    strings = (_ESCAPE.sub(character, "".join(groups)) for groups in _STRING.findall(carrier.text or ""))
    texts = (string if "<" in string else unescape(string) for string in strings)
    return "".join(text for text in texts if "<" in text)
