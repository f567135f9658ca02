"""The text of a Word paragraph as it is seen: hidden runs out, struck, raised and special characters marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.model import MarkKind
from gongkai.read.docx_xml import Element, attribute, child_of, is_on, local_name, unwrapped
from gongkai.read.joining import tidy
from gongkai.read.marks import marked, raised

_LINE = "\n"
_BREAKS = {"br": _LINE, "cr": _LINE, "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_RAISED = ("superscript", "subscript")
_WHITE = "FFFFFF"
_UNSHADED = (None, "auto", _WHITE)
_PROPERTIES = {"r": "rPr", "p": "pPr", "tc": "tcPr", "tbl": "tblPr"}
_PRIVATE = 0xF000
"""Symbols are stored this far above the code they have in their font."""
_PICTURE_FONTS = ("wingdings", "webdings", "marlett", "zapf")


@dataclass(slots=True)
class ParagraphText:
    """Text of a paragraph with its breaks, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @classmethod
    def of(cls, paragraph: Element) -> ParagraphText:
        """The text under an element; goes through runs without recursion."""
        text = cls()
        stack: list[tuple[Iterator[Element], _Look]] = [(unwrapped(paragraph), _PLAIN)]
        while stack:
            children, look = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif local_name(child) == "txbxContent":
                text.boxes.append(child)
            elif not text._take(child, look) and not _is_hidden_run(child):
                stack.append((unwrapped(child), _look(child) if local_name(child) == "r" else look))
        return text

    def lines(self) -> list[str]:
        """The text, one entry for each line."""
        lines = (tidy(line) for line in "".join(self.pieces).split(_LINE))
        return [line for line in lines if line]

    def _take(self, element: Element, look: _Look) -> bool:
        name = local_name(element)
        if name == "t":
            self._add((element.text or "").replace("\n", " ").replace("\r", " "), look)
        elif name == "sym":
            self._add(_symbol(element), look)
        elif name in _BREAKS:
            self.pieces.append(_BREAKS[name])
        return name in ("t", "sym") or name in _BREAKS

    def _add(self, text: str, look: _Look) -> None:
        text = raised(text) if look.raised and text else text
        self.pieces.append(marked(text, MarkKind.STRUCK) if look.struck and text else text)


@dataclass(frozen=True, slots=True)
class _Look:
    struck: bool = False
    raised: bool = False


_PLAIN = _Look()


def _look(run: Element) -> _Look:
    properties = child_of(run, "rPr")
    if properties is None:
        return _PLAIN
    struck = is_on(child_of(properties, "strike")) or is_on(child_of(properties, "dstrike"))
    lifted = attribute(child_of(properties, "position"), "val") not in (None, "0")
    return _Look(struck, lifted or attribute(child_of(properties, "vertAlign"), "val") in _RAISED)


def _symbol(element: Element) -> str:
    """A digit of a text font as itself; anything else keeps the code that no number has."""
    code = attribute(element, "char") or ""
    font = (attribute(element, "font") or "").lower()
    number = int(code, 16) if code and len(code) <= 5 and all(c in "0123456789abcdefABCDEF" for c in code) else 0xFFFD
    digit = chr(number - _PRIVATE) if number >= _PRIVATE else ""
    if digit.isascii() and digit.isdigit() and not font.startswith(_PICTURE_FONTS):
        return digit
    return chr(number)


def _is_hidden_run(element: Element) -> bool:
    if local_name(element) != "r":
        return False
    properties = child_of(element, "rPr")
    return is_on(child_of(properties, "vanish")) or (
        (attribute(child_of(properties, "color"), "val") or "").upper() == _WHITE and not _is_shaded(element)
    )


def _is_shaded(run: Element) -> bool:
    """True if anything around the run may give white text a darker ground."""
    for element in (run, *run.iterancestors()):
        properties = child_of(element, _PROPERTIES.get(local_name(element), ""))
        fill = (attribute(child_of(properties, "shd"), "fill") or "auto").replace("ffffff", _WHITE)
        if fill not in _UNSHADED or child_of(properties, "highlight", "tblStyle", "pStyle") is not None:
            return True
    return False
