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
from tests.support.damage import DAMAGES, HARMLESS, Damage, combined
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
    values = consistent_values(edition, seed)
    values = half_blank(values, seed) if blanks else values
    for key, cell in read_damaged(damage, edition, values, seed).items():
        expected = int(values[key]) if values.get(key) else None
        flagged = not cell.certain or cell.state in (State.ABSENT, State.UNREADABLE)
        assert cell.value == expected or flagged, (key, values.get(key), cell)


@several
@given(seed=st.integers(0, 10**6), edition=st.sampled_from(["2019", "2021"]))
@pytest.mark.parametrize("damage", HARMLESS, ids=lambda damage: damage.__name__)
def test_damage_that_loses_nothing_loses_nothing(damage: Damage, seed: int, edition: str) -> None:
    values = consistent_values(edition, seed)
    cells = read_damaged(damage, edition, values, seed)
    assert {key: str(cells[key].value) for key in values} == values
