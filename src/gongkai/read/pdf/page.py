"""One page of a PDF as a person sees it: what is drawn, not covered, not cut off, and does not vanish in its ground."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import Any

from gongkai.model import MarkKind
from gongkai.read.pdf.canvas import Box, Canvas, Char
from gongkai.read.pdf.drawing import LIGHTEST
from gongkai.read.pdf.strokes import JITTER, THICKEST_RULE, Stroke, drawn_strokes

LARGE_PICTURE = 1 / 8
"""Share of a page from which on a picture may hold a table."""
FEW_CHARACTERS = 20
"""A picture with fewer characters over it has text of its own, if any."""
SMALL = 0.9
RISE = 0.1
"""Of the font size."""
CROSSING = (0.15, 0.55)
"""In font sizes: how far above the foot of a digit a line crosses it out."""
CUT_OFF = 0.3
"""Of its width: a digit of which more lies beyond the edge it is clipped to can't be read for sure."""
FAINTEST = 10
"""Of 255 shades: what stands out less from its ground is not seen."""
MOST_PIXELS = 4_000_000
"""Pixels of a page that is drawn to see which characters show; a larger page is taken as written."""
_UNCUT: Box = (-inf, -inf, inf, inf)
_BAND = 16.0
"""Points: covers are looked up by bands of this height."""


def seen_chars(canvas: Canvas, page: Any) -> list[Char]:
    """The characters that a person sees, with what is seen about them; notes on the canvas if it hides more.

    Of a scan, those that text recognition has put behind the picture.
    """
    dark = [(*shape.box, shape.order) for shape in canvas.shapes if shape.fill and min(shape.fill) < LIGHTEST]
    dark += [(*picture.box, picture.order) for picture in canvas.pictures]
    covers = _covers(canvas)
    seen: list[Char] = []
    for char in canvas.chars:
        x, y = char.middle
        white = char.order in canvas.white and not any(
            order < char.order and x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom, order in dark
        )
        covered = any(
            order > char.order and x0 <= x <= x1 and top <= y <= bottom
            for x0, top, x1, bottom, order in covers.get(int(y // _BAND), ())
        )
        if white or covered:
            canvas.hidden += 1
            if covered:
                canvas.layer.append(char)
        elif not (0 <= x <= canvas.width and 0 <= y <= canvas.height):
            canvas.beyond += char.text.isalnum()
        else:
            left, top, right, bottom = canvas.clips.get(char.order, _UNCUT)
            if left <= x <= right and top <= y <= bottom:
                width = max(char.x1 - char.x0, 0.1)
                if max(left - char.x0, char.x1 - right) > CUT_OFF * width and char.text.isdigit():
                    char.kinds += (MarkKind.CUT,)
                seen.append(char)
    chars = _marked(_without_doubles(_with_ink(seen, canvas, page)), sorted(drawn_strokes(canvas.shapes)["h"]))
    canvas.recognised = bool(canvas.layer) and len(chars) < FEW_CHARACTERS and has_unread_picture(canvas, chars)
    return _without_doubles([*chars, *canvas.layer]) if canvas.recognised else chars


def _covers(canvas: Canvas) -> dict[int, list[tuple[float, float, float, float, int]]]:
    """What hides all that was drawn before: opaque boxes and pictures, by the bands of the page they reach into."""
    bands: dict[int, list[tuple[float, float, float, float, int]]] = defaultdict(list)
    first = min((char.order for char in canvas.chars), default=0)
    opaque = [(picture.box, picture.order) for picture in canvas.pictures if picture.opaque]
    for shape in canvas.shapes:
        x0, top, x1, bottom = shape.box
        is_box = all(min(x - x0, x1 - x) < JITTER and min(y - top, bottom - y) < JITTER for x, y in shape.points)
        if shape.opaque and is_box and min(x1 - x0, bottom - top) > THICKEST_RULE:
            opaque.append((shape.box, shape.order))
    for box, order in opaque:
        if order > first:
            for band in range(int(max(0.0, box[1]) // _BAND), int(min(canvas.height, box[3]) // _BAND) + 1):
                bands[band].append((*box, order))
    return bands


def _with_ink(chars: Iterable[Char], canvas: Canvas, page: Any) -> list[Char]:
    """Without the letters that leave no trace on the page as drawn; a digit without any stays and is marked."""
    if not 0 < canvas.width * canvas.height <= MOST_PIXELS:
        return list(chars)
    bitmap = page.render(scale=1, grayscale=True, may_draw_forms=False)
    pixels, stride, width, height = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    bitmap.close()
    seen: list[Char] = []
    for char in chars:
        x0, top, x1, bottom = char.ink
        left, right = max(0, int(x0)), min(width, int(x1) + 1)
        rows = range(max(0, int(top)), min(height, int(bottom) + 1))
        inside = b"".join([pixels[row * stride + left : row * stride + right] for row in rows])
        if char.text.isalnum() and (not inside or max(inside) - min(inside) < FAINTEST):
            canvas.hidden += 1
            if not char.text.isdigit():
                continue
            char.kinds += (MarkKind.HIDDEN,)
        seen.append(char)
    return seen


def _without_doubles(chars: Iterable[Char]) -> list[Char]:
    """Each character once: programs make text bold by printing it twice, a hair apart."""
    kept: dict[tuple[str, int], list[Char]] = defaultdict(list)
    single: list[Char] = []
    for char in chars:
        line = int(char.base)
        near = (other for at in (line - 1, line, line + 1) for other in kept.get((char.text, at), ()))
        if not any(abs(other.x0 - char.x0) <= 1 and abs(other.base - char.base) <= 1 for other in near):
            kept[char.text, line].append(char)
            single.append(char)
    return single


def _marked(chars: list[Char], lines: Sequence[Stroke]) -> list[Char]:
    """Marks small raised digits behind a number, and digits with a line through their middle.

    A line that reaches well beyond the digits crosses nothing out: it is a rule of a table, which runs into them.
    """
    last: Char | None = None
    crossed: dict[Stroke, list[Char]] = defaultdict(list)
    for char in chars:
        if char.text.isdigit():
            if (
                last is not None
                and last.text.isdigit()
                and char.size <= SMALL * last.size
                and -last.size / 2 < char.x0 - last.x1 < 2 * last.size
                and RISE * last.size < last.base - char.base < last.size
            ):
                char.kinds += (MarkKind.RAISED,)
                char.base = last.base
            elif (line := _line_through(char, lines)) is not None:
                crossed[line].append(char)
        if MarkKind.RAISED not in char.kinds:
            last = char
    for line, digits in crossed.items():
        beyond = max(min(char.x0 for char in digits) - line.start, line.end - max(char.x1 for char in digits))
        for char in digits:
            char.kinds += (MarkKind.CUT if beyond > char.size else MarkKind.STRUCK,)
    return chars


def _line_through(char: Char, lines: Sequence[Stroke]) -> Stroke | None:
    low, high = (char.base - char.size * share for share in CROSSING)
    first = bisect_left(lines, high, key=lambda line: line.at)
    last = bisect_right(lines, low, key=lambda line: line.at)
    middle = (char.x0 + char.x1) / 2
    return next((line for line in lines[first:last] if line.start <= middle <= line.end), None)


def is_cut_off(canvas: Canvas) -> bool:
    """True if lines of text stand beyond the edge of the page: its size or its turn is not that of the text."""
    return canvas.beyond >= FEW_CHARACTERS


def has_unread_picture(canvas: Canvas, chars: Sequence[Char]) -> bool:
    """True if pictures without text over them take up much of the page."""
    share = 0.0
    for x0, top, x1, bottom in (picture.box for picture in canvas.pictures):
        inside = sum(x0 <= x <= x1 and top <= y <= bottom for x, y in (char.middle for char in chars))
        if inside < FEW_CHARACTERS:
            share += max(0, min(x1, canvas.width) - max(x0, 0)) * max(0, min(bottom, canvas.height) - max(top, 0))
    return share >= LARGE_PICTURE * canvas.width * canvas.height
