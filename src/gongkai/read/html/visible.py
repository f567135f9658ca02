"""What of a page's tree a browser shows: hidden parts go out, struck and raised text is marked, spans dissolve."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from gongkai.model import MarkKind
from gongkai.read.html.doubt import DataCells, drawn_cells, mark_drawn, mark_raised, turn_round
from gongkai.read.html.styles import Look, StyleSheet, look_of, own_look
from gongkai.read.html.tree import Element, called, cells_in, drop, found, length_of, named, styles_in, text_of
from gongkai.read.marks import marked

_NEVER_SHOWN = ("script", "style", "noscript", "template", "iframe")
_CONTROLS = ("object", "svg", "select", "button", "textarea", "input")
_INLINE = (
    "span", "font", "b", "strong", "i", "em", "u", "big", "small", "tt", "wbr", "ins", "label", "nobr", "o:p", "bdo",
    "bdi", "sup", "sub", "input", "textarea", "button", "select", "option", "svg", "object",
)  # fmt: skip
_STYLED = etree.XPath("descendant::*[@style]")
_SAYS_HIDDEN = etree.XPath("descendant::*[@hidden]")
_STRUCK = ("del", "s", "strike")
_ATTRIBUTE = re.compile(r"\s*attr\(\s*([\w-]+)\s*\)\s*")
HIDDEN_AT_MOST = 2 / 3
"""Share of a page's table cells, or of its text if it has no tables, that may be hidden; a copy is half of them."""


def as_shown(root: Element, body: Element) -> list[Element]:
    """Changes the tree to what a browser shows of it, as far as the page alone tells.

    Returns the elements of the body that have an id or a class.
    """
    with_names = named(body)
    drawn = drawn_cells(body, with_names)
    sheet = StyleSheet(text_of(style) for style in root.iter("style"))
    cells = DataCells()
    for element in list(body.iter(*_NEVER_SHOWN)):
        drop(element)
    for control in list(body.iter(*_CONTROLS)):
        if not cells.show_control(control):
            drop(control)
    looks = _looks(body, sheet, with_names)
    flat = (row for row in body.iter("tr") if row.get("height") == "0")
    tiny = (element for element in looks[Look.TINY] if not len(element))
    hidden = [
        *looks[Look.HIDDEN],
        *tiny,
        *found(_SAYS_HIDDEN, body),
        *flat,
        *cells.mark_hidden(called(with_names, "hidden")),
    ]
    if hidden:
        _drop_hidden(body, hidden)
        with_names = named(body)
    cells.mark_struck([*body.iter(*_STRUCK), *looks[Look.STRUCK]])
    turn_round([*(bdo for bdo in body.iter("bdo") if bdo.get("dir") == "rtl"), *looks[Look.BACKWARDS]])
    mark_raised(dict.fromkeys([*body.iter("sup"), *looks[Look.RAISED]]))
    mark_raised(dict.fromkeys([*body.iter("sub"), *looks[Look.LOWERED]]), lowered=True)
    cells.mark_apart(
        body,
        [
            *called(with_names, "apart"),
            *(font for font in body.iter("font") if (font.get("color") or "").lower() in ("white", "#ffffff")),
            *looks[Look.APART],
        ],
    )
    mark_drawn(drawn)
    for element in looks[Look.TYPED]:
        if element.tag in ("div", "p") and not len(element) and "\t" in (element.text or "").strip():
            element.tag = "pre"
    for container in called(with_names, "article"):
        container.tag = "div" if container.tag in _INLINE else container.tag
    return named(body)


def _looks(body: Element, sheet: StyleSheet, with_names: list[Element]) -> dict[Look, list[Element]]:
    """Elements that a style changes the reading of; text that a style adds before or after theirs is put in."""
    looks: dict[Look, list[Element]] = defaultdict(list)
    if not sheet and not any(map(own_look, styles_in(body))):
        return looks
    styled = found(_STYLED, body)
    for element in dict.fromkeys((*styled, *with_names)) if sheet else styled:
        rules = sheet.rules_for(element)
        look = look_of(rules, element.get("style"))
        if look is not None:
            looks[look].append(element)
        for rule in rules:
            content = rule.content
            if not content or look is Look.HIDDEN:
                continue
            attribute = _ATTRIBUTE.fullmatch(content)
            # what it counts or draws, only a browser knows
            known = element.get(attribute[1], "") if attribute else "" if "(" in content else content
            if content in ("none", "normal") or not (any(map(str.isdigit, known)) or "counter" in content):
                continue
            text = marked(known, MarkKind.COMPUTED)
            if rule.after and len(element):
                element[-1].tail = (element[-1].tail or "") + text
            else:
                element.text = (element.text or "") + text if rule.after else text + (element.text or "")
    return looks


def _drop_hidden(body: Element, hidden: list[Element]) -> None:
    """Takes hidden parts out, but not those beside which a page holds next to nothing: scripts show them one by one."""
    inside = frozenset(hidden)
    outer = [element for element in dict.fromkeys(hidden) if inside.isdisjoint(element.iterancestors())]
    measure = cells_in if cells_in(body) else length_of
    sizes = {element: measure(element) for element in outer}
    shown_by_script = sum(sizes.values()) > HIDDEN_AT_MOST * measure(body)
    panes = {element.getparent() for element in outer if sizes[element]} if shown_by_script else set()
    for element in outer:
        if element.getparent() not in panes:
            drop(element)
