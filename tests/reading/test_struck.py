"""A number struck out in favour of another: the one that stands is read, the one that is struck is no value."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells

ROWS = [
    ("一、本年新收政府信息公开申请数量", "5 0 0 0 0 0 5"),
    ("二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0"),
    ("（一）予以公开", "{granted} 1 0 0 0 0 4"),
    ("（七）总计", "3 1 0 0 0 0 4"),
    ("四、结转下年度继续办理", "1 0 0 0 0 0 1"),
]


def granted(printed: str) -> Cell:
    """What is read of 予以公开 by natural persons."""
    cells = (
        "".join(f"<td>{cell.format(granted=printed)}</td>" for cell in (label, *values.split(" ")))
        for label, values in ROWS
    )
    heading = "<p>某局2022年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p>"
    page = f"<html><body>{heading}<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"
    read, _ = extract_cells(recognise(read_bytes("report.html", page.encode())))
    return next(cell for cell in read if cell.key == CellKey("requests", "granted", "natural_person"))


@pytest.mark.parametrize(
    ("printed", "characters"),
    [
        ("<del>8</del><ins>3</ins>", "2-2"),
        ("3<s>8</s>", "1-1"),
        ("<p><s>18</s></p><p>3</p>", "4-4"),
        ("<span style='text-decoration:line-through'>8</span><strike>9</strike>3", "3-3"),
    ],
)
def test_the_number_that_stands_is_the_value(printed: str, characters: str) -> None:
    cell = granted(printed)
    assert (cell.value, cell.raw, cell.certain) == (3, "3", True)
    assert str(cell.place).endswith(f"characters {characters}")


@pytest.mark.parametrize("printed", ["<s>3</s>", "3<s>8</s>4", "<s>8</s>件", "<s>8</s>—"])
def test_nothing_is_read_where_no_single_number_stands(printed: str) -> None:
    cell = granted(printed)
    assert (cell.value, cell.state) == (None, State.UNREADABLE)
