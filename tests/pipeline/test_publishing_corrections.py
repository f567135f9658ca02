"""A correction reaches the published tables beside the printed number, and stops the build once it no longer fits."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.errors import DatasetError
from gongkai.model import Cell, CellKey, Check, DatasetContent, PublishedReport
from gongkai.pipeline.publishing import read_dataset
from gongkai.pipeline.upkeep import package_faults
from gongkai.workspace import DatasetFolder
from tests.package.make_gold_package import write_sealed

HARBIN = "230100-science-technology-2022"
DIRECT = "review_litigation/litigation_direct"
ENTRY = """\
- report_id: {report_id}
  cell: {cell}
  source_says: "{says}"
  value: {value}
  reason: 测试
  by: 甲
  on: 2026-11-20
"""


def correct(folder: DatasetFolder, *entries: tuple[str, str, str]) -> None:
    """Writes corrections of the Harbin report: cell, what the source says, the number."""
    texts = (ENTRY.format(report_id=HARBIN, cell=cell, says=says, value=value) for cell, says, value in entries)
    folder.corrections.write_text("".join(texts), encoding="utf-8")


def read(folder: DatasetFolder) -> DatasetContent:
    return read_dataset(folder, 1, lambda _: None)


def harbin(content: DatasetContent) -> PublishedReport:
    return next(report for report in content.reports if report.report_id == HARBIN)


def cell(report: PublishedReport, path: str) -> Cell:
    key = CellKey(*path.split("/"))
    return next(cell for cell in report.extraction.cells if cell.key == key)


# The report prints: litigation 维持 0, 纠正 0, 其他 2, 尚未审结 0, 总计 2.
MOVED = ((f"{DIRECT}/other", "2", "1"), (f"{DIRECT}/corrected", "0", "1"))


def test_the_printed_number_stays_and_the_corrected_one_stands_beside_it(folder: DatasetFolder) -> None:
    before = harbin(read(folder))
    correct(folder, *MOVED)
    after = harbin(read(folder))
    for path, printed, corrected in MOVED:
        there = cell(after, path)
        assert (there.raw, there.value) == (printed, int(printed))
        assert (there.reconciled, there.rule) == (int(corrected), "COR-01")
    others = [c for c in after.extraction.cells if c.rule != "COR-01"]
    assert others == [c for c in before.extraction.cells if "/".join(c.key) not in {path for path, *_ in MOVED}]


def test_indicators_follow_the_correction_and_say_so(folder: DatasetFolder) -> None:
    def reversals(content: DatasetContent) -> tuple[int | Decimal | None, int | Decimal | None, str]:
        name = "reversal_rate_litigation_direct"
        found = next(i for i in harbin(content).indicators if i.indicator == name)
        return found.numerator, found.denominator, found.basis

    assert reversals(read(folder)) == (0, 2, "reported")
    correct(folder, *MOVED)
    assert reversals(read(folder)) == (1, 2, "reconciled")


def test_sums_that_a_correction_settles_or_opens_are_counted_anew(folder: DatasetFolder) -> None:
    def ambiguities(content: DatasetContent) -> Check:
        return next(check for check in harbin(content).extraction.checks if check.rule == "FIX-01")

    assert ambiguities(read(folder)) == Check("FIX-01", passed=0, failed=0, not_evaluable=0)
    correct(folder, *MOVED)
    assert ambiguities(read(folder)) == Check("FIX-01", passed=1, failed=0, not_evaluable=0)
    correct(folder, MOVED[0])  # one of two addends moved: the total or any other cell may now be wrong
    opened = read(folder)
    assert ambiguities(opened).failed == 1
    assert [finding.rule for finding in harbin(opened).extraction.findings].count("FIX-01") == 1


def test_what_the_source_prints_is_judged_as_before(folder: DatasetFolder) -> None:
    before = harbin(read(folder)).extraction.findings
    correct(folder, *MOVED)
    after = harbin(read(folder)).extraction.findings
    assert sorted(map(str, set(after) - set(before))) == sorted(str(found) for found in after if found.rule == "COR-01")
    assert set(before) <= set(after)


def test_each_correction_is_told_beside_what_the_source_prints(folder: DatasetFolder) -> None:
    correct(folder, *MOVED)
    told = [found for found in harbin(read(folder)).extraction.findings if found.rule == "COR-01"]
    assert {(found.found, found.expected) for found in told} == {(2, 1), (0, 1)}


def test_other_reports_stay_as_they_are(folder: DatasetFolder) -> None:
    before = [report for report in read(folder).reports if report.report_id != HARBIN]
    correct(folder, *MOVED)
    assert [report for report in read(folder).reports if report.report_id != HARBIN] == before


@pytest.mark.slow
def test_the_package_lists_every_correction_with_its_guard_and_is_valid(folder: DatasetFolder, tmp_path: Path) -> None:
    correct(folder, *MOVED)
    package = write_sealed(read(folder), tmp_path / "package" / folder.id)
    rows = table(package / "data" / "corrections.csv")
    assert [(row["column_code"], row["source_says"], row["value"]) for row in rows] == [
        ("corrected", "0", "1"),
        ("other", "2", "1"),
    ]
    assert {(row["reason"], row["corrected_by"], row["corrected_on"]) for row in rows} == {("测试", "甲", "2026-11-20")}
    cells = table(package / "data" / "review_litigation.csv")
    corrected = [row for row in cells if row["rule"] == "COR-01"]
    assert [(row["value"], row["reconciled"]) for row in corrected] == [("0", "1"), ("2", "1")]
    assert package_faults(package) == []


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            [(f"{DIRECT}/other", "2", "1"), (f"{DIRECT}/corrected", "3", "1")],
            f"8: {DIRECT}/corrected of {HARBIN} was corrected against '3', but the source now says '0'; "
            "look at the source again, then change or remove the correction",
        ),
        (
            [("requests/other_handling/total", "", "1")],
            f"1: {HARBIN} has no cell requests/other_handling/total; use the codes of the table, row and column",
        ),
    ],
    ids=["obsolete", "of the other edition"],
)
def test_a_correction_that_no_longer_fits_stops_the_build(
    folder: DatasetFolder, entries: Iterable[tuple[str, str, str]], message: str
) -> None:
    correct(folder, *entries)
    with pytest.raises(DatasetError) as raised:
        read(folder)
    assert str(raised.value) == f"{folder.corrections}:{message}"


def test_a_correction_of_a_report_that_was_rejected_stops_the_build(folder: DatasetFolder) -> None:
    correct(folder, *MOVED)
    path = folder.reports / f"{HARBIN}.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(DatasetError) as raised:
        read(folder)
    assert str(raised.value) == (
        f"{folder.corrections}:1: there is no report {HARBIN}; "
        "use the id of a published report, or remove the correction"
    )
