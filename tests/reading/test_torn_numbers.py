"""Digits of one number in two cells: whole where a printed total says how, in doubt where it leaves two ways."""

from __future__ import annotations

from gongkai.model import CellKey
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells

Printed = list[tuple[str | None, bool]]


def row(cells: str) -> Printed:
    """The seven cells read of a row of text, between others that are whole, and whether each is certain."""
    lines = (
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量\t8\t3\t0\t0\t0\t0\t11",
        "二、上年结转政府信息公开申请数量\t0\t2\t0\t0\t0\t0\t2",
        "1.属于国家秘密\t" + cells.replace("|", "\t"),
        "2.其他法律行政法规禁止公开\t1\t0\t0\t0\t0\t0\t1",
        "3.危及“三安全一稳定”\t1\t0\t0\t4\t0\t0\t5",
    )
    found = extract_cells(recognise(read_bytes("report.txt", "\n".join(lines).encode())))[0]
    return [
        (cell.raw, cell.certain)
        for cell in found
        if cell.key[:2] == CellKey("requests", "refused_state_secret", "")[:2]
    ]


def certain(text: str) -> Printed:
    return [(value, True) for value in text.split("|")]


def test_a_number_torn_in_two_is_whole_where_one_way_alone_adds_up() -> None:
    assert row("1|4|0|0|26|0|0|40") == certain("14|0|0|26|0|0|40")


def test_a_number_torn_in_two_is_whole_where_it_is_the_only_one() -> None:
    assert row("0|0|2|6|0|0|0|26") == certain("0|0|26|0|0|0|26")


def test_two_ways_to_join_digits_leave_those_cells_in_doubt() -> None:
    """11 and 7 or 1 and 17."""
    found = row("0|0|0|0|1|1|7|18")
    assert [text for text, sure in found if sure] == ["0", "0", "0", "0", "18"]


def test_a_number_too_many_may_be_a_stray_one() -> None:
    """21 and 4 make 25; but so do 2, 4 and 19 without the 1: 1 | 9 beside 2 | 4 may be anything."""
    found = row("2|1|4|0|0|0|0|25")
    assert found == certain("21|4|0|0|0|0|25")
    found = row("1|0|0|9|0|0|0|10")
    assert ("9", True) not in found


def test_digits_whose_row_adds_up_no_way_are_in_doubt() -> None:
    assert row("1|4|0|0|26|0|0|99") == [("1 4 0 0 26 0 0 99", False)] * 7
