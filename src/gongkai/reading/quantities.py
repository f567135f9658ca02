"""Numbers with a unit in running text: 1,431 条 · 300余条（次） · 16.235 万人次 · 两件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.forms.cell_grammar import is_exact
from gongkai.forms.chinese import number
from gongkai.model import Number

_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_COUNTER = "条|篇|件|份|次|场|期|个(?!月|工作日|小时|百分点)|宗|起|封|部(?!门)|则|项|元"
_QUANTITY = re.compile(
    r"(?<![\d.A-Za-z第-])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"\s*(?P<scale>[百千万亿])?\s*(?P<more>余|多)?(?P<scale2>万)?\s*"
    rf"(?P<unit>(?:{_COUNTER})\s*[（(]\s*(?:{_COUNTER}|人次)\s*[）)]|人次|条次|件次|篇次|{_COUNTER}|[%％])(?P<above>以上|左右)?(?!以内|以下)"
    rf"|(?<![零〇一二两三四五六七八九十百千万第])(?P<chinese>[零〇一两二三四五六七八九十]{{1,3}})(?P<unit2>件|宗|起)(?!事|套|次)"
)
_FILLER = re.compile(
    r"(?:共计|合计|总计|累计|总共|达到|超过|突破|接近|将近|不少于|大约|已有|[共计约近超逾达了为有仅\s：:])+$"
)
_LONGEST_FILLER = 24
_DECIMALS_OF_A_COUNT = 3
_AT_LEAST = re.compile(r"超|逾|突破|不少于")
_ABOUT = re.compile(r"约|近")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the sentence has it.

    Attributes:
        value: scaled (16.235 万 is 162350).
        unit: as printed, without 万.
        qualifier: `exact`, `at_least` or `approximate`: about so much, or rounded (270 万).
        start: offset of its first digit in the sentence.
        end: offset behind its unit.
        head: where what stands before it ends, without 共, 达, 约 and the like.
    """

    value: Number
    unit: str
    qualifier: str
    start: int
    end: int
    head: int


def quantities(text: str) -> Iterator[Quantity]:
    """Every number with a unit in the text, in reading order."""
    for match in _QUANTITY.finditer(text):
        filler = _FILLER.search(text, max(0, match.start() - _LONGEST_FILLER), match.start())
        head = filler.start() if filler else match.start()
        words = text[head : match.start()]
        unit = match["unit"] or match["unit2"]
        if match["chinese"]:
            amount = Decimal(number(match["chinese"]) or 0)
        else:
            amount = Decimal(match["digits"].replace(",", "") + (match["decimals"] or ""))
            amount *= _SCALES[match["scale"] or ""] * _SCALES[match["scale2"] or ""]
        # 16.235 万 is a count, 3千 is rounded; money is counted in 万元
        rounded = match["scale"] in ("千", "万", "亿") and len(match["decimals"] or "") < _DECIMALS_OF_A_COUNT
        about = match["above"] or _ABOUT.search(words) or (rounded and match["unit"] != "元")
        at_least = match["more"] or match["above"] == "以上" or _AT_LEAST.search(words)
        qualifier = "at_least" if at_least else "approximate" if about else "exact"
        value = int(amount) if amount == amount.to_integral_value() else amount.normalize()
        # a number that cannot be published without rounding is withheld
        if is_exact(format(abs(Decimal(value)), "f")):
            yield Quantity(value, unit, qualifier, match.start(), match.end(), head)
