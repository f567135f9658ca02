"""The text of a Word paragraph as it is seen: hidden runs out, struck and raised ones marked, fields shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import digits, hexdigits

from gongkai.model import MarkKind
from gongkai.read.marks import marked, raised
from gongkai.read.word.styles import PLAIN, WHITE, Look, Numbering, Styles
from gongkai.read.word.xml import Element, attribute, child_of, local_name, unwrapped

_LINE = "\n"
_BREAKS = {"br": _LINE, "cr": _LINE, "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_UNSHADED = (None, "auto", WHITE)
_PROPERTIES = {"r": "rPr", "p": "pPr", "tc": "tcPr", "tbl": "tblPr"}
_PICTURES = ("drawing", "pict", "object")
_INLINE = ("inline", "imagedata")
_PRIVATE = 0xF000
"""Symbols are stored this far above the code they have in their font."""
_PICTURE_FONTS = ("wingdings", "webdings", "marlett", "zapf")


@dataclass(slots=True)
class ParagraphText:
    """Text of a paragraph with its breaks, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    draws: bool = False
    """True if a picture stands among the text; one that floats over the page does not count."""
    _list_chosen: bool = False
    """Between the choice of a drop-down field and the field's end."""

    @classmethod
    def of(cls, paragraph: Element, styles: Styles, numbering: Numbering) -> ParagraphText:
        """The text under an element; goes through runs without recursion."""
        text = cls()
        stack: list[tuple[Iterator[Element], Look]] = [(unwrapped(paragraph), PLAIN)]
        while stack:
            children, look = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif local_name(child) == "r":
                look = styles.look(paragraph, child)
                if not (look.hidden or (look.white and not _is_shaded(child))):
                    stack.append((unwrapped(child), look))
            elif not text._take(child, look):
                stack.append((unwrapped(child), look))
        # where the number that Word puts in front is all that stands there, it is marked as counted
        number = numbering.numbers.get(paragraph, "")
        if "".join(text.pieces).strip():
            text.pieces.insert(0, number or "")
        elif number != "":
            text.pieces = [marked(number or "", MarkKind.COMPUTED)]
        return text

    @property
    def lines(self) -> list[str]:
        """The text as typed, tabs in it, one entry for each line, blank ones too."""
        return "".join(self.pieces).split(_LINE)

    def _take(self, element: Element, look: Look) -> bool:
        name = local_name(element)
        if name == "t":
            self._add((element.text or "").replace("\n", " ").replace("\r", " "), look)
        elif name == "sym":
            # a digit of a text font as itself; anything else keeps the code that no number has
            code = attribute(element, "char") or ""
            known = 0 < len(code) <= 5 and all(char in hexdigits for char in code)
            symbol = chr(int(code, 16) if known else 0xFFFD)
            digit = chr(max(0, ord(symbol) - _PRIVATE))
            pictures = (attribute(element, "font") or "").lower().startswith(_PICTURE_FONTS)
            self._add(digit if digit in digits and not pictures else symbol, look)
        elif name == "txbxContent":
            self.boxes.append(element)
        elif name in _BREAKS:
            self.pieces.append(_BREAKS[name])
        elif name == "fldChar":
            choices = child_of(child_of(element, "ffData"), "ddList")
            if choices is not None:
                # a drop-down field shows the entry that was chosen, whatever text is stored with it
                entries = [attribute(entry, "val") or "" for entry in choices if local_name(entry) == "listEntry"]
                chosen = attribute(child_of(choices, "result", "default"), "val") or "0"
                index = int(chosen) if chosen.isdecimal() and len(chosen) < 5 else len(entries)
                self._add(entries[index] if index < len(entries) else "", look)
                self._list_chosen = True
            elif attribute(element, "fldCharType") == "end":
                self._list_chosen = False
        else:
            self.draws |= name in _PICTURES and any(local_name(e) in _INLINE for e in element.iterdescendants())
            return False
        return True

    def _add(self, text: str, look: Look) -> None:
        if not text or self._list_chosen:
            return
        if look.raised:
            text = raised(text, lowered=look.raised == "subscript")
        kinds = [MarkKind.STRUCK] * look.struck + [MarkKind.TINY] * look.tiny
        self.pieces.append(marked(text, *kinds) if kinds else text)


def _is_shaded(run: Element) -> bool:
    """True if anything around the run may give white text a darker ground."""
    for element in (run, *run.iterancestors()):
        properties = child_of(element, _PROPERTIES.get(local_name(element), ""))
        fill = (attribute(child_of(properties, "shd"), "fill") or "auto").replace("ffffff", WHITE)
        if fill not in _UNSHADED or child_of(properties, "highlight", "tblStyle", "pStyle") is not None:
            return True
    return False
