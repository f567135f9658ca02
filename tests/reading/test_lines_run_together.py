"""Text run together whose lines end anywhere: a label that breaks over the line end is read on."""

from __future__ import annotations

import pytest

from gongkai.model import CellKey
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
