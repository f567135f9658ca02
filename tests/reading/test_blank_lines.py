"""A cell a line, a blank line for a blank cell: each number stands in its column."""

from __future__ import annotations

import pytest

from gongkai.model import CellKey, State
from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS, silently_wrong, with_marks
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import grid_of, one_cell_per_line


def zeros_left_blank(edition: str, seed: int) -> dict[CellKey, str]:
    return {key: "" if text == "0" else text for key, text in consistent_values(edition, seed).items()}


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("seed", [5, 6, 7])
def test_blank_lines_are_blank_cells(edition: str, seed: int) -> None:
    for values in (zeros_left_blank(edition, seed), with_marks(consistent_values(edition, seed), seed)):
        cells = cells_of(*one_cell_per_line(PrintedReport(edition, values, year=YEARS[edition])))
        own = [key for key in values if key.table != "review_litigation"]
        assert {key: (cells[key].raw or "").strip() for key in own} == {key: values[key] for key in own}
        assert all(cells[key].certain for key in own)
        assert not silently_wrong(cells, values)


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("seed", [5, 6, 7])
def test_the_review_table_is_read_where_what_is_printed_adds_up(edition: str, seed: int) -> None:
    values = zeros_left_blank(edition, seed)
    cells = cells_of(*one_cell_per_line(PrintedReport(edition, values, year=YEARS[edition])))
    review = [key for key in values if key.table == "review_litigation"]
    assert "" in {values[key] for key in review}
    assert {key: cells[key].raw for key in review} == {key: values[key] for key in review}
    assert all(cells[key].certain for key in review)


def test_a_page_number_below_a_row_costs_that_row_alone() -> None:
    values = zeros_left_blank("2021", 5)
    name, data = one_cell_per_line(PrintedReport("2021", values, year=2023))
    lines = data.decode().split("\n")
    at = lines.index("4.保护第三方合法权益") + 8
    cells = cells_of(name, "\n".join([*lines[:at], "5", *lines[at:]]).encode())
    others = [key for key in values if key.row != "refused_third_party_rights"]
    assert {key: cells[key].raw for key in others} == {key: values[key] for key in others}
    assert not silently_wrong(cells, values)


def test_the_place_of_a_blank_cell_is_its_line() -> None:
    values = zeros_left_blank("2021", 5)
    name, data = one_cell_per_line(PrintedReport("2021", values, year=2023))
    cells = cells_of(name, data)
    label = data.decode().split("\n").index("（一）予以公开") + 1
    granted = [cell for key, cell in cells.items() if key.row == "granted"]
    assert [str(cell.place) for cell in granted] == [f"line {label + at}" for at in range(1, 8)]
    assert {cell.state for cell in granted} == {State.BLANK}


@pytest.mark.parametrize("edition", YEARS)
def test_values_above_their_labels_are_not_given_to_the_label_above(edition: str) -> None:
    def lines(row: Row) -> list[str]:
        texts = [text for text, *_ in row]
        return [*texts[-7:], *texts[:-7]]

    values = with_marks(consistent_values(edition, 5), 5)
    report = PrintedReport(edition, values, year=YEARS[edition])
    text: list[str] = []
    for _, part in report.parts():
        if part == report.requests():
            text += [line for row in part[:3] for line, *_ in row] + [line for row in part[3:] for line in lines(row)]
        elif isinstance(part, str):
            text.append(part)
        else:
            text += ["\t".join(cell or "" for cell in row) for row in grid_of(part)]
    cells = cells_of("report.txt", "\n".join(text).encode())
    assert not silently_wrong(cells, values)
    other = [key for key in values if key.table != "requests"]
    assert {key: (cells[key].raw or "").strip() for key in other} == {key: values[key] for key in other}
