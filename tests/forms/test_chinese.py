"""Numerals, dates and page numbers as Chinese pages print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms.chinese import in_digits, is_date_line, is_page_number, number, numeral, read_date, years_in


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三百零五", 305),
        ("一千二百", 1200),
        ("二〇二一", 2021),
        ("若干", None),
        ("", None),
    ],
)
def test_numerals_are_read(printed: str, meant: int | None) -> None:
    assert number(printed) == meant


@given(st.integers(0, 99))
def test_a_numeral_is_read_as_the_number_it_counts(value: int) -> None:
    assert number(numeral(value)) == value


@pytest.mark.parametrize(
    "printed",
    [
        "2022年1月5日",
        "２０２２年１月５日",
        "2022-01-05",
        "2022.1.5",
        "2022/01/05 10:30",
        "二〇二二年一月五日",
        "二零二二年元月五日",
        "二○二二年一月初五日",
        "2022年元月5日",
        "2022 年 1 月 5 日",
    ],
)
def test_a_date_may_be_printed_in_many_ways(printed: str) -> None:
    assert read_date(printed) == date(2022, 1, 5)


@pytest.mark.parametrize(
    ("printed", "day"), [("二〇二〇年三月廿一日", 21), ("二〇二〇年三月三十一日", 31), ("二〇二〇年三月卅日", 30)]
)
def test_days_above_ten_in_characters(printed: str, day: int) -> None:
    assert read_date(printed) == date(2020, 3, day)


def test_a_letter_among_digits_stays_as_printed() -> None:
    assert read_date("2O22年1月5日") is None


def test_a_day_that_the_calendar_has_not_is_none() -> None:
    assert read_date("二〇二一年二月三十日") is None
    assert not is_date_line("2021-02-30")


def test_a_date_line_holds_nothing_else() -> None:
    assert is_date_line("（二〇二二年一月五日）")
    assert not is_date_line("2022年1月5日收到申请")


def test_only_years_named_as_years_count() -> None:
    assert list(years_in("二〇二二年度，比2021 年多；电话20203030，2019版")) == [2022, 2021]


def test_words_that_are_no_dates_stay() -> None:
    assert in_digits("十五个工作日内，一月内，第一百零二条") == "十五个工作日内，一月内，第一百零二条"


@pytest.mark.parametrize("line", ["- 3 -", "—12—", "第3页", "第 3 页 共 8 页", "第3页/共8页"])
def test_a_page_number_between_its_signs(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["12", "-12", "3.", "3/8", "第三条", "12件"])
def test_a_number_that_may_be_a_value_is_no_page_number(line: str) -> None:
    assert not is_page_number(line)


def test_at_the_foot_of_a_page_a_number_alone_is_its_number() -> None:
    assert is_page_number("12", bare=True)
    assert is_page_number("3/8", bare=True)
    assert not is_page_number("12件", bare=True)
