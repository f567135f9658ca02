"""Five things people come for, done with the keyboard alone on a phone and on a desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.made_up import MADE_UP
from tests.site.visiting import Visit, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HARBIN = "230100-science-technology"
MOST_STOPS = 90
"""Tab stops that a person may have to pass on one page."""


@pytest.fixture(params=[390, 1280])
def person(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Visit]:
    """Somebody with a keyboard, who sees no fault."""
    size: Any = {"width": request.param, "height": 844}
    with browser.new_context(viewport=size) as context:
        seen = visit(context, f"{server}some/where/")
        yield seen
        assert seen.complaints == []


IN_SIGHT = """() => {
  const node = document.activeElement, { left, right, top, bottom } = node.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2, y = (top + bottom) / 2;
  const shown = document.elementFromPoint(x, y), { outlineStyle, outlineWidth } = getComputedStyle(node);
  return (node.contains(shown) || shown?.contains(node)) && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""
"""What has the focus is inside the window, nothing lies over it, and a ring is drawn around it."""


def tab_to(page: Page, selector: str) -> None:
    """Tab until what has the focus fits the selector; it must be in sight then, and be seen to have the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            page.wait_for_function(IN_SIGHT)
            return
    raise AssertionError(f"{selector} is no tab stop within {MOST_STOPS} of {page.url}")


def choose(page: Page, value: str) -> None:
    """Go down the select that has the focus until it holds a value."""
    for _ in range(120):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice {value}")


def find(page: Page, words: str) -> None:
    """Type into the field that has the focus and go into what is offered."""
    page.keyboard.insert_text(words)
    page.locator("[data-finder-results] li").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_citizen_learns_what_a_body_did(person: Visit) -> None:
    page = person.open("")
    tab_to(page, "#finder-input")
    find(page, "哈尔滨科技局")
    page.wait_for_url(f"**/agencies/{HARBIN}/")
    assert "2022 年新收申请 11 件" in page.locator("article").inner_text()
    tab_to(page, f"a[href*='reports/{HARBIN}-2022/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/reports/{HARBIN}-2022/**")
    assert "予以公开 1 件" in page.locator("#answer").inner_text()


def test_a_journalist_compares_two_bodies(person: Visit) -> None:
    page = person.open("")
    tab_to(page, "nav a[href$='compare/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/")
    tab_to(page, "#compare-agency")
    for name in ("Harbin", "朔州科技局"):
        find(page, name)
        page.locator(":focus#compare-agency").wait_for()
    tab_to(page, "[data-choose-measure]")
    choose(page, "requests.granted.total")
    tab_to(page, "[data-add-measure]")
    page.keyboard.press("Enter")
    section = page.locator("[data-measure='requests.granted.total']")
    section.wait_for()
    assert section.locator("tbody tr").count() == 2
    assert "本站没有 2020 年的报告" in page.locator("[data-warnings]").inner_text()
    tab_to(page, "[data-measure='requests.granted.total'] td a")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="予以公开 · 总计").wait_for()


def test_a_researcher_filters_and_exports(person: Visit) -> None:
    page = person.open("data/")
    tab_to(page, "main a[href$='explore/'], footer a[href$='explore/']")
    page.keyboard.press("Enter")
    page.locator("[data-explore-result] table").wait_for()
    tab_to(page, "select[name=table]")
    choose(page, "requests")
    tab_to(page, "[data-add-filter]")
    page.keyboard.press("Enter")
    choose(page, "column_code")
    tab_to(page, "[data-explore-filters] input")
    page.keyboard.type("total")
    tab_to(page, "[data-add-filter]")
    page.keyboard.press("Enter")
    page.locator(":focus").locator("xpath=ancestor::*[@data-explore-filters]").wait_for()
    choose(page, "row_code")
    tab_to(page, "[data-explore-filters] > :last-child input")
    page.keyboard.type("new_received")
    page.keyboard.press("Tab")
    page.locator("[data-explore-status]", has_text="共 7 行").wait_for()
    tab_to(page, "[data-save]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    (harbin,) = (row for row in rows if row and row[0] == f"{HARBIN}-2022")
    assert dict(zip(rows[0], harbin, strict=True))["value"] == "11"


def test_a_reader_goes_from_a_number_to_where_it_is_printed_and_back(person: Visit) -> None:
    page = person.open(f"reports/{MADE_UP}/")
    tab_to(page, "#answer a[href='#requests.new_received.total']")
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="本年新收政府信息公开申请数量 · 总计")
    card.wait_for()
    tab_to(page, ".cell-card a[href^='#_']")
    page.keyboard.press("Enter")
    printed = page.locator(".source :target")
    assert printed.inner_text() == "8"
    assert printed.evaluate("node => node.getBoundingClientRect().top < innerHeight")
    page.locator(".cell-card [data-back]:focus").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**#requests.new_received.total")
    seen = page.locator("[data-form] a[href='#requests.new_received.total']:visible")
    assert seen.inner_text() == "8"
    assert seen.evaluate(
        "node => { const { top } = node.getBoundingClientRect(); return top > 0 && top < innerHeight; }"
    )


def test_a_newcomer_finds_the_own_agency_by_its_everyday_name_or_learns_that_it_is_missing(person: Visit) -> None:
    page = person.open("")
    tab_to(page, "#finder-input")
    find(page, "新疆科技厅")
    page.wait_for_url("**/agencies/650000-science-technology/")
    tab_to(page, "a.wordmark")
    page.keyboard.press("Enter")
    page.locator("#finder-input").wait_for()
    tab_to(page, "#finder-input")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("杭州科技局")
    page.keyboard.press("Enter")
    page.locator("[data-search-names] li", has_text="没有收录“杭州科技局”").wait_for()
    tab_to(page, "[data-search-names] a[href$='about/#add']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/about/#add")
