"""What of a page's tree a browser shows: hidden parts go out, struck and raised text is marked, spans dissolve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from gongkai.model import MarkKind
from gongkai.read.html_doubt import (
    CELLS,
    drawn_cells,
    mark,
    mark_drawn,
    mark_struck,
    part_digits,
    show_control,
    stands_in_data,
)
from gongkai.read.html_styles import Look, StyleSheet, look_of
from gongkai.read.html_tree import (
    Element,
    called,
    cells_in,
    drop,
    found,
    length_of,
    named,
    names,
    own_names,
    text_of,
)
from gongkai.read.marks import LOWERED, RAISED

_NEVER_SHOWN = ("script", "style", "noscript", "template", "iframe")
_CONTROLS = ("object", "svg", "select", "button", "textarea", "input")
_STRUCK = ("del", "s", "strike")
_INLINE = (
    "span", "font", "b", "strong", "i", "em", "u", "big", "small", "tt", "wbr", "ins", "label", "nobr", "o:p",
    "sup", "sub", "input", "textarea", "button", "select", "option", "svg", "object",
)  # fmt: skip
_STYLES = etree.XPath("descendant::*/@style", smart_strings=False)
_STYLED = etree.XPath("descendant::*[@style]")
_SAYS_HIDDEN = etree.XPath("descendant::*/@hidden/.. | descendant::tr[@height='0']")
HIDDEN_AT_MOST = 2 / 3
"""Share of a page's table cells, or of its text if it has no tables, that may be hidden; a copy is half of them."""


def as_shown(root: Element, body: Element) -> None:
    """Changes the tree to what a browser shows of it, as far as the page alone tells."""
    drawn = drawn_cells(body)
    sheet = StyleSheet(text_of(style) for style in root.iter("style"))
    _drop_unseen(body)
    looks = _looks(body)
    _drop_hidden(body, [*_hidden(looks), *found(_SAYS_HIDDEN, body), *_hidden_by_name(body, sheet)])
    mark_struck([*body.iter(*_STRUCK), *(element for element, look in looks if look is Look.STRUCK)])
    _mark_raised([*body.iter("sup"), *(element for element, look in looks if look is Look.RAISED)])
    _mark_raised(body.iter("sub"), lowered=True)
    part_digits(body, [element for element, look in looks if look is Look.APART])
    mark_drawn(drawn)
    _mark_typed(element for element, look in looks if look is Look.TYPED)
    for container in called(named(body), "article"):
        container.tag = "div" if container.tag in _INLINE else container.tag
    etree.strip_tags(body, *_INLINE)


def _drop_unseen(body: Element) -> None:
    for element in list(body.iter(*_NEVER_SHOWN)):
        drop(element)
    for control in list(body.iter(*_CONTROLS)):
        if not show_control(control):
            drop(control)


def _looks(body: Element) -> list[tuple[Element, Look]]:
    """Elements whose own style changes what is read, in page order."""
    styles = _STYLES(body)
    if not isinstance(styles, list) or all(look_of(style) is Look.PLAIN for style in set(map(str, styles))):
        return []
    looks = zip(found(_STYLED, body), map(look_of, map(str, styles)), strict=True)
    return [(element, look) for element, look in looks if look is not Look.PLAIN]


def _hidden(looks: Iterable[tuple[Element, Look]]) -> Iterator[Element]:
    for element, look in looks:
        if look is Look.HIDDEN or (look is Look.TINY and not len(element)):
            yield element


def _hidden_by_name(body: Element, sheet: StyleSheet) -> Iterator[Element]:
    """Elements that the page's style sheet hides, or whose name is one that frameworks hide.

    Beside a number such a name is no proof: the piece stays, parted from the rest of the cell, and is in doubt.
    """
    for element in named(body):
        if sheet.hides(element):
            yield element
        elif not names("hidden").isdisjoint(own_names(element)):
            if element.tag in CELLS or not stands_in_data(element):
                yield element
            else:
                mark(element, MarkKind.HIDDEN)


def _drop_hidden(body: Element, hidden: list[Element]) -> None:
    """Takes hidden parts out, but not those beside which a page holds next to nothing: scripts show them one by one."""
    if not hidden:
        return
    inside = frozenset(hidden)
    outer = [element for element in dict.fromkeys(hidden) if inside.isdisjoint(element.iterancestors())]
    measure = cells_in if cells_in(body) else length_of
    sizes = {element: measure(element) for element in outer}
    shown_by_script = sum(sizes.values()) > HIDDEN_AT_MOST * measure(body)
    panes = {element.getparent() for element in outer if sizes[element]} if shown_by_script else set()
    for element in outer:
        if element.getparent() not in panes:
            drop(element)


def _mark_raised(raised: Iterable[Element], *, lowered: bool = False) -> None:
    """A footnote mark is no digit of the number in front of it."""
    for element in raised:
        if element.tag not in CELLS and any(map(str.isdigit, text_of(element))):
            for part in element.iter():
                part.text = part.text and part.text.translate(LOWERED if lowered else RAISED)
            mark(element, MarkKind.RAISED)


def _mark_typed(elements: Iterable[Element]) -> None:
    """Lines with tabs are no paragraph."""
    for element in elements:
        if element.tag in ("div", "p") and not len(element) and "\t" in (element.text or "").strip():
            element.tag = "pre"
