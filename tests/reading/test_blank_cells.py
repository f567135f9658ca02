"""Forms whose zeros are left blank: where lines or spans tell the column the number stands, else it is in doubt."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_shapes import YEARS, silently_wrong
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html

HEADING = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
                                申请人情况
                                          法人或其他组织
                                自然人                                      总计
                                      商业企  科研机  社会公  法律服  其他
                                      业      构      益组织  务机构
"""


def zeros_left_blank(edition: str, largest: int) -> dict[CellKey, str]:
    """Values of a form in which only totals say 0, and only two kinds of applicants have asked."""
    values = consistent_values(edition, 21, largest=largest)
    asked = ("natural_person", "research_institution", "total")
    blank = {
        key
        for key, text in values.items()
        if key.table == "requests" and key.column != "total" and (text == "0" or key.column not in asked)
    }
    return {key: "" if key in blank else text for key, text in values.items()}


def read_text(text: str) -> dict[CellKey, Cell]:
    cells, _ = extract_cells(recognise(read_bytes("report.txt", text.encode())))
    return {cell.key: cell for cell in cells}


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("largest", [1, 30])
def test_a_merged_label_makes_no_row_shorter(largest: int, edition: str) -> None:
    values = zeros_left_blank(edition, largest)
    cells, _ = extract_cells(recognise(read_bytes(*html(PrintedReport(edition, values, year=YEARS[edition])))))
    found = {cell.key: cell for cell in cells}
    assert {key: found[key].raw or "" for key in values} == values
    assert [key for key in values if not found[key].certain] == []


def test_a_heading_over_two_of_seven_columns_names_no_table_of_two() -> None:
    rows = (
        "一、本年新收政府信息公开申请数量            3       3",
        "二、上年结转政府信息公开申请数量            1       1",
        "（一）予以公开                              2       2",
        "（七）总计                                  2       2",
        "四、结转下年度继续办理                      2       2",
    )
    cells = read_text(HEADING + "\n".join(rows) + "\n四、政府信息公开行政复议、行政诉讼情况\n")
    printed = [cell for cell in cells.values() if cell.key.table == "requests" and cell.state is State.REPORTED]
    assert [cell.key for cell in printed if cell.certain and cell.key.column != "total"] == []


def test_the_first_line_of_a_label_is_no_row_of_blanks() -> None:
    labels = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "1.信访举报投诉类申请",
        "2.重复申请",
    )
    torn = (
        "1.申请人无正当理由逾期不补正、\n"
        f"{'行政机关不再处理其政府信息公':<24}1     0     0     0     0     0     1\n"
        "开申请\n"
        f"{'3.其他':<34}0     2     0     0     0     0     2\n"
    )
    body = "".join(f"{label:<{40 - len(label)}}1     0     2     0     0     0     3\n" for label in labels)
    cells = read_text(HEADING + body + torn)
    row = [cell for key, cell in cells.items() if key.row == "other_no_correction"]
    assert not silently_wrong(cells, {cell.key: text for cell, text in zip(row, "1000001", strict=True)})
    assert [cell.key.column for cell in row if cell.state is State.BLANK and cell.certain] == []
