"""A row with a blank at its end may have lost a cell in the middle; it is certain if no sum allows that."""

from __future__ import annotations

from gongkai.model import Cell
from tests.reading.test_rows_in_one import cells_of

OPENING = "# 某县水务局2022年政府信息公开工作年度报告\n\n"
REQUESTS = (
    "## 三、收到和处理政府信息公开申请情况\n\n"
    "| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    "| 一、本年新收政府信息公开申请数量 | 8 | 3 | 0 | 0 | 0 | 0 | 11 |\n"
    "| 二、上年结转政府信息公开申请数量 | 0 | 2 | 0 | 0 | 0 | 0 | 2 |\n"
    "| （一）予以公开 | {} |\n"
    "| （二）部分公开 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |\n"
)
REVIEW = (
    "## 四、政府信息公开行政复议、行政诉讼情况\n\n"
    "| 行政复议 |  |  |  |  | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |\n"
    "|" + " --- |" * 15 + "\n"
    "|" + " 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |" * 3 + "\n"
    "| {} |\n"
)


def row(table: str, printed: str) -> list[Cell]:
    cells = cells_of("report.md", (OPENING + table.format(printed)).encode())
    rows = (
        ("granted",)
        if table is REQUESTS
        else ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    )
    return [cell for key, cell in cells.items() if key.row in rows]


def certain(cells: list[Cell]) -> list[str | None]:
    return [cell.raw for cell in cells if cell.certain]


def test_a_total_one_column_to_the_left_puts_the_row_in_doubt() -> None:
    """7 + 4 = 77 is no sum, but 66 may have stood in the cell that is lost."""
    assert certain(row(REQUESTS, "7 | 0 | 0 | 0 | 4 | 77 | ")) == []


def test_noughts_left_out_put_the_row_in_doubt() -> None:
    assert certain(row(REQUESTS, "5 | 3 | 8 |  |  |  | ")) == []


def test_numbers_that_are_more_than_the_last_one_stand_where_they_are_printed() -> None:
    assert certain(row(REQUESTS, "6 | 1 | 0 | 0 | 0 | 2 | ")) == ["6", "1", "0", "0", "0", "2", ""]


def test_noughts_are_noughts_wherever_a_cell_is_lost() -> None:
    assert certain(row(REQUESTS, "0 | 0 | 0 | 0 | 0 | 0 | ")) == ["0"] * 6 + [""]


def test_a_lost_cell_of_the_review_table_shows_in_the_sums_behind_it() -> None:
    """2 1 _ 0 3 | 0 1 0 0 1 | 4 0 0 0 4 with its third cell lost."""
    cells = row(REVIEW, "2 | 1 | 0 | 3 | 0 | 1 | 0 | 0 | 1 | 4 | 0 | 0 | 0 | 4 | ")
    assert not [cell for cell in cells if cell.certain and cell.value]


def test_blanks_at_the_end_alone_are_no_sign_of_a_lost_cell() -> None:
    """The first two sums hold as printed, and with any cell lost one of them would not."""
    printed = "2 | 1 | 5 | 0 | 8 | 0 | 1 | 0 | 0 | 1 | 4 | 3 | 0 | 1 | "
    assert certain(row(REVIEW, printed))[:10] == printed.split(" | ")[:10]


def test_a_row_that_adds_up_with_its_total_in_front_is_in_doubt() -> None:
    assert certain(row(REQUESTS, "130 | 0 | 0 | 0 | 9 | 3 | 118")) == ["0", "0"]


def test_a_small_total_that_is_misprinted_leaves_its_row_where_it_stands() -> None:
    """2 = 1 + 1 by chance: the total of 2 0 1 is 3, and 1 is printed."""
    assert certain(row(REQUESTS, "2 | 0 | 1 | 0 | 0 | 0 | 1")) == ["2", "0", "1", "0", "0", "0", "1"]
