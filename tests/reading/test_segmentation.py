"""Digits that have lost what separated them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.model import Number
from gongkai.reading.tables.cuts import has_rival, has_smaller_sum, segmentations, summing_ways


def anything(numbers: Sequence[Number]) -> bool:
    return True


def test_a_row_is_separated_by_its_sum() -> None:
    assert summing_ways("801000081", 7) == (("80", "1", "0", "0", "0", "0", "81"),)


def test_white_space_is_a_boundary() -> None:
    assert summing_ways("200 000121", 7) == (("20", "0", "0", "0", "0", "1", "21"),)


def test_of_two_readings_the_one_that_keeps_to_white_space_stands() -> None:
    assert set(summing_ways("11213", 3)) == {("1", "12", "13"), ("11", "2", "13")}
    assert summing_ways("1 1213", 3) == (("1", "12", "13"),)
    assert summing_ways("11 213", 3) == (("11", "2", "13"),)


def test_without_a_sum_several_readings_stay() -> None:
    assert len(segmentations("7777166", 3, anything)) == 15


def test_a_number_has_no_leading_zero() -> None:
    assert segmentations("007", 3, anything) == (("0", "0", "7"),)


def test_a_sign_starts_a_number() -> None:
    assert segmentations("35-15", 2, anything) == (("35", "-15"),)


def test_blank_cells_that_vanished_are_rival_readings() -> None:
    assert has_rival("210", 3)
    assert not has_rival("007", 3)


def test_fewer_numbers_that_add_up_are_rivals_too() -> None:
    assert has_smaller_sum("112", 7)
    assert not has_smaller_sum("6000017", 7)


def test_several_groups_each_add_up() -> None:
    assert summing_ways("27109156130003801110", 5, 3) == (
        ("27", "10", "9", "15", "61", "3", "0", "0", "0", "3", "8", "0", "1", "1", "10"),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 300), min_size=6, max_size=6))
def test_the_printed_row_is_always_among_the_readings(addends: list[int]) -> None:
    row = tuple(str(number) for number in (*addends, sum(addends)))
    ways = summing_ways("".join(row), 7)
    assert row in ways or len(ways) >= 200


def test_a_search_without_end_is_given_up() -> None:
    assert summing_ways("1" * 80, 7) == ()
