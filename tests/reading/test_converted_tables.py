"""What converters add to a table or break in it: nothing of it becomes a figure given as certain."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.model import Cell, CellKey
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.documents import document

TITLE = "某市科学技术局2023年政府信息公开工作年度报告"
HEADINGS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
KINDS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"


def cells_of(*blocks: str | list[list[str]]) -> dict[CellKey, Cell]:
    cells, _ = extract_cells(recognise(document(TITLE, *blocks)))
    return {cell.key: cell for cell in cells}


def numbers(cells: dict[CellKey, Cell], table: str, row: str) -> list[object]:
    return [cell.value for key, cell in cells.items() if key[:2] == (table, row)]


def review(*rows: Sequence[str]) -> dict[CellKey, Cell]:
    return cells_of("四、政府信息公开行政复议、行政诉讼情况", [list(row) for row in rows])


def requests(*rows: Sequence[str]) -> dict[CellKey, Cell]:
    return cells_of("三、收到和处理政府信息公开申请情况", [["", *KINDS], *(list(row) for row in rows)])


@pytest.mark.parametrize("beside", [[], [""]], ids=["columns", "columns and rows"])
def test_numbers_that_count_columns_and_rows_are_no_figures(beside: list[str]) -> None:
    printed = [HEADINGS * 3, list("100010020200404")]
    counted = [[*beside, *map(str, range(15))], *([str(n)] * len(beside) + row for n, row in enumerate(printed))]
    cells = review(*counted)
    assert numbers(cells, "review_litigation", "reconsideration") == [1, 0, 0, 0, 1]
    assert numbers(cells, "review_litigation", "litigation_after_reconsideration") == [0, 0, 4, 0, 4]


def test_the_last_digits_in_a_row_of_their_own_leave_the_numbers_above_in_doubt() -> None:
    cells = requests(
        ["一、本年新收政府信息", "2403", "1097", "4975", "4212", "2510", "2688", "8826"],
        ["公开申请数量", "", "5", "", "7", "1", "", "9"],
        [CARRIED_IN, "1", "0", "0", "0", "0", "0", "1"],
    )
    assert numbers(cells, "requests", "new_received") == [2403, 1097, 4975, 4212, 2510, 2688, 8826]
    assert not any(cell.certain for key, cell in cells.items() if key.row == "new_received")


def test_a_total_torn_over_two_lines_moves_no_other_figure_for_certain() -> None:
    lines = ["5", "0", "9", "1", "4", *"00639", *"08614"]
    cells = cells_of("四、政府信息公开行政复议、行政诉讼情况", *HEADINGS * 3, *lines)
    assert [cell.raw for key, cell in cells.items() if key.table == "review_litigation"] == lines
    assert not any(cell.certain for key, cell in cells.items() if key.table == "review_litigation")


def test_fifteen_lines_in_which_every_total_holds_are_read_for_certain() -> None:
    lines = ["5", "0", "9", "1", "15", *"00639", *"0860", "14"]
    cells = cells_of("四、政府信息公开行政复议、行政诉讼情况", *HEADINGS * 3, *lines)
    read = [cell for key, cell in cells.items() if key.table == "review_litigation"]
    assert [(str(cell.value), cell.certain) for cell in read] == [(line, True) for line in lines]


def test_measures_parted_by_one_space_are_all_named() -> None:
    cells = cells_of(
        "二、主动公开政府信息情况",
        [
            ["信息内容", "上一年项目数量 本年增/减", "处理决定数量"],
            ["行政处罚", "20", "5", "7"],
            ["行政强制", "30", "", ""],
        ],
    )
    assert numbers(cells, "proactive_disclosure", "administrative_penalties") == [20, 5, 7]
    assert cells[CellKey("proactive_disclosure", "administrative_compulsion", "decisions")].value is None


def test_a_heading_that_is_only_half_known_names_no_measure() -> None:
    cells = cells_of(
        "二、主动公开政府信息情况",
        [
            ["信息内容", "前年的数量", "本年增/减", "处理决定数量"],
            ["行政处罚", "20", "5"],
            ["行政强制", "20", "5", "7"],
        ],
    )
    read = [cell for cell in cells.values() if cell.raw]
    assert [(cell.raw, cell.value, cell.certain) for cell in read] == [("20 5", None, False), ("20 5 7", None, False)]


@pytest.mark.parametrize(("misprinted", "certain"), [("0000000", True), ("1000000", False)])
def test_a_sum_proves_a_cut_only_where_the_sums_of_the_table_are_right(misprinted: str, certain: bool) -> None:
    rows = [f"{RECEIVED}09300719", f"{CARRIED_IN}0000000", f"（七）总计{misprinted}", "四、结转下年度继续办理0000000"]
    more = ["1.信访举报投诉类申请0000000", "2.重复申请0000000"]
    cells = cells_of("三、收到和处理政府信息公开申请情况", "".join([*rows[:2], *more, *rows[2:]]))
    assert [cells[CellKey("requests", "new_received", kind)].certain for kind in ("natural_person", "total")] == [
        certain,
        certain,
    ]
