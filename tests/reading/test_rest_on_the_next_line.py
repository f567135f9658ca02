"""Numbers beside a row that no row of the form takes: the rest of a number, of a row, or a second row."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey
from tests.reading.test_rows_in_one import cells_of

TITLE = "某县水务局2022年政府信息公开工作年度报告"
PROACTIVE = (TITLE, "二、主动公开政府信息情况", "第二十条第（一）项")
REVIEW = (
    TITLE,
    "四、政府信息公开行政复议、行政诉讼情况",
    "\t".join(["行政复议", *[""] * 4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]),
    "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3),
)
CHANNELS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def read(*lines: str, name: str = "report.txt") -> dict[CellKey, Cell]:
    return cells_of(name, "\n".join(lines).encode())


def items(cells: dict[CellKey, Cell], row: str) -> list[Cell]:
    return [cell for key, cell in cells.items() if key[:2] == ("proactive_disclosure", row)]


def review(cells: dict[CellKey, Cell]) -> list[Cell]:
    return [cell for key, cell in cells.items() if key.row in CHANNELS]


@pytest.mark.parametrize("torn", [("行政处罚\t4", "0561\t"), ("行政处罚\t", "40561\t")])
def test_a_number_of_an_item_may_go_on_in_the_next_row(torn: tuple[str, str]) -> None:
    cells = read(*PROACTIVE[:2], "信息内容\t本年处理决定数量", *torn, "行政强制\t7", "无其他情况。")
    assert not any(cell.certain for cell in items(cells, "administrative_penalties"))
    assert [(cell.value, cell.certain) for cell in items(cells, "administrative_compulsion")] == [(7, True)]


def test_the_head_of_an_amount_stands_on_a_line_of_its_own() -> None:
    lines = ("信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "285.", "91", "无其他情况。")
    assert not any(cell.certain for cell in items(read(*PROACTIVE[:2], *lines), "administrative_fees"))


def test_an_item_whose_number_stands_with_that_of_another_is_not_absent() -> None:
    """The label in two lines is read as part of a heading, and its 3 goes on the line of numbers above."""
    lines = (
        "信息内容",
        "本年处理决定数量",
        "行政强制",
        "5",
        "信息内容",
        "本年收费金额（单位：万元）",
        "行政事",
        "业性收费",
        "3",
    )
    cells = read(*PROACTIVE[:2], *lines, "无其他情况。")
    assert not any(cell.certain and cell.value != 3 for cell in items(cells, "administrative_fees"))


def test_a_number_beside_the_headings_and_a_blank_under_them_may_have_moved() -> None:
    table = (
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |  |",
        "| --- | --- | --- | --- | --- |",
        "| 规章 | 1 | 0 | 3 |  |",
        "| 行政规范性文件 |  | 5 | 2 | 31 |",
    )
    cells = read(f"# {TITLE}", "", "## 二、主动公开政府信息情况", "", *table, name="report.md")
    assert not any(cell.certain for cell in items(cells, "normative_documents"))
    assert [cell.value for cell in items(cells, "rules") if cell.certain] == [1, 0, 3]


def test_the_channels_of_the_review_table_may_stand_below_each_other() -> None:
    rows = ["\t".join([*numbers.split(), *[""] * 10]) for numbers in ("7 0 2 0 9", "0 1 0 0 1", "0 8 0 6 14")]
    assert not [cell for cell in review(read(*REVIEW, *rows)) if cell.certain]


def test_a_second_row_of_the_review_table_puts_what_differs_in_doubt() -> None:
    first = ["2", "0", "1", "0", "3", "0", "1", "0", "0", "1", "4", "0", "0", "0", "4"]
    second = ["2", "0", "1", "0", "3", "0", "1", "0", "0", "1", "3", "1", "0", "0", "4"]
    cells = review(read(*REVIEW, "\t".join(first), "\t".join(second)))
    assert [cell.doubts for cell in cells] == [
        ("printed_twice",) if one != other else () for one, other in zip(first, second, strict=True)
    ]


def test_channels_whose_numbers_stand_behind_a_word_are_not_absent() -> None:
    text = "行政复议行政诉讼" + "结果维持结果纠正其他结果尚未审结总计" * 3 + "件数200110100104004"
    cells = review(read(*REVIEW[:2], text))
    assert len(cells) == 15
    assert not any(cell.certain for cell in cells)


def test_headings_on_lines_of_text_name_the_order_of_the_columns() -> None:
    lines = (
        "三、收到和处理政府信息公开申请情况",
        "自然人 法人或其他组织 总计",
        "商业企业 科研机构 法律服务机构 社会公益组织 其他",
        "一、本年新收政府信息公开申请数量 8 3 0 4 0 0 15",
        "二、上年结转政府信息公开申请数量 0 2 0 0 1 0 3",
        "（一）予以公开 5 0 0 1 0 0 6",
    )
    cells = read(TITLE, *lines)
    found = {key.column: cell for key, cell in cells.items() if key[:2] == ("requests", "new_received")}
    assert found["legal_service_organization"].value == 4
    assert found["public_interest_organization"].value == 0
    assert all(cell.certain for cell in found.values())


FLAT = (TITLE, "四、政府信息公开行政复议、行政诉讼情况", " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3))


@pytest.mark.parametrize("parted", [" ", "\n"])
def test_a_misprinted_sum_that_no_torn_number_explains_puts_no_cell_in_doubt(parted: str) -> None:
    """202 + 860 is 1062; the other two channels add up."""
    printed = ["0", "202", "0", "860", "1060", "829", "135", "226", "888", "2078", "0", "906", "513", "0", "1419"]
    cells = review(read(*FLAT, parted.join(printed)))
    assert [(cell.raw, cell.certain) for cell in cells] == [(text, True) for text in printed]


def test_a_row_of_lines_that_adds_up_with_a_torn_number_whole_stays_in_doubt() -> None:
    """12 0 _ 0 12: the 12 is torn, and a blank left no line."""
    printed = ["1", "2", "0", "0", "12", "0", "1", "0", "0", "1", "4", "0", "0", "0", "4"]
    assert not all(cell.certain for cell in review(read(*FLAT, *printed)))


def test_a_channel_of_marks_alone_has_no_sum_that_could_fail() -> None:
    printed = ["3", "1", "/", "/", "4", "/", "/", "/", "/", "/", "/", "1", "/", "/", "1"]
    cells = review(read(*FLAT, *printed))
    assert [(cell.raw, cell.certain) for cell in cells] == [(text, True) for text in printed]
