"""Rates: what they are made of, when they are withheld, and what a blank does to them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.check import indicators
from gongkai.forms import code_list, labels
from gongkai.model import Check, Extraction, Indicator, State, Status
from gongkai.reconcile import reconcile
from tests.support.gold import gold_extractions
from tests.support.reports import (
    consistent_report,
    uncertain,
    with_column,
    with_number,
    with_row,
    with_state,
)


def example() -> Extraction:
    """100 requests received, 20 carried in; 100 processed, 20 carried out."""
    report = consistent_report("2021")
    for row in {cell.key.row for cell in report.cells if cell.key.table == "requests"}:
        report = with_row(report, f"requests/{row}", 0, 0, 0, 0, 0, 0, 0)
    figures = {
        "new_received": (70, 10, 0, 5, 15, 0, 100),
        "carried_in": (20, 0, 0, 0, 0, 0, 20),
        "granted": (30, 0, 0, 0, 0, 0, 30),
        "partially_granted": (10, 0, 0, 0, 0, 0, 10),
        "refused_state_secret": (3, 0, 0, 0, 0, 0, 3),
        "refused_statutory_inquiry": (9, 0, 0, 0, 0, 0, 9),
        "unable_not_held": (20, 0, 0, 0, 0, 0, 20),
        "unable_must_be_created": (5, 0, 0, 0, 0, 0, 5),
        "not_processed_repeat": (15, 0, 0, 0, 0, 0, 15),
        "other_no_correction": (1, 0, 0, 0, 0, 0, 1),
        "other_other": (7, 0, 0, 0, 0, 0, 7),
        "total_processed": (100, 0, 0, 0, 0, 0, 100),
        "carried_out": (20, 0, 0, 0, 0, 0, 20),
    }
    for row, values in figures.items():
        report = with_row(report, f"requests/{row}", *values)
    report = with_row(report, "review_litigation/reconsideration", 2, 1, 1, 2, 6)
    report = with_row(report, "review_litigation/litigation_direct", 1, 0, 0, 0, 1)
    report = with_row(report, "review_litigation/litigation_after_reconsideration", 1, 1, 0, 0, 2)
    return with_row(report, "proactive_disclosure/normative_documents", 4, 3, 18)


REPORT = example()
FEW = {
    "reversal_rate_reconsideration": (1, 4),
    "reversal_rate_litigation_direct": (0, 1),
    "reversal_rate_litigation_after_reconsideration": (1, 2),
    "escalation_rate": (2, 4),
}
"""Of the example: fewer than ten concluded cases."""


def of(report: Extraction, code: str) -> Indicator:
    return next(indicator for indicator in indicators(report) if indicator.indicator == code)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "value"),
    [
        ("disclosure_rate_all", 40, 100, "0.4"),
        ("full_disclosure_rate", 30, 100, "0.3"),
        ("disclosure_rate_decided", 40, 52, "0.769231"),
        ("refusal_rate", 12, 100, "0.12"),
        ("statutory_refusal_share", 3, 100, "0.03"),
        ("not_held_rate", 20, 100, "0.2"),
        ("unable_rate", 25, 100, "0.25"),
        ("not_processed_rate", 15, 100, "0.15"),
        ("other_share", 8, 100, "0.08"),
        ("exemption_mix_state_secret", 3, 12, "0.25"),
        ("exemption_mix_statutory_inquiry", 9, 12, "0.75"),
        ("carry_over_rate", 20, 120, "0.166667"),
        ("clearance_rate", 100, 120, "0.833333"),
        ("organization_share", 30, 100, "0.3"),
        ("reconsideration_per_1000", 6, 100, "60"),
        ("litigation_per_1000", 3, 100, "30"),
        ("challenge_rate", 7, 100, "0.07"),
        ("normative_turnover", 3, 21, "0.142857"),
    ],
)
def test_each_indicator_is_its_formula(code: str, numerator: int, denominator: int, value: str) -> None:
    found = of(REPORT, code)
    assert (found.numerator, found.denominator, found.value) == (numerator, denominator, Decimal(value))
    assert (found.basis, found.reason) == ("reported", None)


def test_the_list_is_complete_and_keeps_its_order() -> None:
    codes = [row["code"] for row in code_list("indicators")]
    assert [found.indicator for found in indicators(REPORT)] == codes
    old = [found.indicator for found in indicators(consistent_report("2019"))]
    assert old == [code for code in codes if code != "normative_turnover"]
    exemptions = {code.removeprefix("exemption_mix_") for code in codes if code.startswith("exemption_mix_")}
    assert exemptions == {row.removeprefix("refused_") for row in labels("requests") if row.startswith("refused_")}


@pytest.mark.parametrize("code", FEW)
def test_a_ratio_of_few_cases_is_withheld_however_many_requests_there_were(code: str) -> None:
    assert of(REPORT, code) == Indicator(code, *FEW[code], None, "reported", "too_few")


def test_the_ratio_s_own_denominator_decides_and_counts_are_shown_all_the_same() -> None:
    few = of(with_number(REPORT, "requests/total_processed/total", 9), "full_disclosure_rate")
    assert few == Indicator("full_disclosure_rate", 30, 9, None, "reported", "too_few")
    assert of(with_number(REPORT, "requests/total_processed/total", 10), "full_disclosure_rate").reason is None
    more = with_row(REPORT, "review_litigation/reconsideration", 5, 2, 3, 1, 11)
    assert of(more, "reversal_rate_reconsideration").value == Decimal("0.2")


def test_per_thousand_needs_a_hundred_requests() -> None:
    eleven = with_number(REPORT, "requests/total_processed/total", 99)
    assert of(eleven, "litigation_per_1000") == Indicator("litigation_per_1000", 3, 99, None, "reported", "too_few")
    assert of(REPORT, "litigation_per_1000").value == 30


def test_reasons_for_refusal_need_ten_refusals() -> None:
    few = with_number(REPORT, "requests/refused_statutory_inquiry/total", 6)
    assert of(few, "exemption_mix_state_secret") == Indicator(
        "exemption_mix_state_secret", 3, 9, None, "reported", "too_few"
    )
    assert of(few, "refusal_rate").reason is None


def test_the_clearance_rate_needs_the_balance_and_then_is_what_was_not_carried_over() -> None:
    cleared, carried = of(REPORT, "clearance_rate").value, of(REPORT, "carry_over_rate").value
    assert cleared is not None and carried is not None
    assert cleared + carried == 1
    broken = with_number(REPORT, "requests/carried_out/total", 21)
    assert of(broken, "clearance_rate") == Indicator("clearance_rate", 100, 120, None, "reported", "not_balanced")


def test_a_blank_is_no_zero() -> None:
    report = with_column(REPORT, "total", granted=None)
    assert of(report, "full_disclosure_rate") == Indicator("full_disclosure_rate", None, 100, None, reason="not_filled")
    assert of(with_column(REPORT, "total", total_processed=None), "refusal_rate").reason == "not_filled"


@pytest.mark.parametrize(
    ("state", "reason"),
    [(State.ABSENT, "not_in_source"), (State.UNREADABLE, "unreadable"), (State.BLANK, "not_filled")],
)
def test_what_is_missing_is_told_apart(state: State, reason: str) -> None:
    report = with_state(REPORT, "requests/granted/total", state)
    report = with_number(report, "requests/partially_granted/total", 11)
    assert of(report, "disclosure_rate_all").reason == reason
    lost = with_state(report, "requests/partially_granted/total", State.ABSENT)
    assert of(lost, "disclosure_rate_all").reason == "not_in_source", "what the source lacks is told first"


def test_a_blank_counts_zero_where_the_printed_total_leaves_nothing_for_it() -> None:
    report = with_column(REPORT, "total", refused_internal_affairs=None, unable_still_unclear=None)
    assert of(report, "refusal_rate") == Indicator("refusal_rate", 12, 100, Decimal("0.12"), "reconciled")
    unread = with_state(report, "requests/unable_still_unclear/total", State.UNREADABLE, "?")
    assert of(unread, "refusal_rate").value is None


def test_one_blank_carry_over_is_implied_and_two_are_not() -> None:
    balanced = with_column(REPORT, "total", new_received=100, total_processed=100, carried_in=None, carried_out=0)
    assert of(balanced, "clearance_rate").denominator == 100
    assert of(with_column(balanced, "total", carried_out=None), "clearance_rate").denominator is None


def test_what_the_sums_imply_is_taken_before_what_is_printed_and_said_so() -> None:
    weihai = reconcile(gold_extractions()["371000-science-technology-2019"])
    found = of(weihai, "full_disclosure_rate")
    assert (found.numerator, found.denominator, found.basis, found.reason) == (1, 1, "reconciled", "too_few")


def test_no_rate_rests_on_a_cell_in_doubt() -> None:
    report = uncertain(REPORT, "requests/granted/total")
    assert of(report, "full_disclosure_rate") == Indicator("full_disclosure_rate", 30, 100, None, reason="uncertain")
    assert of(report, "refusal_rate").value == Decimal("0.12")


def test_nothing_is_divided_by_zero() -> None:
    report = with_row(REPORT, "review_litigation/reconsideration", 0, 0, 0, 0, 0)
    assert of(report, "reversal_rate_reconsideration") == Indicator(
        "reversal_rate_reconsideration", 0, 0, None, reason="zero_denominator"
    )


def test_the_quality_score_counts_the_error_rules_that_could_be_judged() -> None:
    checks = (
        Check("APP-R01", 20, 3, 0),
        Check("APP-C01", 7, 0, 0),
        Check("APP-C02", 0, 0, 7),
        Check("NAR-01", 0, 1, 0),
        Check("ED-02", 1, 0, 0),
    )
    score = of(replace(REPORT, checks=checks), "data_quality_score")
    assert (score.numerator, score.denominator, score.value) == (2, 3, Decimal("0.666667"))
    assert of(consistent_report("2021"), "data_quality_score").value == 1


def test_every_indicator_is_described_in_both_languages() -> None:
    for row in code_list("indicators"):
        assert all(
            row[field]
            for field in ("label_zh", "label_en", "formula_zh", "formula_en", "caveat_zh", "caveat_en", "unit")
        ), row["code"]


def test_every_reason_for_no_value_is_a_published_code() -> None:
    codes = [row["code"] for row in code_list("no_value_reasons")]
    assert codes == [
        *("not_in_source", "unreadable", "not_filled", "uncertain"),
        *("not_balanced", "zero_denominator", "too_few"),
    ]


def test_a_rejected_file_has_no_indicators() -> None:
    assert indicators(Extraction(REPORT.source, Status.REJECTED)) == ()
