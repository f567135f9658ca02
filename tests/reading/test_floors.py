"""How much of a report must be read, shape by shape and damage by damage: doubt is no way out where a person has none.

A value given for certain is the printed one; a blank or an absence given for certain is one; no cell is read that was
not printed; and of what was printed no less is read for certain than stands here.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.converted import FROM_PAGES, FROM_PDF
from tests.support.damage import (
    DAMAGES,
    Damage,
    combined,
    digits_torn,
    label_and_next_numbers_lost,
    last_column_lost,
    stray_cell,
)
from tests.support.office_shapes import pdf, pdf_of_lines, word
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import SHAPES, Shape, tabs
from tests.support.typed_tables import TYPED_TABLES
from tests.support.web_shapes import DOUBTFUL, EXACT

Values = dict[CellKey, str]
FORMS = [("2019", 2020), ("2021", 2023)]
SEEDS = (1, 4)
FLOORS = {
    "last_column_lost": 0.2,
    "middle_column_lost": 0.25,
    "label_lost": 0.96,
    "row_lost": 0.96,
    "label_and_next_numbers_lost": 0.92,
    "digits_torn": 0.985,
    "stray_cell": 0.98,
    "combined": 0.96,
}
"""The least share of cells that is read for certain, of any damaged table; all of them where nothing is said."""

OF_DRAWN_TABLES = {"last_column_lost": 0.2, "middle_column_lost": 0.2, "label_lost": 0.95, "row_lost": 0.96}
"""The same of a damaged table in a PDF, 0.985 where nothing is said: numbers wrap in narrow columns."""
SHOWN_OTHERWISE = (label_and_next_numbers_lost, digits_torn, stray_cell)
"""Damages that leave rows of another length; drawn with rules, the table shows blank cells there."""

FILES: dict[str, Shape] = {
    **SHAPES, **FROM_PAGES, **TYPED_TABLES, **EXACT, **DOUBTFUL, "word": word, "pdf": pdf, **FROM_PDF,
}  # fmt: skip
OF_FULL_TABLES = {
    "run_together": 0.9,
    "row_run_together": 0.9,
    "pypdf": 0.92,
    "pypdf layout": 0.92,
    "pdfminer": 0,
    "with_strikes": 0.6,
    "with_remarks": 0.6,
    "drawn": 0.44,
}
"""The same of a file in which every cell has a number: in the text of a PDF numbers that wrap in narrow columns stand
on lines of their own, and pdfminer parts numbers from their rows; the last three leave out or overprint numbers."""
OF_HALF_BLANK_TABLES = {
    "one_cell_per_line": 0.92,
    "commas, merged cells left out": 0.92,
    "markdownify": 0.9,
    "spaced_lines": 0.12,
    "text of the page": 0.1,
    "text in one line, tabs": 0.1,
    "text in one line, bars": 0.1,
    "run_together": 0,
    "row_run_together": 0,
    "pdf": 0.99,
    "pypdf": 0.1,
    "pypdf layout": 0.12,
    "pdfminer": 0,
    "with_strikes": 0.7,
    "with_remarks": 0.7,
    "drawn": 0.55,
}
"""The same with half of the noughts left blank: where white space alone parts the cells, a blank leaves no trace."""

NOT_IN_THE_SOURCE = {"row_lost": 7, "label_and_next_numbers_lost": 7, "pdfminer": 38}
"""Cells that a damage takes out of the source, so that their absence is no doubt; pdfminer tears labels that wrap."""


def half_blank(values: Values, seed: int) -> Values:
    """Half of the zeros are not filled in."""
    chance = random.Random(seed)
    return {key: "" if text == "0" and chance.random() < 0.5 else text for key, text in values.items()}


def outcome(text: str, cell: Cell) -> str:
    """How the reading of one cell came out, against what was printed."""
    if cell.value == (int(text) if text else None) and (text or cell.state is State.BLANK):
        return "right" if cell.certain else "doubted"
    if cell.state is State.ABSENT:
        return "absent" if cell.certain else "doubted"
    return "unreadable" if cell.state is State.UNREADABLE else "WRONG" if cell.certain else "doubted"


def outcomes(values: Values, name: str, data: bytes) -> Counter[str]:
    """How the reading of all cells came out; `extra` are cells read for certain that were not printed."""
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, data)))[0]}
    found = Counter(outcome(text, cells[key]) for key, text in values.items())
    more = [cell for key, cell in cells.items() if key not in values and cell.state is not State.ABSENT]
    found["extra"] = sum(cell.certain for cell in more)
    return found


def held(found: Counter[str], case: str, least: float) -> None:
    assert (found["WRONG"], found["extra"]) == (0, 0), found
    assert found["absent"] <= NOT_IN_THE_SOURCE.get(case, 0), found
    assert found["right"] >= least, found


def damaged(damage: Damage, edition: str, year: int) -> Iterator[tuple[Values, str]]:
    """Reports as tabbed text with that damage, and what was printed."""
    for seed in SEEDS:
        values = half_blank(consistent_values(edition, seed), seed) if seed % 2 else consistent_values(edition, seed)
        text = tabs(PrintedReport(edition, values, year=year))[1].decode()
        yield values, damage(text, random.Random(seed))


@pytest.mark.parametrize(("edition", "year"), FORMS)
@pytest.mark.parametrize("damage", (*DAMAGES, combined), ids=lambda damage: damage.__name__)
def test_a_damaged_table_is_read_as_far_as_a_person_can(damage: Damage, edition: str, year: int) -> None:
    for values, text in damaged(damage, edition, year):
        least = FLOORS.get(damage.__name__, 1) * len(values)
        held(outcomes(values, "report.txt", text.encode()), damage.__name__, least)


@pytest.mark.parametrize(
    ("damage", "edition", "year"),
    [
        pytest.param(
            damage,
            *form,
            id=f"{damage.__name__}-{form[0]}",
            marks=() if (damage, form) == (last_column_lost, FORMS[0]) else pytest.mark.slow,
        )
        for damage in (*DAMAGES, combined)
        if damage not in SHOWN_OTHERWISE
        for form in FORMS
    ],
)
def test_a_damaged_table_in_a_pdf_is_read_as_far_as_a_person_can(damage: Damage, edition: str, year: int) -> None:
    for values, text in damaged(damage, edition, year):
        least = OF_DRAWN_TABLES.get(damage.__name__, 0.985) * len(values)
        held(outcomes(values, "report.pdf", pdf_of_lines(text)), damage.__name__, least)


@pytest.mark.parametrize(
    ("shape", "edition", "year"),
    [
        pytest.param(
            shape, *form, marks=() if shape in SHAPES or (shape, form) == ("pdf", FORMS[1]) else pytest.mark.slow
        )
        for shape in FILES
        for form in FORMS
    ],
)
def test_a_shape_is_read_as_far_as_a_person_can(shape: str, edition: str, year: int) -> None:
    for seed in SEEDS:
        full = consistent_values(edition, seed)
        for values, floors in ((full, OF_FULL_TABLES), (half_blank(full, seed), OF_HALF_BLANK_TABLES)):
            found = outcomes(values, *FILES[shape](PrintedReport(edition, values, year=year)))
            held(found, shape, floors.get(shape, 1) * len(values))


@pytest.mark.parametrize(
    "label",
    ["1.属于国家秘密", "5.属于三类内部事务信息", "2.没有现成信息需要另行制作", "3.要求提供公开出版物", "2.重复申请"],
)
def test_a_row_whose_own_label_is_blank_is_not_taken_for_the_group_merged_in_front_of_it(label: str) -> None:
    values = consistent_values("2021", 2)
    name, data = SHAPES["html"](PrintedReport("2021", values, year=2023))
    page = data.decode()
    assert page.count(label) == 1
    found = outcomes(values, name, page.replace(label, "").encode())
    assert (found["WRONG"], found["extra"], found["absent"]) == (0, 0, 0)
    assert found["right"] >= len(values) - 7
