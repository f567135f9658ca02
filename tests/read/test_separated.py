"""Commas and semicolons between the cells of a table, and in texts that are none."""

from __future__ import annotations

import pytest

from gongkai.read import read_bytes
from tests.read.showing import outline


def read_text(*lines: str, name: str = "a.txt") -> list[str | list[list[str]]]:
    return outline(read_bytes(name, "\n".join(lines).encode()))


def test_words_and_numbers_parted_by_commas_are_a_table() -> None:
    assert read_text(
        "二、主动公开", "信息内容,制发,废止,现行", "规章,0,,3", "规范性文件,1,2,/", "合计,1,2,3", "", "无。"
    ) == [
        "二、主动公开",
        [
            ["信息内容", "制发", "废止", "现行"],
            ["规章", "0", "", "3"],
            ["规范性文件", "1", "2", "/"],
            ["合计", "1", "2", "3"],
        ],
        "无。",
    ]


def test_rows_of_blanks_as_long_as_each_other_are_a_table() -> None:
    lines = ["信息内容;制发;废止;现行", "规章;394;;", "规范性文件;;;", "行政许可;;;", "行政处罚;;;", "行政强制;250;;"]
    assert read_text(*lines) == [[line.split(";") for line in lines]]


def test_a_count_in_front_of_the_labels_leaves_the_rows_a_table() -> None:
    lines = [",0,1,2", "0,信息内容,制发,废止", "1,规章,8,5", "2,行政许可,7,", "0,,新收,结转", "1,总计,9,4"]
    assert read_text(*lines, name="a.csv") == [[line.split(",") for line in lines]]


def test_a_number_that_does_not_count_is_no_start_of_a_row() -> None:
    assert read_text("7,规章,1,2", "3,行政许可,4,5", "6,行政处罚,7,8", "6,行政强制,7,8") == [
        "7,规章,1,2",
        "3,行政许可,4,5",
        "6,行政处罚,7,8",
        "6,行政强制,7,8",
    ]


def test_a_formula_stands_for_a_number() -> None:
    lines = ["新收,4,3,=SUM(B2:C2)", "结转,1,0,=B3+C3", "办结,5,3,#REF!"]
    assert read_text(*lines, name="a.csv") == [[line.split(",") for line in lines]]


def test_a_line_without_separators_between_rows_is_a_row() -> None:
    assert read_text("规章;1;2;3", "第二十条第（五）项", "行政许可;4;5;6") == [
        [["规章", "1", "2", "3"], ["第二十条第（五）项"], ["行政许可", "4", "5", "6"]]
    ]


def test_quotation_marks_hold_commas_and_line_ends() -> None:
    assert read_text('规章,"1,234",0,0', '"规范性', '文件",2,0,"1,036"', name="a.csv") == [
        [["规章", "1,234", "0", "0"], ["规范性文件", "2", "0", "1,036"]]
    ]


def test_three_digits_behind_a_number_in_quotation_marks_are_a_cell() -> None:
    assert read_text('新收,"1,335",112,0', '结转,146,"2,008",119') == [
        [["新收", "1,335", "112", "0"], ["结转", "146", "2,008", "119"]]
    ]


def test_commas_in_brackets_part_nothing() -> None:
    assert read_text("予以公开，1，2，3", "部分公开（区分处理的，只计这一情形），4，5，9")[0] == [
        ["予以公开", "1", "2", "3"],
        ["部分公开（区分处理的，只计这一情形）", "4", "5", "9"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("14,069", "1,560", "13,810", "11,819"),
        ("新收 14,069 5", "结转 1,560 7", "办结 13,810 9", "结转 11,819 3"),
        ("新收 14,069", "结转 1,560", "办结 13,810", "结转 11,819", "收费 1,234", "合计 2,345"),
        ("受理申请5件，予以公开2件，部分公开1件，不予公开2件", "上年结转1件，办结6件，结转下年0件"),
        ("规章，无，无", "其他，无"),
    ],
)
def test_other_commas_are_no_separators(lines: tuple[str, ...]) -> None:
    assert read_text(*lines) == list(lines)
