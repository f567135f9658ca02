"""Which reports are there, late, missing, or were never to be expected: an accusation needs every doubt removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.dataset import coverage, due_date
from gongkai.forms.schema import code_lists
from gongkai.model import Agency, CoverageYear, Dataset, Extraction, PublishedReport, Report, Source, Status

DATASET = Dataset(
    "example",
    "2026.11.0",
    "样例",
    "Example",
    "样例。",
    "An example.",
    None,
    {},
    agency_kind="department",
    coverage="complete",
)
SCIENCE = Agency("321200-science", "泰州市科学技术局", None, (), "prefecture", "321200")
WATER = Agency("321200-water", "泰州市水利局", None, (), "prefecture", "321200")


def report(agency: Agency, year: int, published: date | None = None) -> PublishedReport:
    source = Source("report.txt", "text", "utf-8", "0" * 64, 1)
    extraction = Extraction(source, Status.COMPLETE, report=Report(year=year, publish_date=published))
    return PublishedReport(f"{agency.agency_id}-{year}", agency.agency_id, extraction)


def statuses(*reports: PublishedReport, dataset: Dataset = DATASET, agency: Agency = SCIENCE) -> dict[int, str]:
    """Year → status of one agency; the other one's reports only set the years."""
    entries = coverage(dataset, (agency, WATER), reports)
    return {entry.year: entry.status for entry in entries if entry.agency_id == agency.agency_id}


def test_years_run_from_the_first_that_anyone_reports_on_to_the_last() -> None:
    assert statuses(report(WATER, 2019), report(SCIENCE, 2020), report(WATER, 2022)) == {
        2019: "missing",
        2020: "present",
        2021: "missing",
        2022: "missing",
    }


def test_a_dataset_may_say_which_years_it_expects() -> None:
    dataset = replace(DATASET, expected_from=2020, expected_to=2022)
    assert statuses(dataset=dataset) == {2020: "missing", 2021: "missing", 2022: "missing"}
    assert statuses(report(SCIENCE, 2019), dataset=dataset)[2019] == "present"


def test_without_reports_and_without_years_nothing_is_expected() -> None:
    assert coverage(DATASET, (SCIENCE,), ()) == ()
    assert coverage(replace(DATASET, expected_from=2020), (SCIENCE,), ()) == ()
    assert coverage(replace(DATASET, expected_to=2022), (SCIENCE,), ()) == ()


def test_in_a_sample_a_gap_says_nothing_about_the_agency() -> None:
    sample = replace(DATASET, coverage="sample")
    assert statuses(report(WATER, 2020), report(SCIENCE, 2021), dataset=sample) == {
        2020: "not_collected",
        2021: "present",
    }


@pytest.mark.parametrize(
    ("published", "status"),
    [(date(2021, 1, 31), "present"), (date(2021, 2, 1), "late"), (None, "present")],
)
def test_a_report_is_late_only_if_its_day_is_known_and_after_the_statutory_one(
    published: date | None, status: str
) -> None:
    (entry,) = coverage(DATASET, (SCIENCE,), (report(SCIENCE, 2020, published),))
    assert entry == CoverageYear("321200-science", 2020, status, published, date(2021, 1, 31), "321200-science-2020")


def test_a_missing_report_has_no_report_and_no_day_but_the_one_it_was_due() -> None:
    entries = coverage(DATASET, (SCIENCE,), (report(WATER, 2020),))
    assert entries == (CoverageYear("321200-science", 2020, "missing", None, date(2021, 1, 31), None),)


def test_a_report_that_is_there_but_cannot_be_read_is_not_missing() -> None:
    entries = coverage(DATASET, (SCIENCE,), (report(WATER, 2020),), {"321200-science-2020"})
    assert [entry.status for entry in entries] == ["not_read"]


@pytest.mark.parametrize(
    ("agency", "status"),
    [
        (replace(SCIENCE, valid_from=date(2021, 1, 1)), "not_expected"),
        (replace(SCIENCE, valid_from=date(2020, 12, 31)), "missing"),
        (replace(SCIENCE, valid_to=date(2021, 1, 30)), "not_expected"),
        (replace(SCIENCE, valid_to=date(2021, 1, 31)), "missing"),
        (replace(SCIENCE, valid_to=date(2020, 6, 30)), "not_expected"),
    ],
    ids=["too new", "new in the year", "gone before the day", "gone on the day", "gone in the year"],
)
def test_a_report_is_expected_of_who_was_there_in_the_year_and_still_on_the_day(agency: Agency, status: str) -> None:
    assert statuses(report(WATER, 2020), agency=agency) == {2020: status}


@pytest.mark.parametrize(("version", "status"), [("2021.1.0", "not_expected"), ("2021.2.0", "missing")])
def test_what_was_not_due_when_the_version_was_made_is_not_missing(version: str, status: str) -> None:
    assert statuses(report(WATER, 2020), dataset=replace(DATASET, version=version)) == {2020: status}


def test_of_townships_the_law_expects_no_day_and_we_no_report() -> None:
    town = Agency("321202-town", "京泰路街道办事处", None, (), "township", "321202")
    entries = coverage(replace(DATASET, agency_kind="government"), (town,), (report(WATER, 2020),))
    assert [(entry.status, entry.due_date) for entry in entries] == [("not_expected", None)]


JANUARY, MARCH = date(2023, 1, 31), date(2023, 3, 31)


@pytest.mark.parametrize(
    ("kind", "name", "due"),
    [
        ("department", "泰州市科学技术局", JANUARY),
        ("government", "泰州市人民政府", MARCH),
        ("mixed", "泰州市科学技术局", JANUARY),
        ("mixed", "江苏省科学技术厅", JANUARY),
        ("mixed", "泰州市发展和改革委员会", JANUARY),
        ("mixed", "泰州市人民政府", MARCH),
        ("mixed", "泰州市人民政府办公室", MARCH),
        ("mixed", "泰州医药高新区管理委员会", MARCH),
        ("mixed", "泰州学院", None),
        ("mixed", "泰州海关", None),
    ],
)
def test_departments_report_by_31_january_and_governments_by_31_march(kind: str, name: str, due: date | None) -> None:
    agency = replace(SCIENCE, name=name)
    assert due_date(replace(DATASET, agency_kind=kind), agency, 2022) == due


def test_every_status_is_a_published_code() -> None:
    codes = code_lists()["coverage_statuses"].codes
    assert set(codes) == {"present", "late", "not_read", "missing", "not_found", "not_collected", "not_expected"}


def test_what_was_looked_for_in_vain_is_told_from_what_nobody_looked_for() -> None:
    dataset = replace(DATASET, coverage="sample", expected_from=2020, expected_to=2021)
    looked = {(SCIENCE.agency_id, 2020): date(2026, 3, 2)}
    first, second = coverage(dataset, [SCIENCE], [], (), looked)
    assert (first.year, first.status, first.looked_on) == (2020, "not_found", date(2026, 3, 2))
    assert (second.year, second.status, second.looked_on) == (2021, "not_collected", None)
    complete = coverage(replace(dataset, coverage="complete"), [SCIENCE], [], (), looked)
    assert [entry.status for entry in complete] == ["missing", "missing"]
