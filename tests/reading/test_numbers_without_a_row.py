"""Numbers that stand beside no label: a row is called absent or blank only if none of them may be its own."""

from __future__ import annotations

from gongkai.model import Cell
from tests.reading.test_rows_in_one import cells_of

OPENING = "某县水务局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
HEAD = (
    "一、本年新收政府信息公开申请数量 8 3 0 0 0 0 11",
    "二、上年结转政府信息公开申请数量 0 2 0 0 0 0 2",
    "三、本年度办理结果 （一）予以公开 5 3 0 0 0 0 8",
)


def row(text: str, name: str) -> list[Cell]:
    cells = cells_of("report.txt", (OPENING + text).encode())
    return [cell for key, cell in cells.items() if key[:2] == ("requests", name)]


def values(text: str, name: str) -> list[object]:
    found = row(text, name)
    assert all(cell.certain for cell in found)
    return [cell.value for cell in found]


def test_a_row_whose_numbers_are_run_together_with_those_of_the_next_is_not_absent() -> None:
    """Of labels that follow each other, a cell a line, nobody says which of the numbers below are whose."""
    lines = " ".join([*HEAD, "（二）部分公开 0 1 0 0 0 0 1"]).split()
    text = "\n".join([*lines, "1.属于国家秘密", "2.其他法律行政法规禁止公开", *"21000030300003"])
    assert not any(cell.certain for cell in row(text, "refused_state_secret"))
    assert values(text, "granted") == [5, 3, 0, 0, 0, 0, 8]


def test_a_row_with_half_a_label_is_not_absent_in_text_run_together() -> None:
    text = "".join([*HEAD, "1.属于国家秘密1000001", "律行政法规止公开0300003", "3.危及“三安全一稳定”2000002"])
    assert not any(cell.certain and cell.value != 3 for cell in row(text.replace(" ", ""), "refused_prohibited_by_law"))


def test_blank_rows_above_numbers_without_labels_are_in_doubt() -> None:
    printed = "\n".join(line.replace(" ", "\t", 7) for line in HEAD[:2])
    blank = "\t" * 7
    rows = ["1.属于国家秘密" + blank, "2.其他法律行政法规禁止公开" + blank, "3.危及“三安全一稳定”" + blank]
    text = "\n".join([printed, *rows, "\t2\t1\t0\t0\t0\t0\t3", "\t0\t3\t0\t0\t0\t0\t3", "\t0\t0\t4\t0\t0\t0\t4"])
    for name in ("refused_state_secret", "refused_prohibited_by_law", "refused_three_securities_one_stability"):
        assert not any(cell.certain for cell in row(text, name))


def test_the_rest_of_a_row_on_the_next_line_puts_its_blanks_in_doubt() -> None:
    printed = "\n".join(line.replace(" ", "\t", 7) for line in HEAD[:2])
    text = "\n".join(
        [printed, "1.属于国家秘密\t5\t1\t0\t\t\t\t", "\t0\t0\t0\t6\t\t\t", "3.危及“三安全一稳定”" + "\t0" * 7]
    )
    assert not any(cell.certain for cell in row(text, "refused_state_secret"))


def test_a_sum_of_a_group_is_not_the_total_of_the_table() -> None:
    rows = (
        "（四）无法提供 1.本机关不掌握相关政府信息 1 2 0 0 0 0 3",
        "2.没有现成信息需要另行制作 1 0 0 0 0 0 1",
        "合计 2 2 0 0 0 0 4",
        "（五）不予处理 1.信访举报投诉类申请 1 0 0 0 0 0 1",
        "（七）总计 8 5 0 0 0 0 13",
    )
    text = "\n".join([*HEAD, *rows])
    assert values(text, "total_processed") == [8, 5, 0, 0, 0, 0, 13]
    assert values(text, "unable") == [2, 2, 0, 0, 0, 0, 4]


def test_a_row_of_the_2019_form_behind_the_numbers_of_another_is_read() -> None:
    rows = "2.重复申请 1 0 0 0 0 0 1 （六）其他处理 2 2 0 0 0 0 4"
    text = "\n".join(line.replace(" ", "\t") for line in (*HEAD[:2], rows, "（七）总计 8 5 0 0 0 0 13"))
    assert values(text, "other_handling") == [2, 2, 0, 0, 0, 0, 4]


def test_a_date_above_a_line_of_a_table_is_no_caption() -> None:
    lines = (
        "某县水务局2022年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "第二十条第（六）项",
        "信息内容\t本年处理决定数量",
        "行政处罚\t25",
        "（2023年1月15日）",
        "行政强制\t112",
        "三、收到和处理政府信息公开申请情况",
    )
    cells = cells_of("report.txt", "\n".join(lines).encode())
    found = {key.row: cell for key, cell in cells.items() if key.column == "decisions"}
    assert [found[row].value for row in ("administrative_penalties", "administrative_compulsion")] == [25, 112]


def test_a_date_between_rows_of_the_requests_table_is_no_caption() -> None:
    rows = (
        "（二）部分公开 0 1 0 0 0 0 1",
        "（2023年1月15日）",
        "（七）总计 5 4 0 0 0 0 9",
        "四、结转下年度继续办理 3 1 0 0 0 0 4",
    )
    text = "\n".join(
        line.replace(" ", "\t") for line in (*HEAD[:2], "（一）予以公开 5 3 0 0 0 0 8", *rows, "无其他情况。")
    )
    assert values(text, "total_processed") == [5, 4, 0, 0, 0, 0, 9]
    assert values(text, "carried_out") == [3, 1, 0, 0, 0, 0, 4]


def test_a_table_of_which_no_row_can_be_read_is_not_absent_for_certain_where_it_has_figures() -> None:
    """A cell a column, the words above joined to the number below: a box without lines between its rows."""
    first = ["行政复议结果维持1", "结果纠正1", "其他结果0", "尚未审结0", "总计2"]
    text = (
        OPENING
        + "\n".join(HEAD)
        + "\n四、政府信息公开行政复议、行政诉讼情况\n"
        + "\t".join([*first, "未经复议直接起诉0"])
    )
    cells = cells_of("report.txt", text.encode())
    review = [cell for key, cell in cells.items() if key[0] == "review_litigation"]
    assert len(review) == 15
    assert not any(cell.certain for cell in review)
    assert all(
        cell.certain
        for key, cell in cells_of("report.txt", (OPENING + "\n".join(HEAD)).encode()).items()
        if key[0] == "review_litigation"
    )
