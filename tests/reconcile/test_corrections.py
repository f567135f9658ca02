"""What a person corrects: carried beside the printed number, and only while the source says the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.check import check
from gongkai.errors import DatasetError
from gongkai.model import CellKey, Correction, Extraction
from gongkai.reconcile import apply_corrections, reconcile
from tests.support.reports import cell, consistent_report, number, with_number, with_row, without_facts

REPORT = without_facts(consistent_report("2021"))
REVIEW = "review_litigation/reconsideration"
TWO_WAYS = with_row(REPORT, REVIEW, 5, 0, 0, 0, 3)


def entry(path: str, value: int, source_says: str, line: int = 4) -> Correction:
    """A correction of that cell, on that line of the file."""
    return Correction(
        report_id="990100-example-2021",
        key=CellKey(*path.split("/")),
        value=value,
        reason="与纸质原件核对",
        corrected_by="甲",
        corrected_on=date(2026, 11, 20),
        source_says=source_says,
        file="corrections.yml",
        line=line,
    )


def test_a_correction_stands_beside_what_is_printed() -> None:
    after = apply_corrections(TWO_WAYS, [entry(f"{REVIEW}/total", 5, "3")])
    assert cell(after, f"{REVIEW}/total") == replace(cell(TWO_WAYS, f"{REVIEW}/total"), reconciled=5, rule="COR-01")
    assert [c for c in after.cells if c.rule] == [cell(after, f"{REVIEW}/total")]


def test_a_blank_cell_can_be_corrected() -> None:
    blank = with_number(REPORT, f"{REVIEW}/total", None)
    assert cell(apply_corrections(blank, [entry(f"{REVIEW}/total", 5, "")]), f"{REVIEW}/total").reconciled == 5


def test_white_space_around_the_text_does_not_matter() -> None:
    assert apply_corrections(TWO_WAYS, [entry(f"{REVIEW}/total", 5, " 3 ")]) != TWO_WAYS


def test_a_correction_settles_what_the_sums_left_open() -> None:
    """5 and 0s against a total of 3 has two ways; once a person has read the total as 5 nothing is left to choose."""
    assert [found.rule for found in reconcile(TWO_WAYS).findings] == ["FIX-01"]
    settled = reconcile(apply_corrections(TWO_WAYS, [entry(f"{REVIEW}/total", 5, "3")]))
    [noted] = settled.findings
    assert (noted.rule, noted.severity, noted.expected, noted.found) == ("COR-01", "info", 5, 3)
    assert noted.message_zh == "「行政复议·总计」经人工更正为5：与纸质原件核对"
    cell_name = "Cell “administrative reconsideration / total”"
    assert noted.message_en == f"{cell_name} corrected by a person to 5: 与纸质原件核对"
    assert (noted.cells, noted.places) == ((noted.cells[0],), (cell(TWO_WAYS, f"{REVIEW}/total").place,))
    assert cell(settled, f"{REVIEW}/total").rule == "COR-01"


def test_reconciliation_works_with_the_corrected_number_and_never_changes_it() -> None:
    wrong = entry(f"{REVIEW}/total", 4, "3")
    settled = reconcile(apply_corrections(TWO_WAYS, [wrong]))
    assert cell(settled, f"{REVIEW}/total").reconciled == 4
    assert cell(settled, f"{REVIEW}/upheld").reconciled == 4


def test_what_is_printed_is_still_checked() -> None:
    corrected = apply_corrections(TWO_WAYS, [entry(f"{REVIEW}/total", 5, "3")])
    assert "RL-R01" in [found.rule for found in check(corrected)[0]]
    assert number(corrected, f"{REVIEW}/total") == 3


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        (
            [entry(f"{REVIEW}/total", 5, "2", line=7)],
            "corrections.yml:7: review_litigation/reconsideration/total of 990100-example-2021 was corrected "
            "against '2', but the source now says '3'; look at the source again, then change or remove the correction",
        ),
        (
            [entry(f"{REVIEW}/total", 5, "3"), entry(f"{REVIEW}/total", 6, "3", line=9)],
            "corrections.yml:9: review_litigation/reconsideration/total is corrected to 6 here and to 5 at "
            "corrections.yml:4; keep one of the two",
        ),
        (
            [entry(f"{REVIEW}/sum", 5, "3")],
            "corrections.yml:4: 990100-example-2021 has no cell review_litigation/reconsideration/sum; "
            "use the codes of the table, row and column",
        ),
    ],
)
def test_a_correction_that_no_longer_fits_stops_with_file_and_line(corrections: list[Correction], message: str) -> None:
    with pytest.raises(DatasetError) as raised:
        apply_corrections(TWO_WAYS, corrections)
    assert str(raised.value) == message


def test_the_same_correction_twice_is_no_contradiction() -> None:
    twice = [entry(f"{REVIEW}/total", 5, "3"), entry(f"{REVIEW}/total", 5, "3", line=9)]
    assert apply_corrections(TWO_WAYS, twice) == apply_corrections(TWO_WAYS, twice[:1])


def test_without_corrections_nothing_changes() -> None:
    untouched: Extraction = apply_corrections(REPORT, [])
    assert untouched == REPORT
