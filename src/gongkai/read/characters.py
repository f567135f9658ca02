"""Characters as they are seen: those of the same shape are one, those without any go out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape

from gongkai.forms.data_files import csv_rows

_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNUSUAL = re.compile(f"[\u2e80-\u2fdf{_INVISIBLE}]")
_ANY = re.compile(f"[&\ufdd0-\ufdef\u2e80-\u2fdf{_INVISIBLE}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_BACKWARDS = re.compile("\u202e([^\u202c\n]*)\u202c?")
_OFTEN = 3
"""Times that a text may have been escaped."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,20});")


def may_change(text: str) -> bool:
    """False for a text of nothing but usual characters, without entities and signs of marks."""
    return "&" in text if text.isascii() else _ANY.search(text) is not None


def as_seen(text: str) -> str:
    """Radicals as the characters they look like, invisible characters out, text set backwards the way it is read.

    Browsers write radicals for characters when they print a page to PDF: both have the same shape in the font.
    """
    if not _UNUSUAL.search(text):
        return text
    forwards = _BACKWARDS.sub(lambda match: match[1][::-1], text)
    return _HIDDEN.sub("", forwards.translate(_radicals()))


def without_entities(text: str) -> str:
    """The characters that are written as `&nbsp;` where a program escaped them once too often."""
    for _ in range(_OFTEN):
        if "&" not in text or (plain := _ENTITY.sub(lambda match: unescape(match[0]), text)) == text:
            break
        text = plain.strip()
    return text


@cache
def _radicals() -> dict[int, str]:
    """Radical → character: Unicode states those of Kangxi, `radicals.csv` the others and simplified shapes."""
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    rows = csv_rows("gongkai.read", "radicals.csv")
    return kangxi | {ord(row["radical"]): row["character"] for row in rows}
