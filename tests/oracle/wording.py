"""The words of pages as approved: what each says, element by element, in both languages side by side.

Numbers are told by the other tests of this folder; here each of them is `#`. Of a table's body only the first row is
told, of a list of places nothing: their cells are compared with what is known.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from lxml import html

NUMBER = re.compile(r"\b[0-9a-f]{12,}\b|\d+(?:[\d,.]*\d)?(?: [kM]?B(?![a-z]))?")
BLOCKS = frozenset(
    ("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "pre", "caption", "summary", "label", "legend", "button",
     "option")
)  # fmt: skip
UNSPOKEN = frozenset(("script", "style", "svg", "template"))
TOLD_ELSEWHERE = ".//*[@id='source-text' or @data-form or @class='narrative' or @class='tiles']"
PARTS = {"": "//body", "method/": "//div[@class='scroll']", "changelog/": "//section[@data-release]"}
"""On the first page also what stands around every page; of pages whose other words are written by hand, in `docs` and
the changelog, what the templates make."""
BEGINNING = 60
"""Of an example of code so many characters are told: it is tried by tests of its own."""
LABELS = ("aria-label", "placeholder", "title")
Words = list[tuple[str, str]]
"""Each element with what it says, in the order of the page."""
Line = tuple[str, str, str, str]
"""A page, an element of it, and what that says in Chinese and in English; empty where only the other has it."""


def words(site: Path, page: str) -> Words:
    """What a page says beside its numbers."""
    tree = html.parse(str(site / page / "index.html")).getroot()
    for element in [*tree.xpath(TOLD_ELSEWHERE), *tree.xpath(".//tbody/tr[position() > 1]")]:
        element.drop_tree()
    parts = tree.xpath(PARTS.get(page.removeprefix("en/"), "//article"))
    return [(name, _spoken(said)) for part in parts for name, said in _said(part) if said.strip()]


def _said(element: Any) -> Iterator[tuple[str, str]]:
    """What an element and those inside it say; blocks say all at once."""
    if element.tag in UNSPOKEN:
        return
    if element.tag == "tr":
        yield "tr", " | ".join(cell.text_content().strip() for cell in element)
        return
    yield from ((f"{element.tag} {name}", element.get(name, "")) for name in LABELS)
    inner = [each for each in element.iterdescendants() if isinstance(each.tag, str)]
    if element.tag in BLOCKS and not any(each.tag in BLOCKS for each in inner):
        said = element.text_content()
        yield element.tag, said[:BEGINNING] if element.tag == "pre" else said
        yield from ((f"{each.tag} {name}", each.get(name, "")) for each in inner for name in LABELS)
        return
    yield element.tag, " ".join([element.text or "", *(each.tail or "" for each in element)])
    for each in element:
        if isinstance(each.tag, str):
            yield from _said(each)


def _spoken(said: str) -> str:
    return NUMBER.sub("#", " ".join(said.split()))


def side_by_side(page: str, chinese: Words, english: Words) -> Iterator[Line]:
    """The words of both languages, the same elements in one line."""
    names = [name for name, _ in chinese], [name for name, _ in english]
    for way, i, to_i, j, to_j in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if way == "equal":
            yield from ((page, *one, two[1]) for one, two in zip(chinese[i:to_i], english[j:to_j], strict=True))
        else:
            yield from ((page, *one, "") for one in chinese[i:to_i])
            yield from ((page, two[0], "", two[1]) for two in english[j:to_j])


def lines(site: Path, pages: Sequence[str]) -> list[Line]:
    """What these pages say now."""
    return [line for page in pages for line in side_by_side(page, words(site, page), words(site, f"en/{page}"))]


def changed(site: Path, pages: Sequence[str], approved: Path, now: Path) -> list[str]:
    """Where these pages say other words than was approved; what they say now is written to `now`."""
    with approved.open(encoding="utf-8", newline="") as file:
        before = [tuple(row) for row in csv.reader(file)][1:]
    after = lines(site, pages)
    with now.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("page", "element", "zh", "en"), *after])
    kept = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        f"{sign} {' | '.join(line)}"
        for way, i, to_i, j, to_j in kept
        if way != "equal"
        for sign, part in (("-", before[i:to_i]), ("+", after[j:to_j]))
        for line in part
    ]
