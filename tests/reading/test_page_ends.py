"""Rows of a PDF that the end of a page divides: numbers that wrapped in their cells are read whole, or not given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.forms import labels
from gongkai.model import Block, Cell, Document, Grid, GridCell, Paragraph, Place
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.documents import document

COLUMNS = tuple(labels("applicant_types"))
HEADING = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW = ["一、本年新收政府信息公开申请数量", "3204", "247", "15", "10", "33", "25", "3534"]
TOTAL = ["（七）总计", "306", "233", "9", "10", "33", "20", "337"]
CARRIED_IN = ["二、上年结转政府信息公开申请数量", "30", "4", "0", "1", "0", "1", "36"]
CARRIED_OUT = ["四、结转下年度继续办理", "165", "14", "6", "2", "6", "9", "202"]


def table(page: int, *rows: list[str]) -> Grid:
    place = Place(page=page, table=1)
    cells = (
        tuple(GridCell(text, Place(page=page, table=1, row=r, cell=c)) for c, text in enumerate(row, 1))
        for r, row in enumerate(rows, 1)
    )
    return Grid(tuple(cells), place)


def read(*blocks: Block) -> dict[tuple[str, str], Cell]:
    head = (
        Paragraph("某市气象局2021年政府信息公开工作年度报告", Place(page=1, line=1)),
        Paragraph("三、收到和处理政府信息公开申请情况", Place(page=1, line=2)),
    )
    whole = Document(document().source, (*head, *blocks))
    return {(cell.key.row, cell.key.column): cell for cell in extract_cells(recognise(whole))[0]}


def row(cells: dict[tuple[str, str], Cell], code: str) -> list[tuple[object, bool]]:
    return [(cells[code, column].value, cells[code, column].certain) for column in COLUMNS]


def certain(*values: int) -> list[tuple[int, bool]]:
    return [(value, True) for value in values]


@pytest.mark.parametrize("label_columns", [0, 1], ids=["as wide", "narrower"])
def test_digits_on_the_next_page_are_the_end_of_the_numbers_above(label_columns: int) -> None:
    wide = [["", *cells] for cells in (HEADING, NEW, TOTAL)]
    rest = [""] * (2 - label_columns) + ["9", "", "", "", "", "", "4"]
    below = [""] * (1 - label_columns) + CARRIED_OUT
    cells = read(table(1, *wide), table(2, rest, below))
    assert row(cells, "total_processed") == certain(3069, 233, 9, 10, 33, 20, 3374)
    assert row(cells, "carried_out") == certain(165, 14, 6, 2, 6, 9, 202)


def test_numbers_that_do_not_add_up_when_whole_are_not_given() -> None:
    cells = read(table(1, HEADING, NEW, TOTAL), table(2, ["", "9", "", "", "", "", "", "5"], CARRIED_OUT))
    values = [value for value, _ in row(cells, "total_processed")]
    assert values == [None, 233, 9, 10, 33, 20, None]


def test_a_row_with_a_number_in_every_column_is_a_row_of_its_own() -> None:
    whole = ["（七）总计", "306", "233", "9", "10", "33", "20", "611"]
    cells = read(table(1, HEADING, NEW, whole), table(2, CARRIED_OUT))
    assert row(cells, "total_processed") == certain(306, 233, 9, 10, 33, 20, 611)
    assert row(cells, "carried_out") == certain(165, 14, 6, 2, 6, 9, 202)


def test_the_next_item_is_not_the_end_of_the_number_above() -> None:
    title = Paragraph("二、主动公开政府信息情况", Place(page=1, line=3))
    heading = ["信息内容", "本年处理决定数量"]
    cells = read(title, table(1, heading, ["行政处罚", "4999"]), table(2, ["行政强制", "0"]))
    numbers = [cells[item, "decisions"] for item in ("administrative_penalties", "administrative_compulsion")]
    assert [(cell.value, cell.certain) for cell in numbers] == certain(4999, 0)


def test_the_next_page_may_have_more_columns_of_labels() -> None:
    """Above the page end no row is one of a group; below, the label goes over the columns of the groups as well."""
    place = Place(page=2, table=1, row=1, cell=1)
    merged = tuple(GridCell("申请数量", place, covered=at > 0) for at in range(3))
    below = table(2, ["申请数量", *[""] * 2, "4", *[""] * 5, "4"], ["", "（三）不予公开", *CARRIED_IN])
    below = replace(below, rows=((*merged, *below.rows[0][3:]), *below.rows[1:]))
    above = [["一、本年新收政府信息公开", "320", "247", "15", "10", "33", "25", "353"]]
    cells = read(table(1, HEADING, *above), below)
    assert row(cells, "new_received") == certain(3204, 247, 15, 10, 33, 25, 3534)


def test_numbers_wrapped_in_drawn_cells_take_no_digit_of_the_next_cell() -> None:
    """113|6|1134|3|17|10|1283 adds up as well."""
    cells = read(table(1, HEADING, ["（一）予以公开", "113\n6", "113", "4", "3", "17", "10", "128\n3"], CARRIED_OUT))
    assert row(cells, "granted") == certain(1136, 113, 4, 3, 17, 10, 1283)


def test_numbers_wrapped_in_drawn_cells_are_whole_beside_a_blank_one() -> None:
    cells = read(table(1, HEADING, ["（一）予以公开", "21\n8", "3", "", "2", "1", "3", "22\n7"], CARRIED_OUT))
    assert row(cells, "granted") == [(value, True) for value in (218, 3, None, 2, 1, 3, 227)]


def test_a_label_of_a_blank_row_may_go_on_on_the_next_page() -> None:
    blank = [""] * 7
    upper = table(1, HEADING, NEW, ["3.危及“三安全一稳定”", "2", *[""] * 5, "2"], ["4.保护第三", *blank])
    lower = table(2, ["方合法权益", *blank], ["5.属于三类内部事务信息", *blank], CARRIED_OUT)
    cells = read(upper, lower)
    assert row(cells, "refused_third_party_rights") == [(None, True)] * 7
    assert row(cells, "refused_internal_affairs") == [(None, True)] * 7


def test_a_row_in_two_bands_of_boxes_is_one_row() -> None:
    """Boxes drawn a hair apart have edges of their own, and the label of the group ends in the lower band."""
    label, *numbers = CARRIED_OUT
    upper = table(1, HEADING, NEW, TOTAL[:1] + NEW[1:], ["", *numbers])
    upper, last = replace(upper, rows=upper.rows[:-1]), upper.rows[-1]
    whole = (replace(last[0], text=label), *last[1:])
    lower = tuple(replace(cell, covered=True) for cell in whole)
    cells = read(replace(upper, rows=(*upper.rows, whole, lower)))
    assert row(cells, "carried_out") == certain(165, 14, 6, 2, 6, 9, 202)


def test_a_row_whose_columns_are_all_named_has_lost_none_though_the_next_page_is_wider() -> None:
    misprinted = ["一、本年新收政府信息公开申请数量", "85", "2", "", "", "1", "", "87"]
    carried_in = ["二、上年结转政府信息公开申请数量", "1", "", "", "", "", "", "1"]
    below = [["", "", *TOTAL], ["", "", *CARRIED_OUT]]
    cells = read(table(1, HEADING, misprinted, carried_in), table(2, *below))
    assert row(cells, "new_received") == [(v, True) for v in (85, 2, None, None, 1, None, 87)]
    assert row(cells, "carried_in") == [(v, True) for v in (1, None, None, None, None, None, 1)]


ORDERS = {"total first": (6, 0, 1, 2, 3, 4, 5), "total last": tuple(range(7))}


@pytest.mark.parametrize("order", ORDERS.values(), ids=list(ORDERS))
def test_the_total_stands_where_the_sums_say_if_its_heading_is_on_the_page_before(order: tuple[int, ...]) -> None:
    """The lower rows of the heading leave the column of the total blank, the upper one has three columns."""
    upper = ["（本列数据的勾稽关系为：第一项加第二项之和，"] + (
        ["总计", "申请人情况"] if order[0] else ["申请人情况", "总计"]
    )
    lower = ["等于第三项加第四项之和）", *([*HEADING[1:-1], ""][at] for at in order)]
    rows = [[cells[0], *(cells[1:][at] for at in order)] for cells in (NEW, CARRIED_IN, CARRIED_OUT)]
    cells = read(table(1, upper), table(2, lower, *rows))
    assert row(cells, "new_received") == certain(3204, 247, 15, 10, 33, 25, 3534)
    assert row(cells, "carried_in") == certain(30, 4, 0, 1, 0, 1, 36)
    assert [value for value, _ in row(cells, "carried_out")] == [165, 14, 6, 2, 6, 9, 202]


LAID_OUT = """
                        自然人  商业企业  科研机构  公益组织  服务机构  其他  总计
一、本年新收政府信息公     604     247        15         10        33      25     934
开申请数量
（一）予以公开             585      29         3          0         8       7     632
（二）部分公开             215     113         3         10        33      15     389
"""
TOTALS = "（七）总计                 306     233         9         10        33      20     337"
BELOW = "                             9                                                     4"
CARRIED = "四、结转下年度继续办理     135      14         6          0         0       5     160"
FOOT = "\n\n\n                      — 3 —\n某市气象局政府信息公开工作年度报告\n\n\n"


def read_text(*lines: str) -> dict[tuple[str, str], Cell]:
    head = "某市气象局2021年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n"
    text = "\n".join([head, LAID_OUT.strip("\n"), *lines])
    return {(c.key.row, c.key.column): c for c in extract_cells(recognise(read_bytes("a.txt", text.encode())))[0]}


@pytest.mark.parametrize("between", ["", FOOT], ids=["next line", "next page"])
def test_digits_below_the_numbers_of_a_text_laid_out_are_their_end(between: str) -> None:
    cells = read_text(TOTALS, *([between] if between else []), BELOW, CARRIED)
    assert row(cells, "total_processed") == certain(3069, 233, 9, 10, 33, 20, 3374)
    assert [value for value, _ in row(cells, "carried_out")] == [135, 14, 6, 0, 0, 5, 160]


def test_digits_below_a_number_that_does_not_fill_its_column_are_not_its_end() -> None:
    cells = row(read_text(TOTALS.replace("306", " 30").replace("337", " 33"), BELOW, CARRIED), "total_processed")
    assert (cells[0], cells[-1]) == ((30, False), (33, False))
