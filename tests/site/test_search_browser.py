"""What people would ask, and what must come first (`search_queries.csv`, written before the search was)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import Built
from tests.site.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUERIES = list(csv.DictReader(Path(__file__).with_name("search_queries.csv").read_text(encoding="utf-8").splitlines()))
FIRST = "() => document.querySelector('[data-search] ol:not([hidden]) > li a')?.href ?? ''"


def test_each_query_gives_first_what_was_asked(browser: Browser, server: str) -> None:
    assert len(QUERIES) >= 40
    wrong = []
    with browser.new_context() as context:
        for lang in ("zh", "en"):
            seen = visit(context, f"{server}some/where/")
            root = seen.base + ("en/" if lang == "en" else "")
            page = seen.page
            page.goto(f"{root}search/")
            for asked in (row for row in QUERIES if row["lang"] == lang):
                page.get_by_role("searchbox").fill(asked["query"])
                page.keyboard.press("Enter")
                page.locator("[data-search-status]", has_text=f"“{asked['query']}”").wait_for()
                first = page.evaluate(FIRST).removeprefix(root)
                if asked["first"] not in (first if asked["first"].startswith("#") else first[: len(asked["first"])]):
                    wrong.append(f"{asked['query']} ({lang}): {asked['first']} expected, {first or 'nothing'} found")
            assert seen.complaints == []
    assert not wrong, "\n".join(wrong)


def test_a_row_of_the_form_is_answered_with_its_number_and_a_way_to_the_cell(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = visit(context, server).page
        page.goto(f"{server}search/?q=重复申请")
        answer = page.locator("[data-search-names] li", has_text="哈尔滨市科学技术局 2022")
        answer.wait_for()
        assert "4 / 11" in answer.inner_text()
        answer.locator("a").click()
        page.get_by_role("dialog", name="重复申请 · 总计").wait_for()


@pytest.mark.parametrize(("lang", "query"), [("", "不予公开"), ("en/", "refused")])
def test_an_outcome_is_answered_with_its_sums_and_the_rate_made_of_them(
    browser: Browser, server: str, lang: str, query: str
) -> None:
    with browser.new_context() as context:
        page = visit(context, server).page
        page.goto(f"{server}{lang}search/?q={query}")
        answers = page.locator("[data-search-names] a")
        answers.first.wait_for()
        held = [(link.get_attribute("href") or "", link.inner_text()) for link in answers.all()]
    harbin = [text for path, text in held if path.endswith("230100-science-technology-2022/#requests.refused")]
    assert len(harbin) == 1 and "1 / 11" in harbin[0]
    assert any(path.endswith("indicators/refusal_rate/") for path, _ in held)


def test_the_search_moves_nothing_while_it_finds(browser: Browser, server: str) -> None:
    moved = """() => new Promise((done) => {
      const sum = (list) => done(list.getEntries().reduce((whole, { value }) => whole + value, 0));
      new PerformanceObserver(sum).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(0), 500);
    })"""
    with browser.new_context(viewport={"width": 412, "height": 823}) as context:
        page = visit(context, server).page
        for path, there in (("search/?q=refused", "[data-search-texts] a"), ("explore/", "[data-explore-result] td")):
            page.goto(server + path)
            page.locator(there).first.wait_for()
            assert page.evaluate(moved) < 0.02, path


def test_rules_and_pages_written_by_hand_come_after_reports(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = visit(context, server).page
        page.goto(f"{server}search/?q=行政复议")
        page.locator("[data-search-texts] a").first.wait_for()
        places = [link.get_attribute("href") or "" for link in page.locator("[data-search-texts] a").all()]
        background = [any(part in place for part in ("/quality/rules/", "/method/", "/about/")) for place in places]
        assert background == sorted(background) and not background[0]


def test_what_is_not_held_is_said_with_the_way_to_send_it_in(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = visit(context, server).page
        page.goto(f"{server}search/?q=杭州市科技局")
        page.locator("[data-search-names] li", has_text="没有收录“杭州市科技局”").wait_for()
        absent, send = page.locator("[data-search-names] li").all()
        assert "没有收录不等于没有公布" in absent.inner_text() and "浙江省" in absent.inner_text()
        assert (send.locator("a").get_attribute("href") or "").endswith("about/#add")


@pytest.mark.parametrize(("lang", "said"), [("", "没有收录，不等于没有公布"), ("en/", "may well have been published")])
def test_a_kind_of_agency_that_nobody_holds_is_answered_too(
    browser: Browser, server: str, lang: str, said: str
) -> None:
    with browser.new_context() as context:
        page = visit(context, server).page
        page.goto(f"{server}{lang}search/?q=教育局")
        page.locator("[data-search-status]", has_text=said).wait_for()
        page.locator("[data-search-names] a").click()
        page.wait_for_url(f"**/{lang}about/#add")


def test_the_page_for_wrong_addresses_names_the_place(browser: Browser, server: str, built: Built) -> None:
    missing = (built.folder / "404.html").read_text(encoding="utf-8")
    with browser.new_context() as context:
        page = visit(context, server).page
        page.route("**/agencies/330100-science-technology/", lambda route: route.fulfill(status=404, body=missing))
        page.goto(f"{server}agencies/330100-science-technology/")
        page.locator("[data-absent] a", has_text="杭州市：本站没有收录这个地址").click()
        page.wait_for_url("**/regions/330000/")
