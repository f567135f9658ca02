"""What is quoted for a number in the narrative."""

from __future__ import annotations

import pytest

from gongkai.model import Place
from gongkai.reading.running_text import Sentence

CLAUSES = [
    f"通过第{n}类渠道主动公开各类政府信息{n}00条，内容涉及机构职能、政策文件、规划计划和财政资金" for n in range(1, 9)
]


@pytest.mark.parametrize("mark", ["；", ";"])
@pytest.mark.parametrize("number", [1, 4, 8])
def test_a_long_sentence_is_quoted_from_semicolon_to_semicolon(mark: str, number: int) -> None:
    text = mark.join(CLAUSES) + "。"
    quoted = Sentence(text, text, ((0, Place(line=1)),)).around(text.index(f"{number}00条"))
    assert quoted == CLAUSES[number - 1] + ("。" if number == 8 else mark)


def test_a_short_sentence_is_quoted_whole() -> None:
    text = " 公开信息30条；收到申请2件。"
    assert Sentence(text, text, ((0, Place(line=1)),)).around(text.index("2件")) == text.strip()
