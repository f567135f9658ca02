"""The kinds of trouble outside the tables that were seen in real reports, as the shared cases set them down.

Made-up equivalents of each stand in the tests of the module concerned; these run where the shared folder is there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.pipeline.reading import extract_file
from tests.support.timing import at_best

CASES = Path(__file__).parents[3] / "shared" / "cases"
REPORTS = CASES / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason="the shared cases are not there")


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("05_university.txt", "not_a_report"),
        ("06_howto.md", "not_a_report"),
        ("07_notice_blank_form.txt", "not_a_report"),
        ("08_rule_with_sample_table.md", "not_a_report"),
        ("09_traditional_2012.txt", "before_2019"),
        ("09b_simplified_2012_control.txt", "before_2019"),
        ("12_facts.txt", None),
        ("17_no_year_2019_labels.txt", None),
    ],
)
def test_what_is_no_report_is_turned_away(file: str, reason: str | None) -> None:
    assert extract_file(REPORTS / file).reason == reason


@pytest.mark.parametrize(
    ("file", "agency"),
    [
        ("04_chrome_before_title.txt", "柳溪镇人民政府"),
        ("04b_chrome_before_title.txt", "柳溪镇人民政府"),
        ("16_agency_sentences.txt", "柳溪镇人民政府"),
        ("21_government_page_with_chrome.html", "安平区人民政府"),
    ],
)
def test_no_menu_line_is_part_of_a_name(file: str, agency: str) -> None:
    assert extract_file(REPORTS / file).report.agency == agency


def test_the_facts_of_a_whole_district_under_a_menu() -> None:
    extraction = extract_file(REPORTS / "21_government_page_with_chrome.html")
    assert {fact.fact: fact.value for fact in extraction.facts}["applications_received"] == 54
    assert str(extraction.report.publish_date) == "2022-03-01"


def test_the_first_statement_of_each_fact_counts() -> None:
    facts = {fact.fact: fact.value for fact in extract_file(REPORTS / "12_facts.txt").facts}
    assert facts == {
        "applications_closed": 48,
        "applications_processed": 28,
        "wechat_posts": 67,
        "website_posts": 63,
        "interpretations": 32,
        "online_interviews": 12,
        "litigation_cases": 1,
        "reconsideration_cases": 2,
    }


def test_the_overview_by_another_heading() -> None:
    assert 1 in {section.section for section in extract_file(REPORTS / "13_section_one_variant.txt").sections}


def test_an_edition_by_its_labels_alone() -> None:
    report = extract_file(REPORTS / "17_no_year_2019_labels.txt").report
    assert (report.edition, report.year) == ("2019", None)


def test_a_title_of_many_thousand_characters() -> None:
    extract_file(REPORTS / "17_no_year_2019_labels.txt")
    assert at_best(lambda: extract_file(CASES / "hostile" / "title_chars_20k.txt"), 0.3) < 0.3
