"""Traditional characters read as simplified ones, for recognition only; what is printed stays as printed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# 覆 is simplified in 覆盖, which every other report has
_TRADITIONAL = re.compile(
    "[總體況開請處結轉辦據數屬報發務機關規範與對動門縣區鎮鄉學實現業東灣編製訴訟議產條進單傳統網頁員會國際應當為這個從來時間內問執審廢強後採於構權決沒減無獲確祕穩糾納組經維織繳繼續罰舉萬補複計訪許詢認護費購過項題額類]|覆(?!盖)"
)


def simplified(text: str) -> str:
    """The text in simplified characters, one for one; the text itself if it has no traditional ones.

    >>> simplified("政府信息公開工作年度報告")
    '政府信息公开工作年度报告'
    """
    return _converted(text) if _TRADITIONAL.search(text) else text


@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(_converter().convert(char)[:1] for char in text)


@cache
def _converter() -> OpenCC:
    # Who only uses the data has no converter installed, and few reports need one.
    from opencc import OpenCC

    return OpenCC("t2s")
