"""Reports against last year's, and against those of subordinate bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from gongkai.check import check_series as series_outcomes
from gongkai.check import reach
from gongkai.model import Check, Extraction, Finding, Number, Report, Status
from tests.support.reports import consistent_report, number, uncertain, with_number, with_report, with_row

OLD = consistent_report("2019")
OLD_NEXT = consistent_report("2019", seed=7, after=OLD)
NEW = consistent_report("2021")
NEW_NEXT = consistent_report("2021", seed=7, after=NEW)
FIRST = consistent_report("2019", year=2020)
LICENSING = "proactive_disclosure/administrative_licensing"
DOCUMENTS = "proactive_disclosure/normative_documents"
PENDING = "review_litigation/reconsideration"
CHANNELS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def check_series(reports: Mapping[str, Extraction], agency_of: Mapping[str, str]) -> dict[str, tuple[Finding, ...]]:
    return {report_id: findings for report_id, (findings, _) in series_outcomes(reports, agency_of).items()}


def count_series(reports: Mapping[str, Extraction], agency_of: Mapping[str, str]) -> dict[str, tuple[Check, ...]]:
    return {report_id: counts for report_id, (_, counts) in series_outcomes(reports, agency_of).items()}


def over_years(last: Extraction, this: Extraction, rule: str) -> tuple[list[Finding], Check]:
    """The findings of a rule about the later of two reports, and its count."""
    reports, agency = {"last": last, "this": this}, {"last": "a", "this": "a"}
    counts = {counted.rule: counted for counted in count_series(reports, agency)["this"]}
    return [found for found in check_series(reports, agency)["this"] if found.rule == rule], counts[rule]


def no_cases(report: Extraction, *, pending: int = 0) -> Extraction:
    """The report with nothing in its review table but, at most, pending reconsiderations."""
    for channel in CHANNELS:
        report = with_row(report, f"review_litigation/{channel}", 0, 0, 0, 0, 0)
    return with_row(report, PENDING, 0, 0, 0, pending, pending)


def zeros(report: Extraction) -> Extraction:
    for cell in report.cells:
        report = with_number(report, "/".join(cell.key), 0)
    return report


@dataclass(frozen=True)
class Pair:
    """Two reports in a row, and what the rule says of the later one."""

    rule: str
    last: Extraction
    this: Extraction
    expected: Number | str | None = None
    found: Number | str | None = None


def licensing(last: tuple[int | None, ...], this: int) -> tuple[Extraction, Extraction]:
    return with_row(OLD, LICENSING, *last), with_number(OLD_NEXT, f"{LICENSING}/items_prior_year", this)


def documents(last: int | None, *this: int) -> tuple[Extraction, Extraction]:
    return with_number(NEW, f"{DOCUMENTS}/in_force", last), with_row(NEW_NEXT, DOCUMENTS, *this)


def carried(out: int | None, into: int) -> tuple[Extraction, Extraction]:
    path = "natural_person"
    last = with_number(NEW, f"requests/carried_out/{path}", out)
    return last, with_number(NEW_NEXT, f"requests/carried_in/{path}", into)


FAILING = (
    Pair("YOY-01", *carried(3, 4), expected=3, found=4),
    Pair("YOY-02", NEW, with_report(NEW, year=2022)),
    Pair("A20-E19-05", *licensing((5, -2, 0), 4), expected=3, found=4),
    Pair("A20-E21-01", *documents(20, 4, 3, 22), expected=21, found=22),
    Pair("A20-E21-02", *documents(2, 4, 7, 0), expected="≤ 6", found=7),
    Pair("RL-P02", no_cases(NEW, pending=2), no_cases(NEW_NEXT), expected="> 0", found=0),
)
PASSING = (
    Pair("YOY-01", *carried(3, 3)),
    Pair("YOY-02", NEW, NEW_NEXT),
    Pair("A20-E19-05", *licensing((5, -2, 0), 3)),
    Pair("A20-E21-01", *documents(20, 4, 3, 21)),
    Pair("A20-E21-02", *documents(3, 4, 7, 0)),
    Pair("RL-P02", no_cases(NEW, pending=2), no_cases(NEW_NEXT, pending=1)),
)
OPEN = (
    Pair("YOY-01", *carried(None, 3)),
    Pair("YOY-01", uncertain(NEW), with_number(NEW_NEXT, "requests/carried_in/natural_person", 99)),
    Pair("YOY-02", zeros(NEW), zeros(NEW_NEXT)),
    Pair("YOY-02", FIRST, with_report(NEW, year=2021)),
    Pair("A20-E19-05", *licensing((5, None, 0), 4)),
    Pair("A20-E21-01", *documents(None, 4, 3, 22)),
    Pair("A20-E21-02", *documents(None, 4, 30, 22)),
    Pair("RL-P02", no_cases(NEW, pending=2), uncertain(no_cases(NEW_NEXT))),
)


@pytest.mark.parametrize("pair", FAILING, ids=lambda pair: pair.rule)
def test_a_broken_series_is_found_in_the_later_report(pair: Pair) -> None:
    findings, counted = over_years(pair.last, pair.this, pair.rule)
    assert [(found.expected, found.found) for found in findings] == [(pair.expected, pair.found)]
    assert counted.failed == 1
    reports = {"last": pair.last, "this": pair.this}
    assert check_series(reports, {"last": "a", "this": "a"})["last"] == ()


@pytest.mark.parametrize("pair", PASSING, ids=lambda pair: pair.rule)
def test_a_series_that_fits_is_counted(pair: Pair) -> None:
    findings, counted = over_years(pair.last, pair.this, pair.rule)
    assert (findings, counted.passed > 0) == ([], True)


@pytest.mark.parametrize("pair", OPEN, ids=lambda pair: pair.rule)
def test_blank_or_uncertain_cells_prove_nothing(pair: Pair) -> None:
    findings, counted = over_years(pair.last, pair.this, pair.rule)
    assert (findings, counted.failed, counted.not_evaluable > 0) == ([], 0, True)


def test_the_sentence_names_both_years() -> None:
    [found], _ = over_years(*carried(3, 4), "YOY-01")
    assert found.message_zh == "自然人列：2021年结转3件，2022年上年结转4件"
    assert found.message_en == "Column “natural persons”: 2021 carried out 3, 2022 carried in 4"


def test_reports_of_other_agencies_or_years_are_no_series() -> None:
    last, this = carried(3, 4)
    for agencies in ({"last": "a", "this": "b"}, {}):
        assert check_series({"last": last, "this": this}, agencies)["this"] == ()
    gap = with_report(this, year=2023)
    assert check_series({"last": last, "this": gap}, {"last": "a", "this": "a"})["this"] == ()


def test_without_last_year_stocks_and_pending_cases_are_left_open() -> None:
    counts = {counted.rule: counted for counted in count_series({"this": NEW}, {"this": "a"})["this"]}
    assert counts["YOY-01"].not_evaluable == 7
    assert counts["A20-E21-01"].not_evaluable == 2
    assert counts["A20-E19-05"] == Check("A20-E19-05", 0, 0, 0)
    assert counts["RL-P02"] == Check("RL-P02", 0, 0, 1)


def test_nothing_pending_is_no_case() -> None:
    _, counted = over_years(no_cases(NEW), no_cases(NEW_NEXT), "RL-P02")
    assert counted == Check("RL-P02", 0, 0, 0)


def test_a_rejected_file_has_neither_findings_nor_counts() -> None:
    rejected = Extraction(NEW.source, Status.REJECTED)
    assert check_series({"x": rejected}, {"x": "a"}) == {"x": ()}
    assert count_series({"x": rejected}, {"x": "a"}) == {"x": ()}


def body(agency: str, division_code: str, received: int, processed: int, year: int = 2021) -> Extraction:
    """A report of that body with those totals."""
    report = with_report(NEW, agency=agency, division_code=division_code, year=year)
    report = with_number(report, "requests/new_received/total", received)
    return with_number(report, "requests/total_processed/total", processed)


CITY = body("云岭区人民政府", "990100", 10, 10)
BUREAU = body("云岭区示范局", "990100", 4, 4)
DISTRICT = body("石桥区人民政府", "990102", 6, 6)
DISTRICT_BUREAU = body("石桥区示范局", "990102", 5, 5)


def rolled_up(bodies: Mapping[str, Extraction]) -> Check:
    return next(c for c in count_series({"city": CITY, **bodies}, {})["city"] if c.rule == "HIE-01")


@pytest.mark.parametrize(
    ("bodies", "passed", "failed"),
    [
        ({"bureau": BUREAU, "district": DISTRICT}, 2, 0),
        ({"bureau": BUREAU, "district": DISTRICT, "its bureau": DISTRICT_BUREAU}, 2, 0),
        ({"bureau": BUREAU, "its bureau": DISTRICT_BUREAU}, 0, 0),
        ({"bureau": BUREAU, "district": body("石桥区人民政府", "990102", 7, 6)}, 1, 1),
        ({"bureau": BUREAU, "district": body("石桥区人民政府", "990102", 7, 6, year=2022)}, 0, 0),
        ({"bureau": BUREAU, "elsewhere": body("北坡市人民政府", "990200", 7, 7)}, 0, 0),
        ({"bureau": BUREAU, "office": body("云岭区人民政府办公室", "990100", 10, 10)}, 0, 0),
        ({"bureau": BUREAU, "again": body("云岭区人民政府", "990100", 10, 10)}, 0, 0),
        ({"bureau": BUREAU, "district": uncertain(body("石桥区人民政府", "990102", 7, 7))}, 0, 0),
        ({}, 0, 0),
    ],
)
def test_subordinate_bodies_may_not_exceed_their_government(
    bodies: dict[str, Extraction], passed: int, failed: int
) -> None:
    counted = rolled_up(bodies)
    assert (counted.passed, counted.failed, counted.not_evaluable) == (passed, failed, 2 - passed - failed)


def test_the_roll_up_finding_stands_with_the_government() -> None:
    reports = {"city": CITY, "bureau": BUREAU, "district": body("石桥区人民政府", "990102", 7, 6)}
    results = check_series(reports, {})
    [found] = results["city"]
    assert (found.rule, found.expected, found.found) == ("HIE-01", "≥ 11", 10)
    assert results["bureau"] == results["district"] == ()


def test_a_department_rolls_up_nothing() -> None:
    counts = count_series({"bureau": BUREAU, "district": DISTRICT_BUREAU}, {})["bureau"]
    assert next(c for c in counts if c.rule == "HIE-01") == Check("HIE-01", 0, 0, 0)


def test_the_builder_gives_years_that_follow() -> None:
    assert number(NEW_NEXT, "requests/carried_in/total") == number(NEW, "requests/carried_out/total")
    assert check_series({"a": OLD, "b": OLD_NEXT}, {"a": "x", "b": "x"}) == {"a": (), "b": ()}


@pytest.mark.parametrize(
    ("report_id", "counted"),
    [
        ("990100-example-2021", Check("META-09", 1, 0, 0)),
        ("990100-example-2020", Check("META-09", 0, 1, 0)),
        ("example", Check("META-09", 0, 0, 1)),
    ],
)
def test_the_year_recorded_for_a_report_is_the_year_it_says(report_id: str, counted: Check) -> None:
    assert next(c for c in count_series({report_id: NEW}, {})[report_id] if c.rule == "META-09") == counted


def test_another_year_than_the_one_recorded_is_told() -> None:
    [found] = check_series({"990100-example-2020": NEW}, {})["990100-example-2020"]
    assert (found.rule, found.severity, found.expected, found.found) == ("META-09", "warning", 2020, 2021)
    assert found.message_zh == "登记为2020年的报告，所存文本读出2021年"
    assert found.message_en == "Recorded as the report for 2020; the text we hold reads 2021"
    unread = with_report(NEW, year=None)
    assert check_series({"990100-example-2020": unread}, {})["990100-example-2020"] == ()


@pytest.mark.parametrize(
    ("agency", "code", "shared"),
    [
        ("山东省人民政府", "370000", "37"),
        ("青岛市人民政府", "370200", "3702"),
        ("青岛市市南区人民政府", "370202", "370202"),
        ("青岛市人民政府办公厅", "370200", None),
        ("青岛市科学技术局", "370200", None),
        ("青岛市人民政府", None, None),
        (None, "370200", None),
    ],
)
def test_only_the_report_of_a_government_sums_up_the_bodies_of_its_division(
    agency: str | None, code: str | None, shared: str | None
) -> None:
    assert reach(Report(agency=agency, division_code=code)) == shared
