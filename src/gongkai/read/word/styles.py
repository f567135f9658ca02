"""How the text of a Word document looks by its styles, and the numbers that Word counts in front of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.forms.chinese import numeral
from gongkai.read.word.xml import Element, attribute, child_of, is_on, local_name

TINY = 8
"""In half points: from this size on down text is not read."""
WHITE = "FFFFFF"
_SWITCHES = ("vanish", "strike", "dstrike")
_VALUES = ("vertAlign", "position", "sz", "color")
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
_LEVEL = re.compile(r"%([1-9])")

Properties = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Look:
    """What a run looks like; `raised` is `superscript`, `subscript` or None."""

    struck: bool = False
    raised: str | None = None
    hidden: bool = False
    tiny: bool = False
    white: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    run: Properties
    numbering: tuple[str, int] | None


class Styles:
    """The styles of a document.

    Args:
        root: the element that holds them; None if the document has none.
    """

    def __init__(self, root: Element | None = None) -> None:
        self._styles: dict[str, _Style] = {}
        self._known: dict[tuple[str | None, str | None], Properties] = {}
        for style in () if root is None else root:
            identity = attribute(style, "styleId")
            if local_name(style) == "style" and identity:
                based_on = attribute(child_of(style, "basedOn"), "val")
                numbering = _numbering(child_of(style, "pPr"))
                self._styles[identity] = _Style(based_on, _properties(child_of(style, "rPr")), numbering)

    def look(self, paragraph: Element, run: Element) -> Look:
        """How a run of a paragraph looks: by the styles of both, then by what is said of the run itself."""
        own = child_of(run, "rPr")
        styles = (
            attribute(child_of(child_of(paragraph, "pPr"), "pStyle"), "val"),
            attribute(child_of(own, "rStyle"), "val"),
        )
        if own is None and styles == (None, None):
            return PLAIN
        if styles not in self._known:
            self._known[styles] = {**self._inherited(styles[0]), **self._inherited(styles[1])}
        properties = {**self._known[styles], **_properties(own)}
        raised = str(properties.get("vertAlign", ""))
        if raised not in ("superscript", "subscript"):
            lift = str(properties.get("position", "0"))
            raised = "" if lift in ("0", "") else "subscript" if lift.startswith("-") else "superscript"
        size = str(properties.get("sz", ""))
        return Look(
            struck=bool(properties.get("strike") or properties.get("dstrike")),
            raised=raised or None,
            hidden=bool(properties.get("vanish")),
            tiny=size.isdecimal() and len(size) < 5 and int(size) <= TINY,
            white=str(properties.get("color", "")).upper() == WHITE,
        )

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """(list, level) of a paragraph that Word numbers."""
        properties = child_of(paragraph, "pPr")
        if properties is None:
            return None
        style = self._styles.get(attribute(child_of(properties, "pStyle"), "val") or "")
        return _numbering(properties) or (style.numbering if style else None)

    def _inherited(self, identity: str | None) -> Properties:
        chain: list[_Style] = []
        while identity in self._styles and len(chain) < len(self._styles):
            chain.append(self._styles[identity])
            identity = chain[-1].based_on
        return {name: value for style in reversed(chain) for name, value in style.run.items()}


def _properties(element: Element | None) -> Properties:
    found: dict[str, str | bool] = {}
    for child in () if element is None else element:
        name = local_name(child)
        if name in _SWITCHES:
            found[name] = is_on(child)
        elif name in _VALUES:
            found[name] = attribute(child, "val") or ""
    return found


def _numbering(properties: Element | None) -> tuple[str, int] | None:
    numbered = child_of(properties, "numPr", "listPr")
    if numbered is None:
        return None
    level = attribute(child_of(numbered, "ilvl"), "val") or "0"
    identity = attribute(child_of(numbered, "numId", "ilfo"), "val")
    return (identity, int(level)) if identity and level in "012345678" and len(level) == 1 else None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


class Numbering:
    """The numbers that Word puts in front of paragraphs.

    Args:
        root: the element that defines the lists; None if the document has none.
        body: holds the paragraphs.
        styles: of the document.

    Attributes:
        numbers: paragraph → its number, empty for a bullet; None if the document does not tell.
    """

    def __init__(self, root: Element | None = None, body: Element | None = None, styles: Styles | None = None) -> None:
        kinds: dict[str | None, dict[int, _Level]] = {}
        lists: dict[str, str | None] = {}
        for part in () if root is None else root:
            if local_name(part) == "abstractNum":
                levels = kinds.setdefault(attribute(part, "abstractNumId"), {})
                for level in (child for child in part if local_name(child) == "lvl"):
                    number, start = attribute(level, "ilvl") or "0", attribute(child_of(level, "start"), "val") or "1"
                    levels[int(number) if number.isdecimal() else 0] = _Level(
                        int(start) if start.isdecimal() else 1,
                        attribute(child_of(level, "numFmt"), "val") or "decimal",
                        attribute(child_of(level, "lvlText"), "val") or "",
                    )
            elif local_name(part) == "num":
                lists[attribute(part, "numId") or ""] = attribute(child_of(part, "abstractNumId"), "val")
        self.numbers: dict[Element, str | None] = {}
        counts: dict[str | None, dict[int, int]] = {}
        for paragraph in () if body is None else body.iter("{*}p"):
            at = (styles or Styles()).numbering(paragraph)
            if at is not None and at[0] != "0":
                kind = lists.get(at[0])
                self.numbers[paragraph] = _next(kinds.get(kind, {}), counts.setdefault(kind, {}), at[1])


def _next(levels: Mapping[int, _Level], counts: dict[int, int], level: int) -> str | None:
    """The number of the next paragraph of a list; `counts` is brought forward."""
    if level not in levels:
        return None
    counts[level] = counts.get(level, levels[level].start - 1) + 1
    for deeper in [other for other in counts if other > level]:
        del counts[deeper]
    if levels[level].format in ("bullet", "none"):
        return ""

    def printed(match: re.Match[str]) -> str:
        here = int(match[1]) - 1
        number = counts.get(here, levels[here].start if here in levels else 1)
        chinese = here in levels and levels[here].format in _CHINESE and 0 < number < 100
        return numeral(number) if chinese else str(number)

    return _LEVEL.sub(printed, levels[level].text)
