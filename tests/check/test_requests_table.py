"""How the sums of the requests table treat blanks, missing rows, other editions and printed subtotals."""

from __future__ import annotations

from dataclasses import replace

from gongkai.check import check
from gongkai.model import CellKey, Extraction, Place, State
from tests.check.examples import CARRIED_IN, NEW, NOTHING, OLD, OUTCOMES, outcomes
from tests.check.test_rules import count_of, findings_of
from tests.support.reports import TYPES, number, uncertain, with_column, with_number, with_row, with_state


def absent(report: Extraction, *rows: str) -> Extraction:
    """The report without these rows of the requests table."""
    for row in rows:
        for kind in TYPES:
            report = with_state(report, f"requests/{row}/{kind}", State.ABSENT)
    return report


def test_a_finding_points_to_the_cell_and_its_place() -> None:
    report = with_row(NEW, CARRIED_IN, 2, 1, 0, 0, 0, 0, 4)
    [found] = findings_of(report, "APP-R01")
    assert found.cells == (CellKey("requests", "carried_in", "total"),)
    [place] = found.places
    assert isinstance(place, Place)
    assert found.message_zh == "「二、上年结转政府信息公开申请数量」行总计为4，各类申请人之和为3（所存文本如此）"
    assert found.message_en == (
        "Row “OGI requests carried over from the previous year”: total is 4, applicant types sum to 3 "
        "(as in the text we hold)"
    )


def test_a_column_left_blank_throughout_is_no_case_of_the_balance() -> None:
    blank = with_column(NEW, "total", new_received=None, carried_in=None, total_processed=None, carried_out=None)
    assert count_of(NEW, "APP-C01").passed == 7
    counted = count_of(blank, "APP-C01")
    assert (counted.passed, counted.not_evaluable) == (6, 0)


def test_a_blank_row_is_no_case_of_the_row_sum() -> None:
    assert (
        count_of(with_row(NEW, CARRIED_IN, *NOTHING), "APP-R01").applicable == count_of(NEW, "APP-R01").applicable - 1
    )


def test_a_sum_that_fails_with_a_missing_row_is_left_open() -> None:
    """The missing row may be ours: then the difference says nothing about the source."""
    whole = outcomes(granted=3, partially_granted=1, total_processed=4)
    report = absent(whole, "partially_granted")
    assert findings_of(report, "APP-C02") == []
    assert count_of(report, "APP-C02").not_evaluable > 0


def test_a_blank_total_is_an_error_only_where_the_cell_is_there() -> None:
    report = outcomes(granted=3, total_processed=None)
    lost = with_state(report, "requests/total_processed/natural_person", State.ABSENT)
    unread = with_state(report, "requests/total_processed/natural_person", State.UNREADABLE, "三")
    assert len(findings_of(report, "APP-C03")) == 1
    assert findings_of(lost, "APP-C03") == findings_of(unread, "APP-C03") == []
    assert findings_of(uncertain(report, "requests/granted/natural_person"), "APP-C03") == []


def test_a_total_that_is_a_dash_counts_as_blank_and_one_that_the_source_lacks_does_not() -> None:
    """A column lost on the way is a fault of the file, not a row that the agency left without its total."""
    report = with_row(NEW, CARRIED_IN, 2, 0, 0, 0, 0, 0, 2)
    dash = with_state(report, f"{CARRIED_IN}/total", State.NOT_APPLICABLE)
    lost = with_state(report, f"{CARRIED_IN}/total", State.ABSENT)
    assert [found.expected for found in findings_of(dash, "APP-R02")] == [2]
    assert findings_of(lost, "APP-R02") == []
    assert count_of(lost, "APP-R02").not_evaluable == 1


def test_a_row_of_dashes_is_not_blank() -> None:
    report = NEW
    for kind in TYPES:
        report = with_state(report, f"{CARRIED_IN}/{kind}", State.NOT_APPLICABLE, "—")
    assert findings_of(report, "APP-R03") == []


def test_a_missing_row_is_neither_blank_nor_filled() -> None:
    counted = count_of(absent(NEW, "carried_in"), "APP-R03")
    assert (counted.passed, counted.failed) == (24, 0)


def single_row(report: Extraction) -> Extraction:
    """A report on the 2021 form that prints 其他处理 in one row, as the 2019 form does."""
    sub_rows = ("other_no_correction", "other_fee_unpaid", "other_other")
    for kind in TYPES:
        parts = [number(report, f"requests/{row}/{kind}") or 0 for row in sub_rows]
        report = with_number(report, f"requests/other_handling/{kind}", sum(parts))
    return absent(report, *sub_rows)


def test_other_handling_in_one_row_on_the_2021_form_is_counted_once() -> None:
    report = single_row(NEW)
    assert check(report)[0] == ()
    assert count_of(report, "APP-C02").passed == 7
    wrong = with_number(report, "requests/other_handling/total", 999)
    assert [found.rule for found in check(wrong)[0]] == ["APP-R01", "APP-C02"]


def test_other_handling_in_three_rows_on_the_2019_form_is_counted_once() -> None:
    report = OLD
    for kind in TYPES:
        report = with_number(report, f"requests/other_other/{kind}", number(OLD, f"requests/other_handling/{kind}"))
    assert check(report)[0] == ()
    without_sum = with_row(report, "requests/other_handling", *NOTHING)
    assert [found.rule for found in check(without_sum)[0]] == ["APP-R03"]


def test_a_subtotal_is_reported_once_for_all_its_columns() -> None:
    report = NEW
    for kind in TYPES:
        report = with_number(report, f"requests/unable/{kind}", 999)
    [found] = findings_of(report, "APP-C04")
    assert len(found.cells) == 7
    assert found.message_zh.startswith("「（四）无法提供」小计与明细不符")


def test_zero_without_outcomes_is_not_taken_for_their_sum() -> None:
    report = with_column(NEW, "natural_person", **{**OUTCOMES, "total_processed": 0})
    assert count_of(report, "APP-C02").not_evaluable == 1


def test_without_a_table_its_rules_have_no_case() -> None:
    report = replace(NEW, cells=tuple(cell for cell in NEW.cells if cell.key.table != "requests"))
    for rule in ("APP-R01", "APP-R02", "APP-R03", "APP-C01", "APP-C02", "APP-C03", "APP-C04"):
        counted = count_of(report, rule)
        assert (counted.passed, counted.failed, counted.not_evaluable) == (0, 0, 0)


def test_a_row_of_which_one_cell_is_left_is_blank_if_that_one_is() -> None:
    report = NEW
    for kind in TYPES[1:]:
        report = with_state(report, f"requests/granted/{kind}", State.ABSENT)
    report = with_state(report, f"requests/granted/{TYPES[0]}", State.BLANK, "")
    (found,) = findings_of(report, "APP-R03")
    assert [key.column for key in found.cells] == [TYPES[0]]
    assert "予以公开" in found.message_zh
