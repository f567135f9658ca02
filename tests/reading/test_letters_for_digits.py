"""Letters and circles in the place of digits, as text recognition leaves them, and specks beside the digits."""

from __future__ import annotations

import random

import pytest

from gongkai.forms import load_form
from gongkai.model import CellKey
from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import Shape, html, markdown, tabs

ALIKE = {"0": "oO○", "1": "lI"}
SPECKS = ("{}.", "{},", "'{}", "`{}", "{}。", "{}、")


def misread(text: str, chance: random.Random) -> str:
    return "".join(chance.choice(ALIKE[char]) if char in ALIKE and chance.random() < 0.5 else char for char in text)


@pytest.mark.parametrize("shape", [html, markdown, tabs])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_letters_for_digits_move_no_other_number(shape: Shape, edition: str) -> None:
    chance = random.Random(7)
    printed = {key: misread(text, chance) for key, text in consistent_values(edition, 3).items()}
    cells = cells_of(*shape(PrintedReport(edition, printed)))
    whole = {key: text for key, text in printed.items() if text.isascii() and text.isdecimal()}
    assert len(whole) > 80
    assert {key: cells[key].value for key in whole} == {key: int(text) for key, text in whole.items()}
    assert all(cells[key].certain for key in whole)
    assert {key: cells[key].raw for key in printed} == printed


def test_a_number_with_a_letter_in_it_is_read_and_in_doubt() -> None:
    values = consistent_values("2021", 3)
    key = CellKey("requests", "new_received", "natural_person")
    cell = cells_of(*html(PrintedReport("2021", {**values, key: "2o"})))[key]
    assert (cell.value, cell.doubts, cell.certain) == (20, ("letters",), False)


@pytest.mark.parametrize("shape", [html, markdown, tabs])
def test_specks_beside_the_digits_change_no_number(shape: Shape) -> None:
    chance = random.Random(7)
    values = {key: text for key, text in consistent_values("2021", 3).items() if key in load_form("2021").cells()}
    printed = {key: chance.choice(SPECKS).format(n) if chance.random() < 0.4 else n for key, n in values.items()}
    cells = cells_of(*shape(PrintedReport("2021", printed)))
    counts = [key for key, text in values.items() if text.isdecimal()]
    assert {key: cells[key].value for key in counts} == {key: int(values[key]) for key in counts}
    assert all(cells[key].certain for key in counts)
