"""Collected cases of tables that were once read wrongly: each with the values that a person reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.model import Cell, State
from gongkai.read import read
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells

CASES = Path(__file__).parents[2] / ".." / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the collected cases are not here")
_ZEROS = "0 0 0 0 0 0 0"
DOCUMENTS = "proactive_disclosure/normative_documents"

READ = [
    ("reports/19a_values_above_labels.txt", "requests/new_received", "12 3 0 0 1 0 16"),
    ("reports/19a_values_above_labels.txt", "requests/carried_out", "0 0 0 0 1 0 1"),
    ("reports/19c_short_values_above_labels.txt", "requests/partially_granted", "3 1 0 0 0 0 4"),
    ("reports/02a_bar_on_own_line.txt", DOCUMENTS, "4 1 37"),
    ("reports/02b_cell_then_bar.txt", DOCUMENTS, "4 1 37"),
    ("reports/02c_bar_opens_row.txt", DOCUMENTS, "4 1 37"),
    ("reports/03a_bracketed_labels.html", DOCUMENTS, "5 4 23"),
    ("reports/03b_bracketed_labels.txt", "proactive_disclosure/administrative_licensing", "8 -2 93"),
    ("reports/03c_bracketed_labels_paragraphs.txt", "proactive_disclosure/rules", "0 0 0"),
    ("reports/03d_label_over_60_bars.txt", DOCUMENTS, "5 4 23"),
    ("reports/03e_label_over_60_lines.txt", "proactive_disclosure/rules", "0 0 0"),
    ("reports/10b_short_row_unclosed.txt", "requests/new_received", "5 1 0 0 0 0 6"),
    ("reports/11_ordinal_on_own_line.txt", "requests/refused_prohibited_by_law", "1 0 0 0 0 0 1"),
    ("reports/11_ordinal_on_own_line.txt", "requests/refused_three_securities_one_stability", _ZEROS),
    ("reports/20_review_in_one_line.txt", "review_litigation/reconsideration", "4 1 0 0 5"),
    ("reports/20_review_in_one_line.txt", "review_litigation/litigation_direct", "2 0 0 1 3"),
    ("reports/20_review_in_one_line.txt", DOCUMENTS, "4 1 37"),
    ("inputs/22-review-channels-swapped.html", "review_litigation/reconsideration", "2 3 3 7 15"),
    ("inputs/22-review-channels-swapped.html", "review_litigation/litigation_direct", "1 7 6 6 20"),
    ("inputs/22d-review-total-first.html", "review_litigation/reconsideration", "2 3 3 7 15"),
]


def row_of(file: str, row: str) -> list[Cell]:
    cells, _ = extract_cells(recognise(read(CASES / file)))
    return [cell for cell in cells if "/".join(cell.key[:2]) == row]


@pytest.mark.parametrize(("file", "row", "values"), READ)
def test_a_row_that_a_person_can_read_is_read(file: str, row: str, values: str) -> None:
    cells = row_of(file, row)
    assert [str(cell.value) for cell in cells] == values.split()
    assert all(cell.certain for cell in cells)


@pytest.mark.parametrize("file", ["01_mixed_measures_torn.txt", "01b_mixed_measures_full.txt"])
def test_measures_of_another_edition_are_kept_as_such(file: str) -> None:
    found = {cell.key.column: cell.value for cell in row_of(f"reports/{file}", DOCUMENTS)}
    assert [found[name] for name in ("made_this_year", "newly_disclosed_this_year", "total_disclosed")] == [4, 3, 37]
    assert [found[name] for name in ("issued_this_year", "repealed_this_year", "in_force")] == [None] * 3


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("01-two-rows-joined.html", ("refused_third_party_rights", "refused_internal_affairs")),
        ("01c-two-rows-joined-first-pair.html", ("new_received", "carried_in")),
        ("02b-joined-overlong-rowspan.md", ("refused_third_party_rights", "refused_internal_affairs")),
    ],
)
def test_two_rows_in_one_are_both_unreadable(file: str, rows: tuple[str, str]) -> None:
    for row in rows:
        cells = row_of(f"inputs/{file}", f"requests/{row}")
        assert {cell.state for cell in cells} == {State.UNREADABLE}
        assert {cell.doubts for cell in cells} == {("two_rows_joined",)}


def test_one_value_for_three_measures_says_why_it_is_in_doubt() -> None:
    cells = row_of("reports/18_one_zero_for_three.txt", "proactive_disclosure/rules")
    assert {(cell.value, cell.doubts) for cell in cells} == {(None, ("too_few_values",))}


def test_a_heading_that_names_two_columns_names_them() -> None:
    cells = {cell.key.column: cell for cell in row_of("inputs/18-mineru-dropped-blank-columns.md", "requests/granted")}
    assert (cells["natural_person"].value, cells["total"].value) == (6, 6)
    assert cells["research_institution"].state is State.ABSENT
