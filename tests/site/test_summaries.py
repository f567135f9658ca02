"""Agencies, regions and coverage: what is held is said first, and what is not held has an answer too."""

from __future__ import annotations

import pytest

from gongkai.site.provenance import years_held
from gongkai.site.words import Words
from tests.site.conftest import Built
from tests.site.made_up import AGENCY

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("years", "zh", "en"),
    [
        ([2019], "2019", "2019"),
        ([2020, 2019, 2021], "2019–2021", "2019–2021"),
        ([2019, 2020, 2022], "2019、2020、2022", "2019, 2020, 2022"),
    ],
)
def test_a_span_of_years_leaves_none_out(years: list[int], zh: str, en: str) -> None:
    assert (years_held(years, Words("zh")), years_held(years, Words("en"))) == (zh, en)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("", "2022 年新收申请 11 件，办结 11 件，予以公开 1 件。"),
        ("en/", "2022: 11 requests received, 11 processed, 1 disclosed."),
    ],
)
def test_an_agency_page_opens_with_what_its_reports_say(built: Built, lang: str, said: str) -> None:
    page = built.tree(f"{lang}agencies/230100-science-technology")
    assert page.xpath("string(//p[@class='answer'])") == said
    cells = ("requests.new_received.total", "requests.total_processed.total", "requests.granted.total")
    report = "../../reports/230100-science-technology-2022/"
    assert page.xpath("//p[@class='answer']/a/@href") == [f"{report}#{cell}" for cell in cells]


def test_an_agency_page_shows_its_disputes_as_the_form_states_them(built: Built) -> None:
    chart = built.tree("agencies/230100-science-technology").get_element_by_id("disputes")
    (row,) = chart.xpath(".//tbody/tr")
    assert [cell.text_content() for cell in row] == ["2022", "0", "2", "0"]
    assert "2022：复议和诉讼 2 件，最多的是未经复议直接起诉（2 件）" in chart.text_content()


def test_reconciled_numbers_are_marked_wherever_they_are_counted(built: Built) -> None:
    agency = built.tree(f"agencies/{AGENCY.agency_id}")
    assert "40*" in agency.xpath("string(//p[@class='answer'])")
    (row,) = agency.xpath("//table//tr[th/a[contains(@href, '2022')]]")
    assert "40*" in [cell.text_content() for cell in row.xpath("td")]
    (listed,) = built.tree("reports").xpath(f"//tr[th/a[contains(@href, '{AGENCY.agency_id}-2022')]]")
    assert "40*" in [cell.text_content() for cell in listed.xpath("td")]


def test_the_grid_tells_held_from_never_collected(built: Built) -> None:
    (row,) = built.tree("agencies/coverage").xpath("//tr[th/a[contains(@href, '230100-')]]")
    cells = {year: cell for year, cell in zip((2020, 2021, 2022), row.xpath("td"), strict=True)}
    assert "未收集" in cells[2021].text_content() and "●" in cells[2022].text_content()
    assert cells[2022].xpath(".//a/@href") == ["../../reports/230100-science-technology-2022/"]


@pytest.mark.parametrize(("lang", "said"), [("", "怎样寄来"), ("en/", "how to send it in")])
def test_a_province_without_reports_says_so_and_how_to_send_one_in(built: Built, lang: str, said: str) -> None:
    page = built.tree(f"{lang}regions/110000")
    (link,) = [a for a in page.xpath("//a") if a.text_content() == said]
    assert link.get("href") == "../../about/#add"
    tile = built.tree(f"{lang}").xpath("//ul[contains(@class, 'tiles')]//a[@class='none']/@href")
    assert "./regions/110000/" in tile
