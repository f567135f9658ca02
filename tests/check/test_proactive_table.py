"""The proactive-disclosure table: units, blanks, and what one uncertain cell leaves open."""

from __future__ import annotations

import pytest

from gongkai.model import Check, State
from tests.check.examples import AMOUNT, DOCUMENTS, LICENSING, NEW, OLD
from tests.check.test_rules import count_of, findings_of
from tests.support.reports import uncertain, with_number, with_row, with_state, with_unit


def test_an_amount_of_nothing_needs_no_unit() -> None:
    assert count_of(OLD, "A20-E19-04") == Check("A20-E19-04", 1, 0, 0)
    for amount in (0, None):
        report = with_unit(with_number(OLD, AMOUNT, amount), AMOUNT, None)
        assert count_of(report, "A20-E19-04") == Check("A20-E19-04", 0, 0, 0)


@pytest.mark.parametrize("doubtful", ["newly_disclosed_this_year", "total_disclosed"])
def test_stock_below_flow_needs_both_numbers_for_certain(doubtful: str) -> None:
    report = uncertain(with_row(OLD, DOCUMENTS, 1, 5, 3), f"{DOCUMENTS}/{doubtful}")
    assert findings_of(report, "A20-E19-01") == []
    assert count_of(report, "A20-E19-01").not_evaluable == 1


@pytest.mark.parametrize("doubtful", ["items_prior_year", "items_change"])
def test_a_negative_stock_needs_both_numbers_for_certain(doubtful: str) -> None:
    report = uncertain(with_row(OLD, LICENSING, 3, -4, 0), f"{LICENSING}/{doubtful}")
    assert findings_of(report, "A20-E19-03") == []
    assert count_of(report, "A20-E19-03").not_evaluable == 1


def test_an_uncertain_note_says_so() -> None:
    report = uncertain(with_row(OLD, DOCUMENTS, 2, 7, 7), f"{DOCUMENTS}/total_disclosed")
    [found] = findings_of(report, "A20-E19-06")
    assert found.message_zh.endswith("（读法存疑，也可能是我们读错）")
    assert found.message_en.endswith("(our reading is uncertain and may be at fault)")
    assert found.about == "reading"


def test_a_bound_that_only_a_doubtful_reading_breaks_is_left_open() -> None:
    report = uncertain(with_row(OLD, DOCUMENTS, 6, 5, 32), f"{DOCUMENTS}/made_this_year")
    assert findings_of(report, "A20-E19-02") == []
    assert count_of(report, "A20-E19-02").not_evaluable == 1


def test_the_measures_of_one_form_are_no_case_for_the_other() -> None:
    for rule in ("A20-E19-01", "A20-E19-02", "A20-E19-03", "A20-E19-04", "A20-E19-06"):
        assert count_of(NEW, rule) == Check(rule, 0, 0, 0)
    assert count_of(OLD, "A20-E19-01").passed == 2
    assert count_of(OLD, "A20-E19-03").passed == 5


def test_an_item_missing_from_the_source_is_no_case() -> None:
    report = OLD
    for measure in ("made_this_year", "newly_disclosed_this_year", "total_disclosed"):
        report = with_state(report, f"{DOCUMENTS}/{measure}", State.ABSENT)
    assert count_of(report, "A20-E19-01") == Check("A20-E19-01", 1, 0, 0)
