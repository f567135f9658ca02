"""The names of rows and columns of the form in findings, in both languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongkai.forms.form import VOCABULARIES, labels
from gongkai.forms.schema import code_lists
from gongkai.model import CellKey, Place

_EXPLANATION = re.compile(r"(?<=.)（[^（）]*，[^（）]*）$|(?<=.)（单位：[^（）]*）$")
"""（区分处理的，只计这一情形，…） and （单位：万元） behind a label of the form."""


@cache
def name(vocabulary: str, code: str, edition: str) -> tuple[str, str]:
    """The name of a code in findings: the official Chinese label without explanations in brackets, and the English.

    >>> name("requests", "partially_granted", "2021")[0], name("measures", "fee_amount", "2021")[0]
    ('（二）部分公开', '本年收费金额')
    """
    label = labels(vocabulary)[code]
    official = label.zh.get(edition) or next(iter(label.zh.values()))
    return _EXPLANATION.sub("", official), label.en


def row_name(key: CellKey, edition: str) -> tuple[str, str]:
    """The name of the cell's row (item, channel) in both languages."""
    return name(VOCABULARIES[key.table][0], key.row, edition)


def column_name(key: CellKey, edition: str) -> tuple[str, str]:
    """The name of the cell's column (applicant type, measure, outcome) in both languages."""
    return name(VOCABULARIES[key.table][1], key.column, edition)


def cell_name(key: CellKey, edition: str) -> tuple[str, str]:
    """The name of a cell by its row and column, in both languages.

    >>> cell_name(CellKey("requests", "granted", "total"), "2021")
    ('（一）予以公开·总计', 'disclosed / total')
    """
    zh, en = zip(row_name(key, edition), column_name(key, edition), strict=True)
    return "·".join(zh), " / ".join(en)


@lru_cache(maxsize=1 << 15)
def place_in_chinese(place: str) -> str:
    """A place in the source; the places of reports are much the same.

    >>> place_in_chinese("line 51, cell 3")
    '第 51 行第 3 格'
    """
    return Place.parse(place).in_chinese


@cache
def code_name(vocabulary: str, code: str) -> tuple[str, str]:
    """The name of a code of a published list that is the same in all editions, in both languages."""
    row = next(row for row in code_lists()[vocabulary].rows if row["code"] == code)
    return str(row["label_zh"]), str(row["label_en"])
