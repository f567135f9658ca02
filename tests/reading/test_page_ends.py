"""Rows of a PDF that the end of a page divides: numbers that wrapped in their cells are read whole, or not given."""

from __future__ import annotations

import pytest

from gongkai.forms import labels
from gongkai.model import Block, Cell, Document, Grid, GridCell, Paragraph, Place
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.documents import document

COLUMNS = tuple(labels("applicant_types"))
HEADING = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW = ["一、本年新收政府信息公开申请数量", "3204", "247", "15", "10", "33", "25", "3534"]
TOTAL = ["（七）总计", "306", "233", "9", "10", "33", "20", "337"]
CARRIED_OUT = ["四、结转下年度继续办理", "165", "14", "6", "2", "6", "9", "202"]


def table(page: int, *rows: list[str]) -> Grid:
    place = Place(page=page, table=1)
    cells = (
        tuple(GridCell(text, Place(page=page, table=1, row=r, cell=c)) for c, text in enumerate(row, 1))
        for r, row in enumerate(rows, 1)
    )
    return Grid(tuple(cells), place)


def read(*blocks: Block) -> dict[tuple[str, str], Cell]:
    head = (
        Paragraph("某市气象局2021年政府信息公开工作年度报告", Place(page=1, line=1)),
        Paragraph("三、收到和处理政府信息公开申请情况", Place(page=1, line=2)),
    )
    whole = Document(document().source, (*head, *blocks))
    return {(cell.key.row, cell.key.column): cell for cell in extract_cells(recognise(whole))[0]}


def row(cells: dict[tuple[str, str], Cell], code: str) -> list[tuple[object, bool]]:
    return [(cells[code, column].value, cells[code, column].certain) for column in COLUMNS]


def certain(*values: int) -> list[tuple[int, bool]]:
    return [(value, True) for value in values]


@pytest.mark.parametrize("label_columns", [0, 1], ids=["as wide", "narrower"])
def test_digits_on_the_next_page_are_the_end_of_the_numbers_above(label_columns: int) -> None:
    wide = [["", *cells] for cells in (HEADING, NEW, TOTAL)]
    rest = [""] * (2 - label_columns) + ["9", "", "", "", "", "", "4"]
    below = [""] * (1 - label_columns) + CARRIED_OUT
    cells = read(table(1, *wide), table(2, rest, below))
    assert row(cells, "total_processed") == certain(3069, 233, 9, 10, 33, 20, 3374)
    assert row(cells, "carried_out") == certain(165, 14, 6, 2, 6, 9, 202)


def test_numbers_that_do_not_add_up_when_whole_are_not_given() -> None:
    cells = read(table(1, HEADING, NEW, TOTAL), table(2, ["", "9", "", "", "", "", "", "5"], CARRIED_OUT))
    values = [value for value, _ in row(cells, "total_processed")]
    assert values == [None, 233, 9, 10, 33, 20, None]


def test_a_row_with_a_number_in_every_column_is_a_row_of_its_own() -> None:
    whole = ["（七）总计", "306", "233", "9", "10", "33", "20", "611"]
    cells = read(table(1, HEADING, NEW, whole), table(2, CARRIED_OUT))
    assert row(cells, "total_processed") == certain(306, 233, 9, 10, 33, 20, 611)
    assert row(cells, "carried_out") == certain(165, 14, 6, 2, 6, 9, 202)


def test_the_next_item_is_not_the_end_of_the_number_above() -> None:
    title = Paragraph("二、主动公开政府信息情况", Place(page=1, line=3))
    heading = ["信息内容", "本年处理决定数量"]
    cells = read(title, table(1, heading, ["行政处罚", "4999"]), table(2, ["行政强制", "0"]))
    numbers = [cells[item, "decisions"] for item in ("administrative_penalties", "administrative_compulsion")]
    assert [(cell.value, cell.certain) for cell in numbers] == certain(4999, 0)
