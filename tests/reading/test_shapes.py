"""The same report in every shape: what is lossless is read exactly, what is lossy never silently wrong."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.model import Cell, CellKey, State
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import SHAPES

LOSSLESS = ("html", "html_gbk_spans", "html_pages", "tabs", "tabs_crlf_utf16", "markdown", "markdown_repeated")
LOSSY = ("one_cell_per_line", "spaced_lines", "run_together", "row_run_together")
YEARS = {"2019": 2020, "2021": 2023}
MARKS = ("", "/", "—", "无")

few = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_shape(shape: str, edition: str, values: dict[CellKey, str]) -> dict[CellKey, Cell]:
    report = PrintedReport(edition, values, year=YEARS[edition])
    cells, _ = extract_cells(recognise(read_bytes(*SHAPES[shape](report))))
    return {cell.key: cell for cell in cells}


def with_marks(values: dict[CellKey, str], seed: int) -> dict[CellKey, str]:
    """Half of the zeros replaced by blanks and dashes, and some totals misprinted."""
    chance = random.Random(seed)
    marked = {
        key: chance.choice(MARKS) if text == "0" and chance.random() < 0.5 else text for key, text in values.items()
    }
    for key in marked:
        if key.column == "total" and chance.random() < 0.1:
            marked[key] = "0"
    return marked


def silently_wrong(cells: dict[CellKey, Cell], values: dict[CellKey, str]) -> list[tuple[CellKey, str, object]]:
    """Cells given as certain with another value than was printed."""
    wrong: list[tuple[CellKey, str, object]] = []
    for key, text in values.items():
        cell = cells[key]
        expected = int(text) if text.isdigit() else None
        flagged = not cell.certain or cell.state in (State.ABSENT, State.UNREADABLE)
        if cell.value != expected and not flagged:
            wrong.append((key, text, cell.value))
    return wrong


@few
@example(seed=559533, edition="2021")
@example(seed=7114, edition="2019")
@example(seed=638098, edition="2019")
@given(seed=st.integers(0, 10**6), edition=st.sampled_from(["2019", "2021"]))
@pytest.mark.parametrize("shape", LOSSLESS)
def test_lossless_shapes_are_read_exactly(shape: str, seed: int, edition: str) -> None:
    values = with_marks(consistent_values(edition, seed), seed)
    cells = read_shape(shape, edition, values)
    assert {key: (cells[key].raw or "").strip() for key in values} == values
    assert not silently_wrong(cells, values)
    assert all(cell.certain for cell in cells.values() if cell.place and cell.place.table)


@few
@example(seed=559533, edition="2021")
@example(seed=7114, edition="2019")
@given(seed=st.integers(0, 10**6), edition=st.sampled_from(["2019", "2021"]))
@pytest.mark.parametrize("shape", LOSSY)
def test_lossy_shapes_are_never_silently_wrong(shape: str, seed: int, edition: str) -> None:
    for values in (consistent_values(edition, seed), with_marks(consistent_values(edition, seed), seed)):
        assert not silently_wrong(read_shape(shape, edition, values), values)


@pytest.mark.parametrize("shape", ["one_cell_per_line", "spaced_lines"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_full_rows_survive_flattening(shape: str, edition: str) -> None:
    values = consistent_values(edition, 5)
    cells = read_shape(shape, edition, values)
    assert {key: str(cells[key].value) for key in values} == values


def test_figures_that_cannot_be_separated_are_unreadable_and_kept() -> None:
    values = {
        **consistent_values("2019", 3),
        CellKey("proactive_disclosure", "normative_documents", "made_this_year"): "77",
    }
    values[CellKey("proactive_disclosure", "normative_documents", "newly_disclosed_this_year")] = "77"
    values[CellKey("proactive_disclosure", "normative_documents", "total_disclosed")] = "166"
    cell = read_shape("run_together", "2019", values)[
        CellKey("proactive_disclosure", "normative_documents", "total_disclosed")
    ]
    assert (cell.value, cell.state, cell.raw, cell.certain) == (None, State.UNREADABLE, "7777166", False)
