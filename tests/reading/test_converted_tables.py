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
CLOSING = ("五、存在的主要问题及改进情况", "公开的内容还不够细。")
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


@pytest.mark.parametrize("first", ["0", "1", "01"])
def test_a_column_that_counts_all_rows_takes_the_place_of_no_value(first: str) -> None:
    printed = [
        ["第二十条第（一）项", "", "", ""],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "4", "1", "9"],
        ["行政规范性文件", "6", "0", "7"],
        ["信息内容", "本年处理决定数量", "", ""],
        ["行政许可", "18", "", ""],
        ["信息内容", "本年收费金额（单位：万元）", "", ""],
        ["行政事业性收费", "20", "", ""],
    ]
    rows = [[str(at + int(first)).zfill(len(first)), *row] for at, row in enumerate(printed)]
    cells = cells_of("二、主动公开政府信息情况", rows, *CLOSING)
    read = [(cell.value, cell.certain) for cell in cells.values() if cell.raw]
    assert read == [(number, True) for number in (4, 1, 9, 6, 0, 7, 18, 20)]


def test_a_column_named_by_its_second_row_counts_only_the_rows_with_values() -> None:
    cells = cells_of(
        "二、主动公开政府信息情况",
        [
            ["", "第二十条第（一）项"],
            ["序号", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["1", "规章", "2", "3", "4"],
            ["2", "行政规范性文件", "5", "6", "7"],
            ["", "第二十条第（五）项"],
            ["序号", "信息内容", "本年处理决定数量"],
            ["3", "行政许可", "8"],
            ["4", "行政处罚", "9"],
            ["序号", "信息内容", "本年收费金额（单位：万元）"],
            ["5", "行政事业性收费", "10"],
        ],
        *CLOSING,
    )
    assert [(cell.value, cell.certain) for cell in cells.values() if cell.raw] == [(n, True) for n in range(2, 11)]


def test_rows_that_end_before_the_column_of_counts_stay_as_they_are() -> None:
    cells = cells_of(
        "二、主动公开政府信息情况",
        [
            ["第二十条第（五）项"],
            ["信息内容", "序号", "本年处理决定数量"],
            ["行政许可", "1", "8"],
            ["第二十条第（六）项"],
            ["信息内容", "序号", "本年处理决定数量"],
            ["行政处罚", "2", "9"],
            ["行政强制", "3", "0"],
        ],
        *CLOSING,
    )
    read = {cell.key.row: cell.value for cell in cells.values() if cell.raw and cell.certain}
    assert read == {"administrative_licensing": 8, "administrative_penalties": 9, "administrative_compulsion": 0}


def test_a_table_of_nothing_but_counts_ends_the_reading_of_no_report() -> None:
    cells = cells_of("二、主动公开政府信息情况", [["0", "1", "2", "3"]] * 1100, *CLOSING)
    assert not any(cell.certain and cell.value for cell in cells.values())


def test_numbers_in_front_of_their_labels_are_no_count() -> None:
    cells = cells_of(
        "二、主动公开政府信息情况",
        [["1", "规章"], ["2", "行政规范性文件"], ["3", "行政许可"], ["4", "行政处罚"], ["5", "行政强制"]],
    )
    assert [cell.raw for cell in cells.values() if cell.key.row == "administrative_licensing"] == ["3 行政许可"]
    assert not any(cell.certain for cell in cells.values() if cell.key.table == "proactive_disclosure")


def test_columns_counted_below_a_heading_within_the_table_are_no_figures() -> None:
    counted = list(map(str, range(15)))
    rows = [["规章", "4", "1", "9"], ["四、政府信息公开行政复议、行政诉讼情况"], counted, HEADINGS * 3]
    cells = cells_of("二、主动公开政府信息情况", [*rows, list("100010020200404")])
    assert numbers(cells, "review_litigation", "reconsideration") == [1, 0, 0, 0, 1]
    assert numbers(cells, "review_litigation", "litigation_direct") == [0, 0, 2, 0, 2]


def test_a_formula_without_its_result_is_the_only_number_lost() -> None:
    cells = requests(
        [RECEIVED, "5", "0", "2", "0", "0", "1", "=SUM(B2:G2)"],
        [CARRIED_IN, "1", "0", "0", "0", "0", "0", "#REF!"],
    )
    assert numbers(cells, "requests", "new_received") == [5, 0, 2, 0, 0, 1, None]
    assert numbers(cells, "requests", "carried_in") == [1, 0, 0, 0, 0, 0, None]
    totals = [cell for key, cell in cells.items() if key.column == "total" and cell.raw]
    assert [(str(cell.state), cell.raw) for cell in totals] == [("unreadable", "=SUM(B2:G2)"), ("unreadable", "#REF!")]


def test_what_programs_write_for_a_blank_cell_is_one() -> None:
    rows = [["信息内容", "本年处理决定数量", "NaN", "NaN"], ["行政许可", "31", "NaN", "NaN"]]
    cells = cells_of("二、主动公开政府信息情况", rows, *CLOSING)
    licensing = cells[CellKey("proactive_disclosure", "administrative_licensing", "decisions")]
    assert (licensing.value, licensing.raw, licensing.certain) == (31, "31", True)


def test_a_sign_apart_from_its_number_is_one_value_with_it() -> None:
    lines = ["信息内容 上一年项目数量 本年增/减 处理决定数量", "行政许可 6 增 1 17", "行政强制 9 减 2 0"]
    cells = cells_of("二、主动公开政府信息情况", *lines, *CLOSING)
    read = [(cell.value, cell.raw, cell.certain) for cell in cells.values() if cell.raw]
    assert [found[:2] for found in read] == [(6, "6"), (1, "增 1"), (17, "17"), (9, "9"), (-2, "减 2"), (0, "0")]
    assert all(certain for *_, certain in read)


def test_an_item_torn_over_two_lines_keeps_its_own_number() -> None:
    lines = ["信息内容", "本年处理决定", "数量", "行政强", "制", "52", "信息内容", "本年收费金额", "（单位：万元）"]
    cells = cells_of("二、主动公开政府信息情况", *lines, "行政事业", "性收费", "318.5", *CLOSING)
    read = {key.row: (str(cell.value), cell.certain) for key, cell in cells.items() if cell.raw}
    assert read == {"administrative_compulsion": ("52", True), "administrative_fees": ("318.5", True)}


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


def test_a_merged_heading_of_another_order_is_repeated_over_each_of_its_columns() -> None:
    outcomes = ["结果纠正", "结果维持", "其他结果", "尚未审结", "总计"]
    heads = (
        ["行政复议"] * 5 + ["行政诉讼"] * 10,
        outcomes + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5,
        outcomes * 3,
    )
    cells = review(*heads, ["1", "9", "4", "4", "18", "0", "5", "2", "1", "8", "2", "4", "1", "2", "9"])
    expected = {"reconsideration": (9, 1), "litigation_direct": (5, 0), "litigation_after_reconsideration": (4, 2)}
    for channel, (upheld, corrected) in expected.items():
        found = [cells[CellKey("review_litigation", channel, outcome)] for outcome in ("upheld", "corrected")]
        assert [(cell.value, cell.certain) for cell in found] == [(upheld, True), (corrected, True)]


def test_words_in_the_place_of_a_number_are_kept_as_what_cannot_be_read() -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", "44"], ["行政处罚", "见附件"], ["行政强制", "保密"]]
    cells = cells_of("二、主动公开政府信息情况", rows)
    found = [cell for key, cell in cells.items() if key.column == "decisions"]
    assert [(str(cell.state), cell.raw) for cell in found] == [
        ("reported", "44"),
        ("unreadable", "见附件"),
        ("unreadable", "保密"),
    ]
