"""A place is written for people and read back without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model import GridCell, Mark, MarkKind, Place

NUMBERS = st.none() | st.integers(1, 10_000)
WHOLE = st.builds(Place, *[NUMBERS] * 6, start=st.none(), end=st.none()).filter(str)
PIECES = st.builds(Place.within, WHOLE, st.integers(0, 500), st.integers(501, 999))


@given(WHOLE | PIECES)
def test_what_is_written_reads_back(place: Place) -> None:
    assert Place.parse(str(place)) == place


@pytest.mark.parametrize("text", ["", "line", "line x", "shelf 3", "line 3; cell 4", "characters 4"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Place.parse(text)


def test_a_place_names_itself_for_people_and_for_links() -> None:
    cell = Place(page=3, table=2, row=7, cell=4)
    assert (str(cell), cell.anchor) == ("page 3, table 2, row 7, cell 4", "p3t2r7c4")
    assert str(cell.of_row) == "page 3, table 2, row 7"
    number = Place(line=51).within(3, 9)
    assert (str(number), number.anchor) == ("line 51, characters 4-9", "l51x4-9")
    assert number.whole == Place(line=51)


def test_a_piece_of_a_cell_keeps_the_marks_that_touch_it() -> None:
    struck, cut = Mark(MarkKind.STRUCK, 3, 5), Mark(MarkKind.CUT, 7, 7)
    cell = GridCell("甲 12 34", Place(line=1, cell=2, start=10, end=17), marks=(struck, cut))
    assert cell.part(2, 4) == GridCell(
        "12", Place(None, None, None, 1, None, 2, 12, 14), False, (Mark(MarkKind.STRUCK, 1, 2),)
    )
    assert cell.part(5, 7).marks == (Mark(MarkKind.CUT, 2, 2),)
