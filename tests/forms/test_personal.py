"""What of private persons is withheld from published text, on sentences made up for it."""

from __future__ import annotations

import csv
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms.personal import personal_data, withheld

SURNAMES = [
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "夏侯",
    "端木",
    "长孙",
    "宇文",
]


def cases() -> list[tuple[str, str]]:
    text = (Path(__file__).parent / "personal_cases.csv").read_text(encoding="utf-8")
    return [(row["text"], row["published"]) for row in csv.DictReader(text.splitlines())]


@pytest.mark.parametrize(("text", "published"), cases())
def test_private_persons_are_withheld_and_offices_are_not(text: str, published: str) -> None:
    assert withheld(text) == published


@pytest.mark.parametrize(("text", "published"), cases())
def test_a_text_once_cleaned_stays_as_it_is(text: str, published: str) -> None:
    assert withheld(published) == published


@pytest.mark.parametrize("surname", SURNAMES)
def test_a_name_with_a_surname_of_two_characters_is_withheld_whole(surname: str) -> None:
    assert withheld(f"申请人{surname}静怡不服答复。") == "申请人［已隐去：申请人姓名］不服答复。"


def test_the_kinds_found_are_named_in_both_languages() -> None:
    (found,) = personal_data("手机13800001234")
    assert (found.kind, found.zh, found.en, found.start, found.end) == ("mobile", "手机号", "mobile number", 2, 13)


@given(st.text(alphabet="申请人张王诉1380@qq.com，。 "))
def test_nothing_is_withheld_twice(text: str) -> None:
    found = personal_data(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["1" * 50_000, "申请人" * 20_000, "张" * 50_000, "a" * 50_000 + "@", "13 " * 20_000])
def test_long_texts_take_no_longer_than_their_length_asks(text: str) -> None:
    start = time.process_time()
    withheld(text)
    assert time.process_time() - start < 0.5
