"""Text run together whose lines end anywhere: a label that breaks over the line end is read on."""

from __future__ import annotations

import pytest

from gongkai.model import CellKey
from gongkai.reading.tables.run_together import parted
from tests.reading.test_rows_in_one import cells_of

PRINTED = {
    "一、本年新收政府信息公开申请数量": ("new_received", "8", "3", "0", "0", "0", "0", "11"),
    "二、上年结转政府信息公开申请数量": ("carried_in", "0", "2", "0", "0", "0", "0", "2"),
    "三、本年度办理结果（一）予以公开": ("granted", "4", "1", "0", "0", "0", "0", "5"),
    "（三）不予公开1.属于国家秘密": ("refused_state_secret", "0", "0", "0", "0", "0", "0", "0"),
    "2.其他法律行政法规禁止公开": ("refused_prohibited_by_law", "1", "0", "0", "0", "0", "0", "1"),
    "（七）总计": ("total_processed", "8", "5", "0", "0", "0", "0", "13"),
}
TEXT = "".join(label + "".join(values) for label, (_, *values) in PRINTED.items())


@pytest.mark.parametrize("width", [9, 13, 17, 23, 31])
def test_rows_are_read_though_lines_end_within_their_labels(width: int) -> None:
    lines = [TEXT[at : at + width] for at in range(0, len(TEXT), width)]
    text = "\n".join(["某县水务局2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", *lines])
    cells = cells_of("report.txt", text.encode())
    columns = [key.column for key in cells if key[:2] == ("requests", "granted")]
    for row, *values in PRINTED.values():
        assert [cells[CellKey("requests", row, column)].value for column in columns] == [int(value) for value in values]


def test_rows_that_only_a_frame_and_the_lines_below_them_part_are_read() -> None:
    """Of such a table in a PDF each row is one box."""
    rows = (
        "第二十条第（一）项",
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        "规章 0 0 3",
        "行政规范性文件 0 7 28",
        "第二十条第（五）项",
    )
    head = "<h1>某县水务局2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    cells = cells_of("a.html", f"{head}<table>{table}</table>".encode())
    found = {key[1:]: (cell.value, cell.certain) for key, cell in cells.items() if cell.value is not None}
    measures = ("issued_this_year", "repealed_this_year", "in_force")
    assert [found["rules", measure] for measure in measures] == [(0, True), (0, True), (3, True)]
    assert [found["normative_documents", measure] for measure in measures] == [(0, True), (7, True), (28, True)]


def test_the_ordinal_of_a_label_that_is_not_whole_is_no_figure() -> None:
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理1 0 0 0 0 0 1其政府信息公开申请"
    rows = (
        "2.重复申请 2 0 0 0 0 0 2",
        "3.要求提供公开出版物 0 0 0 0 0 0 0",
        "4.无正当理由大量反复申请 6 0 0 0 0 0 6",
        label,
    )
    text = "\n".join(rows)
    assert [text[slice(*span)] for span in parted(text)[2][1:]] == ["6", "0", "0", "0", "0", "0", "6"]


def test_an_amount_has_its_unit_beside_it() -> None:
    lines = (
        "二、主动公开政府信息情况",
        "信息内容 采购项目数量 采购总金额",
        "政府集中采购 61 1225.3 万元",
        "三、收到和处理",
    )
    text = "\n".join(["某县水务局2020年政府信息公开工作年度报告", *lines])
    found = {key.column: cell for key, cell in cells_of("a.txt", text.encode()).items() if cell.value is not None}
    assert {column: (str(cell.value), cell.unit) for column, cell in found.items()} == {
        "procurement_projects": ("61", "count"),
        "procurement_amount": ("1225.3", "CNY_10K"),
    }


def test_a_measure_whose_heading_stands_below_the_numbers_is_not_said_to_be_absent() -> None:
    """Programs that read a page column by column print each heading above its numbers."""
    columns = ("信息内容|规章|行政规范性文件", "本年制发件数|0|155", "本年废止件数|0|56", "现行有效件数|0|539")
    lines = [line for column in columns for line in (*column.split("|"), "")]
    text = "\n".join(["某县水务局2022年政府信息公开工作年度报告", "二、主动公开政府信息情况", *lines, "三、收到和处理"])
    cells = cells_of("a.txt", text.encode())
    assert not [key for key, cell in cells.items() if key.row == "normative_documents" and cell.certain]


def test_a_change_in_words_is_one_of_the_figures_of_its_line() -> None:
    text = (
        "某县水务局2019年政府信息公开工作年度报告\n"
        "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n"
        "行政许可 36 增加6 0\n其他对外管理服务事项 294 减少4 0\n"
        "第二十条第（六）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 298 0 513\n"
        "第二十条第（八）项\n五、存在的主要问题及改进情况\n公开的内容还不够细。\n"
    )
    cells = cells_of("report.txt", text.encode())
    rows = ("administrative_licensing", "other_external_management_services", "administrative_penalties")
    read = [[(c.value, c.certain) for key, c in cells.items() if key.row == row] for row in rows]
    assert read == [
        [(36, True), (6, True), (0, True)],
        [(294, True), (-4, True), (0, True)],
        [(298, True), (0, True), (513, True)],
    ]
