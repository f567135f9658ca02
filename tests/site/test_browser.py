"""The built site in Chromium, served from the root and from a sub-path of a local port."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.made_up import AGENCY
from tests.site.visiting import HARBIN, MADE_UP, Visit, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("path", ["", "years/2022/", "agencies/230100-science-technology/"])
def test_charts_are_drawn_across_the_page(visitor: Visit, path: str) -> None:
    page = visitor.open(path)
    box = page.locator("figure.chart svg.main-svg").first.bounding_box()
    assert box is not None and box["width"] > 300 and box["height"] > 100
    assert page.locator("figure.chart .point path").count() > 0
    assert page.locator("figure.chart .modebar-btn[data-title*='Plotly']").count() == 0


def test_a_chart_can_be_taken_away(visitor: Visit) -> None:
    page = visitor.open("years/2022/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 CSV").first.click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].split(",")[1] == "予以公开"
    assert any(line.startswith("# 来源") for line in lines)
    with page.expect_download() as image:
        page.get_by_role("button", name="下载 PNG").first.click()
    assert image.value.suggested_filename == "outcomes.png"
    picture = Path(image.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000


def test_the_finder_offers_harbin_while_typing(visitor: Visit) -> None:
    page = visitor.open("")
    for query in ("哈尔滨", "科技局", "haerbin", "Harbin", "hebskxjsj", "ha er bin", "黑龙江省哈尔滨市"):
        page.get_by_role("searchbox").fill(query)
        page.locator("[data-finder-results] a").filter(has_text="哈尔滨市科学技术局").wait_for()
    page.locator("[data-finder-results] a").filter(has_text="哈尔滨市科学技术局").click()
    assert "哈尔滨市科学技术局" in page.locator("h1").inner_text()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_searching_harbin_finds_its_report(visitor: Visit, lang: str) -> None:
    page = visitor.open(f"{lang}search/")
    page.locator("[data-search] input").fill("哈尔滨")
    page.keyboard.press("Enter")
    page.locator(f"[data-search-texts] a[href*='{HARBIN}']").first.wait_for()
    first = page.locator("[data-search-names] a").first.get_attribute("href")
    assert first and ("regions/230" in first or "agencies/230" in first)
    page.locator(f"[data-search-texts] a[href*='{HARBIN}']").first.click()
    assert "2022" in page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == ("en" if lang else "zh")


def test_search_finds_words_of_the_narrative_and_filters_by_year(visitor: Visit) -> None:
    page = visitor.open("search/?q=独角兽")
    page.locator(f"[data-search-texts] a[href*='{AGENCY.agency_id}-2022']").wait_for()
    page.locator("select[name=year]").select_option("2021")
    page.locator(f"[data-search-texts] a[href*='{AGENCY.agency_id}-2022']").wait_for(state="detached")
    assert "year=2021" in page.url


def test_the_catalogue_is_filtered_sorted_and_shared_by_address(visitor: Visit) -> None:
    page = visitor.open("reports/")
    page.locator("select[name=year]").select_option("2019")
    rows = page.locator("tbody tr:visible")
    page.locator("[data-catalogue-status]", has_text="共 3 份").wait_for()
    assert rows.count() == 3
    assert page.url.endswith("?year=2019")
    page.get_by_role("button", name="新收").click()
    page.locator("th[aria-sort='ascending']").wait_for()
    numbers = [int(text.rstrip("*")) for text in rows.locator("td:nth-child(4)").all_inner_texts()]
    assert numbers == sorted(numbers)
    assert page.url.endswith("?year=2019&sort=received")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载所列").click()
    head, first, *_ = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("report_id,agency_id,") and first.split(",")[0].endswith("-2019")
    visitor.open("reports/?province=230000&sort=-year")
    page.locator("[data-catalogue-status]", has_text="共 2 份").wait_for()
    years = page.locator("tbody td:nth-child(2)").all_inner_texts()
    assert years == sorted(years, reverse=True) and len(years) == 2


def test_the_other_language_keeps_the_query_and_the_place(visitor: Visit) -> None:
    page = visitor.open("reports/?year=2019&sort=received")
    page.get_by_role("link", name="English").click()
    page.locator("[data-catalogue-status]", has_text="3 reports").wait_for()
    assert page.url.endswith("en/reports/?year=2019&sort=received")


def test_arrow_keys_lead_into_the_suggestions(visitor: Visit) -> None:
    page = visitor.open("")
    page.get_by_role("searchbox").fill("哈尔滨")
    page.locator("[data-finder-results] a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('[data-finder-results]') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert not page.locator("[data-finder-results]").is_visible()


def test_the_first_tab_stop_leads_to_the_content(visitor: Visit) -> None:
    page = visitor.open("about/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")


def test_on_a_phone_nothing_covers_a_citation_and_no_word_is_torn(browser: Browser, server: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = visit(context, server).open("data/science-technology/")
        text = page.locator("#cite-1").bounding_box()
        button = page.locator("[data-copy='cite-1']").bounding_box()
        assert text and button and button["y"] >= text["y"] + text["height"] - 1
        page = visit(context, server).open(f"en/{HARBIN}")
        page.get_by_role("button", name="Show the whole form").click()
        group = page.locator("th[id='requests.processed']")
        assert group.evaluate("node => getComputedStyle(node).writingMode") == "vertical-rl"
        assert group.evaluate("node => node.scrollWidth <= node.clientWidth + 1")


TORN = """() => {
  const torn = [], texts = document.createTreeWalker(document.querySelector("#content"), NodeFilter.SHOW_TEXT);
  const range = document.createRange(), hidden = "pre, code, svg, thead, .visually-hidden, table.form";
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    if (!text.parentElement.offsetParent || text.parentElement.closest(hidden)) continue;
    for (const { 0: word, index } of text.data.matchAll(/[A-Za-z]{3,}/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) torn.push(word);
    }
  }
  return torn;
}"""
"""The English words of a page that stand on two lines."""


@pytest.mark.parametrize(
    "path", ["agencies/", "quality/", "quality/rules/", "indicators/", "reports/", "data/science-technology/"]
)
def test_on_a_phone_no_english_word_is_torn(browser: Browser, server: str, path: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = visit(context, server).open(f"en/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
        assert page.evaluate(TORN) == []


def test_a_number_leads_to_its_place_and_back_by_keyboard(visitor: Visit) -> None:
    page = visitor.open(MADE_UP)
    page.locator("[id='requests.new_received.total'] > a").focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="本年新收政府信息公开申请数量 · 总计")
    card.wait_for()
    assert "new_received" in card.locator("blockquote").inner_text()
    card.get_by_role("link", name="看出处").press("Enter")
    place = page.locator(":target")
    assert place.inner_text() == "8" and place.is_visible()
    assert in_view(page)
    card.get_by_role("link", name="回到这一格").press("Enter")
    assert page.locator(":target").get_attribute("id") == "requests.new_received.total"
    assert in_view(page)
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate("document.activeElement.hash") == "#requests.new_received.total"


def test_the_address_of_a_place_as_it_once_was_still_leads_there(visitor: Visit) -> None:
    page = visitor.open(MADE_UP)
    place = page.locator("td[data-place]").first.get_attribute("data-place") or ""
    line, cell = place.removeprefix("#_l").split("c")
    page.goto("about:blank")
    page.goto(f"{visitor.base}{MADE_UP}#src-line-{line}-cell-{cell}")
    page.wait_for_url(f"**{place}")
    assert in_view(page)


def test_the_card_tells_doubt_sums_checks_and_how_to_cite(visitor: Visit) -> None:
    page = visitor.open(f"{MADE_UP}#requests.total_processed.total")
    card = page.locator(".cell-card")
    card.wait_for()
    assert "按勾稽为 40" in card.inner_text()
    assert card.get_by_role("link", name="APP-C01").get_attribute("href") == f"{visitor.base}quality/rules/APP-C01/"
    assert card.get_by_role("button", name="复制引文").is_visible()
    page.goto(f"{visitor.base}{MADE_UP}#requests.carried_in.total")
    page.get_by_role("dialog", name="上年结转").wait_for()
    assert "不止一种读法" in page.locator(".cell-card").inner_text()


def test_the_form_is_one_tab_stop_with_arrow_keys_inside(visitor: Visit) -> None:
    page = visitor.open(HARBIN)
    page.locator("[id='requests.granted.total'] > a").focus()
    for key, cell in (
        ("ArrowDown", "requests.partially_granted.total"),
        ("ArrowLeft", "requests.partially_granted.other_organization"),
        ("Home", "requests.partially_granted.natural_person"),
        ("ArrowUp", "requests.granted.natural_person"),
        ("End", "requests.granted.total"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.hash") == f"#{cell}"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-form]')") is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.hash") == "#requests.granted.total"


def test_on_a_phone_the_form_is_an_outline_with_the_printed_form_one_switch_away(browser: Browser, server: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = visit(context, server).open(HARBIN)
        outline = page.locator(".outline")
        outline.wait_for()
        row = outline.locator("li.outline-row", has=page.get_by_role("button", name="不掌握相关政府信息"))
        assert row.locator("> .outline-number").inner_text() == "4"
        assert not outline.locator("a[href='#requests.unable_not_held.natural_person']").is_visible()
        row.get_by_role("button").press("Enter")
        assert outline.locator("a[href='#requests.unable_not_held.natural_person']").is_visible()
        assert outline.get_by_text("行都是 0").count() >= 3
        assert not page.locator("table.form-requests").is_visible()
        row.locator("> .outline-number a").click()
        page.get_by_role("dialog", name="本机关不掌握相关政府信息 · 总计").wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="显示整张表").click()
        assert page.locator("table.form-requests").is_visible() and not outline.is_visible()


def in_view(page: Page) -> bool:
    inside: bool = page.evaluate(
        "() => { const b = document.querySelector(':target').getBoundingClientRect();"
        " return b.top >= 0 && b.bottom <= innerHeight }"
    )
    return inside


def test_the_palette_can_be_switched_and_charts_follow(visitor: Visit) -> None:
    page = visitor.open("")
    before = page.evaluate("getComputedStyle(document.querySelector('.xtick text')).fill")
    button = page.get_by_role("button", name="深色")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert button.get_attribute("aria-pressed") == "true"
    page.wait_for_function(
        "old => getComputedStyle(document.querySelector('.xtick text')).fill !== old", arg=before, timeout=5000
    )


def test_the_palette_is_the_readers_own_until_one_is_chosen_and_stays(browser: Browser, server: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        scheme = "document.body.dataset.mdColorScheme"
        page.goto(server)
        assert page.evaluate(scheme) == "slate"
        page.emulate_media(color_scheme="light")
        page.locator("body[data-md-color-scheme='default']").wait_for()
        page.get_by_role("button", name="深色").click()
        page.goto(f"{server}en/about/")
        assert page.evaluate(scheme) == "slate"
        assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"


def test_what_is_folded_is_printed(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server}years/2022/")
        folded = "document.querySelectorAll('#content details:not([open])').length"
        before = page.evaluate(folded)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(folded) == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(folded) == before > 0


def test_a_page_prints_dark_on_white_from_a_dark_screen(browser: Browser, server: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(server + HARBIN)
        ink = "getComputedStyle(document.body).color"
        assert page.evaluate(ink) == "rgb(231, 233, 229)"
        page.emulate_media(media="print")
        assert page.evaluate(ink) == "rgb(28, 31, 29)"


def test_everything_is_there_without_javascript(browser: Browser, server: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server)
        page.locator("figure.chart summary").first.click()
        assert page.locator("figure.chart table").is_visible()
        assert page.locator("figure.chart .picture rect").first.is_visible()
        page.goto(f"{server}reports/")
        assert page.locator("tbody tr:visible").count() == 7
        page.goto(f"{server}{MADE_UP}#requests.new_received.total")
        assert page.locator("table.form td[id]").count() == 200
        cell = page.locator("[id='requests.new_received.total']")
        uses = page.locator("[data-form] .uses:visible")
        assert [link.inner_text() for link in uses.locator("a").all()] == ["APP-R01", "APP-C01", "引用"]
        cell.get_by_role("link", name="8").click()
        assert page.locator(":target").inner_text() == "8"
