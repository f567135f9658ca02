"""PDF files made in the test, with the Chinese font that every PDF viewer has built in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import cast

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE = 12
WIDTH, HEIGHT = A4
ROW = 22

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Paper:
    """A PDF under construction; positions are points from the top left of the page."""

    def __init__(self, password: str | None = None) -> None:
        self._stream = io.BytesIO()
        encrypt = pdfencrypt.StandardEncryption(password) if password else None
        self._canvas = Canvas(self._stream, pagesize=A4, encrypt=encrypt)
        self._canvas.setFont(FONT, SIZE)

    def text(self, x: float, top: float, text: str) -> None:
        """One line whose upper edge is about at `top`."""
        self._canvas.drawString(x, HEIGHT - top - SIZE, text)

    def raised(self, x: float, top: float, text: str) -> None:
        """The number of a note."""
        self._canvas.setFont(FONT, SIZE / 2)
        self._canvas.drawString(x, HEIGHT - top - SIZE * 0.6, text)
        self._canvas.setFont(FONT, SIZE)

    def prose(self, top: float, *lines: str, left: float = 90) -> None:
        for number, line in enumerate(lines):
            self.text(left, top + number * 20, line)

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self._canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)

    def dotted(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A rule of square dots, as browsers print dotted borders."""
        steps = int(max(x1 - x0, bottom - top) / 1.5)
        for n in range(steps + 1):
            x, y = x0 + (x1 - x0) * n / steps, top + (bottom - top) * n / steps
            self._canvas.rect(x, HEIGHT - y - 0.75, 0.75, 0.75, stroke=0, fill=1)

    def background(self, x0: float, top: float, x1: float, bottom: float, grey: float = 0.9) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def table(
        self,
        top: float,
        rows: Sequence[Sequence[str | None]],
        *,
        left: float = 90,
        widths: Sequence[float] = (),
        last_rule: bool = True,
        side_rules: bool = True,
    ) -> float:
        """Draws cells with rules; None is merged with the cell to its left, `^` with the one above.

        Returns the lower edge.
        """
        widths = widths or [60.0] * len(rows[0])
        edges = [left + sum(widths[:n]) for n in range(len(widths) + 1)]
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                self._cell(cell, edges[c : c + 2], top + r * ROW, side_rule=side_rules or c > 0)
            if side_rules:
                self.rule(edges[-1], top + r * ROW, edges[-1], top + (r + 1) * ROW)
        bottom = top + len(rows) * ROW
        if last_rule:
            self.rule(edges[0], bottom, edges[-1], bottom)
        return bottom

    def _cell(self, cell: str | None, edges: Sequence[float], top: float, *, side_rule: bool) -> None:
        left, right = edges
        if cell != "^":
            self.rule(left, top, right, top)
        if cell is not None and side_rule:
            self.rule(left, top, left, top + ROW)
        if cell not in (None, "^"):
            for n, line in enumerate(str(cell).split("\n")):
                self.text(left + 4, top + 3 + n * 14, line)

    def picture(self, height: float = HEIGHT) -> None:
        """A grey picture over the width of the page, from its foot upwards."""
        image = ImageReader(Image.new("L", (200, 300), 128))
        self._canvas.drawImage(image, 0, 0, WIDTH, height)

    def hidden(self, x: float, top: float, text: str) -> None:
        """Text that is not drawn, as text recognition puts it on a scan."""
        line = self._canvas.beginText(x, HEIGHT - top - SIZE)
        line.setTextRenderMode(3)
        line.textLine(text)
        line.setTextRenderMode(0)
        self._canvas.drawText(line)

    def white(self, x: float, top: float, text: str) -> None:
        self._canvas.setFillColorRGB(1, 1, 1)
        self.text(x, top, text)
        self._canvas.setFillColorRGB(0, 0, 0)

    def grey(self, x: float, top: float, text: str, shade: float) -> None:
        self._canvas.setFillGray(shade)
        self.text(x, top, text)
        self._canvas.setFillGray(0)

    def slanted(self, text: str) -> None:
        """A watermark across the middle of the page."""
        self._canvas.saveState()
        self._canvas.translate(60, 500)
        self._canvas.rotate(40)
        self._canvas.setFont(FONT, 80)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def transparent(self, x: float, top: float, text: str) -> None:
        self._canvas.setFillAlpha(0)
        self.text(x, top, text)
        self._canvas.setFillAlpha(1)

    def clipped(self, x: float, top: float, text: str, right: float) -> None:
        """Text of which only what stands left of `right` is drawn."""
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.rect(0, 0, right, HEIGHT)
        self._canvas.clipPath(path, stroke=0, fill=0)
        self.text(x, top, text)
        self._canvas.restoreState()

    def on_layer(self, x: float, top: float, text: str) -> None:
        """Text on the layer that `with_layer` adds."""
        code: list[str] = vars(self._canvas)["_code"]
        code.append("/OC /Layer BDC")
        self.text(x, top, text)
        code.append("EMC")

    def field(self, x: float, top: float, value: str) -> None:
        """A form field that holds a value."""
        form = self._canvas.acroForm
        form.textfield(value=value, x=int(x), y=int(HEIGHT - top) - 16, width=40, height=16, fontSize=10, borderWidth=0)

    def new_page(self) -> None:
        self._canvas.showPage()
        self._canvas.setFont(FONT, SIZE)

    def finish(self) -> bytes:
        self._canvas.save()
        return self._stream.getvalue()


def with_layer(data: bytes, *, on: bool) -> bytes:
    """The file with a layer that its first page may draw on."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    name = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("旧数")}
    layer = writer._add_object(DictionaryObject(name))
    state = ArrayObject([layer])
    usual = DictionaryObject({NameObject("/ON" if on else "/OFF"): state, NameObject("/Order"): state})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): state, NameObject("/D"): usual}
    )
    resources = cast(DictionaryObject, writer.pages[0]["/Resources"])
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Layer"): layer})
    return _written(writer)


def with_wide_digits(data: bytes) -> bytes:
    """The file with a font that claims for each digit the width of a Chinese character."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    resources = cast(DictionaryObject, writer.pages[0]["/Resources"])
    for font in cast(DictionaryObject, resources["/Font"]).values():
        for descendant in cast(ArrayObject, cast(DictionaryObject, font.get_object()).get("/DescendantFonts", [])):
            del cast(DictionaryObject, descendant.get_object())["/W"]
    return _written(writer)


def without_appearances(data: bytes) -> bytes:
    """The file with form fields that leave their drawing to the program that shows them."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for note in cast(ArrayObject, writer.pages[0]["/Annots"]):
        del cast(DictionaryObject, note.get_object())["/AP"]
    return _written(writer)


def with_note(data: bytes, text: str, box: tuple[float, float, float, float]) -> bytes:
    """The file with a text that a person wrote on its first page; the box counts from the lower left."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.add_annotation(0, FreeText(text=text, rect=box, font_size="12pt", border_color=None, background_color=None))
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
