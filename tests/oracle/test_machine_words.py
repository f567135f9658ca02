"""What a page tells machines about itself, and where it stands among the sections of the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.oracle import cells
from tests.oracle.pages import one_of_each, text
from tests.oracle.said import LANGUAGES, called
from tests.support.made_up.known import DATASETS

both_languages = pytest.mark.parametrize("lang", LANGUAGES)
SECTIONS = {"reports", "agencies", "regions", "years", "compare", "indicators", "data", "quality", "method"}


def tree(site: Path, lang: str, page: str) -> Any:
    return html.parse(str(site / ("" if lang == "zh" else lang) / page / "index.html")).getroot()


def told(site: Path, lang: str, page: str) -> dict[str, Any]:
    """The one block of schema.org of a page."""
    (block,) = tree(site, lang, page).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(block.text)
    return found


@both_languages
def test_a_report_is_a_dataset_of_its_agency_and_year(site: Path, lang: str) -> None:
    for row in cells.report_rows():
        found = told(site, lang, f"reports/{row['report_id']}/")
        assert (found["@type"], found["identifier"]) == ("Dataset", row["report_id"])
        assert found["name"].startswith(called(lang, row)) and str(row["year"]) in found["name"]
        assert found["creator"]["@type"] == "GovernmentOrganization"


@both_languages
def test_an_agency_is_an_organization_and_a_dataset_a_dataset(site: Path, lang: str) -> None:
    for row in cells.report_rows():
        found = told(site, lang, f"agencies/{row['agency_id']}/")
        assert (found["@type"], found["identifier"]) == ("GovernmentOrganization", row["agency_id"])
        assert found["name"] == called(lang, row)
    for dataset in DATASETS:
        found = told(site, lang, f"data/{dataset.id}/")
        assert (found["@type"], found["identifier"]) == ("Dataset", dataset.id)


@both_languages
def test_a_list_is_named_as_its_heading(site: Path, lang: str) -> None:
    for page in ("reports/", "agencies/", "regions/", "years/", "indicators/", "data/", "quality/", "search/"):
        heading = text(tree(site, lang, page).xpath("//article//h1")[0])
        assert told(site, lang, page)["name"] == heading


@both_languages
def test_the_section_that_a_page_belongs_to_is_marked(site: Path, lang: str) -> None:
    for page in one_of_each(site):
        marked = tree(site, lang, page).xpath("//header//a[@aria-current]/@data-section")
        section = page.split("/")[0]
        assert marked == ([section] if section in SECTIONS else []), page


@both_languages
def test_an_agency_names_its_own_feed_in_its_head_and_others_none(site: Path, lang: str) -> None:
    for row in cells.report_rows():
        page = f"agencies/{row['agency_id']}/"
        (feed,) = tree(site, lang, page).xpath("//head/link[contains(@rel, 'alternate')][@type='application/atom+xml']")
        folder = site / ("" if lang == "zh" else lang) / page
        language = "" if lang == "zh" else "en/"
        assert (folder / feed.get("href")).resolve() == (site / language / page / "feed.xml").resolve()
        assert feed.get("title") == called(lang, row)
    for page in ("reports/", "years/", "quality/"):
        assert tree(site, lang, page).xpath("//head/link[@type='application/atom+xml']") == []
