"""The opening as one text, in which names, periods and places are looked for."""

from __future__ import annotations

from gongkai.reading.metadata.page import Page
from tests.support.documents import document, outline


def introduction(*lines: str) -> str:
    read = document(*lines)
    return Page(read, outline(read)).introduction


def test_a_line_by_itself_ends_like_a_sentence_and_a_torn_one_goes_on() -> None:
    torn = "本报告所列数据的统计期限自2023年1月1日起至2023年12", "月31日止。"
    lines = (
        "某局2023年政府信息公开工作年度报告",
        "某市某局",
        "根据条例编制：",
        *torn,
        "一、总体情况",
        "我局认真做好工作，",
    )
    assert introduction(*lines) == (
        "某局2023年政府信息公开工作年度报告。某市某局。根据条例编制:"
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。我局认真做好工作,"
    )
