"""A note that corrects a number of the table: what is printed stays, and is in doubt."""

from __future__ import annotations

import pytest

from gongkai.model import Cell
from gongkai.pipeline.reading import extracted
from tests.support.documents import document

ROWS = [
    ["一、本年新收政府信息公开申请数量", "5", "0", "0", "0", "0", "0", "5"],
    ["二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
    ["三、本年度办理结果", "（一）予以公开", "4", "0", "0", "0", "0", "0", "4"],
    ["（七）总计", "4", "0", "0", "0", "0", "0", "4"],
    ["四、结转下年度继续办理", "1", "0", "0", "0", "0", "0", "1"],
]


def doubted(note: str) -> list[Cell]:
    opening = ("某局2022年政府信息公开工作年度报告", "统计期限自2022年1月1日起至2022年12月31日止。")
    heading = "三、收到和处理政府信息公开申请情况"
    return [cell for cell in extracted(document(*opening, heading, ROWS, note)).cells if "amended" in cell.doubts]


@pytest.mark.parametrize(
    ("note", "row", "columns", "printed"),
    [
        ("更正说明：上表“（一）予以公开”自然人一栏应为5，特此更正。", "granted", 1, 4),
        ("上表有误，结转下年度继续办理应为 0 件。", "carried_out", 7, 1),
        ("勘误：（七）总计应是5。", "total_processed", 7, 4),
    ],
)
def test_what_a_note_names_is_in_doubt_and_stays_as_printed(note: str, row: str, columns: int, printed: int) -> None:
    cells = doubted(note)
    assert {cell.key.row for cell in cells} == {row}
    assert (cells[0].value, cells[0].certain, len(cells)) == (printed, False, columns)


@pytest.mark.parametrize(
    "note", ["（一）予以公开应为主动公开的内容。", "全年更正政府信息3条，予以公开4件。", "总计应为公开5件。"]
)
def test_other_sentences_put_nothing_in_doubt(note: str) -> None:
    assert doubted(note) == []
