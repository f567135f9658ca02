"""Whose report it is: by full name, then short name, in the division and the year; never by a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.dataset import agency_for
from gongkai.model import Agency, Report

SCIENCE = Agency("321200-science", "泰州市科学技术局", None, ("泰州市科技局",), "prefecture", "321200")
EDUCATION = Agency("321200-education", "泰州市教育局", None, (), "prefecture", "321200")
AUTONOMOUS = Agency("640000-science", "宁夏回族自治区科学技术厅", None, ("自治区科技厅",), "province", "640000")
REGISTER = (EDUCATION, SCIENCE, AUTONOMOUS)


def of(name: str | None, division: str | None = "321200", year: int | None = 2022) -> Report:
    return Report(agency=name, division_code=division, year=year)


@pytest.mark.parametrize(
    "name", ["泰州市科学技术局", "泰州市 科学技术局", "泰州市科技局", "市科学技术局", "市科技局", "科技局"]
)
def test_a_name_in_full_or_in_short_leads_to_the_agency_of_the_division(name: str) -> None:
    assert agency_for(of(name), REGISTER) == SCIENCE


def test_a_former_name_leads_to_the_agency_as_it_is_called_now() -> None:
    renamed = replace(SCIENCE, names_used=("泰州市科学技术委员会",))
    assert agency_for(of("泰州市科委", year=2019), (renamed,)) == renamed


def test_the_name_as_titled_and_the_signatory_count_where_the_full_name_says_nothing() -> None:
    assert agency_for(replace(of(None), agency_as_titled="泰州市科技局"), REGISTER) == SCIENCE
    assert agency_for(replace(of(None), signatory="泰州市教育局"), REGISTER) == EDUCATION


def test_the_full_name_goes_before_the_signatory() -> None:
    assert agency_for(replace(of("泰州市科学技术局"), signatory="泰州市教育局"), REGISTER) == SCIENCE


def test_an_official_name_goes_before_another_agencys_former_name() -> None:
    heir = Agency("321200-innovation", "泰州市科技创新局", None, ("泰州市科学技术局",), "prefecture", "321200")
    assert agency_for(of("泰州市科学技术局"), (heir, SCIENCE)) == SCIENCE


def test_the_same_name_in_another_division_is_another_agency() -> None:
    assert agency_for(of("泰州市科学技术局", "331000"), REGISTER) is None


def test_without_a_division_the_name_must_name_the_place() -> None:
    assert agency_for(of("泰州市科学技术局", None), REGISTER) == SCIENCE
    assert agency_for(of("自治区科技厅", None), REGISTER) is None
    assert agency_for(of("自治区科技厅", "640000"), REGISTER) == AUTONOMOUS


def test_without_a_division_a_name_that_two_places_have_leads_nowhere() -> None:
    twins = tuple(
        Agency(f"{code}-health", "白云区卫生健康局", None, (), "county", code) for code in ("440111", "520113")
    )
    assert agency_for(of("白云区卫生健康局", None), twins) is None
    assert agency_for(of("白云区卫生健康局", "520113"), twins) == twins[1]


def test_an_agency_keeps_its_reports_when_the_code_of_its_place_changes() -> None:
    """太谷县, 140726, became 太谷区, 140703, in 2019."""
    agency = Agency("140726-health", "太谷区卫生健康局", None, ("太谷县卫生健康局",), "county", "140703")
    assert agency_for(of("太谷县卫生健康局", "140726", 2019), (agency,)) == agency
    assert agency_for(of("太谷区卫生健康局", "140703"), (agency,)) == agency


def test_a_short_name_does_not_cross_from_a_former_division_to_the_one_it_joined() -> None:
    joined = Agency("140703-health", "太谷区卫生健康局", None, (), "county", "140703")
    assert agency_for(of("卫生健康局", "140726", 2019), (joined,)) is None


ENDED = replace(SCIENCE, valid_to=date(2023, 6, 30), successor_id="321200-innovation")
HEIR = Agency("321200-innovation", "泰州市科学技术局", None, (), "prefecture", "321200", valid_from=date(2023, 7, 1))


@pytest.mark.parametrize(("year", "agency"), [(2022, ENDED), (2023, HEIR), (2024, HEIR)])
def test_a_name_that_passed_on_leads_to_who_bore_it_at_the_end_of_the_year(year: int, agency: Agency) -> None:
    assert agency_for(of("泰州市科学技术局", year=year), (ENDED, HEIR)) == agency


def test_an_agency_reports_on_no_year_in_which_it_did_not_exist() -> None:
    assert agency_for(of("泰州市科学技术局", year=2022), (HEIR,)) is None
    assert agency_for(of("泰州市科学技术局", year=2024), (ENDED,)) is None


def test_an_agency_reports_on_its_last_year_if_nobody_took_its_name() -> None:
    assert agency_for(of("泰州市科学技术局", year=2023), (ENDED, EDUCATION)) == ENDED


def test_a_report_without_a_name_is_of_nobody() -> None:
    assert agency_for(of(None), REGISTER) is None
    assert agency_for(of("泰州市财政局"), REGISTER) is None
