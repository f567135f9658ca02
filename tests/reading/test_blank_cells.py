"""Forms whose zeros are left blank: where lines or spans tell the column the number stands, else it is in doubt."""

from __future__ import annotations

import pytest

from gongkai.forms import labels, load_form
from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS, silently_wrong
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html, spaced_lines

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
    assert {cell.raw for cell in printed} == {"1", "2", "3"}
    assert [cell.key for cell in printed if cell.certain and cell.key.column != "total"] == []


def test_the_first_line_of_a_label_is_no_row_of_blanks() -> None:
    names = (
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
    body = "".join(f"{label:<{40 - len(label)}}1     0     2     0     0     0     3\n" for label in names)
    cells = read_text(HEADING + body + torn)
    assert row_of(cells, "other_no_correction") == [(text, True) for text in "1000001"]
    assert row_of(cells, "other_other") == [(text, True) for text in "0200002"]


def page(*rows: str) -> dict[CellKey, Cell]:
    """The cells of a page whose requests table has these rows; bars part the cells, commas the lines in one."""
    table = "".join(
        "<tr>" + "".join(f"<td>{cell.replace(',', '<br>')}</td>" for cell in row.split("|")) + "</tr>" for row in rows
    )
    text = f"<h1>某局2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p><table>{table}</table>"
    cells, _ = extract_cells(recognise(read_bytes("report.html", text.encode())))
    return {cell.key: cell for cell in cells}


def row_of(cells: dict[CellKey, Cell], row: str) -> list[tuple[str | None, bool]]:
    """What is printed in the seven cells of a row, and whether that is certain."""
    return [(cell.raw, cell.certain) for key, cell in cells.items() if key.row == row]


SEVEN = "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他"


def test_a_column_of_subtotals_is_told_by_the_headings() -> None:
    cells = page(
        f"项目|{SEVEN}|小计|总计",
        "一、本年新收政府信息公开申请数量|0|1|2|0|0|0|3|3",
        "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|0",
        "1.属于国家秘密|2|1|0|0|0|0|1|3",
    )
    assert row_of(cells, "new_received") == [(text, True) for text in "0120003"]
    assert row_of(cells, "refused_state_secret") == [(text, True) for text in "2100003"]


def test_a_blank_that_slipped_in_moves_no_number_under_another_heading() -> None:
    cells = page(
        f"项目|{SEVEN}|总计|",
        "一、本年新收政府信息公开申请数量|40|23|139|38|60|51|351|",
        "二、上年结转政府信息公开申请数量|30||118|15|9|18|9|199",
        "1.属于国家秘密|2|1|0|0|0|0|3|",
    )
    assert row_of(cells, "new_received") == [(n, True) for n in ("40", "23", "139", "38", "60", "51", "351")]
    printed = ("30", "118", "15", "9", "18", "9", "199")
    assert all(
        text == own or not certain for (text, certain), own in zip(row_of(cells, "carried_in"), printed, strict=True)
    )


def test_last_years_number_beside_a_blank_row_is_no_total() -> None:
    cells = page(
        f"项目|{SEVEN}|总计|上年总计",
        "一、本年新收政府信息公开申请数量|0|0|0|0|0|0|0|26",
        "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0|11",
        "1.属于国家秘密|0|0|0|0|0|0|0|17",
        "2.其他法律行政法规禁止公开|0|0|0|0|0|0|0|4",
        "4.保护第三方合法权益||||||||29",
    )
    assert row_of(cells, "refused_third_party_rights") == [("", True)] * 7


def test_a_number_wrapped_in_a_narrow_cell_is_whole_where_its_row_adds_up() -> None:
    cells = page(
        f"项目|{SEVEN}|总计",
        "一、本年新收政府信息公开申请数量|48,9|50|41|0|0|0|58,0",
        "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0",
        "1.属于国家秘密|5,1||||||5,1",
    )
    values = [cell.value for key, cell in cells.items() if key.row == "new_received" and cell.certain]
    assert values == [489, 50, 41, 0, 0, 0, 580]
    assert [cell.value for key, cell in cells.items() if key.row == "refused_state_secret" and cell.certain] == []


def test_a_row_of_text_that_lost_a_blank_and_tore_a_number_is_in_doubt() -> None:
    body = (
        "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3\n"
        "1.属于国家秘密 5 0 0 0 0 0 5\n"
        "2.其他法律行政法规禁止公开  0 15 1 459 0 0 1474\n"
        "3.危及“三安全一稳定” 0 0 97 0 0 0 97\n"
        "4.保护第三方合法权益  0 0 4 0 0  4\n"
    )
    cells = read_text("三、收到和处理政府信息公开申请情况\n" + body)
    assert [certain for _, certain in row_of(cells, "refused_prohibited_by_law")] == [False] * 7


@pytest.mark.parametrize("seed", range(6))
def test_labels_apart_from_their_numbers_name_none_of_them(seed: int) -> None:
    values = consistent_values("2021", seed, largest=9000)
    rows = [row.code for row in load_form("2021").rows["requests"]]
    names = [labels("requests")[code].zh["2021"] for code in rows]
    printed = [[values[CellKey("requests", code, kind)] for kind in labels("applicant_types")] for code in rows]
    numbers = [" ".join("" if text == "0" or len(text) < 4 else text for text in row) for row in printed]
    heading = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    cells = read_text("\n".join(["三、收到和处理政府信息公开申请情况", *names, heading, *numbers]))
    assert not silently_wrong(cells, {key: text for key, text in values.items() if len(text) > 3})


def test_headings_that_stand_left_of_their_columns_name_none() -> None:
    body = (
        "一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
        "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
        "1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
        " | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
        "3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    )
    heading = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n"
    cells = read_text("三、收到和处理政府信息公开申请情况\n" + heading + body)
    assert row_of(cells, "refused_prohibited_by_law") == [("0", True)] * 7


def test_a_row_that_lost_its_label_is_not_read_under_the_headings() -> None:
    cells = page(
        f"项目|{SEVEN}|总计",
        "一、本年新收政府信息公开申请数量|4|3|0|0|0|0|7",
        "二、上年结转政府信息公开申请数量|1|2|0|0|0|0|3",
        "1.属于国家秘密|2|1|0|0|0|0|3",
        "5|4|0|0|0|0|9|",
        "3.危及“三安全一稳定”|2|1|0|0|0|0|3",
    )
    assert row_of(cells, "refused_prohibited_by_law") == [(text, True) for text in "5400009"]


def test_headings_tell_the_column_of_numbers_among_blanks() -> None:
    cells = read_text("""二、主动公开政府信息情况

  信息内容            本年制发件数    本年废止件数    现行有效件数
  规章                           4                               9
  行政规范性文件                31               2              60

三、收到和处理政府信息公开申请情况

  申请人情况
                                  自然人 法人或其他组织                                          总计
                                         商业企业 科研机构  社会公益组织  法律服务机构  其他
  一、本年新收政府信息公开申请数量     5        2        1             3             4     6      21
  二、上年结转政府信息公开申请数量                       1                                 1       2
  三、本年度办理结果  （一）予以公开            2                                                  2
  （二）部分公开                       1                               3                           4
""")
    rules = [cell for key, cell in cells.items() if key.row == "rules"]
    assert [(cell.raw, cell.certain) for cell in rules] == [("4", True), ("", True), ("9", True)]
    printed = {"carried_in": "||1|||1|2", "granted": "|2|||||2", "partially_granted": "1|||3|||4"}
    for row, values in printed.items():
        assert row_of(cells, row) == [(text, True) for text in values.split("|")]


def test_a_row_of_blanks_whose_label_is_torn_takes_no_numbers_of_the_next_row() -> None:
    # as a PDF library prints a page: 5.要求…已 above 获取信息, then the last row of the 2019 form
    cells = read_text(
        HEADING
        + """
一、本年新收政府信息公开申请数量       5    81    37    21    6     7     157

二、上年结转政府信息公开申请数量       8    8     9     38    6     0     69

      （五）不予处    5.要求行政机关确认或重新出具已
      理         获取信息                      0                            0

      （六）其他处理                3          0     0     8           11

      （七）总计                  11    89    44    59    12    7     222
"""
    )
    assert row_of(cells, "total_processed") == [(n, True) for n in ("11", "89", "44", "59", "12", "7", "222")]
    assert all(cell.key.row != "other_handling" or not cell.certain for cell in cells.values())


@pytest.mark.parametrize("edition", YEARS)
def test_what_is_printed_without_a_value_is_not_absent(edition: str) -> None:
    values = dict.fromkeys(load_form(edition).cells(), "")
    cells, _ = extract_cells(recognise(read_bytes(*spaced_lines(PrintedReport(edition, values, year=YEARS[edition])))))
    rows = [cell for cell in cells if cell.key.table != "review_litigation"]
    assert [cell.key for cell in rows if cell.certain or cell.value is not None] == []
    assert {cell.key for cell in rows} <= set(values)


REVIEW_IN_TABS = (
    "某县水务局2022年政府信息公开工作年度报告",
    "四、政府信息公开行政复议、行政诉讼情况",
    "行政复议\t行政诉讼",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉",
    "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2),
)


def test_a_channel_left_blank_as_a_whole_is_blank_and_the_others_are_read() -> None:
    direct = ["2", "", "", "", "2"]
    row = "\t".join([*[""] * 5, *direct, *[""] * 5])
    cells = cells_of("report.txt", "\n".join([*REVIEW_IN_TABS, row, "五、存在的主要问题及改进情况"]).encode())
    found = [(key.row, cell.value, cell.certain) for key, cell in cells.items() if key.table == "review_litigation"]
    assert [(value, certain) for row, value, certain in found if row == "litigation_direct"] == [
        (2, True),
        (None, True),
        (None, True),
        (None, True),
        (2, True),
    ]
    assert all((value, certain) == (None, True) for row, value, certain in found if row != "litigation_direct")


def test_a_channel_that_does_not_add_up_leaves_the_row_in_doubt() -> None:
    row = "\t".join([*[""] * 5, "2", "", "", "", "3", *[""] * 5])
    cells = cells_of("report.txt", "\n".join([*REVIEW_IN_TABS, row, "五、存在的主要问题及改进情况"]).encode())
    assert not any(cell.certain for key, cell in cells.items() if key.table == "review_litigation")


def test_dashes_one_a_line_are_no_absent_row() -> None:
    lines = [*"\n".join(REVIEW_IN_TABS).replace("\t", "\n").split("\n"), *["—"] * 15, "五、存在的主要问题及改进情况"]
    cells = cells_of("report.txt", "\n".join(lines).encode())
    assert {cell.raw for key, cell in cells.items() if key.table == "review_litigation"} == {"—"}
