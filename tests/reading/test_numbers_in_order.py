"""Text copied out of a PDF: the numbers of the requests table apart from their labels, in the order of the tool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from gongkai.forms import labels, load_form
from gongkai.model import Cell, CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import consistent_values

EDITIONS = ("2019", "2021")
COLUMNS = tuple(labels("applicant_types"))
PAGE = 2
"""Rows of the form that stand on the first page."""


def table(edition: str, seed: int = 1) -> dict[str, list[str]]:
    values = consistent_values(edition, seed)
    codes = [row.code for row in load_form(edition).rows["requests"]]
    return {code: [values[CellKey("requests", code, column)] for column in COLUMNS] for code in codes}


def by_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    return [value for column in zip(*rows, strict=True) for value in column]


def by_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(row) for row in rows]


def printed(edition: str, rows: dict[str, list[str]], manners: Sequence[str]) -> Iterator[str]:
    """A page with labels and then their numbers, another page with the rest; the labels of rows in one piece."""
    yield f"某市{'2020' if edition == '2019' else '2023'}年政府信息公开工作年度报告"
    yield "三、收到和处理政府信息公开申请情况"
    yield from (
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    )
    codes = list(rows)
    for some, manner in zip((codes[:PAGE], codes[PAGE:]), manners, strict=True):
        yield from (labels("requests")[code].zh[edition] for code in some)
        yield from {"rows": by_rows, "columns": by_columns}[manner]([rows[code] for code in some])


def read(edition: str, lines: Sequence[str]) -> dict[CellKey, Cell]:
    cells = cells_of("report.txt", "\n".join(lines).encode())
    return {key: cell for key, cell in cells.items() if key.table == "requests"}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "manners", [("rows", "rows"), ("columns", "columns"), ("columns", "rows"), ("rows", "columns")]
)
def test_numbers_apart_from_their_labels_are_read_if_their_sums_tell(edition: str, manners: tuple[str, str]) -> None:
    rows = table(edition)
    cells = read(edition, list(printed(edition, rows, manners)))
    wanted = {CellKey("requests", code, c): v for code, own in rows.items() for c, v in zip(COLUMNS, own, strict=True)}
    assert {key: str(cells[key].value) for key in wanted} == wanted
    assert all(cells[key].certain for key in wanted)


@pytest.mark.parametrize("at", range(0, 175, 12))
def test_where_a_number_is_lost_no_other_takes_its_place(at: int) -> None:
    rows = table("2021")
    lines = list(printed("2021", rows, ("columns", "columns")))
    numbers = [n for n, line in enumerate(lines) if line.isdecimal()]
    del lines[numbers[at]]
    cells = read("2021", lines)
    assert not [
        c
        for c in cells.values()
        if c.certain and c.value not in (None, int(rows[c.key.row][COLUMNS.index(c.key.column)]))
    ]


def test_a_misprint_leaves_no_proof() -> None:
    rows = table("2021")
    rows["granted"][-1] = str(int(rows["granted"][-1]) + 1)
    cells = read("2021", list(printed("2021", rows, ("columns", "columns"))))
    assert not [c for c in cells.values() if c.certain and c.value is not None]


def test_a_label_with_its_numbers_on_the_line_is_not_overruled() -> None:
    # two outcomes have changed places: all sums hold in the order of the form as well
    rows = table("2021")
    codes = list(rows)
    at, other = codes.index("unable_not_held"), codes.index("not_processed_repeat")
    codes[at], codes[other] = codes[other], codes[at]
    lines = list(printed("2021", rows, ("rows", "rows")))[: 11 + 2 * PAGE]
    lines += [f"{labels('requests')[code].zh['2021']} {' '.join(rows[code])}" for code in codes[PAGE:]]
    cells = read("2021", lines)
    found = [
        cells[CellKey("requests", code, c)] for code in ("unable_not_held", "not_processed_repeat") for c in COLUMNS
    ]
    wanted = [int(value) for code in ("unable_not_held", "not_processed_repeat") for value in rows[code]]
    assert all(cell.value == value or not cell.certain for cell, value in zip(found, wanted, strict=True))


def test_rows_below_a_list_of_labels_are_not_those_of_the_last() -> None:
    lines = (
        "某市2023年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        *by_columns([["25", "8", "0", "0", "1", "1", "35"], ["0", "0", "0", "0", "0", "0", "0"]]),
        "（一）予以公开",
        "（二）部分公开",
        "1.属于国家秘密",
    )
    cells = read("2021", lines)
    assert not [cell for cell in cells.values() if cell.certain and cell.value is not None]
