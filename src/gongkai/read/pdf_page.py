"""One page of a PDF as a person sees it: upright, without what is hidden, and the pictures that hide text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pdfplumber.page import (  # type: ignore[attr-defined]  # the interpreter is one of pdfminer
    Page,
    PDFPageAggregatorWithMarkedContent,
    PDFPageInterpreter,
)
from pdfplumber.utils.text import dedupe_chars

from gongkai.model import MarkKind
from gongkai.read.marks import marked, raised
from gongkai.read.pdf_lines import Char
from gongkai.read.pdf_strokes import Stroke, drawn_strokes

LARGE_PICTURE = 1 / 8
"""Share of a page from which on a picture may hold a table."""
FEW_CHARACTERS = 20
"""A picture with fewer characters over it has text of its own, if any."""
SLANT = 0.1
SMALL = 0.9
RISE = 0.1
"""Of the font size."""
CROSSING = (0.15, 0.55)
"""In font sizes: how far above the foot of a digit a line crosses it out."""
LIGHTEST = 0.98
_UNSEEN_MODES = (3, 7)
"""Text render modes that draw nothing: the layer that text recognition puts under a scan."""
_TURNS = {"right": 0, "up": 90, "left": 180, "down": 270}


class _SeenText(PDFPageAggregatorWithMarkedContent):
    """Lays out a page without the text that is not drawn."""

    hides_text = False
    _unseen = False

    def render_string(self, textstate: Any, *rest: Any) -> None:
        self._unseen = textstate.render in _UNSEEN_MODES
        super().render_string(textstate, *rest)

    def render_char(self, *args: Any, **named: Any) -> float:
        advance: float = super().render_char(*args, **named)
        if self._unseen:
            self.cur_item._objs.pop()
            self.hides_text = True
        return advance


class SeenPage:
    """The visible part of a page; `page` gives its lines and boxes, `chars` its characters."""

    def __init__(self, page: Any) -> None:
        self.hides_text = _lay_out(page)
        self.page = _upright(page)
        straight = _with_raised_marked(dedupe_chars([char for char in self.page.chars if _is_straight(char)]))
        dark = _dark_shapes(self.page) if any(map(_is_white, straight)) else []
        seen = [char for char in straight if not _is_white(char) or any(_is_on(char, shape) for shape in dark)]
        self.chars = _with_struck_marked(seen, sorted(drawn_strokes(self.page)["h"]))
        self.hides_text |= len(seen) < len(straight)

    @property
    def has_unread_picture(self) -> bool:
        """True if pictures without text over them take up much of the page."""
        silent = (image for image in self.page.images if self._characters_on(image) < FEW_CHARACTERS)
        return sum(_share(self.page, image) for image in silent) >= LARGE_PICTURE

    def _characters_on(self, image: dict[str, Any]) -> int:
        return sum(_is_on(char, image) for char in self.chars)


def _lay_out(page: Any) -> bool:
    """Has the page hold its seen text; True if there is more that is not seen."""
    device = _SeenText(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
    return device.hides_text


def _upright(page: Any) -> Any:
    """The page itself, or turned so that most of its text runs from left to right."""
    directions = Counter(map(_direction, page.chars)).most_common(1)
    turn = _TURNS[directions[0][0]] if directions else 0
    if not turn:
        return page
    page.close()
    source = page.page_obj
    source.rotate = (source.rotate + turn) % 360
    source.attrs = {**source.attrs, "Rotate": source.rotate}
    turned = Page(page.pdf, source, page.page_number, 0)
    _lay_out(turned)
    return turned


def _direction(char: Char) -> str:
    a, b = char["matrix"][:2]
    if abs(a) >= abs(b):
        return "right" if a >= 0 else "left"
    return "up" if b > 0 else "down"


def _is_straight(char: Char) -> bool:
    """False for a watermark that runs slantwise over the page."""
    a, b = (abs(part) for part in char["matrix"][:2])
    return bool(min(a, b) <= SLANT * max(a, b))


def _with_raised_marked(chars: list[Char]) -> list[Char]:
    """A small raised digit behind a number is the number of a note: a mark keeps the two apart."""
    pairs = zip([None, *chars], chars, strict=False)
    return [{**char, "text": raised(char["text"])} if last and _is_raised(last, char) else char for last, char in pairs]


def _is_raised(last: Char, char: Char) -> bool:
    if not (last["text"].isdigit() and char["text"].isdigit()) or char["size"] > SMALL * last["size"]:
        return False
    near = abs(char["x0"] - last["x1"]) < last["size"] / 2
    return bool(
        near and last["top"] - last["size"] / 2 < char["top"] and char["bottom"] < last["bottom"] - RISE * last["size"]
    )


def _with_struck_marked(chars: list[Char], lines: Sequence[Stroke]) -> list[Char]:
    """A digit with a line through its middle is crossed out: with a mark it is no number."""
    return [
        {**char, "text": marked(char["text"], MarkKind.STRUCK)}
        if char["text"].isdigit() and _is_struck(char, lines)
        else char
        for char in chars
    ]


def _is_struck(char: Char, lines: Sequence[Stroke]) -> bool:
    # Boxes of characters depend on what the font says of itself; the line they stand on does not.
    base = char["bottom"] - (char["matrix"][5] - char["y0"])
    low, high = (base - char["size"] * share for share in CROSSING)
    first = bisect_left(lines, high, key=lambda line: line.at)
    last = bisect_right(lines, low, key=lambda line: line.at)
    middle = (char["x0"] + char["x1"]) / 2
    return any(line.start <= middle <= line.end for line in lines[first:last])


def _is_white(char: Char) -> bool:
    """White by the usual colour models: one or three parts of light, or four of ink."""
    printed = char["non_stroking_color"]
    parts = printed if isinstance(printed, (tuple, list)) else (printed,)
    colour = [part for part in parts if isinstance(part, (int, float))]
    if len(colour) == len("CMYK"):
        return max(colour) <= 1 - LIGHTEST
    return bool(colour) and min(colour) >= LIGHTEST


def _dark_shapes(page: Any) -> list[dict[str, Any]]:
    """What white characters can be seen on."""
    filled = (shape for shape in (*page.rects, *page.curves) if shape["fill"])
    return [*(shape for shape in filled if not _is_white(shape)), *page.images]


def _is_on(char: Char, shape: dict[str, Any]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(shape["x0"] <= x <= shape["x1"] and shape["top"] <= y <= shape["bottom"])


def _share(page: Any, image: dict[str, Any]) -> float:
    width = min(image["x1"], page.bbox[2]) - max(image["x0"], page.bbox[0])
    height = min(image["bottom"], page.bbox[3]) - max(image["top"], page.bbox[1])
    return float(max(width, 0) * max(height, 0) / (page.width * page.height))
