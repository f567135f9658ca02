"""The official forms: their size, order and labels."""

from __future__ import annotations

import pytest

from gongkai.forms import bare_form, editions, labels, load_form, normal_form


@pytest.mark.parametrize(("edition", "proactive", "requests", "review"), [("2019", 22, 161, 15), ("2021", 10, 175, 15)])
def test_every_edition_has_as_many_cells_as_its_form(edition: str, proactive: int, requests: int, review: int) -> None:
    cells = load_form(edition).cells()
    sizes = [
        sum(key.table == table for key in cells) for table in ("proactive_disclosure", "requests", "review_litigation")
    ]
    assert sizes == [proactive, requests, review]
    assert len(set(cells)) == len(cells)


def test_there_are_two_editions_and_the_later_one_is_still_in_force() -> None:
    assert editions() == ("2019", "2021")
    assert load_form("2019").last_year == 2020
    assert load_form("2021").last_year is None


def test_every_row_of_a_form_has_a_label_in_that_edition() -> None:
    for edition in editions():
        for row in load_form(edition).rows["requests"]:
            assert edition in labels("requests")[row.code].zh, row.code


def test_other_handling_is_a_row_in_2019_and_a_heading_in_2021() -> None:
    assert load_form("2019").row("requests", "other_handling")
    assert load_form("2021").row("requests", "other_handling") is None
    assert load_form("2021").children("other_handling") == ("other_no_correction", "other_fee_unpaid", "other_other")


@pytest.mark.parametrize(
    ("printed", "same_as"),
    [
        ("(三) 不予公开", "（三）不予公开"),
        ("1．属于 国家秘密", "1.属于国家秘密"),
        ("结 果 维 持", "结果维持"),
        ("危及三安全一稳定", "3.危及“三安全一稳定”"),
        ("其它处理", "（六）其他处理"),
        ("本年新 制作数量", "本年新制作数量"),
    ],
)
def test_labels_are_compared_in_normal_form(printed: str, same_as: str) -> None:
    assert normal_form(printed) == normal_form(same_as)


def test_what_stands_in_brackets_can_be_left_out() -> None:
    assert bare_form("（二）部分公开（区分处理的，只计这一情形，不计其他情形）") == "部分公开"


@pytest.mark.parametrize(
    ("traditional", "same_as"),
    [
        ("（四）無法提供", "（四）无法提供"),
        ("行政強制", "行政强制"),
        ("未經復議直接起訴", "未经复议直接起诉"),
        ("其他結果", "其他结果"),
    ],
)
def test_traditional_characters_are_read_as_simplified_ones(traditional: str, same_as: str) -> None:
    assert normal_form(traditional) == normal_form(same_as)
