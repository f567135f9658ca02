"""Numerals, years, dates, ordinals and page numbers as Chinese pages print them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

NUMERALS = "一二三四五六七八九十"
"""The numerals that count sections, items and clauses, as the inside of a character class."""
ORDINAL = rf"[(（]?[{NUMERALS}\d]{{1,2}}[)）、.．,，]"
"""Pattern of what numbers a line: 一、 （二） 3. 4）"""

_ZEROS = "〇○零OＯΟО"
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys(_ZEROS, 0) | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(rf"[{_ZEROS}一二三四五六七八九两十百千]+")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)\s*年")
# a letter O is a zero among characters, not among digits: 2O23 stays as printed
_CHINESE_YEAR = re.compile(rf"(?<!\d)[二2]\s*[{_ZEROS}0](?:\s*[{_ZEROS}一二三四五六七八九]){{2}}(?=\s*年)")
_CHINESE_MONTH = re.compile(rf"[元正{NUMERALS}]\s*月")
"""元月, 十二月."""
_DAY = r"[一二三]?十[一二三四五六七八九]?|初?[一二三四五六七八九十]|廿[一二三四五六七八九]?|卅一?|\d{1,2}"
_FIRST_MONTH = re.compile(rf"[元正]\s*月(?=\s*\d|\s*(?:{_DAY})\s*[日号])")
_MONTH_AND_DAY = re.compile(
    rf"(?<![{NUMERALS}\d])(?P<m>十[一二]?|[一二三四五六七八九]|\d{{1,2}})\s*月\s*(?P<d>{_DAY})\s*[日号]"
)
_DATE = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s*(?:年|[-./])\s*(?P<m>\d{1,2})\s*(?:月|[-./])\s*(?P<d>\d{1,2})(?!\d)\s*日?"
)
"""2020年1月19日, 2020-01-19, 2020.1.19."""
_CLOCK = r"(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_DATE_ALONE = re.compile(rf"[(（【\[\s]*{_DATE.pattern}{_CLOCK}[)）】\]\s]*(?:印发|发布)?")
"""A date on a line of its own, as under a signature: （2020年1月19日）, 2020-01-19 09:30."""
_LONGEST_DATE_LINE = 40
"""Characters: no date with its brackets and time is longer, and longer lines are not looked through."""
_DASHES = "-—–―－−一~～·•"
_PAGE_NUMBER = re.compile(
    rf"(?P<front>第|[Pp]age|[{_DASHES}])*\d{{1,3}}(?P<behind>页|[{_DASHES}])*(?P<of>(?:[/／,，]?共|/|／|of)\d{{1,3}}页?)?"
)
"""— 12 —, 第3页, 3/12, 第3页共12页."""


def number(text: str) -> int | None:
    """The whole number that Chinese numerals spell, None if they spell none.

    >>> number("十二"), number("两"), number("三百零五"), number("二〇二一"), number("件")
    (12, 2, 305, 2021, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    if not any(char in _SCALES for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in _SCALES:
            total += (1 if digit is None else digit) * _SCALES[char]
            digit = None
        else:
            digit = _DIGITS[char] or None
    return total + (digit or 0)


def numeral(value: int) -> str:
    """The numeral that counts sections and clauses, from 0 to 99.

    >>> numeral(0), numeral(6), numeral(10), numeral(12), numeral(20)
    ('〇', '六', '十', '十二', '二十')
    """
    tens, ones = divmod(value, 10)
    digits = "〇" + NUMERALS
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def in_digits(text: str) -> str:
    """The text with the years, months and days of its dates in digits.

    >>> in_digits("二〇二二年度"), in_digits("2022年一月一日至十二月三十一日"), in_digits("元月5日，一月内")
    ('2022年度', '2022年1月1日至12月31日', '1月5日，一月内')
    """
    if "年" in text:
        text = _CHINESE_YEAR.sub(lambda year: "".join(str(_DIGITS.get(char, char)).strip() for char in year[0]), text)
    if "月" not in text or not _CHINESE_MONTH.search(text):
        return text
    return _MONTH_AND_DAY.sub(lambda day: f"{_small(day['m'])}月{_small(day['d'])}日", _FIRST_MONTH.sub("1月", text))


def _small(text: str) -> str:
    plain = text.replace("初", "").replace("廿", "二十").replace("卅", "三十")
    return text if plain.isdigit() else str(number(plain))


def years_in(text: str) -> Iterator[int]:
    """The years 2000–2039 that a text names with 年 behind, in either kind of digits, in order.

    >>> list(years_in("某局二〇二二年政府信息公开工作年度报告，比2021 年多")), list(years_in("2019版"))
    ([2022, 2021], [])
    """
    return (int(year) for year in _YEAR.findall(in_digits(text)))


def read_date(text: str) -> date | None:
    """The first date in a text, None if there is none or it does not exist in the calendar.

    >>> read_date("2020年1月19日"), read_date("二〇二一年十月三十日"), read_date("2021-02-30")
    (datetime.date(2020, 1, 19), datetime.date(2021, 10, 30), None)
    """
    match = _DATE.search(in_digits(unicodedata.normalize("NFKC", text)))
    return real_date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def is_date_line(text: str) -> bool:
    """True if the text is a date and nothing else, in brackets or with a clock time or not."""
    if len(text) > _LONGEST_DATE_LINE:
        return False
    plain = in_digits(unicodedata.normalize("NFKC", text))
    return bool(_DATE_ALONE.fullmatch(plain)) and read_date(plain) is not None


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_page_number(line: str, *, bare: bool = False) -> bool:
    """True if a line is nothing but the number of a page.

    Args:
        line: a line of text; its white space does not matter.
        bare: True where a number alone may be one too, as at the foot of a page.

    >>> is_page_number("— 12 —"), is_page_number("第3页"), is_page_number("12"), is_page_number("12", bare=True)
    (True, True, False, True)
    """
    match = _PAGE_NUMBER.fullmatch("".join(line.split()))
    return match is not None and (bare or bool(match["behind"] and match["front"]))
