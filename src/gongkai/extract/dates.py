"""Dates as Chinese pages print them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "Ο": "0",
    "О": "0",
    "Ｏ": "0",
    "元": "1",
    "正": "1",
}
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s*(?:年|[-./])\s*(?P<m>\d{1,2})\s*(?:月|[-./])\s*(?P<d>\d{1,2})(?!\d)\s*日?"
)
_CHINESE = re.compile(
    r"(?P<y>[二2][〇○零OＯ0ΟО][〇一二三四五六七八九零○OΟО]{2})\s*年\s*(?P<m>[元一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日"
)
_MONTH_AND_DAY = re.compile(
    r"(?<![一二三四五六七八九十])(?P<m>[元正一二三四五六七八九]|十[一二]?)月(?P<d>[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?)日"
)
_CHINESE_MONTH = re.compile(r"[元正一二三四五六七八九十]月")
_FIRST_MONTH = re.compile(r"[元正]月(?=\s*\d)")
_CLOCK = r"(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_ALONE = re.compile(
    rf"[(（【\[\s]*(?:{_NUMERIC.pattern}|二[^\s]{{3,5}}年[^\s]{{1,2}}月[^\s]{{1,3}}日){_CLOCK}[)）】\]\s]*(?:印发|发布)?"
)
_LONGEST_DATE_LINE = 40


def in_digits(text: str) -> str:
    """The text with the months and days of its dates in digits: 2022年一月一日 is 2022年1月1日."""
    if not _CHINESE_MONTH.search(text):
        return text
    digits = _FIRST_MONTH.sub("1月", text)
    return _MONTH_AND_DAY.sub(lambda found: f"{_up_to_39(found['m'])}月{_up_to_39(found['d'])}日", digits)


def read_date(text: str) -> date | None:
    """The first date in a text, None if there is none or it does not exist in the calendar.

    >>> read_date("2020年1月19日"), read_date("二〇二一年十月三十日"), read_date("2021-02-30")
    (datetime.date(2020, 1, 19), datetime.date(2021, 10, 30), None)
    """
    text = _FIRST_MONTH.sub("1月", unicodedata.normalize("NFKC", text))
    match = _NUMERIC.search(text)
    if match:
        return real_date(int(match["y"]), int(match["m"]), int(match["d"]))
    match = _CHINESE.search(text)
    if match:
        year = int("".join(_DIGITS.get(char, char) for char in match["y"]))
        return real_date(year, _up_to_39(match["m"]), _up_to_39(match["d"]))
    return None


def is_date_line(text: str) -> bool:
    """True if the text is a date and nothing else, in brackets or with a clock time or not."""
    if len(text) > _LONGEST_DATE_LINE:
        return False
    plain = _FIRST_MONTH.sub("1月", unicodedata.normalize("NFKC", text))
    return bool(_ALONE.fullmatch(plain)) and read_date(text) is not None


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _up_to_39(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text])
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
