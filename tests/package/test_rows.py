"""Rows that the gold does not show: doubts, checks, indicators, corrections, rejected files, odd numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongkai.errors import DatasetError, PackageError
from gongkai.forms import finding
from gongkai.model import (
    Cell,
    CellKey,
    Check,
    Correction,
    DatasetContent,
    Extraction,
    Indicator,
    Place,
    PublishedReport,
    Source,
    State,
    Status,
)
from gongkai.package.descriptor import licence_of
from tests.package.make_gold_package import gold_content, gold_dataset
from tests.support.written_tables import whole_tables

GRANTED = CellKey("requests", "granted", "total")
GOLD = gold_content()
REPORT = GOLD.reports[0]


def tables(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """The tables of a package with one report, changed."""
    report = replace(REPORT, extraction=replace(REPORT.extraction, **changes))
    return as_rows(replace(GOLD, reports=(report,)))


def as_rows(content: DatasetContent) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in whole_tables(content).items()}


def with_cell(cell: Cell) -> tuple[Cell, ...]:
    return tuple(cell if old.key == cell.key else old for old in REPORT.extraction.cells)


def test_a_doubt_stands_beside_the_value_it_is_about() -> None:
    printed = (GRANTED, 0, "count", "0", State.REPORTED, Place(line=61, cell=9))
    cell = Cell(*printed, 1, "APP-R01", "其中1件撤回", ("column_unclear", "torn"))
    rows = tables(cells=with_cell(cell))
    row = next(row for row in rows["requests"] if (row["row_code"], row["column_code"]) == ("granted", "total"))
    assert (row["value"], row["reconciled"], row["rule"], row["certain"]) == (0, 1, "APP-R01", False)
    assert (row["place"], row["remark"], row["doubts"]) == ("line 61, cell 9", "其中1件撤回", "column_unclear|torn")
    assert rows["reports"][0]["cells_uncertain"] == 1


def test_findings_are_counted_and_keep_cells_places_and_numbers() -> None:
    found = finding(
        "APP-R01",
        places=[Place(line=61), Place(line=62)],
        cells=[GRANTED],
        expected=1,
        found=0,
        zh={"row": "予以公开", "left": 0, "right": 1},
    )
    rows = tables(findings=(found,))
    row = rows["findings"][0]
    assert (row["sequence"], row["places"], row["cells"]) == (1, "line 61|line 62", "requests/granted/total")
    assert (row["expected"], row["found"]) == ("1", "0")
    assert (rows["reports"][0]["findings_error"], rows["reports"][0]["findings_warning"]) == (1, 0)


@pytest.mark.parametrize(
    ("check", "status"),
    [
        (Check("APP-R01", 3, 1, 0), "fail"),
        (Check("APP-R01", 3, 0, 2), "pass"),
        (Check("APP-R01", 0, 0, 2), "not_evaluable"),
        (Check("APP-R01", 0, 0, 0), "not_applicable"),
    ],
)
def test_a_check_fails_as_soon_as_one_case_fails(check: Check, status: str) -> None:
    assert tables(checks=(check,))["checks"][0]["status"] == status


def test_indicators_keep_numerator_and_denominator() -> None:
    indicator = Indicator("disclosure_rate_all", 2, 3, None, "reconciled", "too_few")
    report = PublishedReport(REPORT.report_id, REPORT.agency_id, REPORT.extraction, None, (indicator,))
    row = as_rows(replace(GOLD, reports=(report,)))["indicators"][0]
    assert (row["numerator"], row["denominator"], row["value"]) == (2, 3, None)
    assert (row["basis"], row["reason"]) == ("reconciled", "too_few")


def test_a_correction_stands_beside_the_cell_and_not_in_it() -> None:
    reason, day = "原文印刷不清，已与机关核对", date(2026, 11, 20)
    correction = Correction(REPORT.report_id, GRANTED, 1, reason, "gongkai", day, "0", "corrections.yml", 1)
    rows = as_rows(replace(GOLD, corrections=(correction,)))
    assert (rows["corrections"][0]["value"], rows["corrections"][0]["source_says"]) == (1, "0")
    assert rows["requests"] == as_rows(GOLD)["requests"]


def test_a_rejected_file_says_why_in_both_languages() -> None:
    source = Source("扫描件.pdf", "pdf", None, "a" * 64, 1234)
    rejected = Extraction(source, Status.REJECTED, "scanned", ("只有图像", "pictures only"))
    row = as_rows(replace(GOLD, rejections=(rejected,)))["rejections"][0]
    assert row["message_zh"] == "只有图像，没有文字；需先做文字识别并人工核对"
    assert row["message_en"] == "the file holds pictures only, no text; it needs text recognition checked by a person"


def test_an_empty_text_is_null() -> None:
    blank = next(row for row in as_rows(GOLD)["requests"] if row["state"] == "blank")
    assert blank["raw"] is None


def test_a_whole_decimal_is_a_count() -> None:
    rows = tables(cells=with_cell(Cell(GRANTED, Decimal("3.0"), "count", "3.0", State.REPORTED, Place(line=1))))
    assert {
        row["value"] for row in rows["requests"] if (row["row_code"], row["column_code"]) == ("granted", "total")
    } == {3}


@pytest.mark.parametrize("value", [Decimal("2.5"), 10**19])
def test_a_number_that_no_column_can_hold_stops_with_its_cell(value: int | Decimal) -> None:
    cell = Cell(GRANTED, value, "count", str(value), State.REPORTED, Place(line=1))
    with pytest.raises(PackageError, match=f"value of {REPORT.report_id}/granted/total is .*; let the extraction"):
        tables(cells=with_cell(cell))


def test_an_amount_is_never_rounded() -> None:
    key = CellKey("proactive_disclosure", "centralized_procurement", "procurement_amount")
    cell = Cell(key, Decimal("0.1234567"), "CNY", "0.1234567", State.REPORTED, Place(line=1))
    with pytest.raises(PackageError, match=r"0\.1234567"):
        tables(cells=with_cell(cell))


def test_an_unknown_licence_names_those_that_are_known() -> None:
    with pytest.raises(DatasetError, match=r"licences\.data is WTFPL; use one of CC-BY-4\.0"):
        licence_of(replace(gold_dataset(), licences={"data": "WTFPL"}))


def test_a_dataset_without_reports_still_has_every_table() -> None:
    rows = as_rows(replace(GOLD, reports=()))
    assert rows["reports"] == rows["requests"] == rows["report_wide"] == []
    assert rows["codes"]
