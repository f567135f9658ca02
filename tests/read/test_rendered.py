"""Text of a page as a browser gives it where paragraphs stand in the cells: each cell keeps its place."""

from __future__ import annotations

import pytest

from gongkai.model import Grid, Paragraph, Place
from gongkai.read import read_bytes

BETWEEN_CELLS = "\n\n\t\n\n"
BETWEEN_ROWS = "\n\n\n\n\n"


def rendered(*rows: list[str]) -> str:
    """What Chromium gives for cells that hold a paragraph each."""
    return BETWEEN_ROWS.join(BETWEEN_CELLS.join(row) for row in rows)


def grids(text: str) -> list[Grid]:
    return [block for block in read_bytes("report.txt", text.encode()).blocks if isinstance(block, Grid)]


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text.strip() for cell in row] for row in grid.rows]


HEADING = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROW = ["一、本年新收政府信息公开申请数量", "12", "1", "\xa0", "\xa0", "\xa0", "\xa0", "13"]


def test_a_row_is_a_row_and_blank_cells_stay() -> None:
    (grid,) = grids(rendered(["项目", *HEADING[1:]], ROW))
    assert cells(grid) == [["项目", *HEADING[1:]], [text.strip() for text in ROW]]


def test_each_cell_is_placed_by_its_own_line() -> None:
    text = rendered(["项目", *HEADING[1:]], ROW)
    (grid,) = grids(text)
    lines = text.split("\n")
    assert grid.rows[1][1].place == Place(line=lines.index("12") + 1)
    assert grid.rows[1][7].place == Place(line=lines.index("13") + 1)


@pytest.mark.parametrize("blank", ["", "\n", "\xa0"], ids=["nothing", "a line break", "a space"])
def test_a_cell_may_hold_a_paragraph_with_nothing_in_it(blank: str) -> None:
    (grid,) = grids(rendered(["项目", *HEADING[1:]], [ROW[0], *[blank] * 6, "0"]))
    assert cells(grid)[1] == [ROW[0], *[""] * 6, "0"]


def test_what_stands_below_the_last_cell_is_not_in_it() -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    blocks = read_bytes("report.txt", (rendered(ROW, [*ROW[:-1], ""]) + f"\n\n{heading}\n\n无。").encode()).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [heading, "无。"]


def test_a_table_with_a_tab_alone_here_and_there_stays_as_it_is() -> None:
    (grid,) = grids("项目\t数量\n\t\n规章\t1\n\t\n规范性文件\t2\n")
    assert cells(grid) == [["项目", "数量"], ["", ""], ["规章", "1"], ["", ""], ["规范性文件", "2"]]
