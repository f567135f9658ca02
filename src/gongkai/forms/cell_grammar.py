"""What may stand in a cell of the form, and what it means (blank is not zero; `/` is neither)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from gongkai.forms.chinese import number
from gongkai.forms.normal_form import squeeze
from gongkai.model import Number, State

_NOT_APPLICABLE = re.compile(r"[-‐‑‒–—―−─_]+|/+|\\+|\*+|无|N/?A|n/a")
"""Marks for none: dashes of any kind and number, slashes, stars."""
_SIGN = {
    "+": 1, "增": 1, "增加": 1, "新增": 1, "↑": 1, "上升": 1,
    "-": -1, "−": -1, "–": -1, "—": -1, "减": -1, "减少": -1, "↓": -1, "下降": -1,
}  # fmt: skip
_UNITS = {"万元": "CNY_10K", "元": "CNY", "亿元": "CNY_100M"}
_COUNTERS = "件|条|个|项|份|次|宗|起|篇|部"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"['`‘’]?(?:人民币)?[¥￥]?(?P<sign>增加|减少|新增|上升|下降|[+\-−–—增减↑↓])?:?(?P<digits>{_DIGITS})"
    rf"(?P<sign2>↑|↓)?(?P<unit>万元|亿元|元|{_COUNTERS})?(?P<note>[(\[【].*[)\]】]|注\d{{0,2}})?[。;、.,]?"
)
"""A number with what people write around it: 增18, 169.98万元, 人民币5.20元, 5件, 3（其中结转1件）, '10."""
_THOUSANDS_BY_SPACE = re.compile(r"\d{1,3}(?:[ \u2009\u202f]\d{3})+")
"""1 234 is one number, parted by a thin space too."""
_SEVERAL = re.compile(r"\d\s+[+\-−]?\d")
"""1 2 are two."""
_MARKS = "①-⑳⓪-⓿❶-➓⁰¹²³⁴-⁹₀-₉"
_SIGNS = "*＊※†‡△▲★☆"
_FOOTNOTE = re.compile(rf"(?P<text>.*[^{_MARKS}{_SIGNS}\s\[])\s*(?P<mark>\[?[{_MARKS}]+\]?|[{_SIGNS}])\s*", re.S)
"""A number or word with the mark of a footnote behind it: 12①, 12※."""
_ANY_MARK = re.compile(f"[{_MARKS}{_SIGNS}]")
_UNCHANGED = frozenset({"持平", "不变", "无变化", "与上年持平"})
_NOTHING = frozenset({"nan", "NaN", "<NA>", "None", "null"})
"""What programs write for an empty cell."""
_FORMULA = re.compile(r"=\s*(?:[A-Z]{2,}\(.*\)|\$?[A-Z]{1,2}\$?\d+.*)|#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|N/A)", re.S)
"""What a spreadsheet shows, or saves, in the place of a number that it should work out."""
_ZERO = frozenset({"零", "〇"})
_ONES = "一二两三四五六七八九"
_NUMERAL = re.compile(rf"(?:[{_ONES}]千)?(?:零?[{_ONES}]百)?(?:零?[{_ONES}]?十)?(?:零?[{_ONES}])?")
"""A spelled number: 三, 十二, 一百零五; 一一 and 二三 are none."""
_LIKE_A_DASH = "一"
"""One by itself is how people type a dash as well."""
_MAY_COUNT = re.compile(rf"\d+[、.．,，]|[{_ONES}十百千]+[{_ONES}十百千零]*")
"""What also counts rows: 三, 5、, 5."""
_ALIKE = str.maketrans("oO○〇IlΙ|", "00001111")
_LOOKS_LIKE_DIGITS = re.compile(r"[\doO○〇IlΙ|]{1,6}")
"""What text recognition makes of digits: 2o, l6, ○."""
MOST_DIGITS, MOST_DECIMALS = 12, 6
"""Size of the numbers that are published: no amount in the form comes near, and a longer run of digits is no number."""


def is_exact(digits: str) -> bool:
    """Whether a number fits what is published without rounding.

    >>> is_exact("1,234.5"), is_exact("9" * 13), is_exact("0.1234567")
    (True, False, False)
    """
    whole, _, decimals = digits.replace(",", "").partition(".")
    return len(whole.lstrip("0")) <= MOST_DIGITS and len(decimals.rstrip("0")) <= MOST_DECIMALS


@dataclass(frozen=True, slots=True)
class CellReading:
    """What one cell says on its own.

    `unit` is a money unit printed in the cell (`CNY_10K`, `CNY`) or None; `note` an annotation in brackets;
    `beyond_range` tells a number that would have to be rounded to be published, and so is not read as one; `alike` one
    in which letters stand for digits, of which only one with digits is read.
    """

    state: State
    value: Number | None = None
    unit: str | None = None
    note: str | None = None
    signed: bool = False
    beyond_range: bool = False
    alike: bool = False


BLANK = CellReading(State.BLANK)
UNREADABLE = CellReading(State.UNREADABLE)
BEYOND_RANGE = CellReading(State.UNREADABLE, beyond_range=True)


@lru_cache(maxsize=65536)
def read_cell(text: str) -> CellReading:
    """Reads one cell by the cell grammar.

    >>> read_cell("增 18").value, read_cell("169.98 万元").unit, read_cell("").state.value
    (18, 'CNY_10K', 'blank')
    """
    squeezed = squeeze(text).replace("，", ",")
    if not squeezed or squeezed in _NOTHING:
        return BLANK
    if _NOT_APPLICABLE.fullmatch(squeezed):
        return CellReading(State.NOT_APPLICABLE)
    if _ANY_MARK.search(text):
        return _without_mark(text)
    if squeezed in _UNCHANGED or squeezed in _ZERO:
        return CellReading(State.REPORTED, 0)
    spelled = number(squeezed) if _NUMERAL.fullmatch(squeezed) and squeezed != _LIKE_A_DASH else None
    if spelled is not None:
        return CellReading(State.REPORTED, spelled)
    if _LOOKS_LIKE_DIGITS.fullmatch(squeezed) and not squeezed.isdecimal():
        # a letter or circle by itself may be a mark as well
        state = State.REPORTED if any(map(str.isdecimal, squeezed)) else State.UNREADABLE
        return CellReading(state, int(squeezed.translate(_ALIKE)) if state is State.REPORTED else None, alike=True)
    match = _NUMBER.fullmatch(squeezed)
    if match is None or (holds_several_numbers(text) and not match["note"]):
        return UNREADABLE
    return _number(match)


def _without_mark(text: str) -> CellReading:
    """A raised or circled digit, or a sign such as ※, refers to a footnote and is no part of the number before it."""
    match = _FOOTNOTE.fullmatch(text)
    if match is None or _ANY_MARK.search(match["text"]):
        return UNREADABLE
    reading = read_cell(match["text"])
    return replace(reading, note=reading.note or match["mark"]) if reading.state is State.REPORTED else UNREADABLE


def _number(match: re.Match[str]) -> CellReading:
    if not is_exact(match["digits"]):
        return BEYOND_RANGE
    sign_mark = match["sign"] or match["sign2"]
    amount = Decimal(match["digits"].replace(",", "")) * _SIGN.get(sign_mark or "+", 1)
    unit = _UNITS.get(match["unit"] or "")
    if unit == "CNY_100M":
        amount, unit = amount * 10000, "CNY_10K"
        if not is_exact(format(abs(amount), "f")):
            return BEYOND_RANGE
    whole = "." not in match["digits"] and amount == amount.to_integral_value()
    note = match["note"]
    if note and not note.startswith("注"):
        note = note[1:-1]
    return CellReading(State.REPORTED, int(amount) if whole else amount, unit, note, sign_mark is not None)


@lru_cache(maxsize=65536)
def holds_several_numbers(text: str) -> bool:
    """True if white space stands between digits other than as a thousands separator (`1 2`, not `1 234`)."""
    stripped = text.strip()
    return bool(_SEVERAL.search(stripped)) and not _THOUSANDS_BY_SPACE.fullmatch(stripped)


@lru_cache(maxsize=65536)
def is_value(text: str) -> bool:
    """True if the text is a number, several numbers, or a mark such as `/`; blank is no value.

    What may be an ordinal or a letter as well (三, 5、, I) is a value only by where it stands.
    """
    if _MAY_COUNT.fullmatch(text.strip()):
        return False
    reading = read_cell(text)
    if reading.alike:
        return False
    if reading.state in (State.REPORTED, State.NOT_APPLICABLE):
        return True
    if reading.beyond_range or _FORMULA.fullmatch(text.strip()):
        return True
    return reading.state is State.UNREADABLE and holds_several_numbers(text) and not _LETTERS.search(text)


@lru_cache(maxsize=65536)
def is_number(text: str) -> bool:
    """True if the text is one or several numbers."""
    return is_value(text) and read_cell(text).state is not State.NOT_APPLICABLE


class TextKind(Enum):
    """What stands in a cell of a table, seen on its own."""

    BLANK = 0
    MARK = 1
    """A mark such as `/`."""
    NUMBER = 2
    """One or several numbers."""
    WORD = 3


@lru_cache(maxsize=65536)
def kind_of(text: str) -> TextKind:
    """The kind of a text.

    >>> kind_of("").name, kind_of("—").name, kind_of("1 234").name, kind_of("规章").name
    ('BLANK', 'MARK', 'NUMBER', 'WORD')
    """
    if is_value(text):
        return TextKind.NUMBER if is_number(text) else TextKind.MARK
    return TextKind.BLANK if read_cell(text).state is State.BLANK else TextKind.WORD


_LETTERS = re.compile(r"[^\W\d_]")
