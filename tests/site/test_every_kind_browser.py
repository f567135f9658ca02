"""Every kind of page in Chromium, in both languages, narrow and wide, light and dark: clean, in bounds, accessible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.site.bundle import install_modules, theme_sheet
from tests.site.visiting import KINDS, LOST, Visit, visit
from tests.support.gold import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCHEMES: tuple[Any, ...] = ("light", "dark")
IN_ITS_COLOURS = """() => [...document.querySelectorAll(".xtick text")].every(
  (text) => getComputedStyle(text).fill === getComputedStyle(document.body).color)"""
"""Charts have followed the palette of the page."""
AXE = """async () => (await axe.run({
  resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })).violations"""
"""The size of targets is asked by WCAG 2.2 AA, but axe leaves it out unless told."""


LEFT_OUT = """(theme) => {
  const state = /::?(?!is|not|where|has)[a-z-]+(\\([^)]*\\))?/g, between = /,(?![^(]*\\))/;
  const of = (rules) => [...rules].flatMap(({ selectorText, cssRules }) =>
    selectorText ? selectorText.split(between).map((one) => one.trim()) : of(cssRules ?? []));
  const stands = (selector) => document.querySelector(selector.replace(state, "").trim() || "*");
  const there = (selector) => { try { return stands(selector); } catch { return false; } };
  const whole = new CSSStyleSheet(), loaded = [...document.styleSheets].find(({ href }) => href?.includes("theme.css"));
  whole.replaceSync(theme);
  const kept = new Set(of(loaded.cssRules));
  return of(whole.cssRules).filter((selector) => !kept.has(selector) && there(selector));
}"""
"""Rules of the theme about what stands on the page that the page does not load."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe."""
    modules = install_modules(ROOT / "build" / "cache" / "frontend") / "node_modules"
    return (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def problems(seen: Visit, path: str, width: int, schemes: Sequence[Any], axe: str) -> Iterator[str]:
    """What axe finds on a page, whether it sticks out in a palette, and which of the theme's rules it lacks.

    It is loaded in one palette and turned to the other; while colours fade over, axe would see those in between.
    """
    page = seen.open(path)
    assert page.locator("h1").count() == 1, path
    assert page.evaluate("document.fonts.status") == "loaded"
    page.evaluate(axe)
    for rule in page.evaluate(LEFT_OUT, theme_sheet().read_text(encoding="utf-8")):
        yield f"{path}: the theme’s rule {rule} is left out"
    page.evaluate("scrollTo(0, 0)")  # the header that stays in sight covers what stands under it
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IN_ITS_COLOURS)
        for found in page.evaluate(AXE):
            yield f"{path} {scheme}: {found['id']}: {found['nodes'][0]['html'][:150]}"
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"{path} {scheme}: wider than the window"
    page.emulate_media(color_scheme=schemes[0])


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize(("width", "schemes", "base"), [(390, SCHEMES[::-1], ""), (1280, SCHEMES, "some/where/")])
def test_it_opens_cleanly_and_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, server: str, width: int, schemes: Any, base: str, lang: str, axe: str
) -> None:
    size: Any = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=schemes[0], reduced_motion="reduce") as context:
        seen = visit(context, server + base)
        assert [p for kind in KINDS for p in problems(seen, lang + kind, width, schemes, axe)] == []
        assert seen.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_lost_reader_sees_is_as_clean(browser: Browser, server: str, width: int, axe: str) -> None:
    """Its addresses begin at the root of the site, as a server shows it at any address."""
    size: Any = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=SCHEMES[0], reduced_motion="reduce") as context:
        seen = visit(context, server)
        assert list(problems(seen, LOST, width, SCHEMES, axe)) == []
        assert seen.complaints == []
