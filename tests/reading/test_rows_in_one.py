"""One printed row that holds several rows of the form, a line for each: every number is read where it stands."""

from __future__ import annotations

import pytest

from gongkai.model import Cell, CellKey
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.reading.test_shapes import YEARS, with_marks
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.rows_in_one import ROWS_IN_ONE


def cells_of(name: str, data: bytes) -> dict[CellKey, Cell]:
    return {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, data)))[0]}


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("shape", ROWS_IN_ONE)
def test_lines_of_a_row_are_rows(shape: str, edition: str) -> None:
    for values in (consistent_values(edition, 5), with_marks(consistent_values(edition, 5), 5)):
        cells = cells_of(*ROWS_IN_ONE[shape](PrintedReport(edition, values, year=YEARS[edition])))
        assert {key: (cells[key].raw or "").strip() for key in values} == values
        assert all(cells[key].certain for key in values)


def test_a_line_has_its_own_place_in_the_cell() -> None:
    row = "<tr><td>行政处罚<br>行政强制</td><td>12<br>3</td></tr>"
    head = "<h1>甲县民政局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
    page = f"{head}<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>{row}</table>"
    cells = cells_of("a.html", page.encode())
    keys = [
        CellKey("proactive_disclosure", row, "decisions")
        for row in ("administrative_penalties", "administrative_compulsion")
    ]
    assert [(cells[key].value, str(cells[key].place)) for key in keys] == [
        (12, "table 1, row 2, cell 2, characters 1-2"),
        (3, "table 1, row 2, cell 2, characters 4-4"),
    ]


def test_a_torn_label_beside_one_number_is_one_row() -> None:
    head = "<h1>甲县民政局2023年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>"
    numbers = "".join(f"<td><p>{n}</p><p></p></td>" for n in (1, 0, 0, 0, 0, 2, 3))
    row = f"<tr><td>一、本年新收政府信息<br>公开申请数量</td>{numbers}</tr>"
    cells = cells_of("a.html", f"{head}<table>{row}</table>".encode())
    assert [c.value for c in cells.values() if c.key.row == "new_received"] == [1, 0, 0, 0, 0, 2, 3]


def test_a_label_between_numbers_begins_a_row() -> None:
    lines = (
        "甲县民政局2023年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t2\t3\t二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t1\t1",
        "三、本年度办理结果\t（一）予以公开\t1\t0\t0\t0\t0\t3\t4",
    )
    cells = cells_of("a.txt", "\n".join(lines).encode())
    found = {row: [c.value for c in cells.values() if c.key.row == row] for row in ("new_received", "carried_in")}
    assert found == {"new_received": [1, 0, 0, 0, 0, 2, 3], "carried_in": [0, 0, 0, 0, 0, 1, 1]}
    assert all(cell.certain for cell in cells.values() if cell.key.row in found)
