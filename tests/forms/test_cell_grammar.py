"""The cell grammar: what one cell says on its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms import is_value, read_cell
from gongkai.model import Number, State


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0", "\n"])
def test_an_empty_cell_is_blank_and_not_zero(text: str) -> None:
    assert read_cell(text).state is State.BLANK
    assert read_cell(text).value is None


@pytest.mark.parametrize("text", ["/", "—", "——", "――", "-", "–", "//", "无", "N/A"])
def test_a_mark_for_nothing_is_neither_blank_nor_zero(text: str) -> None:
    assert read_cell(text).state is State.NOT_APPLICABLE
    assert read_cell(text).value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("１２", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("11398889", 11398889),
        ("0件", 0),
        ("43。", 43),
        ("6件；", 6),
        ("增 18", 18),
        ("减5", -5),
        ("+1036", 1036),
        ("-3", -3),
        ("↑2", 2),
        ("持平", 0),
        ("4068.208", Decimal("4068.208")),
    ],
)
def test_numbers_as_agencies_write_them(text: str, value: Number) -> None:
    assert read_cell(text).state is State.REPORTED
    assert read_cell(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("169.98 万元", Decimal("169.98"), "CNY_10K"),
        ("人民币3,405.60元", Decimal("3405.60"), "CNY"),
        ("251000元", 251000, "CNY"),
        ("24000", 24000, None),
    ],
)
def test_money_keeps_the_unit_printed_in_the_cell(text: str, value: Number, unit: str | None) -> None:
    assert (read_cell(text).value, read_cell(text).unit) == (value, unit)


def test_an_annotation_is_kept_beside_the_value() -> None:
    reading = read_cell("22（其中修订 16 件）")
    assert (reading.value, reading.note) == (22, "其中修订16件")


@pytest.mark.parametrize("text", ["12①", "12²", "12 ②", "12*", "12※", "12 △", "12[¹]", "12注", "12注1"])
def test_a_footnote_mark_is_no_digit_of_the_number(text: str) -> None:
    assert (read_cell(text).state, read_cell(text).value) == (State.REPORTED, 12)


@pytest.mark.parametrize("text", ["①", "1①2", "1*2", "*12", "1**", "见附件", "约30", "3-5", "一", "1.2.3", "O", "12a"])
def test_what_is_no_number_is_unreadable(text: str) -> None:
    assert read_cell(text).state is State.UNREADABLE


@pytest.mark.parametrize(("text", "value"), [("62.", 62), ("62,", 62), ("'10", 10), ("‘0", 0), ("1,234.", 1234)])
def test_what_surrounds_the_digits_of_a_number_is_no_part_of_it(text: str, value: Number) -> None:
    assert read_cell(text).value == value


@pytest.mark.parametrize(("text", "value"), [("2o", 20), ("l6", 16), ("1○", 10)])
def test_letters_among_digits_are_told(text: str, value: Number) -> None:
    assert (read_cell(text).value, read_cell(text).alike, is_value(text)) == (value, True, False)


@pytest.mark.parametrize("text", ["1 2", "12\n3", "0 0 0"])
def test_several_numbers_in_one_cell_are_not_made_into_one(text: str) -> None:
    assert read_cell(text).state is State.UNREADABLE
    assert is_value(text)


@pytest.mark.parametrize("text", ["9" * 13, "9" * 29, "9" * 4301, "0.1234567", "-1234567890123", "99999999999亿元"])
def test_a_number_too_long_to_publish_without_rounding_is_no_number(text: str) -> None:
    assert read_cell(text).state is State.UNREADABLE


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_printed_integer_is_read_back(number: int) -> None:
    assert read_cell(str(number)).value == number
    assert read_cell(f"{number:,}").value == number


@pytest.mark.parametrize("space", ["\u2009", "\u202f"])
def test_a_thin_space_parts_the_thousands_of_one_number(space: str) -> None:
    assert read_cell(f"7{space}305{space}118").value == 7305118
