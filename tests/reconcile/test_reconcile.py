"""Which cells must be wrong, and what the sums say they should be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.check import check
from gongkai.forms import load_form
from gongkai.model import CellKey, Extraction, Finding, Number, State, Status
from gongkai.reconcile import reconcile
from tests.support.gold import gold_extractions, gold_files
from tests.support.reports import (
    OUTCOMES,
    TYPES,
    cell,
    consistent_report,
    key_of,
    number,
    uncertain,
    with_column,
    with_fact,
    with_number,
    with_row,
    with_state,
    without_facts,
)

NEW = without_facts(consistent_report("2021", seed=4))
OLD = without_facts(consistent_report("2019", seed=4))
OUTCOME_ROWS = load_form("2021").children("processed")
REVIEW = "review_litigation/reconsideration"


def changes(report: Extraction) -> dict[str, tuple[Number | None, str | None]]:
    """The cells that reconciliation fills, with number and rule."""
    return {"/".join(c.key): (c.reconciled, c.rule) for c in reconcile(report).cells if c.rule}


def ambiguities(report: Extraction) -> list[Finding]:
    return [found for found in reconcile(report).findings if found.rule == "FIX-01"]


@pytest.mark.parametrize("gold", gold_files(), ids=lambda gold: gold["report_id"])
def test_the_five_reports_are_reconciled_as_a_person_would(gold: dict[str, object]) -> None:
    wanted: dict[str, tuple[Number, str]] = {}
    entries: list[dict[str, str]] = gold["reconciled"]  # type: ignore[assignment]
    for entry in entries:
        number, rule = int(entry["reconciled"]), entry["rule"]
        if "row" in entry:
            wanted[f"requests/{entry['row']}/{entry['applicant']}"] = (number, rule)
        else:
            wanted |= {f"review_litigation/{entry['channel']}/{o}": (number, rule) for o in OUTCOMES}
    report = gold_extractions()[str(gold["report_id"])]
    assert changes(report) == wanted
    assert ambiguities(report) == []


@pytest.mark.parametrize("report", [NEW, OLD], ids=["2021", "2019"])
def test_a_report_that_balances_is_left_alone(report: Extraction) -> None:
    assert reconcile(report) == report


def test_what_is_printed_is_never_overwritten() -> None:
    for report in (*gold_extractions().values(), with_number(NEW, "requests/granted/total", 0)):
        after = reconcile(report)
        assert [replace(c, reconciled=None, rule=None) for c in after.cells] == list(report.cells)


def test_reconciling_twice_changes_nothing() -> None:
    for report in (*gold_extractions().values(), with_row(NEW, REVIEW, 1, 1, 0, 0, 3)):
        once = reconcile(report)
        assert reconcile(once) == once


@pytest.mark.slow
@given(
    seed=st.integers(0, 10_000),
    edition=st.sampled_from(["2019", "2021"]),
    where=st.integers(0, 10_000),
    wrong=st.integers(0, 1_000_000),
)
@settings(max_examples=60, deadline=None)
def test_one_wrong_number_is_named_or_listed_among_its_equals(seed: int, edition: str, where: int, wrong: int) -> None:
    report = consistent_report(edition, seed=seed, most=500)
    summed = [c for c in report.cells if c.key.table != "proactive_disclosure" and c.value != wrong]
    planted = summed[where % len(summed)]
    path = "/".join(planted.key)
    broken = with_number(report, path, wrong)
    filled = changes(broken)
    if filled:
        [(found, (value, _))] = filled.items()
        assert (found, value) == (path, planted.value)
    else:
        [several] = ambiguities(broken)
        assert planted.key in several.cells
        assert f" {wrong}→{planted.value}" in several.message_zh


@given(seed=st.integers(0, 10_000), where=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_one_number_of_the_requests_table_left_blank_is_found_again(seed: int, where: int) -> None:
    report = consistent_report("2021", seed=seed)
    summed = [c for c in report.cells if c.key.table == "requests" and c.value]
    lost = summed[where % len(summed)]
    path = "/".join(lost.key)
    [(found, (value, _))] = changes(with_number(report, path, None)).items()
    assert (found, value) == (path, lost.value)


def test_a_blank_that_breaks_no_sum_stays_blank() -> None:
    blank = next("/".join(c.key) for c in NEW.cells if c.key.row == "refused_internal_affairs" and c.value == 0)
    assert changes(with_number(NEW, blank, None)) == {}


def test_a_row_left_blank_throughout_stays_blank() -> None:
    report = consistent_report("2021", most=0)
    row = "requests/refused_internal_affairs"
    assert cell(report, f"{row}/total").value == 0
    assert changes(with_row(report, row, *[None] * 7)) == {}


def test_a_total_left_blank_is_worked_out_from_its_row() -> None:
    report = with_number(NEW, "requests/carried_in/total", None)
    assert changes(report) == {"requests/carried_in/total": (number(NEW, "requests/carried_in/total"), "APP-R01")}


def test_a_wrong_row_total_needs_the_columns_to_agree() -> None:
    """Row sum and column balance both want the number back: then it is the total that is wrong, not a part."""
    report = with_number(NEW, "requests/granted/total", 0)
    assert changes(report) == {"requests/granted/total": (number(NEW, "requests/granted/total"), "APP-R01")}


def test_two_wrong_totals_are_both_found() -> None:
    report = with_number(NEW, "requests/granted/total", 0)
    report = with_number(report, "requests/carried_in/natural_person", 99)
    assert changes(report) == {
        "requests/granted/total": (number(NEW, "requests/granted/total"), "APP-R01"),
        "requests/carried_in/natural_person": (number(NEW, "requests/carried_in/natural_person"), "APP-R01"),
    }


def test_several_equal_ways_are_listed_and_none_is_taken() -> None:
    report = with_row(NEW, REVIEW, 5, 0, 0, 0, 3)
    assert changes(report) == {}
    [found] = ambiguities(report)
    assert found.severity == "warning"
    assert found.cells == (
        CellKey("review_litigation", "reconsideration", "total"),
        CellKey("review_litigation", "reconsideration", "upheld"),
    )
    assert found.message_zh == ("能使各项勾稽成立的最小改法有2种，未采用：行政复议·总计 3→5；行政复议·结果维持 5→3")
    assert found.message_en == (
        "Smallest changes that would make every sum hold: 2; none taken: "
        "administrative reconsideration / total 3→5; administrative reconsideration / upheld 5→3"
    )


def test_a_number_below_zero_is_no_way_out() -> None:
    """10 and 1 cannot come to 0 by changing one of them: only the total can be wrong."""
    assert changes(with_row(NEW, REVIEW, 10, 1, 0, 0, 0)) == {f"{REVIEW}/total": (11, "RL-R01")}


def test_an_ambiguity_elsewhere_does_not_hide_a_clear_case() -> None:
    report = with_number(with_row(NEW, REVIEW, 5, 0, 0, 0, 3), "requests/granted/total", 0)
    assert list(changes(report)) == ["requests/granted/total"]
    assert len(ambiguities(report)) == 1


def test_a_clear_case_beside_an_ambiguity_in_the_same_table_is_taken() -> None:
    """The balance can be mended in three rows; the outcome that was misprinted in one cell only."""
    report = with_number(NEW, "requests/unable_not_held/total", 700)
    for kind in ("natural_person", "total"):
        printed = int(number(NEW, f"requests/carried_out/{kind}") or 0)
        report = with_number(report, f"requests/carried_out/{kind}", printed + 50)
    [found] = ambiguities(report)
    assert changes(report) == {
        "requests/unable_not_held/total": (number(NEW, "requests/unable_not_held/total"), "APP-R01")
    }
    assert found.found == 3
    assert {key.row for key in found.cells} == {"carried_in", "carried_out", "new_received"}
    assert "unable" not in found.message_en


def unbalanced(columns: int) -> Extraction:
    """Five requests too many received in some columns, no totals: each can be mended in received or carried out."""
    report = consistent_report("2021", most=0)
    for row in {c.key.row for c in report.cells if c.key.table == "requests"}:
        report = with_number(report, f"requests/{row}/total", None)
    for kind in TYPES[:columns]:
        report = with_column(report, kind, new_received=9, carried_in=0, granted=4, total_processed=4, carried_out=0)
    return report


def test_eight_ways_are_listed_and_more_are_only_counted() -> None:
    [listed] = ambiguities(unbalanced(3))
    assert (listed.found, listed.message_zh.count("→")) == (8, 24)
    [counted] = ambiguities(unbalanced(4))
    assert counted.found == "> 8"
    assert counted.message_zh.startswith("能使各项勾稽成立的最小改法有超过8种，未采用：")
    assert counted.message_en.startswith("Smallest changes that would make every sum hold: more than 8;")


def test_totals_on_which_all_ways_agree_are_worked_out() -> None:
    filled = changes(unbalanced(3))
    processed = sum(int(number(unbalanced(3), f"requests/total_processed/{kind}") or 0) for kind in TYPES[:-1])
    assert filled["requests/total_processed/total"] == (processed, "APP-R01")
    assert "requests/new_received/total" not in filled
    assert changes(unbalanced(4)) == {}


def overcounted() -> Extraction:
    """The outcomes come to six more than the total. Only one row is large enough to be six less, yet it adds up."""
    report = consistent_report("2021", most=0)
    for kind in TYPES:
        report = with_column(report, kind, **{row: 0 for row in OUTCOME_ROWS}, carried_in=0, carried_out=0)
        whole = 20 if kind in ("natural_person", "total") else 0
        report = with_column(report, kind, new_received=whole, total_processed=whole)
    for kind in ("natural_person", "total"):
        report = with_column(report, kind, granted=16, partially_granted=5, refused_state_secret=5)
    return report


def test_a_single_way_that_few_sums_ask_for_is_shown_and_not_taken() -> None:
    assert changes(overcounted()) == {}
    [found] = ambiguities(overcounted())
    assert found.found == 1
    assert found.message_zh.endswith("（一）予以公开·自然人 16→10 ＋ （一）予以公开·总计 16→10")


def test_a_clear_case_lends_no_support_to_one_that_shares_no_sum_with_it() -> None:
    report = with_number(overcounted(), "requests/carried_in/commercial_enterprise", 2)
    assert changes(report) == {"requests/carried_in/commercial_enterprise": (0, "APP-R01")}
    [found] = ambiguities(report)
    assert {key.row for key in found.cells} == {"granted"}


def test_where_a_way_is_in_doubt_blanks_are_filled_from_print_alone() -> None:
    report = with_number(with_row(NEW, REVIEW, 5, 0, 0, 0, 3), "requests/granted/total", None)
    assert list(changes(report)) == ["requests/granted/total"]


def test_a_blank_total_follows_a_corrected_addend() -> None:
    """Received and carried-in totals are blank, with 50 natural persons too many, more than carried in has to spare."""
    whole = {path: number(NEW, path) for path in (f"requests/{row}/total" for row in ("new_received", "carried_in"))}
    right = int(number(NEW, "requests/new_received/natural_person") or 0)
    report = with_column(NEW, "total", new_received=None, carried_in=None)
    report = with_number(report, "requests/new_received/natural_person", right + 50)
    assert whole["requests/carried_in/total"]
    assert changes(report) == {
        "requests/new_received/natural_person": (right, "APP-C01"),
        **{path: (value, "APP-R01") for path, value in whole.items()},
    }


def test_what_was_carried_out_follows_from_the_balance() -> None:
    right = int(number(NEW, "requests/carried_out/natural_person") or 0)
    total = number(NEW, "requests/carried_out/total")
    report = with_number(NEW, "requests/carried_out/total", None)
    report = with_number(report, "requests/carried_out/natural_person", right + 7)
    assert changes(report) == {
        "requests/carried_out/natural_person": (right, "APP-C01"),
        "requests/carried_out/total": (total, "APP-C01"),
    }


@pytest.mark.parametrize("unread", [["corrected"], ["corrected", "other"]])
def test_what_cannot_be_read_is_never_less_than_nothing(unread: list[str]) -> None:
    report = with_row(NEW, REVIEW, 3, 0, 0, 0, 1)
    for outcome in unread:
        report = with_state(report, f"{REVIEW}/{outcome}", State.UNREADABLE, "?")
    assert changes(report) == {}
    [found] = ambiguities(report)
    assert found.message_zh.endswith("行政复议·总计 1→?；行政复议·结果维持 3→?")


def test_what_cannot_be_read_is_worked_out_where_the_sums_leave_one_number() -> None:
    path = "requests/granted/natural_person"
    report = with_state(NEW, path, State.UNREADABLE, "三件")
    assert changes(report) == {path: (number(NEW, path), "APP-R01")}


def test_two_unreadable_cells_of_one_sum_stay_open() -> None:
    report = with_row(NEW, REVIEW, 2, 1, 0, 0, 3)
    for outcome in ("upheld", "corrected"):
        report = with_state(report, f"{REVIEW}/{outcome}", State.UNREADABLE, "?")
    assert changes(report) == {}
    nothing_left = with_number(report, f"{REVIEW}/total", 0)
    assert changes(nothing_left) == {f"{REVIEW}/upheld": (0, "RL-R01"), f"{REVIEW}/corrected": (0, "RL-R01")}


def test_a_number_that_is_no_count_is_worked_out_anew() -> None:
    path = "requests/granted/natural_person"
    assert changes(with_number(NEW, path, -3)) == {path: (number(NEW, path), "APP-R01")}


def test_a_row_missing_from_the_source_is_worked_out_from_its_columns() -> None:
    report = NEW
    for kind in TYPES:
        report = with_state(report, f"requests/granted/{kind}", State.ABSENT)
    paths = [f"requests/granted/{kind}" for kind in TYPES]
    assert changes(report) == {path: (number(NEW, path), "APP-C02") for path in paths}


def test_of_two_missing_rows_nothing_can_be_said_unless_nothing_is_left_for_them() -> None:
    report = with_row(NEW, "requests/granted", 5, 0, 0, 0, 0, 0, 5)
    report = with_row(report, "requests/partially_granted", 2, 0, 0, 0, 0, 0, 2)
    for kind in TYPES:
        others = [c.value for c in report.cells if c.key.column == kind and c.key.row in OUTCOME_ROWS]
        report = with_number(report, f"requests/total_processed/{kind}", sum(int(value or 0) for value in others))
        for row in ("granted", "partially_granted"):
            report = with_state(report, f"requests/{row}/{kind}", State.ABSENT)
    report = replace(report, cells=tuple(c for c in report.cells if c.key.row not in ("new_received", "carried_out")))
    filled = changes(report)
    assert "requests/granted/natural_person" not in filled
    assert filled["requests/granted/research_institution"] == (0, "APP-C02")


def test_other_handling_in_one_row_on_the_2021_form_is_summed_once() -> None:
    report = NEW
    sub_rows = ("other_no_correction", "other_fee_unpaid", "other_other")
    for kind in TYPES:
        parts = sum(int(number(NEW, f"requests/{row}/{kind}") or 0) for row in sub_rows)
        report = with_number(report, f"requests/other_handling/{kind}", parts)
        for row in sub_rows:
            report = with_state(report, f"requests/{row}/{kind}", State.ABSENT)
    assert changes(report) == {}
    right = number(report, "requests/other_handling/total")
    assert changes(with_number(report, "requests/other_handling/total", 999)) == {
        "requests/other_handling/total": (right, "APP-R01")
    }


def test_the_text_gives_zeros_to_a_channel_left_blank() -> None:
    blank = with_row(NEW, REVIEW, None, None, None, None, None)
    said = with_fact(blank, "reconsideration_cases", 0, implied=True)
    assert changes(said) == {f"{REVIEW}/{outcome}": (0, "NAR-05") for outcome in OUTCOMES}
    assert changes(blank) == {}
    assert changes(with_fact(blank, "reconsideration_cases", 2)) == {}
    assert changes(with_fact(NEW, "reconsideration_cases", 0)) == {}
    assert changes(with_fact(blank, "reconsideration_cases", 0, qualifier="approximate")) == {}
    assert changes(with_fact(blank, "litigation_cases", 0)) == {}
    contradicted = replace(said, facts=(*said.facts, *with_fact(blank, "reconsideration_cases", 2).facts))
    assert changes(contradicted) == {}


def test_the_text_says_nothing_of_a_table_that_is_missing() -> None:
    report = with_fact(NEW, "reconsideration_cases", 0, implied=True)
    for outcome in OUTCOMES:
        report = with_state(report, f"{REVIEW}/{outcome}", State.ABSENT)
    assert changes(report) == {}


def test_doubt_about_a_reading_does_not_keep_the_sums_from_speaking() -> None:
    report = uncertain(with_number(NEW, "requests/granted/total", None), "requests/granted/total")
    assert changes(report) == {"requests/granted/total": (number(NEW, "requests/granted/total"), "APP-R01")}


def test_a_table_wrong_throughout_is_not_repaired() -> None:
    report = NEW
    for row in {c.key.row for c in NEW.cells if c.key.table == "requests"}:
        for column, shifted in zip(TYPES, TYPES[1:] + TYPES[:1], strict=True):
            report = with_number(report, f"requests/{row}/{column}", number(NEW, f"requests/{row}/{shifted}"))
    assert check(report)[0]
    assert not [path for path in changes(report) if path.startswith("requests")]


def test_a_rejected_file_stays_as_it_is() -> None:
    rejected = Extraction(NEW.source, Status.REJECTED, reason="empty_file")
    assert reconcile(rejected) == rejected


def test_helpers_agree_on_addresses() -> None:
    assert cell(NEW, "requests/granted/total").key == key_of("requests/granted/total")
    assert with_column(NEW, "total", granted=1) == with_number(NEW, "requests/granted/total", 1)
