"""Reports written down by someone who had not seen the decoder, as sites, offices and tools give them.

`fresh_inputs/values.csv` says what is printed in each row, in the order of the form; `?` is no number that a person
could be sure of.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from gongkai.forms import load_form, read_cell
from gongkai.model import Cell, CellKey, Number, State
from gongkai.read import read
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells

INPUTS = Path(__file__).parent / "fresh_inputs"
UNDECIDED = (
    "layout_text_blanks", "layout_blank_zero", "blanks_dropped", "one_line_blanks",
)  # fmt: skip
"""Blanks that only white space shows, or nothing."""
NOT_PRINTED = {"66_no_total_column.html": "total"}
"""A column of the requests table that the source does not have."""


@cache
def printed() -> dict[str, dict[CellKey, str]]:
    values: dict[str, dict[CellKey, str]] = {}
    with (INPUTS / "values.csv").open(encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            row = load_form(entry["edition"]).row(entry["table"], entry["row"])
            keys = (CellKey(entry["table"], entry["row"], column) for column in (row.columns if row else ()))
            values.setdefault(entry["file"], {}).update(zip(keys, entry["printed"].split("|"), strict=True))
    return values


def decidable(file: str) -> dict[CellKey, str]:
    return {key: text for key, text in printed()[file].items() if text != "?"}


def cells_of(file: str) -> dict[CellKey, Cell]:
    return {cell.key: cell for cell in extract_cells(recognise(read(INPUTS / file)))[0]}


def number_in(text: str) -> Number | None:
    return read_cell(text).value


def wrong(cells: dict[CellKey, Cell], keys: Iterable[CellKey], values: dict[CellKey, str]) -> list[CellKey]:
    """The cells that are certain and say something else than what is printed."""
    sure = (key for key in keys if cells[key].certain and cells[key].state is not State.UNREADABLE)
    return [key for key in sure if cells[key].value != number_in(values[key])]


@pytest.mark.parametrize("file", sorted({row for row in printed()}))
def test_no_number_is_wrong_and_certain(file: str) -> None:
    values = decidable(file)
    assert not wrong(cells_of(file), values, values)


@pytest.mark.parametrize("file", sorted(file for file in printed() if not any(kind in file for kind in UNDECIDED)))
def test_what_a_person_can_read_is_read(file: str) -> None:
    values = decidable(file)
    cells = cells_of(file)
    assert {key: cells[key].value for key in values} == {key: number_in(text) for key, text in values.items()}
    assert all(cells[key].certain for key in values)
    lacking = [key for key in values if key.table == "requests" and key.column == NOT_PRINTED.get(file)]
    assert all(cells[key].state is State.ABSENT for key in lacking)
    states = {cells[key].state for key in values if key not in lacking}
    assert states <= {State.REPORTED, State.BLANK, State.NOT_APPLICABLE}


def test_a_column_that_no_row_has_is_told_once() -> None:
    outline = recognise(read(INPUTS / "66_no_total_column.html"))
    told = [finding for finding in extract_cells(outline)[1] if finding.rule == "APP-S01"]
    assert [{key.column for key in finding.cells} for finding in told] == [{"total"}]
    assert "总计列" in told[0].message_zh
