"""Markdown as people and converters write it."""

from __future__ import annotations

import pytest

from gongkai.read import read_bytes
from tests.read.showing import grids, outline, paragraphs, places


def read_md(*lines: str) -> list[str | list[list[str]]]:
    return outline(read_bytes("a.md", "\n".join(lines).encode()))


def test_headings_lose_their_marks_and_keep_their_line() -> None:
    document = read_bytes("a.md", "# 年度报告\n\n## 一、总体情况 ##\n\n二、主动公开\n----\n\n***\n无。\n".encode())
    assert paragraphs(document) == ["年度报告", "一、总体情况", "二、主动公开", "无。"]
    assert [str(block.place) for block in document.blocks] == ["line 1", "line 3", "line 5", "line 9"]


def test_pipe_table_counts_printed_rows_without_the_rule() -> None:
    document = read_bytes("a.md", "| 信息内容 | 数量 |\n|:---|---:|\n| 规章 | 0 |\n|  | 3 |\n".encode())
    assert grids(document) == [[["信息内容", "数量"], ["规章", "0"], ["", "3"]]]
    assert places(document.blocks[0]) == [
        ["table 1, row 1, cell 1", "table 1, row 1, cell 2"],
        ["table 1, row 2, cell 1", "table 1, row 2, cell 2"],
        ["table 1, row 3, cell 1", "table 1, row 3, cell 2"],
    ]


def test_row_of_dashes_is_data_below_the_rule() -> None:
    assert read_md("| 商业企业 | 其他 |", "|---|---|", "| - | - |") == [[["商业企业", "其他"], ["-", "-"]]]


def test_outer_pipes_may_be_missing_and_inner_ones_escaped() -> None:
    assert read_md("甲 | 乙", "--- | ---", "1 \\| 2 | 3") == [[["甲", "乙"], ["1 | 2", "3"]]]


def test_rows_without_a_rule_still_are_a_table() -> None:
    assert read_md("| 新收 | 3 |", "| 结转 | 0 |", "无。") == [[["新收", "3"], ["结转", "0"]], "无。"]


def test_one_row_between_bars_without_a_rule_is_no_table() -> None:
    assert read_md("| 新收 | 3 |", "", "无。") == ["| 新收 | 3 |", "无。"]


def test_the_tag_of_a_table_may_go_over_lines() -> None:
    assert read_md(
        '<table data-border="1"', 'style="width:100%">', "<tr><td>规章</td>", "<td>8</td></tr>", "</table>"
    ) == [[["规章", "8"]]]


def test_empty_cells_of_a_row_stay() -> None:
    assert read_md("| 新收 | 3 |  |  |", "|---|---|---|---|", "|  |  | 1 |  |") == [
        [["新收", "3", "", ""], ["", "", "1", ""]]
    ]


def test_marks_inside_text_go_and_stars_that_mark_nothing_stay() -> None:
    assert read_md("**一是**主动公开\\*信息 5 * 3 件，见[公报](http://a.cn/b)&nbsp;。", "> 引用", "- 第一项") == [
        "一是主动公开*信息 5 * 3 件，见公报\xa0。",
        "引用",
        "第一项",
    ]


def test_numbers_with_underscores_and_minus_signs_stay() -> None:
    assert read_md("邮箱 a_b_c@163.com", "", "| 增减 | -5 |", "|---|---|", "| 甲 | **-3** |") == [
        "邮箱 a_b_c@163.com",
        [["增减", "-5"], ["甲", "-3"]],
    ]


@pytest.mark.parametrize("formula", ["$0$", "$ 0 $", r"\(0\)"])
def test_a_number_set_as_a_formula_is_a_number(formula: str) -> None:
    assert read_md(f"| 规章 | {formula} |", "|---|---|") == [[["规章", "0"]]]
    assert read_md(f"<table><tr><td>规章</td><td>{formula}</td></tr></table>") == [[["规章", "0"]]]


@pytest.mark.parametrize("text", ["$5 和 $6", "$x$", "price $0"])
def test_what_is_no_number_between_dollars_stays(text: str) -> None:
    assert read_md(f"| 规章 | {text} |", "|---|---|") == [[["规章", text]]]


def test_rows_with_bars_between_the_cells_keep_blank_ones_and_rows_of_one_cell() -> None:
    lines = ["规章 | 0 |   | 1", "第二十条第（五）项", " | 2 | 3 | ", "行政许可 | 4", "", "正文"]
    assert read_md(*lines) == [
        [["规章", "0", "", "1"], ["第二十条第（五）项"], ["", "2", "3", ""], ["行政许可", "4"]],
        "正文",
    ]


def test_break_in_a_cell_closes_up_words_and_keeps_numbers_apart() -> None:
    assert read_md("| 尚未<br>审结 | 1 |", "|---|---|", "| 规章 | 12<br/>3 |") == [
        [["尚未审结", "1"], ["规章", "12 3"]]
    ]


def test_html_table_of_a_converter() -> None:
    document = read_bytes(
        "a.md",
        (
            "第二十条第（一）项\n\n"
            '<html><body><table><tr><td rowspan="2">规章</td><td>本年<br>制发</td></tr>\n'
            "<tr><td>12</td></tr></table></body></html>\n\n"
            "| 行政许可 | 550 |\n|---|---|\n"
        ).encode(),
    )
    assert outline(document) == [
        "第二十条第（一）项",
        [["规章", "本年制发"], ["^", "12"]],
        [["行政许可", "550"]],
    ]
    assert str(document.blocks[2].place) == "table 2"


def test_tab_rows_in_markdown_are_counted_as_tables() -> None:
    document = read_bytes("a.md", "## 表\n\n规章\t0\n".encode())
    assert places(document.blocks[1]) == [["table 1, row 1, cell 1", "table 1, row 1, cell 2"]]


def test_markdown_is_known_by_its_tables_whatever_the_name() -> None:
    document = read_bytes("a.txt", "年报\n\n| 规章 | 0 |\n|---|---|\n".encode())
    assert document.source.format == "markdown"


def test_tabs_and_wide_gaps_do_not_lose_their_columns_to_the_marks() -> None:
    assert read_md("**规章**     0     1", "规范性文件     2     3") == [[["规章", "0", "1"], ["规范性文件", "2", "3"]]]


def test_a_footnote_mark_is_no_digit_of_the_number_before_it() -> None:
    assert read_md("| 行政许可 | 256<sup>2</sup> |", "| 行政处罚 | 3 |") == [[["行政许可", "256²"], ["行政处罚", "3"]]]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<eq>6</eq>", "6"),
        ("6<!-- 5 -->", "6"),
        ("<!-- 5\n -->6", "6"),
        ("![](images/7.jpg)", "{drawn}"),
        ("<img src='7.jpg'/>", "{drawn}"),
        ("6\u2060&nbsp;", "6"),
    ],
)
def test_what_converters_put_around_a_number_is_no_part_of_it(cell: str, shown: str) -> None:
    table = read_md("|信息内容|制发|", "|---|---|", f"|规章|{cell}|".replace("\n", ""), "|许可|3|")
    assert table == [[["信息内容", "制发"], ["规章", shown], ["许可", "3"]]]


def test_a_comment_over_several_lines_keeps_the_numbers_of_the_lines() -> None:
    document = read_bytes("a.md", "甲<!-- x\n\ny -->\n\n乙\n".encode())
    assert [str(block.place) for block in document.blocks] == ["line 1", "line 5"]


def test_styles_count_in_the_tables_of_a_page_inside_markdown() -> None:
    cells = "<td>规章</td><td>7<sup>2</sup></td><td><del>5</del></td>"
    table = f"<table><tr>{cells}</tr><tr><td>许可</td><td>3</td></tr></table>"
    assert read_md(table) == [[["规章", "7²", "{struck 5}"], ["许可", "3"]]]
