"""The normal form in which labels are compared (domain rule: same label, same normal form)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gongkai.forms.chinese import NUMERALS
from gongkai.forms.simplified import simplified

_PUNCTUATION = re.compile(r"[\s、，,。.．；;：:·•“”\"'‘’「」『』《》()（）\[\]【】〔〕<>/／\-—–_*#|]+")
_BRACKETED = re.compile(r"[(\[【].*?[)\]】]|[(\[【].*$")
"""An explanation in brackets, also one that is cut off before they close."""
_ORDINAL = re.compile(
    rf"^(?:[{NUMERALS}]+\s*[、.．,，]|[(（]\s*[{NUMERALS}]+\s*[)）]|[(（]?\s*\d{{1,2}}\s*(?:[.．、)）](?!\d)))+"
)
"""（三）, 三、, 1．, the 3. of 3.危及: what numbers a row, not the 3.5 of a number."""

_CIRCLED = {ord("①") + number: f"{number + 1}." for number in range(20)}
"""An ordinal in a circle has no mark behind it that parts it from what it numbers."""


@lru_cache(maxsize=65536)
def normal_form(text: str) -> str:
    """A label without its ordinals, spaces, punctuation and width variants.

    >>> normal_form("(三) 不予公开"), normal_form("1．属于 国家秘密"), normal_form("其它"), normal_form("③其他")
    ('不予公开', '属于国家秘密', '其他', '其他')
    """
    return _PUNCTUATION.sub("", _ORDINAL.sub("", squeeze(text)))


@lru_cache(maxsize=65536)
def bare_form(text: str) -> str:
    """The normal form without what stands in brackets: explanations, units, 区分处理的 and so on.

    >>> bare_form("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), bare_form("本年收费金额（单位：万元）")
    ('部分公开', '本年收费金额')
    """
    return _PUNCTUATION.sub("", _BRACKETED.sub("", _ORDINAL.sub("", squeeze(text))))


def without_ordinal(text: str) -> str:
    """A label as printed, without its ordinal.

    >>> without_ordinal("3.危及“三安全一稳定”")
    '危及“三安全一稳定”'
    """
    return _ORDINAL.sub("", text)


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Full width to half width, ① to 1., traditional to simplified, white space and invisible characters out."""
    folded = simplified(unicodedata.normalize("NFKC", text.translate(_CIRCLED))).replace("其它", "其他")
    return re.sub(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+", "", folded)
