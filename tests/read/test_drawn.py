"""Tables drawn with characters: pandoc's grid tables, and the boxes of text browsers."""

from __future__ import annotations

import pytest

from gongkai.model import Grid
from gongkai.read import read_bytes
from tests.read.showing import outline

PANDOC = """
+----------------+--------------+--------------+
| 第二十条第（一）项                           |
+----------------+--------------+--------------+
| 信息内容       | 本年制发件数 | 本年废止件数 |
+================+==============+==============+
| 行政规范性     | 325          |              |
| 文件           |              |              |
+--------+-------+--------------+--------------+
| 规章   | 国务院        | 1            | 2     |
|        +---------------+--------------+-------+
|        | 部门                                 |
+--------+--------------------------------------+
"""
BOX = """
┌────────┬────┬────┐
│规章    │96  │0   │
├────────┼────┴────┤
│行政许可│7        │
└────────┴─────────┘
"""
BOX_WITH_WIDE_RULES = """
├────────┼──┼──┤
│3.危及“三安全一│0   │12  │
│稳定”          │    │    │
├────────┼──┼──┤
│行政许可        │7   │    │
"""
COUNTED_AS_ONE = """
+------+---+
| 规章   | 0 |
+------+---+
| 行政许可 | 7 |
+------+---+
"""

FRAME = """
┌──────┬────┐
│信息内容    │本年收费│
│            │金额    │
│行政事业性  │        │
│收费        │8.6     │
└──────┴────┘
"""
BELOW_THE_HEADINGS = """
+----------+-----+
| 信息内容 |  数 |
+----------+-----+
| 规章     |  12 |
| 规范性   |     |
| 文件     |   3 |
| 行政处罚 | 607 |
+----------+-----+
"""


def grids(name: str, text: str) -> list[list[list[str]]]:
    """Texts of each table; a position that another cell covers is `~`."""
    blocks = read_bytes(name, text.encode()).blocks
    tables = [block for block in blocks if isinstance(block, Grid)]
    return [[["~" if cell.covered else cell.text for cell in row] for row in table.rows] for table in tables]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_lines_enclose_is_one_cell(name: str) -> None:
    assert grids(name, f"年报\n{BOX}\n完") == [[["规章", "96", "0"], ["行政许可", "7", "~"]]]


def test_rules_may_take_two_positions_and_the_last_one_may_be_missing() -> None:
    assert grids("a.txt", f"年报\n{BOX_WITH_WIDE_RULES}\n完") == [
        [["3.危及“三安全一稳定”", "0", "12"], ["行政许可", "7", ""]]
    ]


def test_chinese_characters_may_count_as_one_position() -> None:
    assert grids("a.txt", f"年报\n{COUNTED_AS_ONE}") == [[["规章", "0"], ["行政许可", "7"]]]


def test_the_text_of_a_cell_is_joined_and_merged_cells_are_filled() -> None:
    (table,) = grids("a.md", PANDOC)
    assert [cell for cell in table[2] if cell != "~"] == ["行政规范性文件", "325", ""]
    assert table[0].count("~") == len(table[0]) - 1
    assert table[-1][:2] == ["~", "部门"]


def test_cells_are_placed_by_line_in_text_and_by_row_in_markdown() -> None:
    text = read_bytes("a.txt", f"年报\n{BOX}".encode()).blocks[1]
    markdown = read_bytes("a.md", f"年报\n{BOX}".encode()).blocks[1]
    assert isinstance(text, Grid)
    assert isinstance(markdown, Grid)
    assert str(text.rows[1][1].place) == "line 6, cell 2"
    assert str(markdown.rows[1][1].place) == "table 1, row 2, cell 2"


@pytest.mark.parametrize("text", ["+--+--+", "+--+\n| a |", "+---+\n+---+\n+---+", "+++++\n+++++\n+++++", "1 +-- 2"])
def test_rules_that_enclose_nothing_harm_nothing(text: str) -> None:
    shown = outline(read_bytes("a.txt", f"年报 {text}\n{text}\n\n新收 3 件".encode()))
    cells = [cell for block in shown if isinstance(block, list) for row in block for cell in row]
    assert (shown[-1], cells) == ("新收 3 件", [])


def test_quotation_marks_count_as_one_position_or_two() -> None:
    table = """
+----------------------+---+
|3.危及“三安全一稳定”| 9 |
+----------------------+---+
| 属于国家秘密         | 7 |
+----------------------+---+
"""
    assert grids("a.md", table) == [[["3.危及“三安全一稳定”", "9"], ["属于国家秘密", "7"]]]


def test_quotation_marks_may_take_two_positions_where_lines_take_one() -> None:
    table = """
┌────────────────────┬───┐
│ 3.危及“三安全”   │ 9 │
├────────────────────┼───┤
│ 属于国家秘密       │ 7 │
└────────────────────┴───┘
"""
    assert grids("a.txt", table) == [[["3.危及“三安全”", "9"], ["属于国家秘密", "7"]]]


def test_each_line_is_a_row_where_only_a_frame_is_drawn() -> None:
    rows = [["信息内容", "本年收费"], ["", "金额"], ["行政事业性", ""], ["收费", "8.6"]]
    assert grids("a.txt", FRAME) == [rows]
    rows = [["信息内容", "数"], ["规章", "12"], ["规范性", ""], ["文件", "3"], ["行政处罚", "607"]]
    assert grids("a.txt", BELOW_THE_HEADINGS) == [rows]


def test_the_cells_of_one_row_are_no_rows_where_a_number_wraps() -> None:
    wrapped = BELOW_THE_HEADINGS.replace("|   3 |", "|     |").replace("607", "  6").replace("行政处罚", "        ")
    assert grids("a.txt", wrapped) == [[["信息内容", "数"], ["规章规范性文件", "12 6"]]]
