"""Bytes to text: the encoding is tried, never believed.

Chinese sites declare gb2312 and send UTF-8, or the other way round, so the label counts only where
nothing else fits. UTF-8 proves itself; GB18030 accepts nearly any bytes, so its text must also read
as Chinese.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from gongkai.read.rejection import rejection

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_ASCII = re.compile(r"[\x00-\x7f]+")


def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]+")


_FREQUENT = _any_of(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    "些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建"
    "月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接"
    "知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府给色光门即保治北造百规热领七海口东导器压"
    "政府信息公开申请主动情况数量规章项目许可处罚强制采购市县省厅局委报告网站依法条例"
)
_RUNS = re.compile(rb"[\x00-\x7f]+|[\x80-\xff][^\r\n<>\"]*")
_SAMPLE = 20_000
_FEW = 500
"""One zero byte in so many is a slip of the program that wrote the page; it parts what stands around it."""


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises UnreadableFile: `unknown_format` for binary content, `damaged` if the last character is cut,
    `unknown_encoding` if no encoding gives sensible text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text, rest = _trial(data[len(bom) :], encoding)
            if text is None or rest:
                raise rejection("damaged", name, "wrong_mark", encoding=encoding)
            return text, encoding
    found = _wide(data) if b"\0" in data.rstrip(b"\0") else None
    stray = data.count(b"\0") * _FEW < len(data)
    if found is None and (stray or not data.strip(b"\0").count(b"\0")):
        found = _narrow(name, data.rstrip(b"\0").replace(b"\0", b" "))
    if found is None:
        binary = b"\0" in data
        raise rejection("unknown_format" if binary else "unknown_encoding", name)
    return found


def _narrow(name: str, data: bytes) -> tuple[str, str] | None:
    label = _DECLARED.search(data, 0, 4096)
    try:
        declared = codecs.lookup(label[1].decode("ascii")).name if label else "utf-8"
    except LookupError:
        declared = "utf-8"
    for encoding in ("utf-8", "gb18030", *({declared} - {"utf-8", "gb2312", "gbk", "gb18030"})):
        text, rest = _trial(data, encoding)
        if text is None or (encoding == "gb18030" and not reads_as_chinese(text)):
            continue
        if _CONTROL.search(text, 0, _SAMPLE):
            raise rejection("unknown_format", name, "control_characters")
        if rest and text:
            raise rejection("damaged", name, "cut_character")
        return text, encoding
    return _wide(data) or _nearly(data)


def _trial(data: bytes, encoding: str) -> tuple[str | None, bytes]:
    """(text, undecoded rest of at most one character); text is None if the bytes are not of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(data, False)
    except UnicodeError:
        return None, b""
    return text, decoder.getstate()[0]


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark, where the text that comes out is plainly Chinese or plainly ASCII."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text, rest = _trial(data, encoding)
        if text and not rest and not _CONTROL.search(text, 0, _SAMPLE) and reads_as_chinese(text):
            return text, encoding
    return None


def _nearly(data: bytes) -> tuple[str, str] | None:
    """Text in one encoding with pieces in another, such as a footer that a site puts under every page.

    Runs of bytes beyond ASCII that the first encoding does not give are read in the other. What neither gives stays
    visible as U+FFFD, so that no number is guessed.
    """
    for encoding, other in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        pieces: list[str] = []
        for run in _RUNS.findall(data):
            for tried in (encoding, other):
                piece, rest = _trial(run, tried)
                if piece is not None and not rest and (tried == encoding or reads_as_chinese(piece)):
                    break
            else:
                piece = run.decode(encoding, "replace")
            pieces.append(piece)
        text = "".join(pieces)
        if text.count("\ufffd") * 200 <= len(data) - len(text) and reads_as_chinese(text):
            return text, encoding
    return None


def reads_as_chinese(text: str) -> bool:
    """True if what is not ASCII is nearly all everyday simplified Chinese and its punctuation.

    Texts in a wrong encoding fail: their characters are rare ones, or common ones in unlikely number.
    """
    others = _ASCII.sub("", text[:_SAMPLE])
    if not others:
        return True
    everyday = len(others) - len(_everyday().sub("", others))
    frequent = len(others) - len(_FREQUENT.sub("", others))
    enough_frequent = frequent * 12 >= len(others) or len(others) < 20
    return everyday * 10 >= len(others) * 8 and enough_frequent


@cache
def _everyday() -> re.Pattern[str]:
    """GB 2312 level 1 (3,755 characters), its punctuation and full-width forms."""
    rows = (0xA1, 0xA2, 0xA3, *range(0xB0, 0xD8))
    pairs = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return _any_of(pairs.decode("gb2312", "ignore") + "\u3000\xa0·—–“”‘’…〇•")
