from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.read import formats
from gongkai.site.words import Words, file_size, grouped, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (0, "0"), (1200, "1200"), (Decimal("21.8300"), "21.83"), (Decimal("5.000000"), "5"), ("raw", "raw")],
)
def test_plain_numbers(value: object, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0, "0"), (50319, "50,319"), (Decimal("1699800.50"), "1,699,800.5"), (-5, "-5")]
)
def test_grouped_numbers(value: object, text: str) -> None:
    assert grouped(value) == text


def test_negative_amounts_below_one_keep_their_sign() -> None:
    assert grouped(Decimal("-0.50")) == "-0.5"


@pytest.mark.parametrize(("count", "text"), [(12, "12 B"), (5930, "5.9 kB"), (1_250_000, "1.2 MB")])
def test_sizes(count: int, text: str) -> None:
    assert file_size(count) == text


def test_places_are_said_in_the_language_of_the_page() -> None:
    assert Words("zh").place("page 2, table 1, row 7, cell 4") == "第 2 页第 1 表第 7 行第 4 格"
    assert Words("en").place("line 51, cell 3") == "line 51, cell 3"


def test_a_code_that_is_unknown_stands_for_itself() -> None:
    assert Words("zh").code("levels", "galaxy") == "galaxy"
    assert Words("en").code("levels", None) == "not stated"


@pytest.mark.parametrize("code", formats())
def test_every_format_that_is_read_has_a_name(code: str) -> None:
    assert Words("en").code("formats", code) != code


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("reconsideration_per_1000", Decimal("181.818182"), "181.8"),
        ("litigation_per_1000", Decimal("1250.000000"), "1,250"),
        ("refusal_rate", Decimal("0.090909"), "9.1%"),
        ("refusal_rate", None, "–"),
    ],
)
def test_a_value_of_an_indicator_has_no_more_digits_than_say_something(
    code: str, value: Decimal | None, text: str
) -> None:
    assert Words("zh").indicator(code, value) == text
