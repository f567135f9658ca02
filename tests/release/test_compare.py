"""Every class of change, each made by hand in a copy of the published package."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.release.editing import (
    AMOUNT,
    CELL,
    OF_REPORTS,
    OTHER,
    REPORT,
    add,
    add_correction,
    changes,
    copy_of,
    declare,
    drop,
    edit,
    put,
    put_cell,
    rows,
    set_version,
    told,
    unlist,
    withdraw,
)

pytestmark = pytest.mark.slow

CHECK = ("rule_changed", REPORT, "checks/APP-R01")


def test_the_same_package_has_no_changes(old: Path, new: Path) -> None:
    assert told(old, new) == []


def test_a_new_report_is_told_once_not_cell_by_cell(old: Path, new: Path) -> None:
    withdraw(new, REPORT)
    (change,) = changes(new, old)
    assert (change.kind, change.report_id, change.before) == ("source_added", REPORT, None)
    assert change.after
    assert (change.after["year"], change.after["publish_date"]) == (2019, None)


def test_a_report_that_no_longer_comes_out_is_unexplained(old: Path, new: Path) -> None:
    withdraw(new, REPORT)
    declare(new, tables=["requests"], reports=[REPORT])
    assert told(old, new) == [("unexplained", REPORT, "reports")]


def test_a_report_whose_withdrawal_is_declared_carries_the_reason(old: Path, new: Path) -> None:
    withdraw(new, REPORT)
    declare(new, reports=[REPORT])
    (change,) = changes(old, new)
    assert (change.kind, change.after, change.reason_zh) == ("source_removed", None, "识别千分位")


def test_a_report_whose_file_is_now_refused_is_unexplained(old: Path, new: Path) -> None:
    withdraw(new, REPORT)
    source = next(row["source_sha256"] for row in rows(old, "reports") if row["report_id"] == REPORT)
    add(new, "rejections", {"file": "a.txt", "sha256": source, "bytes": 1, "reason": "no_form"})
    assert told(old, new) == [("unexplained", REPORT, "reports")]


def test_a_report_that_comes_back_under_another_id_is_unexplained(old: Path, new: Path) -> None:
    for table in OF_REPORTS:
        put(new, table, {"report_id": REPORT}, report_id="230000-science-2019")
    assert told(old, new) == [
        ("source_added", "230000-science-2019", "reports"),
        ("unexplained", REPORT, "reports"),
    ]


def test_all_that_a_new_file_changes_is_a_revised_source(old: Path, new: Path) -> None:
    put(new, "reports", {"report_id": REPORT}, source_sha256="f" * 64, publish_date=date(2020, 1, 31))
    put_cell(new, CELL, value=None, state="blank")
    put(new, "checks", {"report_id": REPORT, "rule": "APP-R01"}, status="fail", failed=1)
    assert told(old, new) == [
        ("source_revised", REPORT, "reports"),
        ("source_revised", REPORT, "reports"),
        ("source_revised", REPORT, CELL),
        ("source_revised", REPORT, "checks/APP-R01"),
    ]


@pytest.mark.parametrize(
    ("value", "state", "shown"),
    [(Decimal("99"), "reported", {"value": 99}), (None, "blank", {"value": None, "state": "blank"})],
)
def test_a_published_number_that_changes_without_a_reason_is_unexplained(
    old: Path, new: Path, value: Any, state: str, shown: dict[str, Any]
) -> None:
    put_cell(new, CELL, value=None if value is None else int(value), state=state)
    (change,) = changes(old, new)
    assert (change.kind, change.report_id, change.place, change.after) == ("unexplained", REPORT, CELL, shown)


def test_a_cell_that_is_there_no_more_is_unexplained(old: Path, new: Path) -> None:
    drop(new, "requests", {"report_id": REPORT, "row_code": "new_received", "column_code": "total"})
    assert told(old, new) == [("unexplained", REPORT, CELL)]


def test_another_unit_makes_another_amount(old: Path, new: Path) -> None:
    put_cell(new, AMOUNT, unit="CNY")
    (change,) = changes(old, new)
    assert (change.kind, change.before, change.after) == ("unexplained", {"unit": "CNY_10K"}, {"unit": "CNY"})


def test_a_fact_that_is_gone_is_unexplained_a_new_one_is_better_reading(old: Path, new: Path) -> None:
    fact = next(row for row in rows(old, "facts") if row["report_id"] == REPORT)
    drop(new, "facts", {"report_id": REPORT, "sequence": fact["sequence"]})
    place = f"facts/{fact['fact']}/{fact['place']}"
    assert told(old, new) == [("unexplained", REPORT, place)]
    assert told(new, old) == [("reading_improved", REPORT, place)]


def test_another_date_of_signature_from_the_same_source_is_unexplained(old: Path, new: Path) -> None:
    put(new, "reports", {"report_id": REPORT}, signature_date=date(2020, 1, 21))
    (change,) = changes(old, new)
    assert (change.kind, change.after) == ("unexplained", {"signature_date": "2020-01-21"})


def test_a_corrected_cell_is_a_correction(old: Path, new: Path) -> None:
    add_correction(new, CELL, 7)
    put_cell(new, CELL, value=7)
    assert told(old, new) == [
        ("correction", REPORT, CELL),
        ("correction", REPORT, f"corrections/{CELL}"),
    ]


def test_a_correction_explains_its_own_cell_and_no_other(old: Path, new: Path) -> None:
    add_correction(new, CELL, 7)
    put_cell(new, "requests/granted/total", value=77)
    assert ("unexplained", REPORT, "requests/granted/total") in told(old, new)


def test_an_old_correction_explains_nothing_new(new: Path) -> None:
    add_correction(new, CELL, 7)
    before = copy_of(new)
    put_cell(new, CELL, value=77)
    assert told(before, new) == [("unexplained", REPORT, CELL)]


def test_a_column_that_corrections_gain_makes_no_correction_new(new: Path) -> None:
    add_correction(new, CELL, 7)
    before = copy_of(new)
    path = before / "data" / "corrections.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["source_says"]), path)
    put_cell(new, CELL, value=77)
    assert told(before, new) == [("unexplained", REPORT, CELL)]


def test_what_follows_from_a_correction_is_put_down_to_it(old: Path, new: Path) -> None:
    add_correction(new, CELL, 7)
    put_cell(new, CELL, reconciled=7, rule="COR-01")
    put(new, "indicators", {"report_id": REPORT}, numerator=Decimal(2), value=Decimal(1))
    assert {kind for kind, *_ in told(old, new)} == {"correction"}


def test_another_outcome_of_a_check_with_equal_values_is_a_changed_rule(old: Path, new: Path) -> None:
    put(new, "checks", {"report_id": REPORT, "rule": "APP-R01"}, status="fail", passed=22, failed=1)
    assert told(old, new) == [CHECK]


def test_another_reconciled_number_with_equal_values_is_a_changed_rule(old: Path, new: Path) -> None:
    put_cell(new, CELL, reconciled=7, rule="APP-C01")
    assert told(old, new) == [("rule_changed", REPORT, CELL)]


def test_another_label_is_a_changed_rule(old: Path, new: Path) -> None:
    put(new, "codes", {"list": "requests", "code": "granted"}, label_en="granted in full")
    assert told(old, new) == [("rule_changed", None, "codes/requests/granted")]


def test_a_reworded_rule_explains_its_checks_even_where_a_value_is_corrected(old: Path, new: Path) -> None:
    add_correction(new, CELL, 7)
    put(new, "codes", {"list": "rules", "code": "APP-R01"}, label_en="Totals are sums")
    put(new, "checks", {"report_id": REPORT, "rule": "APP-R01"}, status="fail", failed=1)
    assert CHECK in told(old, new)


def test_a_check_that_gains_last_year_is_put_down_to_the_new_report(old: Path, new: Path) -> None:
    earlier = "230000-science-technology-2018"
    row = next(row for row in rows(old, "reports") if row["report_id"] == REPORT)
    add(new, "reports", {**row, "report_id": earlier, "year": 2018, "source_sha256": "e" * 64})
    put(new, "checks", {"report_id": REPORT, "rule": "YOY-01"}, status="pass", passed=1, not_evaluable=0)
    assert told(old, new) == [("source_added", earlier, "reports"), ("source_added", REPORT, "checks/YOY-01")]


@pytest.mark.parametrize(
    "scope",
    [
        {"reports": [REPORT]},
        {"reports": ["230000-*"], "rows": ["new_*"]},
        {"tables": ["requests"], "columns": ["total"]},
        {"fields": ["value"]},
        {"rules": ["APP-R02"]},
    ],
)
def test_a_declared_better_reading_carries_its_reason(old: Path, new: Path, scope: dict[str, Any]) -> None:
    put_cell(new, CELL, value=99)
    declare(new, **scope)
    (change,) = changes(old, new)
    assert (change.kind, change.reason_en) == ("reading_improved", "thousands separators are read")


@pytest.mark.parametrize(
    "scope",
    [
        {"reports": [OTHER]},
        {"reports": [REPORT], "rows": ["granted"]},
        {"facts": ["*"]},
        {"rules": ["APP-R01"]},
        {"reports": [REPORT], "version": "2026.11.0"},
        {"reports": [REPORT], "version": "2027.1.0"},
    ],
)
def test_a_declaration_for_something_else_explains_nothing(old: Path, new: Path, scope: dict[str, Any]) -> None:
    put_cell(new, CELL, value=99)
    declare(new, **scope)
    assert told(old, new) == [("unexplained", REPORT, CELL)]


@pytest.mark.parametrize("values", [{"state": "not_applicable"}, {"certain": False}, {"remark": "其中修订 1 件"}])
def test_doubt_or_a_better_state_changes_no_published_number(old: Path, new: Path, values: dict[str, Any]) -> None:
    blank = next(row for row in rows(old, "requests") if row["value"] is None)
    put_cell(new, f"requests/{blank['row_code']}/{blank['column_code']}", blank["report_id"], **values)
    (change,) = changes(old, new)
    assert (change.kind, change.after, change.reason_zh) == ("reading_improved", values, None)


def test_a_recorded_address_or_name_is_the_register_s(old: Path, new: Path) -> None:
    put(new, "reports", {"report_id": REPORT}, source_url="https://www.example.gov.cn/a.html")
    put(new, "agencies", {"agency_id": "230000-science-technology"}, name_en="Science Department")
    assert told(old, new) == [
        ("register_changed", REPORT, "reports"),
        ("register_changed", None, "agencies/230000-science-technology"),
    ]


def test_rows_with_the_same_key_are_told_apart_by_number(old: Path, new: Path) -> None:
    fact = {**rows(old, "facts")[0], "sequence": 99, "value": Decimal(5)}
    add(new, "facts", fact)
    (change,) = changes(old, new)
    assert change.names["number"] == "2"


def test_a_column_that_the_older_package_lacks_is_no_change(new: Path) -> None:
    before = copy_of(new)
    path = before / "data" / "requests.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["remark"]), path)
    assert told(before, new) == []


def test_a_table_that_the_older_package_lacks_changes_nothing_that_was_published(new: Path) -> None:
    before = copy_of(new)
    unlist(before, "coverage")
    unlist(before, "checks")
    assert told(before, new) == []


def test_a_table_that_the_newer_package_lacks_takes_its_values_away(old: Path, new: Path) -> None:
    unlist(new, "review_litigation")
    assert {(kind, place.split("/")[0]) for kind, _, place in told(old, new)} == {
        ("unexplained", "review_litigation"),
        ("reading_improved", "review_litigation"),
    }


def test_the_order_of_rows_makes_no_difference(old: Path, new: Path) -> None:
    edit(new, "requests", lambda every: every[::-1])
    assert told(old, new) == []


def test_a_reading_declared_later_reaches_over_skipped_versions(old: Path, new: Path) -> None:
    put_cell(new, CELL, value=99)
    declare(new, reports=[REPORT])
    set_version(new, "2027.2.0")
    assert [kind for kind, *_ in told(old, new)] == ["reading_improved"]
