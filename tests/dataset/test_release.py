"""The errors of the last release: a strict build stops only at those that are new."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.dataset import errors_of, new_errors, read_known_errors, write_known_errors
from gongkai.errors import DatasetError
from gongkai.forms import rules
from gongkai.forms.schema import all_cells
from gongkai.model import CellKey, Extraction, Finding, PublishedReport, Source, Status
from tests.dataset.conftest import Write

TOTAL = CellKey("requests", "granted", "total")
PROCESSED = CellKey("requests", "total_processed", "total")


def found(rule: str, *cells: CellKey, severity: str = "error") -> Finding:
    return Finding(rule, severity, "合计不符", "does not add up", cells=cells)


def report(*findings: Finding, year: int = 2022) -> PublishedReport:
    source = Source("report.txt", "text", "utf-8", "0" * 64, 1)
    extraction = Extraction(source, Status.COMPLETE, findings=findings)
    return PublishedReport(f"321200-science-{year}", "321200-science", extraction)


def test_before_the_first_release_every_error_is_new(tmp_path: Path) -> None:
    fresh = new_errors(tmp_path / "known_errors.csv", errors_of([report(found("APP-R01", TOTAL, PROCESSED))]))
    assert fresh == [("321200-science-2022", "APP-R01", "requests/granted/total|requests/total_processed/total")]


def test_what_a_release_showed_is_known_from_then_on(tmp_path: Path) -> None:
    path, reports = tmp_path / "known_errors.csv", [report(found("APP-R01", TOTAL), found("APP-C01"))]
    write_known_errors(path, errors_of(reports))
    assert new_errors(path, errors_of(reports)) == []


SOME_CELLS = st.lists(st.sampled_from(all_cells()), max_size=3)
SOME_ERRORS = st.lists(st.builds(lambda rule, cells: found(rule, *cells), st.sampled_from(list(rules())), SOME_CELLS))


@given(SOME_ERRORS, SOME_ERRORS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # every example overwrites the file
def test_whatever_is_recorded_comes_back(tmp_path: Path, before: list[Finding], after: list[Finding]) -> None:
    path = tmp_path / "known_errors.csv"
    write_known_errors(path, errors_of([report(*before)]))
    fresh = {(rule, cells) for _, rule, cells in new_errors(path, errors_of([report(*after)]))}
    told = {(error.rule, "|".join("/".join(cell) for cell in error.cells)) for error in before}
    assert fresh == {(e.rule, "|".join("/".join(cell) for cell in e.cells)) for e in after} - told


@pytest.mark.parametrize(
    "other",
    [
        report(found("APP-C01", TOTAL)),
        report(found("APP-R01", PROCESSED)),
        report(found("APP-R01", TOTAL), year=2021),
    ],
    ids=["another rule", "another cell", "another report"],
)
def test_another_error_is_new(tmp_path: Path, other: PublishedReport) -> None:
    path = tmp_path / "known_errors.csv"
    write_known_errors(path, errors_of([report(found("APP-R01", TOTAL))]))
    assert len(new_errors(path, errors_of([other]))) == 1


def test_warnings_and_notes_stop_no_build(tmp_path: Path) -> None:
    mild = report(found("META-03", severity="warning"), found("META-02", severity="info"))
    assert new_errors(tmp_path / "known_errors.csv", errors_of([mild])) == []


def test_an_error_that_went_away_is_not_new(tmp_path: Path) -> None:
    path = tmp_path / "known_errors.csv"
    write_known_errors(path, errors_of([report(found("APP-R01", TOTAL))]))
    assert new_errors(path, errors_of([report()])) == []


def test_the_record_is_sorted_plain_csv(tmp_path: Path) -> None:
    path = tmp_path / "known_errors.csv"
    write_known_errors(
        path, errors_of([report(found("APP-R01", TOTAL), found("APP-C01")), report(found("APP-R01"), year=2021)])
    )
    assert path.read_text(encoding="utf-8") == (
        "report_id,rule,cells\n"
        "321200-science-2021,APP-R01,\n"
        "321200-science-2022,APP-C01,\n"
        "321200-science-2022,APP-R01,requests/granted/total\n"
    )


def test_a_damaged_record_is_named_by_its_line(write: Write) -> None:
    path = write("known_errors.csv", "report_id,rule,cells\n321200-science-2022,APP-R01\n")
    with pytest.raises(DatasetError) as raised:
        read_known_errors(path)
    assert str(raised.value) == f"{path}:2: has 2 cells, not 3; mend this row"
