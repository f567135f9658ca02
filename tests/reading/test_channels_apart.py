"""A review table of which only white space tells the columns: a channel without numbers may be that of a few."""

from __future__ import annotations

from gongkai.model import CellKey
from tests.reading.test_rows_in_one import cells_of

REPORT = """某市2023年政府信息公开工作年度报告
四、政府信息公开行政复议、行政诉讼情况
        行政复议                         行政诉讼
                         未经复议直接起诉
结果维 结果纠 其他结 尚未审 总计 结果维 结果纠 其他结 尚未审             复议后起诉
 持   正   果   结                         结果维 结果纠  其他结 尚未审 总计
                    持   正   果    结 总计 持     正    果   结
             1   1               1  1

五、存在的主要问题及改进情况
"""


def test_no_channel_is_blank_for_certain() -> None:
    cells = cells_of("report.txt", REPORT.encode())
    found = [cells[CellKey("review_litigation", row, "total")] for row in ("reconsideration", "litigation_direct")]
    assert not any(cell.certain for cell in found)


def test_where_one_channel_stands_apart_from_its_name_no_other_is_told() -> None:
    words = (
        "行政复议~结果 结果 其他 尚未 总计~行政诉讼~未经复议直接起诉~复议后起诉~维持 纠正 结果 审结~376~97~196 121 790"
    )
    more = "结果 结果 其他 尚未~维持 纠正 结果 审结~16~1~12~五、存在的主要问题及改进情况"
    lines = (*REPORT.splitlines()[:2], *f"{words}~{more}".split("~"))
    cells = cells_of("report.txt", "\n".join(lines).encode())
    assert not [c for key, c in cells.items() if key.table == "review_litigation" and c.certain and c.value is not None]
