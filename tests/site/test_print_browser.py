"""A page on paper, at twice its size, and for a reader whom movement makes ill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.site.made_up import AGENCY
from tests.site.visiting import HARBIN, KINDS, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPARED = f"compare/?a=230100-science-technology,{AGENCY.agency_id}&m=requests.new_received.total"


@pytest.fixture
def reader(browser: Browser, server: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield visit(context, server).page


def sheets(page: Page) -> list[str]:
    """The text of each sheet of A4 that a page prints on."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    return [sheet.get_textpage().get_text_range() for sheet in document]


def test_a_table_of_the_form_is_printed_on_one_sheet_with_its_caption(reader: Page, server: str) -> None:
    reader.goto(server + HARBIN)
    (sheet,) = [text for text in sheets(reader) if "一、本年新收政府信息公开申请数量" in text]
    assert "收到和处理政府信息公开申请情况" in sheet and "四、结转下年度继续办理" in sheet


def test_what_can_only_be_used_on_a_screen_is_not_printed(reader: Page, server: str) -> None:
    for path, chart in (("", "figure.chart"), (COMPARED, "svg.main-svg")):
        reader.goto(server + path)
        reader.locator(chart).first.wait_for()
        text = "".join(sheets(reader))
        assert "申请" in text and not [word for word in ("查找", "嵌入这张图", "复制", "加上", "×") if word in text]


def test_a_drawn_chart_fits_the_paper(reader: Page, server: str) -> None:
    reader.goto(server + COMPARED)
    reader.locator("svg.main-svg").first.wait_for()
    reader.evaluate("document.body.style.width = '700px'")
    reader.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.emulate_media(media="print")
    boxes = [point.bounding_box() for point in reader.locator("svg.main-svg .scatterlayer .point").all()]
    assert boxes and all(box and box["x"] + box["width"] <= 700 for box in boxes)


def test_at_twice_the_size_nothing_sticks_out(browser: Browser, server: str) -> None:
    # 200 % in a window of 1280 px leaves 640 to the page (WCAG 2.2, 1.4.4)
    with browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2) as context:
        seen = visit(context, server)
        wide = [path for path in KINDS if seen.open(path).evaluate("document.documentElement.scrollWidth > innerWidth")]
    assert wide == []


def test_nothing_moves_for_who_asks_for_reduced_motion(browser: Browser, server: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((node) => ["", "::before", "::after"].some((part) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node, part || null);
      return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
    })).map((node) => node.outerHTML.slice(0, 80))"""
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for path in ("", HARBIN, "search/", "explore/"):
            page.goto(server + path)
            assert page.evaluate(moving) == [], path


def test_the_snippet_of_a_chart_names_its_page_and_its_picture(reader: Page, server: str) -> None:
    reader.goto(server)
    code = reader.locator("#embed-outcomes-by-year").text_content() or ""
    assert code.startswith(f'<a href="{server}"><img src="{server}outcomes-by-year.svg" width="960" alt="')
