"""What PDFium tells of a page: its objects in the order they are drawn, its text, its form fields and notes."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.read.limits import keep_within
from gongkai.read.pdf.canvas import Box, Canvas, Char, Picture, Point, Shape, bounds

SLANT = 0.1
"""Text that runs more aslant is a watermark."""
LIGHTEST = 250
"""Of 255: from here on a colour is white."""
UNSEEN_MODES = (3, 7)
"""Text render modes that draw nothing: the layer that text recognition puts under a scan."""
_WIDEST = 2.5
"""In font sizes: no character is wider."""
_DEEPEST_FORM = 12
"""Form objects inside one another; a file can nest them without end."""
_LONGEST_NOTE = 10_000
"""Bytes."""
_LINE, _CURVE, _MOVE = 0, 1, 2
_POPUPS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT)


@dataclass(slots=True)
class _Text:
    """What a piece of text has in common: how its characters are drawn, and where they may show."""

    order: int
    drawn: bool
    unseen: bool
    white: bool
    clip: Box | None


def read_canvas(document: pypdfium2.PdfDocument, number: int, layers_off: frozenset[bytes]) -> tuple[Canvas, Any]:
    """What a page (counted from 0) shows, and the page itself, which the caller closes.

    Args:
        document: the file.
        number: of the page.
        layers_off: names of the layers that are not shown.
    """
    page = document[number]
    typed = list(_typed(document, page))
    if any(kind not in _POPUPS for kind, _ in _annotations(page)):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]
    text_page = page.get_textpage()
    count = text_page.count_chars()
    keep_within("drawn", count)
    pdfium.FPDFPage_SetRotation(page, _turn(text_page, count, page))
    reading = _Reading(page, layers_off)
    # the handles themselves: to unwrap them for each call of each character takes longer than most of the calls
    reading.read_objects(page.raw, pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject)
    reading.read_text(text_page.raw, count)
    for text, box in typed:
        reading.type_in(text, box)
    text_page.close()
    return reading.canvas, page


def _turn(text_page: Any, count: int, page: Any) -> int:
    """Quarter turns that make most of the text run from left to right."""
    matrix = pdfium.FS_MATRIX()
    directions: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 400)):
        if not pdfium.FPDFText_IsGenerated(text_page, index) and pdfium.FPDFText_GetMatrix(text_page, index, matrix):
            a, b = matrix.a, matrix.b
            directions[(0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)] += 1
    return directions.most_common(1)[0][0] if directions else int(pdfium.FPDFPage_GetRotation(page))


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    count = pdfium.FPDFPage_GetAnnotCount(page)
    keep_within("drawn", count)
    for index in range(count):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        yield pdfium.FPDFAnnot_GetSubtype(note), note
        pdfium.FPDFPage_CloseAnnot(note)


def _typed(document: pypdfium2.PdfDocument, page: Any) -> Iterator[tuple[str, pdfium.FS_RECTF]]:
    """Texts of form fields and notes that have no drawing of their own: programs draw them when they show the page."""
    for kind, note in _annotations(page):
        hidden = pdfium.FPDFAnnot_GetFlags(note) & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW)
        if hidden or pdfium.FPDFAnnot_HasKey(note, b"AP"):
            continue
        if kind == pdfium.FPDF_ANNOT_WIDGET and document.formenv:
            ask = partial(pdfium.FPDFAnnot_GetFormFieldValue, document.formenv, note)
        elif kind == pdfium.FPDF_ANNOT_FREETEXT:
            ask = partial(pdfium.FPDFAnnot_GetStringValue, note, b"Contents")
        else:
            continue
        length = min(ask(None, 0), _LONGEST_NOTE)
        buffer = ctypes.create_string_buffer(length)
        ask(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
        box = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(note, box):
            yield buffer.raw.decode("utf-16-le", "replace").partition("\0")[0].strip(), box


_AS_IS = pypdfium2.PdfMatrix()


class _Reading:
    """Goes through the objects of a page, then through its text."""

    def __init__(self, page: Any, layers_off: frozenset[bytes]) -> None:
        self._page = page
        self._layers_off = layers_off
        self._texts: dict[int, _Text] = {}
        self._order = 0
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._box = box.left, box.bottom, box.right, box.top
        self._turn = pdfium.FPDFPage_GetRotation(page)
        self.canvas = Canvas(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))

    def _shown_at(self, x: float, y: float) -> Point:
        """A position in points from the top left of the turned page."""
        left, bottom, right, top = self._box
        if self._turn == 0:
            return x - left, top - y
        if self._turn == 1:
            return y - bottom, x - left
        if self._turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def _box_of(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x0, y0), (x1, y1) = self._shown_at(left, bottom), self._shown_at(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def read_objects(
        self, holder: Any, count: int, item: Callable[..., Any], matrix: pypdfium2.PdfMatrix = _AS_IS, depth: int = 0
    ) -> None:
        """Texts, shapes and pictures in the order they are drawn, those inside forms too."""
        for index in range(count):
            self._order += 1
            keep_within("drawn", self._order)
            drawn = item(holder, index)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
                ask = pdfium.FPDFPageObj_GetStrokeColor if mode == 1 else pdfium.FPDFPageObj_GetFillColor
                colour = _colour(drawn, ask)
                shows = mode not in UNSEEN_MODES and (colour is None or colour[3] > 0)
                white = shows and colour is not None and min(colour[:3]) >= LIGHTEST
                clip = self._clip(drawn, matrix) if shows else None
                self._texts[ctypes.cast(drawn, ctypes.c_void_p).value or 0] = _Text(
                    self._order, shows and not self._is_off(drawn), mode in UNSEEN_MODES, white, clip
                )
            elif self._is_off(drawn):
                continue
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                sides = [ctypes.c_float() for _ in range(4)]
                pdfium.FPDFPageObj_GetBounds(drawn, *sides)
                left, bottom, right, top = (side.value for side in sides)
                box = self._box_of(*matrix.on_rect(left, bottom, right, top))
                self.canvas.pictures.append(Picture(box, not pdfium.FPDFPageObj_HasTransparency(drawn), self._order))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inside = pdfium.FPDFFormObj_CountObjects(drawn)
                self.read_objects(drawn, inside, pdfium.FPDFFormObj_GetObject, _own(drawn).multiply(matrix), depth + 1)

    def _is_off(self, drawn: Any) -> bool:
        """True if the object is part of a layer that is not shown."""
        name, length = (ctypes.c_ubyte * 512)(), ctypes.c_ulong()
        for number in range(pdfium.FPDFPageObj_CountMarks(drawn) if self._layers_off else 0):
            mark = pdfium.FPDFPageObj_GetMark(drawn, number)
            known = pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"Name", name, len(name), length)
            if known and bytes(name)[: length.value] in self._layers_off:
                return True
        return False

    def _clip(self, drawn: Any, matrix: pypdfium2.PdfMatrix) -> Box | None:
        """What an object is cut to, as far as straight edges go."""
        clip = pdfium.FPDFPageObj_GetClipPath(drawn)
        cut: Box | None = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip))):
            points = []
            for index in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), 200)):
                pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
                points.append(self._shown_at(*matrix.on_point(x.value, y.value)))
            if points:
                box = bounds(points)
                cut = box if cut is None else (
                    max(cut[0], box[0]), max(cut[1], box[1]), min(cut[2], box[2]), min(cut[3], box[3])
                )  # fmt: skip
        return cut

    def _path(self, drawn: Any, matrix: pypdfium2.PdfMatrix) -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn, filled, stroked)
        colour = _colour(drawn, pdfium.FPDFPageObj_GetFillColor) if filled.value else None
        fill = colour[:3] if colour and colour[3] else None
        opaque = fill is not None and not pdfium.FPDFPageObj_HasTransparency(drawn)
        matrix = _own(drawn).multiply(matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        parts: list[list[Point]] = [[]]
        count = pdfium.FPDFPath_CountSegments(drawn)
        self._order += count // 8
        keep_within("drawn", self._order)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
            if pdfium.FPDFPathSegment_GetType(segment) == _MOVE:
                parts.append([])
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            parts[-1].append(self._shown_at(*matrix.on_point(x.value, y.value)))
            if pdfium.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        self.canvas.shapes.extend(
            Shape(bounds(points), tuple(points), bool(stroked.value), fill, opaque, self._order)
            for points in parts
            if len(points) > 1 and (stroked.value or fill is not None)
        )

    def read_text(self, text_page: Any, count: int) -> None:
        """The characters of the page, watermarks and what is not drawn left out."""
        loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        sides = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = sides
        unknown = _Text(0, False, False, False, None)
        for index in range(count):
            if pdfium.FPDFText_IsGenerated(text_page, index):
                continue
            drawn = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value
            piece = self._texts.get(drawn or 0, unknown)
            pdfium.FPDFText_GetMatrix(text_page, index, matrix)
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            size = pdfium.FPDFText_GetFontSize(text_page, index) * hypot(c, d)
            self.canvas.hidden += not piece.drawn
            if not (piece.drawn or piece.unseen) or size <= 0 or min(abs(a), abs(b)) > SLANT * max(abs(a), abs(b)):
                continue
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if piece.drawn and (not code or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1):
                self.canvas.unknown += 1
            pdfium.FPDFText_GetLooseCharBox(text_page, index, loose)
            pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
            x0, _, x1, _ = self._box_of(loose.left, loose.bottom, loose.right, loose.top)
            ink = self._box_of(left.value, bottom.value, right.value, top.value)
            _, base = self._shown_at(matrix.e, matrix.f)
            if x1 - x0 > _WIDEST * size:
                x0, _, x1, _ = ink  # PDFium does not scale the boxes of fonts for vertical writing
            text = "-" if code in (2, 0xFFFE) else chr(code or 0xFFFD)
            chars = self.canvas.chars if piece.drawn else self.canvas.layer
            chars.append(Char(text, x0, x1, base, size, ink, piece.order))
            if piece.white:
                self.canvas.white.add(piece.order)
            if piece.clip is not None:
                self.canvas.clips[piece.order] = piece.clip

    def type_in(self, text: str, field_box: pdfium.FS_RECTF) -> None:
        """Puts the value of a field into its box, as programs do that show it."""
        self._order += 1
        x0, top, x1, bottom = self._box_of(field_box.left, field_box.bottom, field_box.right, field_box.top)
        size = max(1.0, min(bottom - top, 12.0))
        width = min((x1 - x0) / max(1, len(text)), size / 2)
        for index, char in enumerate(text):
            left = x0 + index * width
            box = (left, top, left + width, bottom)
            self.canvas.chars.append(
                Char(char, left, left + width, (top + bottom) / 2 + size / 3, size, box, self._order)
            )


def _own(drawn: Any) -> pypdfium2.PdfMatrix:
    """How an object is moved and turned."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, found)
    return pypdfium2.PdfMatrix.from_raw(found)


def _colour(drawn: Any, ask: Callable[..., int]) -> tuple[int, int, int, int] | None:
    """Red, green, blue and opacity, each to 255; None for patterns."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(drawn, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha
