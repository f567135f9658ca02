"""Joining pieces of text that the layout tore apart: words close up, numbers stay apart."""

from __future__ import annotations

import re

from gongkai.read.characters import as_seen, may_change, without_entities
from gongkai.read.marks import without_signs

_SPACES = re.compile(r"[ \t\r\n\x0b\x0c\xa0]{2,}|[\t\r\n\x0b\x0c\xa0]")
_LINE_ENDS = frozenset("\r\n\x0b\x0c")
_CLINGING = frozenset("+-−–—↑↓/.")
LINE, PARAGRAPH = "\n", "\r"
"""What ends a line, or begins and ends a paragraph, in the text of a cell on its way through a reader."""
BLANK = "\xa0"
"""A paragraph that shows though nothing is written in it."""
_BREAKS = re.compile("([\n\r])")
_BLOCK_EDGES = re.compile("\n?\r+")


def tidy(text: str) -> str:
    """White space as a page shows it: runs are one space, a line end between Chinese characters is none."""
    text = (without_entities(as_seen(text)) if may_change(text) else text).strip()
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(_one_space, text)


def _one_space(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    chinese = before > "\u2e80" and after > "\u2e80"
    return "" if chinese and not _LINE_ENDS.isdisjoint(match[0]) else " "


def join_lines(upper: str, lower: str, gap: str) -> str:
    """Two lines of one cell as one text; `gap` goes between them where letters or digits would merge."""
    if not upper or not lower:
        return upper or lower
    return upper + (gap if _would_merge(without_signs(upper)[-1:], without_signs(lower)[:1]) else "") + lower


def closed_up(lined: str) -> str:
    r"""The lines of a cell as one text: words close up; a space parts numbers on two lines, a line end two paragraphs.

    >>> closed_up("属于国\n家秘密"), closed_up("1\n2"), closed_up("1\r2")
    ('属于国家秘密', '1 2', '1\n2')
    """
    joined: list[str] = []
    gap = last = ""
    for piece in _BREAKS.split(lined):
        if piece in (LINE, PARAGRAPH):
            gap = max(gap, piece)
        elif words := piece.strip():
            seen = without_signs(words)
            if _would_merge(last, seen[:1]):
                joined.append("\n" if gap == PARAGRAPH else " ")
            joined.append(words)
            gap, last = "", seen[-1:] or last
    return "".join(joined)


def lines_of(lined: str) -> list[str]:
    """The lines of a cell, blank ones too; where paragraphs touch is one line end."""
    text = _BLOCK_EDGES.sub(PARAGRAPH, lined).removeprefix(PARAGRAPH).removesuffix(PARAGRAPH)
    return [line.strip() for line in text.replace(PARAGRAPH, LINE).split(LINE)]


def _would_merge(last: str, first: str) -> bool:
    return (
        bool(last and first)
        and last.isascii()
        and (last.isalnum() or last in "%)/")
        and ((first.isascii() and first.isalnum()) or first in _CLINGING)
    )
