"""What the styles of a page hide, strike out or raise, as far as the page itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from gongkai.read.html_tree import Element, own_names


class Look(Enum):
    """What a style does to text."""

    PLAIN = auto()
    HIDDEN = auto()
    TINY = auto()
    """Of size 0: hides the text itself, but not parts inside that have a size of their own."""
    STRUCK = auto()
    RAISED = auto()
    APART = auto()
    """Placed, coloured or sized so that it may be no part of the text around it."""
    TYPED = auto()
    """Tabs and line ends count, as in `pre`."""


_LOOKS = {
    Look.HIDDEN: re.compile(
        r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|text-indent:-(?:[5-9]\d\d|\d{4,})"
    ),
    Look.TINY: re.compile(r"font-size:0+(?:\.0+)?(?:px|pt|em|rem|%)?(?:;|!|$)|opacity:0?(?:\.0+)?(?:;|!|$)"),
    Look.STRUCK: re.compile(r"text-decoration(?:-line)?:[^;]*line-through"),
    Look.RAISED: re.compile(r"vertical-align:super"),
    Look.APART: re.compile(
        r"position:|clip|overflow:hidden|float:|(?<![a-z-])color:(?:#f{3,8}|white|transparent)|font-size:[0-4](?:\.\d+)?p"
    ),
    Look.TYPED: re.compile(r"white-space:(?:pre|break-spaces)"),
}
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->|<!\[CDATA\[|\]\]>", re.S)
_FOR_PRINT = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<names>(?:[.#][a-z0-9_-]+)+)")
MOST_RULES = 2000


@lru_cache(maxsize=4096)
def look_of(style: str) -> Look:
    """The look that the text of a style gives; of several the one that takes most away."""
    squeezed = "".join(style.lower().split())
    return next((look for look, pattern in _LOOKS.items() if pattern.search(squeezed)), Look.PLAIN)


class _Rule(NamedTuple):
    tag: str | None
    names: frozenset[str]
    hides: bool


class StyleSheet:
    """The rules of a page's own style sheets that say whether elements of a class or id show at all.

    Args:
        texts: of its style elements. Rules for print or for small screens do not count.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        rules = [rule for text in texts for rule in _rules(text)][:MOST_RULES]
        hiding = frozenset[str]().union(*(rule.names for rule in rules if rule.hides))
        self._rules = [rule for rule in rules if not rule.names.isdisjoint(hiding)]

    def hides(self, element: Element) -> bool:
        """True if the rule that names the element most closely, or the last of several, hides it."""
        if not self._rules:
            return False
        own = frozenset(own_names(element))
        fitting = [rule for rule in self._rules if rule.names <= own and rule.tag in (None, element.tag)]
        closest = max((len(rule.names) for rule in fitting), default=0)
        return any([rule.hides for rule in fitting if len(rule.names) == closest][-1:])


def _rules(text: str) -> Iterable[_Rule]:
    lowered = text.lower()
    if "display" not in lowered and "visibility" not in lowered:
        return
    for selectors, style in _RULE.findall(_FOR_PRINT.sub("", _COMMENT.sub("", lowered))):
        if "display:" in (squeezed := style.replace(" ", "")) or "visibility:" in squeezed:
            hides = look_of(squeezed) is Look.HIDDEN
            for match in filter(None, map(_SELECTOR.fullmatch, map(str.strip, selectors.split(",")))):
                yield _Rule(match["tag"], frozenset(re.split(r"[.#]", match["names"])[1:]), hides)
