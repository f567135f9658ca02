"""Social cards: what stands beside a link to the site elsewhere, drawn at build time, each with its provenance.

One for the site, one for each year, in both languages; a report shows the card of its year. Text needs a
font with Chinese characters: one of this machine is taken, and without any the card says the same in English.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from gongkai.site import addresses
from gongkai.site.keeping import Keeping
from gongkai.site.page import SiteData
from gongkai.site.provenance import covered, source_line
from gongkai.site.rows import TotalsRow, YearRow
from gongkai.site.words import LANGUAGES, Words, grouped

SIZE = (1200, 630)
PAPER, INK, QUIET, ACCENT = "#ffffff", "#1c1f1d", "#54584f", "#0b6152"
FONTS = ("NotoSansCJK", "NotoSansSC", "SourceHanSans", "PingFang", "msyh", "wqy-", "simhei", "DroidSansFallback")
"""Beginnings of the file names of fonts with Chinese characters, the best first."""
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
COLOURS = 16
"""Colours of a card; few, so that its file stays small."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its name, title, large figures with what they count, and small lines."""

    name: str
    title: str
    figures: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def write_cards(data: SiteData, out: Path, kept: Keeping) -> None:
    """Draw every card of a site into its folder, unless the last build left the same one."""
    (out / addresses.CARDS).mkdir(parents=True)
    for name, card in cards(data):
        path, made_from = addresses.CARDS + name, (card, font_file())
        if kept.take(path, Card, made_from) is None:
            (out / path).write_bytes(draw(card))
            kept.keep(path, made_from, card, [path])


def cards(data: SiteData) -> Iterator[tuple[str, Card]]:
    """Name of the file and contents of every card of a site."""
    totals, years = data.figures.one(TotalsRow), data.figures.rows(YearRow)
    for lang in LANGUAGES:
        words = Words(lang if font_file() else "en")
        source, address = source_line(data.settings, words), data.settings.site_url
        yield (
            f"site-{lang}.png",
            Card(
                "site",
                words("政府信息公开年报，逐格照录", "China’s disclosure reports, cell by cell"),
                (
                    _figure(totals.reports, words, ("份报告", "report", "reports")),
                    _figure(totals.agencies, words, ("个机关", "agency", "agencies")),
                    _figure(totals.received, words, ("件新收申请", "request received", "requests received")),
                ),
                (covered(years, words, "received"), source, address),
            ),
        )
        for row in years:
            yield (
                f"year-{row.year}-{lang}.png",
                Card(
                    f"year-{row.year}",
                    words("{y} 年：申请了什么，结果如何", "{y}: requests and what came of them", y=row.year),
                    (
                        _figure(row.reports, words, ("份报告", "report", "reports")),
                        _figure(row.received, words, ("件新收申请", "request received", "requests received")),
                    ),
                    (covered([row], words, "received"), source, address),
                ),
            )


def _figure(count: int | Decimal | None, words: Words, what: tuple[str, str, str]) -> tuple[str, str]:
    return grouped(count), words.counted(count, *what)


def draw(card: Card) -> bytes:
    """The card as PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 14), fill=ACCENT)
    y = 90.0
    for line in _wrapped(card.title, 64):
        pen.text((80, y), line, font=_font(64), fill=INK)
        y += 82
    x, y = 80.0, max(y + 30, 260.0)
    for number, label in card.figures:
        pen.text((x, y), number, font=_font(72), fill=ACCENT)
        pen.text((x, y + 92), label, font=_font(30), fill=QUIET)
        x += max(pen.textlength(number, font=_font(72)), pen.textlength(label, font=_font(30))) + 70
    lines = [part for line in card.lines for part in _wrapped(line, 26)]
    y = SIZE[1] - 60.0 - 40 * len(lines)
    for line in lines:
        pen.text((80, y), line, font=_font(26), fill=QUIET)
        y += 40
    out = io.BytesIO()
    image.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _wrapped(text: str, size: int) -> Sequence[str]:
    """Lines that fit the card: Chinese breaks anywhere, English at spaces."""
    # in a font for Chinese this sign takes a whole square
    text = text.replace("’", "'")
    font, lines = _font(size), [""]
    parts = text.split(" ") if text.isascii() or " " in text else list(text)
    joint = " " if len(parts) < len(text) else ""
    for part in parts:
        longer = f"{lines[-1]}{joint if lines[-1] else ''}{part}"
        if lines[-1] and font.getlength(longer) > SIZE[0] - 160:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    file = font_file()
    if file is None:
        return ImageFont.load_default(size)
    # these collections hold one font a country, the one for simplified characters third
    return ImageFont.truetype(str(file), size, index=2 if "CJK" in file.name and file.suffix == ".ttc" else 0)


@cache
def font_file() -> Path | None:
    """A font of this machine with Chinese characters, None if there is none."""
    files = [
        file
        for folder in FOLDERS
        for file in sorted(Path(folder).expanduser().rglob("*"))
        if file.suffix.lower() in (".ttf", ".ttc", ".otf")
    ]
    by_rank = ((name, file) for name in FONTS for file in files if file.name.startswith(name))
    return next((file for _, file in by_rank), None)
