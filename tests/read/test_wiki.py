"""Tables in the markup of wikis."""

from __future__ import annotations

import pytest

from gongkai.read import read_bytes
from tests.read.showing import outline
from tests.support.timing import at_best

TEXT = """== 二、主动公开政府信息情况 ==
'''全年'''情况见[[附件一|下表]]。
{| class="wikitable" style="width:100%"
|+ 第二十条
|-
! 信息内容 !! 本年制发件数 !! colspan="2" | 现行有效件数
|-
| rowspan=2 | 规章 || 0 ||-
| 13
|-
| align="right" | 12
| 7
| 5
|-
| 行政规范性
文件
|
| '''4'''
| 3
|}
无。
"""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_cells_stand_where_the_page_shows_them(name: str) -> None:
    assert outline(read_bytes(name, TEXT.encode())) == [
        "二、主动公开政府信息情况",
        "全年情况见下表。",
        [
            ["第二十条"],
            ["信息内容", "本年制发件数", "现行有效件数", "^"],
            ["规章", "0", "-", "13"],
            ["^", "12", "7", "5"],
            ["行政规范性文件", "", "4", "3"],
        ],
        "无。",
    ]


def test_a_table_that_is_cut_off_has_the_cells_that_are_left() -> None:
    text = '{| class="wikitable"\n|-\n! 信息内容 !! 本年制发件数\n|-\n| 规章 || 12\n|-\n| 规范性文件 || 7\n'
    rows = [["信息内容", "本年制发件数"], ["规章", "12"], ["规范性文件", "7"]]
    assert outline(read_bytes("a.md", text.encode())) == [rows]


def test_brace_and_bar_alone_begin_no_table() -> None:
    text = "# 报告\n{| 见下表\n规章 3 件。\n"
    assert outline(read_bytes("a.md", text.encode())) == ["报告", "{| 见下表", "规章 3 件。"]


@pytest.mark.parametrize("line", ["a=bbb" * 4000, "= a" + " " * 20_000 + "b", "a='" * 6000, "[[" * 9000])
def test_a_line_that_repeats_marks_is_read_in_linear_time(line: str) -> None:
    """With attributes that need no space between them the first line took longer than anyone waits."""
    text = f"{{| x\n|-\n| {line}\n|}}\n{line}\n".encode()
    assert at_best(lambda: read_bytes("a.md", text), 0.4) < 0.4
