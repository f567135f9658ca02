"""Every kind of page in Chromium, in both languages, narrow and wide, light and dark: clean, in bounds, accessible."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from gongkai.site.bundle import install_modules
from tests.site.visiting import KINDS, LOST, visit
from tests.support.gold import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCHEMES = ("light", "dark")
IN_ITS_COLOURS = """() => [...document.querySelectorAll(".xtick text")].every(
  (text) => getComputedStyle(text).fill === getComputedStyle(document.body).color)"""
"""Charts have followed the palette of the page."""
AXE = """async () => (await axe.run({
  resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })).violations"""
"""The size of targets is asked by WCAG 2.2 AA, but axe leaves it out unless told."""


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize(("width", "schemes", "base"), [(390, SCHEMES[::-1], ""), (1280, SCHEMES, "some/where/")])
def test_it_opens_cleanly_and_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, server: str, width: int, schemes: Any, base: str, lang: str
) -> None:
    """Loaded in one palette and turned to the other; while colours fade over, axe would see those in between."""
    modules = install_modules(ROOT / "build" / "cache" / "frontend") / "node_modules"
    axe = (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    size: Any = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=schemes[0], reduced_motion="reduce") as context:
        seen = visit(context, server + base)
        problems = []
        for path in [lang + kind for kind in KINDS] + [LOST] * (not lang):
            page = seen.open(path)
            assert page.locator("h1").count() == 1, path
            assert page.evaluate("document.fonts.status") == "loaded"
            page.evaluate(axe)
            page.evaluate("scrollTo(0, 0)")  # the header that stays in sight covers what stands under it
            for scheme in schemes:
                page.emulate_media(color_scheme=scheme)
                page.wait_for_function(IN_ITS_COLOURS)
                found = page.evaluate(AXE)
                problems += [f"{path} {scheme}: {v['id']}: {v['nodes'][0]['html'][:150]}" for v in found]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    problems.append(f"{path} {scheme}: wider than the window")
            page.emulate_media(color_scheme=schemes[0])
        assert problems == []
        assert seen.complaints == []
