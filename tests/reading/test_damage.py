"""Damaged tables: cells may be lost or doubted, never given wrong as certain."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.damage import DAMAGES, HARMLESS, Damage, combined, three_at_once
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import tabs

several = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_damaged(damage: Damage, edition: str, values: dict[CellKey, str], seed: int) -> dict[CellKey, Cell]:
    name, data = tabs(PrintedReport(edition, values, year=2020 if edition == "2019" else 2023))
    text = damage(data.decode(), random.Random(seed))
    return {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, text.encode())))[0]}


def half_blank(values: dict[CellKey, str], seed: int) -> dict[CellKey, str]:
    chance = random.Random(seed)
    return {key: "" if text == "0" and chance.random() < 0.5 else text for key, text in values.items()}


@several
@example(seed=48275, edition="2019", blanks=True)
@example(seed=563159, edition="2021", blanks=False)
@example(seed=97911, edition="2021", blanks=False)
@example(seed=105471, edition="2021", blanks=True)
@example(seed=51799, edition="2019", blanks=False)
@example(seed=1000173, edition="2021", blanks=False)
@example(seed=1000709, edition="2021", blanks=False)
@example(seed=2001410, edition="2019", blanks=True)
@example(seed=3000233, edition="2021", blanks=False)
@example(seed=3002367, edition="2019", blanks=True)
@example(seed=11890, edition="2019", blanks=True)
@example(seed=5001723, edition="2019", blanks=True)
@given(seed=st.integers(0, 10**6), edition=st.sampled_from(["2019", "2021"]), blanks=st.booleans())
@pytest.mark.parametrize("damage", (*DAMAGES, combined), ids=lambda damage: damage.__name__)
def test_nothing_wrong_is_given_as_certain(damage: Damage, seed: int, edition: str, blanks: bool) -> None:
    hold(damage, seed, edition, blanks)


@pytest.mark.parametrize(
    ("seed", "edition", "blanks"),
    [
        (7000115, "2021", True),  # the group's label stands beside the numbers of a row whose own label is torn
        (7000191, "2021", True),  # a torn number in a part of three rows
        (7000395, "2021", True),  # half of a label has blank cells, the next row has none at all
        (8000126, "2019", True),  # a column is lost without a page break
        (8001741, "2021", False),  # the head of a label above its numbers, the next label has lost its own
        (8002324, "2019", False),  # a label torn within its brackets
        (8003751, "2021", True),  # （二）beside the numbers, 部分公开 in the row below
        (8004466, "2019", True),  # a row of blanks and noughts that moved to the left with its label
        (8004854, "2019", True),  # 6.属于 and 四类过程性信息, the numbers between them lost
        (8006723, "2021", True),  # 三类内部事务信息 after a page break, the rest of its row before it
        (8006922, "2019", True),  # a page number between a heading and its row
        (9000115, "2021", True),  # a column lost without a page break, and a row all blank below it
        (9002380, "2019", False),  # the same in the last four rows, of which one alone is short
        (8004380, "2019", False),  # a row by itself after a page break, one column lost and one number torn
        (11001464, "2019", False),  # half of a label has blank cells, its tail stands beside the name of the group
        (11001938, "2019", True),  # a row by itself between two page breaks, wider than the rows after it
        (13000204, "2019", False),  # half a label with blank cells and a stray cell make two wide rows
        (13001078, "2019", True),  # a torn number and a stray cell make up for the lost column of two rows
        (21001443, "2021", True),  # the head of a label has blank cells, the tail the numbers, and the next row is lost
        (21002421, "2021", False),  # the head of a label has blank cells, and its numbers are lost
        (21003314, "2019", True),  # the same with the tail lost and its numbers above the label of the next row
        (23000669, "2021", False),  # numbers without a label above a torn label with blank cells
        (24001165, "2021", False),  # numbers of the first row of a group beside its name, no other label has values
        (58, "2019", True),  # a cell slipped into one row, and two rows with a blank cell for a label
        (22000484, "2019", False),  # 11 torn into 1 and 1 at the end of a row that lost its total: it seems to add up
        (51000784, "2019", False),  # the same in the one full row among sixteen that lost a column
        (51003358, "2019", True),  # numbers without a label above the label of a row that has one value left
        (51004139, "2021", True),  # a blank row between two page breaks, a column lost at each
        (52000365, "2021", False),  # a page number that would make two readings of a row add up
        (52007827, "2021", True),  # the group's label beside numbers, the label of its second row alone below
    ],
)
def test_nothing_wrong_is_given_as_certain_where_three_damages_come_at_once(
    seed: int, edition: str, blanks: bool
) -> None:
    hold(three_at_once, seed, edition, blanks)


def hold(damage: Damage, seed: int, edition: str, blanks: bool) -> None:
    values = consistent_values(edition, seed)
    values = half_blank(values, seed) if blanks else values
    for key, cell in read_damaged(damage, edition, values, seed).items():
        expected = int(values[key]) if values.get(key) else None
        flagged = not cell.certain or cell.state in (State.ABSENT, State.UNREADABLE)
        assert cell.value == expected or flagged, (key, values.get(key), cell)
        assert len(set(cell.doubts)) == len(cell.doubts), (key, cell)


def test_a_row_is_not_absent_for_certain_where_numbers_without_a_label_may_be_its_own() -> None:
    values = consistent_values("2019", 4)
    lines = tabs(PrintedReport("2019", values, year=2020))[1].decode().split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("二、上年结转"))
    lines[at] = lines[at].replace("二、上年结转政府信息公开申请数量", "")
    lines[at + 1] = "三、本年度办理结果\t（一）予以公开"
    cells = extract_cells(recognise(read_bytes("report.txt", "\n".join(lines).encode())))[0]
    assert all(cell.value == int(values[cell.key]) or not cell.certain for cell in cells)
    certain = {cell.key.row for cell in cells if cell.key.table == "requests" and cell.certain}
    assert {key.row for key in values if key.table == "requests"} - certain <= {"carried_in", "granted"}


@pytest.mark.parametrize("words_in_a_row", [True, False])
@pytest.mark.parametrize("labels", [("2.",), ("2.", "3.", "4.")])
def test_words_above_the_ordinal_beside_the_numbers_are_the_label(
    labels: tuple[str, ...], words_in_a_row: bool
) -> None:
    values = consistent_values("2021", 3)
    lines: list[str] = []
    for line in tabs(PrintedReport("2021", values, year=2023))[1].decode().split("\n"):
        cells = line.split("\t")
        at = next((at for at, cell in enumerate(cells) if cell.startswith(labels)), None)
        if at is not None:
            lines.append("\t" * at + cells[at][2:] + "\t" * 7 if words_in_a_row else cells[at][2:])
            cells[at] = cells[at][:2]
        lines.append("\t".join(cells))
    read = extract_cells(recognise(read_bytes("report.txt", "\n".join(lines).encode())))[0]
    assert {cell.key: cell.raw for cell in read if cell.certain} == values


@several
@given(seed=st.integers(0, 10**6), edition=st.sampled_from(["2019", "2021"]))
@pytest.mark.parametrize("damage", HARMLESS, ids=lambda damage: damage.__name__)
def test_damage_that_loses_nothing_loses_nothing(damage: Damage, seed: int, edition: str) -> None:
    values = consistent_values(edition, seed)
    cells = read_damaged(damage, edition, values, seed)
    assert {key: str(cells[key].value) for key in values} == values
