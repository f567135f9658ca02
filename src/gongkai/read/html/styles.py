"""What the styles of a page hide, strike out, raise or add, as far as the page itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from gongkai.read.html.tree import Element, own_names
from gongkai.read.limits import keep_within


class Look(Enum):
    """What a style does to text; of several the first counts."""

    HIDDEN = auto()
    TINY = auto()
    """Of size 0: hides the text itself, but not parts inside that have a size of their own."""
    STRUCK = auto()
    RAISED = auto()
    LOWERED = auto()
    BACKWARDS = auto()
    APART = auto()
    """Placed, coloured or sized so that it may be no part of the text around it."""
    TYPED = auto()
    """Tabs and line ends count, as in `pre`."""


_VALUES = {
    name: [(look, re.compile(value)) for look, value in looks]
    for name, *looks in (
        ("display", (Look.HIDDEN, "none")),
        ("visibility", (Look.HIDDEN, "hidden|collapse")),
        ("mso-hide", (Look.HIDDEN, "all")),
        ("text-indent", (Look.HIDDEN, r"-(?:[5-9]\d\d|\d{4,}).*")),
        ("opacity", (Look.TINY, r"0?(?:\.0+)?")),
        ("font-size", (Look.TINY, r"0+(?:\.0+)?(?:px|pt|em|rem|%)?"), (Look.APART, r"[0-4](?:\.\d+)?p[tx]")),
        ("text-decoration", (Look.STRUCK, ".*line-through.*")),
        ("text-decoration-line", (Look.STRUCK, ".*line-through.*")),
        ("vertical-align", (Look.RAISED, "super"), (Look.LOWERED, "sub")),
        ("unicode-bidi", (Look.BACKWARDS, "bidi-override|isolate-override")),
        ("position", (Look.APART, "absolute|fixed|relative|sticky")),
        ("clip", (Look.APART, ".*")),
        ("clip-path", (Look.APART, ".*")),
        ("overflow", (Look.APART, "hidden")),
        ("float", (Look.APART, "left|right")),
        ("color", (Look.APART, "#f{3,8}|white|transparent")),
        ("white-space", (Look.TYPED, "pre.*|break-spaces")),
    )
}
"""Property → the looks that its values give, the first that fits; any other value takes the look away."""

Declared = tuple[tuple[str, Look | None], ...]
"""Property → its look, None where the value gives none."""


@lru_cache(maxsize=4096)
def declared(style: str) -> Declared:
    """What a style says about how its text looks."""
    pairs = (part.split(":", 1) for part in "".join(style.lower().split()).split(";") if ":" in part)
    found = [
        (name, next((look for look, shape in _VALUES[name] if shape.fullmatch(value.removesuffix("!important"))), None))
        for name, value in pairs
        if name in _VALUES
    ]
    if "unicode-bidi" in style.lower() and "rtl" not in style.lower():
        found = [(name, look) for name, look in found if look is not Look.BACKWARDS]
    return tuple(found)


class _Step(NamedTuple):
    """One element of a selector: `child` if it must stand right inside the one before."""

    tag: str | None
    names: frozenset[str]
    child: bool

    def fits(self, element: Element) -> bool:
        return self.tag in (None, element.tag) and (not self.names or self.names.issubset(own_names(element)))


class _Rule(NamedTuple):
    weight: tuple[int, int, int]
    """Ids, classes and tags that the selector names, then its order on the page: the highest wins."""
    steps: tuple[_Step, ...]
    declared: Declared
    content: str | None
    """Text that it adds, before or after."""
    after: bool

    def fits(self, element: Element) -> bool:
        if not self.steps[-1].fits(element):
            return False
        steps = list(self.steps)
        child = steps.pop().child
        for outer in element.iterancestors():
            if not steps:
                break
            if steps[-1].fits(outer):
                child = steps.pop().child
            elif child:
                return False
        return not steps


_STEP = re.compile(
    r"\s*(?P<child>>?)\s*(?P<tag>[a-z][a-z0-9]*|\*)?(?P<names>(?:[.#][\w-]+)*)(?P<added>::?(?:before|after))?"
)
_CONTENT = re.compile(r"""content\s*:\s*(?:"([^"]*)"|'([^']*)'|([^;}"']+))""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_COMMENT_MARKS = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_SCREENS = re.compile(r"@(?:media(?: only)? (?:screen|all)|layer[^{(]*)")
"""Rules for print or for small screens do not count."""
_MOST_STEPS = 6
"""Parts of a selector such as `.a .b > p`; longer ones are passed over."""
_TELLING = re.compile("display|visibility|line-through|vertical-align|content|font-size|color|opacity|bidi|mso-hide")


class StyleSheet:
    """The rules of a page's own style sheets that change what is read.

    Args:
        texts: of its style elements.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_key: dict[str, list[_Rule]] = {}
        self._trials = 0
        order = count()
        for selectors, style in (rule for text in texts if _TELLING.search(text.lower()) for rule in _blocks(text)):
            found = declared(style)
            match = _CONTENT.search(style)
            if not (match or any(found)):
                continue
            content = next((group for group in match.groups() if group is not None), None) if match else None
            for weight, steps, added in filter(None, map(_selector, selectors.lower().split(","))):
                if bool(added) == (content is not None):
                    rule = _Rule((*weight, next(order)), steps, found, content, added.endswith("after"))
                    key = min(steps[-1].names, default=steps[-1].tag or "*")
                    self._by_key.setdefault(key, []).append(rule)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def rules_for(self, element: Element) -> list[_Rule]:
        """The rules that fit an element, the strongest last."""
        if not self._by_key:
            return []
        keys = (*own_names(element), str(element.tag))
        candidates = [rule for key in dict.fromkeys(keys) for rule in self._by_key.get(key, ())]
        self._trials += len(candidates)
        keep_within("style_trials", self._trials)
        return sorted((rule for rule in candidates if rule.fits(element)), key=lambda rule: rule.weight)


def look_of(rules: Sequence[_Rule], style: str | None) -> Look | None:
    """How an element looks by its rules and its own style."""
    if not rules:
        return own_look(style or "")
    said = [pair for rule in rules if rule.content is None for pair in rule.declared]
    return _first((*said, *declared(style or "")))


@lru_cache(maxsize=4096)
def own_look(style: str) -> Look | None:
    """How a style by itself makes an element look."""
    return _first(declared(style))


def _first(said: Declared) -> Look | None:
    return min(filter(None, dict(said).values()), key=lambda look: look.value, default=None)


def _selector(text: str) -> tuple[tuple[int, int], tuple[_Step, ...], str] | None:
    """(weight, steps, what it adds) of a selector; None if it asks for more than names and tags."""
    text = text.strip()
    steps: list[_Step] = []
    position, added = 0, ""
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None or match.end() == position or added or len(steps) == _MOST_STEPS:
            return None
        if not (match["tag"] or match["names"] or match["added"]):
            return None
        names = frozenset(re.split(r"[.#]", match["names"])[1:])
        steps.append(_Step(None if match["tag"] == "*" else match["tag"], names, bool(match["child"])))
        position, added = match.end(), match["added"] or ""
    named = bool(steps) and any(step.names for step in steps)
    return ((text.count("#"), text.count(".")), tuple(steps), added) if named else None


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """(selectors, style) of each rule that counts on a screen; a comment that is never closed goes on to the end."""
    text = _COMMENT_MARKS.sub("", _COMMENT.sub("", text))
    around: list[str] = []
    position = 0
    for match in re.finditer("[{};]", text):
        if match[0] == "{":
            around.append(text[position : match.start()].strip())
        elif match[0] == "}" and around:
            selectors = around.pop()
            if not selectors.startswith("@") and all(_SCREENS.fullmatch(outer.lower()) for outer in around):
                yield selectors, text[position : match.start()]
        elif around and not around[-1].startswith("@"):
            continue
        position = match.end()
