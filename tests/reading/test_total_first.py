"""A table that names no columns: its sums tell whether the total stands last, as in the form, or first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.model import Cell, CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, consistent_values

VALUES = consistent_values("2021", 21)
REPORT = PrintedReport("2021", VALUES, year=2023)


def without_headings(order: Callable[[Sequence[str]], Sequence[str]]) -> dict[CellKey, Cell]:
    rows = ["\t".join([*(t for t, *_ in row[:-7]), *order([t for t, *_ in row[-7:]])]) for row in REPORT.requests()[3:]]
    text = [
        REPORT.title(),
        REPORT.preamble(),
        "三、收到和处理政府信息公开申请情况",
        *rows,
        "五、主要问题及改进情况",
        "无。",
    ]
    cells = cells_of("report.txt", "\n".join(text).encode())
    return {key: cell for key, cell in cells.items() if key.table == "requests"}


def test_the_total_stands_first_where_every_sum_says_so() -> None:
    cells = without_headings(lambda row: [row[-1], *row[:-1]])
    assert {key: str(cell.value) for key, cell in cells.items()} == {key: VALUES[key] for key in cells}
    assert all(cell.certain for cell in cells.values())


def test_the_total_stands_last_as_in_the_form() -> None:
    cells = without_headings(lambda row: row)
    assert {key: str(cell.value) for key, cell in cells.items()} == {key: VALUES[key] for key in cells}
    assert all(cell.certain for cell in cells.values())
