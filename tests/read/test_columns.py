"""Tables drawn with spaces."""

from __future__ import annotations

from gongkai.model import Grid
from gongkai.read import read_bytes
from tests.read.showing import grids, outline, paragraphs


def lines(*text: str) -> bytes:
    return "\n".join(text).encode()


def test_columns_aligned_by_character_count() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "二、主动公开政府信息情况",
            "",
            "       信息内容   本年制发件数    本年废止件数    现行有效件数",
            "",
            "规章               0          0       0",
            "行政规范性文件          0          5       5",
        ),
    )
    assert outline(document) == [
        "二、主动公开政府信息情况",
        [
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", "0", "5", "5"],
        ],
    ]


def test_blank_between_numbers_is_an_empty_cell_when_chinese_characters_count_two() -> None:
    # Every Chinese character is two columns wide here, as in a terminal.
    document = read_bytes(
        "a.txt",
        lines(
            "项目            自然人  企业    其他    总计",
            "一、新收        2       1       0       3",
            "二、上年结转    0               4       4",
            "（一）予以公开          1               1",
        ),
    )
    assert grids(document) == [
        [
            ["项目", "自然人", "企业", "其他", "总计"],
            ["一、新收", "2", "1", "0", "3"],
            ["二、上年结转", "0", "", "4", "4"],
            ["（一）予以公开", "", "1", "", "1"],
        ]
    ]


def test_blank_between_numbers_is_an_empty_cell_when_every_character_counts_one() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "一、本年新收政府信息公开申请数量    21   0   3   24",
            "（一）予以公开              0        5    5",
            "结转                   1             1",
        ),
    )
    assert grids(document) == [
        [
            ["一、本年新收政府信息公开申请数量", "21", "0", "3", "24"],
            ["（一）予以公开", "0", "", "5", "5"],
            ["结转", "1", "", "", "1"],
        ]
    ]


def test_torn_label_between_rows_belongs_to_the_table() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "    1.属于国家秘密         1     0      1",
            "（三）不予公开",
            "    2.其他法律禁止公开      0     0      0",
        ),
    )
    assert grids(document) == [
        [["1.属于国家秘密", "1", "0", "1"], ["（三）不予公开", "", "", ""], ["2.其他法律禁止公开", "0", "0", "0"]]
    ]


def test_heading_after_a_gap_ends_the_table() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "规章          0      1",
            "规范性文件      2      3",
            "",
            "三、收到和处理申请情况",
            "自然人    2      1",
            "企业     0      1",
        ),
    )
    assert outline(document) == [
        [["规章", "0", "1"], ["规范性文件", "2", "3"]],
        "三、收到和处理申请情况",
        [["自然人", "2", "1"], ["企业", "0", "1"]],
    ]


def test_two_levels_of_labels_stand_left_of_the_numbers() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "（四）无法提供    1.不掌握信息      1     0",
            "                  2.需另行制作      0     2",
            "（七）总计                          1     2",
        ),
    )
    assert grids(document) == [
        [["（四）无法提供", "1.不掌握信息", "1", "0"], ["", "2.需另行制作", "0", "2"], ["", "（七）总计", "1", "2"]]
    ]


def test_numbers_one_space_apart_are_parted_only_under_columns_of_their_own() -> None:
    document = read_bytes("a.txt", lines("新收   12  0  12", "结转    1 0   1", "总计   1 2  0  3"))
    assert grids(document) == [[["新收", "12", "0", "12"], ["结转", "1", "0", "1"], ["总计", "1 2", "0", "3"]]]


def test_number_one_space_after_a_long_label_is_parted_where_its_column_would_be_blank() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "（一）予以公开                1    0    1",
            "（二）部分公开（区分处理的，只计这一情形） 2    0    2",
            "表 3                      5    0    5",
        ),
    )
    assert grids(document) == [
        [
            ["（一）予以公开", "1", "0", "1"],
            ["（二）部分公开（区分处理的，只计这一情形）", "2", "0", "2"],
            ["表 3", "5", "0", "5"],
        ]
    ]


def test_blank_numbers_are_placed_under_the_header_where_no_row_is_full() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "项目                自然人   企业   其他   总计",
            "一、本年新收              2               2",
            "二、上年结转              0",
            "（一）予以公开                   1        1",
        ),
    )
    assert grids(document) == [
        [
            ["项目", "自然人", "企业", "其他", "总计"],
            ["一、本年新收", "2", "", "", "2"],
            ["二、上年结转", "0", "", "", ""],
            ["（一）予以公开", "", "1", "", "1"],
        ]
    ]


def test_a_heading_over_several_columns_is_no_column_of_its_own() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "                          法人或其他组织",
            "项目                自然人   企业   其他   总计",
            "一、本年新收              2               2",
            "二、上年结转              0",
            "（一）予以公开                   1        1",
        ),
    )
    assert grids(document)[0][-3:] == [
        ["一、本年新收", "2", "", "", "2"],
        ["二、上年结转", "0", "", "", ""],
        ["（一）予以公开", "", "1", "", "1"],
    ]


def test_torn_digits_beside_a_blank_column_are_not_taken_for_two_numbers() -> None:
    document = read_bytes("a.txt", lines("新收    12     0     12", "总计    1 2          12"))
    assert grids(document) == [[["新收", "12", "0", "12"], ["总计", "1 2", "", "12"]]]


def test_prose_with_indents_and_wide_gaps_stays_prose() -> None:
    text = (
        "    本报告由办公室编制，数据统计期限为2023年1月1日",
        "至12月31日。  如有疑问，  请与办公室联系",
        "    联系电话：010-12345678，    邮编：100000。",
        "",
        "                     某某市科学技术局",
        "                     2024年1月20日",
    )
    assert paragraphs(read_bytes("a.txt", lines(*text))) == [line.strip() for line in text if line]


def test_one_spaced_line_alone_is_no_table() -> None:
    assert paragraphs(read_bytes("a.txt", lines("行政许可      550", "。"))) == ["行政许可      550", "。"]


def clear_rows(*text: str) -> list[int]:
    """Rows of the first table whose blanks are none by guess."""
    (table,) = (block for block in read_bytes("a.txt", lines(*text)).blocks if isinstance(block, Grid))
    assert table.inferred
    return sorted(table.clear)


FULL = ("甲情形      1     2     3", "乙情形      4    50     6", "丙情形      7     8    99")


def test_a_row_is_clear_whose_values_stand_under_one_column_each() -> None:
    assert clear_rows(*FULL, "丁情形      1           3", "戊情形            2     3") == [0, 1, 2, 3, 4]


def test_a_row_without_its_last_value_may_be_shifted() -> None:
    assert clear_rows(*FULL, "丁情形      1     2      ") == [0, 1, 2]


def test_a_value_between_two_columns_leaves_its_row_in_doubt() -> None:
    assert clear_rows(*FULL, "丁情形         2        3") == [0, 1, 2]


def test_two_rows_do_not_show_where_columns_are() -> None:
    assert clear_rows(*FULL[:2]) == []


def test_a_long_number_above_two_short_ones_keeps_them_in_one_column() -> None:
    rows = ("甲情形      123456     2     3", "乙情形      12        50     6", "丙情形          56     8")
    assert clear_rows(*rows, "丁情形                 9    99") == [0, 1, 3]


def test_rules_of_dashes_between_rows_are_no_text() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "==========  ================",
            "信息内容    本年处理决定数量",
            "----------  ----------------",
            "行政处罚    7",
            "----------  ----------------",
            "行政强制    0",
            "==========  ================",
        ),
    )
    assert grids(document) == [[["信息内容", "本年处理决定数量"], ["行政处罚", "7"], ["行政强制", "0"]]]


HEADED = ("信息内容      本年制发件数   本年废止件数   现行有效件数",)


def test_headings_show_the_columns_that_too_few_values_fill() -> None:
    assert clear_rows(*HEADED, "规章                     5                        7") == [1]
    assert clear_rows(*HEADED, "规章                     5             6          7") == [1]


def test_a_value_that_no_heading_stands_over_puts_all_rows_below_it_in_doubt() -> None:
    rows = ("规章                     5                        7", "规范性文件        5                        7")
    assert clear_rows(*HEADED, *rows) == []
    assert clear_rows(*HEADED, "规章                     5              7") == []


def test_each_heading_counts_for_the_rows_below_it() -> None:
    rows = (
        "规章                     5                        7",
        "信息内容      本年处理决定数量",
        "行政处罚          12",
    )
    assert clear_rows(*HEADED, *rows) == [1, 3]


def test_as_many_values_in_a_row_as_headings_show_the_columns() -> None:
    # headings without room stand beside their columns
    heading = "项目        自然人 商业企业 科研机构 社会公益组织 法律服务机构   其他   总计"
    full = "一、新收        1       2       3       4       5       6       21"
    assert clear_rows(heading, full, f"二、结转        1               3{' ' * 32}4") == [1, 2]
    assert clear_rows(heading, full.replace("3", " ").replace("21", "18"), "二、结转        1       2") == []


def test_a_rule_tells_the_column_of_each_number_among_blanks() -> None:
    """As pandoc writes simple tables; quotation marks count as two there."""
    document = read_bytes(
        "a.md",
        lines(
            "  -------------------- ------ -------- --------",
            "  项目                 自然人 商业企业 总计",
            "  二、上年结转                0        0",
            "  3.危及“三安全一稳定” 1",
            "  （七）总计                           12",
            "  -------------------- ------ -------- --------",
        ),
    )
    assert grids(document) == [
        [
            ["项目", "自然人", "商业企业", "总计"],
            ["二、上年结转", "", "0", "0"],
            ["3.危及“三安全一稳定”", "1", "", ""],
            ["（七）总计", "", "", "12"],
        ]
    ]
    assert [block.inferred for block in document.blocks if isinstance(block, Grid)] == [False]


def test_a_rule_whose_columns_the_numbers_do_not_keep_to_tells_nothing() -> None:
    document = read_bytes(
        "a.md",
        lines(
            "  -------------- ------ -------- --------",
            "  项目           自然人 商业企业 总计",
            "  二、上年结转   1      0        0",
            "  （七）总计      2      1      3",
            "  -------------- ------ -------- --------",
        ),
    )
    assert [block.inferred for block in document.blocks if isinstance(block, Grid)] == [True]


def test_columns_are_clear_where_quotation_marks_count_as_two() -> None:
    document = read_bytes(
        "a.txt",
        lines(
            "项目                    自然人  企业    其他    总计",
            "一、新收                2       1       1       4",
            "3.危及“三安全一稳定”    1               4       5",
            "二、上年结转                    1               1",
            "（一）予以公开          3       1       2       6",
            "（三）不予公开                  1       2       3",
        ),
    )
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.rows[2]] == ["3.危及“三安全一稳定”", "1", "", "4", "5"]
    assert grid.clear == {1, 2, 3, 4, 5}
