"""Dates, names and editions in the shapes they come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.check.examples import LATE, NEW, OLD
from tests.check.test_rules import count_of, findings_of
from tests.support.reports import with_report, with_text


@pytest.mark.parametrize(
    ("agency", "level", "published", "late"),
    [
        ("云岭区示范局", "prefecture", date(2022, 2, 1), True),
        ("云岭区人民政府", "prefecture", date(2022, 3, 31), False),
        ("云岭区人民政府", "prefecture", date(2022, 4, 1), True),
        ("云岭区人民政府办公室", "prefecture", date(2022, 3, 1), False),
        ("云岭经济开发区管理委员会", None, date(2022, 3, 1), False),
        ("石桥镇人民政府", None, date(2022, 6, 1), False),
        ("石桥街道办事处", "township", date(2022, 6, 1), False),
        ("云岭综合实验区", "prefecture", date(2022, 3, 31), False),
        (None, None, date(2022, 6, 1), False),
    ],
)
def test_departments_have_until_january_and_governments_until_march(
    agency: str | None, level: str | None, published: date, late: bool
) -> None:
    report = with_report(NEW, agency=agency, agency_as_titled=None, level=level, publish_date=published)
    assert bool(findings_of(report, "META-03")) is late


def test_a_date_before_the_period_ended_is_not_called_late() -> None:
    report = with_report(NEW, publish_date=date(2021, 1, 20))
    assert findings_of(report, "META-03") == []
    assert count_of(report, "META-03").not_evaluable == 1
    assert len(findings_of(report, "META-08")) == 1


def test_an_unstated_period_is_a_note_and_another_one_a_warning() -> None:
    unstated = with_report(NEW, coverage_start=None, coverage_end=None)
    half = with_report(NEW, coverage_start=None)
    other = with_report(NEW, coverage_start=None, coverage_end=date(2021, 11, 30))
    assert [findings_of(report, "META-02")[0].severity for report in (unstated, half, other)] == [
        "info",
        "info",
        "warning",
    ]
    assert findings_of(unstated, "META-02")[0].found is None
    assert findings_of(unstated, "META-02")[0].message_zh == "统计期限在所存文本里没有写全"
    told = findings_of(other, "META-02")[0].message_en
    assert told == "The period covered is …/2021-11-30, not 1 January to 31 December"


@pytest.mark.parametrize(
    "signatory", ["威海市科学技术局", "威海市科技局", "市科技局", "威海市科学技术局办公室", "威海市 科学技术局"]
)
def test_a_short_form_of_the_name_is_the_same_agency(signatory: str) -> None:
    report = with_report(NEW, agency="威海市科学技术局", agency_as_titled="威海市科技局", signatory=signatory)
    assert findings_of(report, "META-04") == []


def test_a_report_without_a_title_cannot_be_judged_by_it() -> None:
    counted = count_of(with_report(NEW, title=None), "META-01")
    assert (counted.passed, counted.failed, counted.not_evaluable) == (0, 0, 1)


def test_without_an_agency_in_the_title_its_full_name_is_expected() -> None:
    [found] = findings_of(with_report(NEW, agency_as_titled=None, signatory="云岭区财政局"), "META-04")
    assert found.expected == "云岭区示范局"


@pytest.mark.parametrize(
    "contact", [{"phone": "1"}, {"email": "a@b.cn"}, {"address": "路1号"}, {"postcode": "100000"}, {"website": "a.cn"}]
)
def test_any_way_to_reach_the_agency_is_a_contact(contact: dict[str, str]) -> None:
    assert findings_of(with_report(with_report(NEW, phone=None), **contact), "META-06") == []


@pytest.mark.parametrize(
    ("year", "edition", "fits"),
    [(2018, "2019", False), (2019, "2019", True), (2020, "2019", True), (2020, "2021", False), (2030, "2021", True)],
)
def test_each_form_has_its_years(year: int, edition: str, fits: bool) -> None:
    report = with_report(OLD if edition == "2019" else NEW, year=year)
    assert bool(findings_of(report, "ED-01")) is not fits


def test_a_year_before_the_known_forms_expects_none_of_them() -> None:
    assert findings_of(with_report(OLD, year=2018), "ED-01")[0].expected is None


def test_direct_suits_are_looked_at_from_2024_on() -> None:
    assert count_of(NEW, "RL-P01").applicable == 0
    assert count_of(LATE, "RL-P01").passed == 1


@pytest.mark.parametrize(
    "text",
    [
        "2021年，本局公开信息30条。",
        "2020年以来，本局公开信息30条。",
        "与2020年相比，增加3条。",
        "2020年，我局印发《办法》。",
        "根据2020年全市工作安排，本局公开信息30条。",
        "2022年，本局将继续努力。",
        "2020年底我局网站改版。",
    ],
)
def test_speaking_of_another_year_is_no_reused_text(text: str) -> None:
    assert findings_of(with_text(NEW, text), "META-07") == []


@pytest.mark.parametrize(
    "text", ["2020年，我局公开信息30条。", "总体良好。2020年度，全市收到申请3件；", "一是2020 年本局受理申请3件。"]
)
def test_last_year_as_the_subject_of_a_sentence_is_reused_text(text: str) -> None:
    [found] = findings_of(with_text(NEW, text), "META-07")
    assert found.message_zh == "正文以2020年为叙述年度，可能沿用了往年文字"


def test_a_year_longer_ago_is_reused_text_as_well() -> None:
    [found] = findings_of(with_text(NEW, "2018年，我局公开信息30条。2019年，我局公开信息40条。"), "META-07")
    assert (found.expected, found.found) == (2021, 2019)


def test_reused_text_is_shown_in_the_parts_that_speak_of_the_latest_such_year() -> None:
    texts = {1: "2019年，我局公开信息30条。", 2: "2020年，我局公开信息40条。", 3: "2021年，我局收到申请3件。"}
    report = replace(NEW, sections=tuple(replace(part, text=texts.get(part.section, "")) for part in NEW.sections))
    [found] = findings_of(report, "META-07")
    assert found.places == (NEW.sections[1].place,)


def test_the_missing_part_is_named() -> None:
    [found] = findings_of(replace(NEW, sections=NEW.sections[1:]), "META-05")
    assert (found.message_zh, found.message_en) == ("所存文本没有第一部分", "Part 1 is not in the text we hold")
