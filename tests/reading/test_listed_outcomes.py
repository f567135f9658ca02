"""The review table written as a list, whole or not."""

from __future__ import annotations

import pytest

from gongkai.model import Cell
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.documents import document

TITLE = "某县水利局2022年政府信息公开工作年度报告"
CHANNELS = ["行政复议", "行政诉讼—未经复议直接起诉", "行政诉讼—复议后起诉"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
NUMBERS = [[3, 0, 1, 0, 4], [0, 2, 0, 0, 2], [1, 0, 0, 5, 6]]


def review(*lines: str) -> list[Cell]:
    blocks = ["四、政府信息公开行政复议、行政诉讼情况", "本年情况如下：", *lines, "五、存在的主要问题", "无。"]
    cells, _ = extract_cells(recognise(document(TITLE, *blocks)))
    return [cell for cell in cells if cell.key.table == "review_litigation"]


def one_line_a_channel() -> list[str]:
    rows = ["，".join(f"{o} {n}" for o, n in zip(OUTCOMES, row, strict=True)) for row in NUMBERS]
    return [f"{channel}：{row}。" for channel, row in zip(CHANNELS, rows, strict=True)]


def one_line_an_outcome() -> list[str]:
    lines: list[str] = []
    for channel, row in zip(CHANNELS, NUMBERS, strict=True):
        lines += [channel, *(f"{outcome}：{number}件" for outcome, number in zip(OUTCOMES, row, strict=True))]
    return lines


def name_and_number_a_line() -> list[str]:
    lines: list[str] = []
    for channel, row in zip(CHANNELS, NUMBERS, strict=True):
        lines += [channel, *(text for pair in zip(OUTCOMES, map(str, row), strict=True) for text in pair)]
    return lines


@pytest.mark.parametrize(
    "lines", [one_line_a_channel(), one_line_an_outcome(), name_and_number_a_line()], ids=["channel", "outcome", "text"]
)
def test_a_whole_list_is_the_table(lines: list[str]) -> None:
    cells = review(*lines)
    assert [(cell.value, cell.certain) for cell in cells] == [(n, True) for row in NUMBERS for n in row]
    assert [cell.raw for cell in cells] == [str(n) for row in NUMBERS for n in row]


def test_each_number_is_placed_in_its_line() -> None:
    text = "\n".join([TITLE, "四、政府信息公开行政复议、行政诉讼情况", *one_line_a_channel(), "五、存在的主要问题"])
    cells, _ = extract_cells(recognise(read_bytes("a.txt", text.encode())))
    read = [cell for cell in cells if cell.key.table == "review_litigation"]
    assert [cell.place.line for cell in read if cell.place] == [3] * 5 + [4] * 5 + [5] * 5


@pytest.mark.parametrize("lost", range(3))
def test_a_list_without_one_of_the_channels_is_not_taken_for_the_whole(lost: int) -> None:
    lines = one_line_a_channel()
    cells = review(*lines[:lost], *lines[lost + 1 :])
    right = dict(zip([cell.key for cell in cells], [n for row in NUMBERS for n in row], strict=True))
    assert all(cell.value in (None, right[cell.key]) or not cell.certain for cell in cells)
    assert not any(
        cell.certain for cell in cells if cell.value is not None and cell.key.row == list(right)[lost * 5].row
    )
