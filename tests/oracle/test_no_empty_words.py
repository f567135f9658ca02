"""On a page of every kind, whatever is there to say something says it, and in the language that it is marked with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.oracle.pages import one_of_each, text

CHINESE, LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z]")
SPEAKING = ("h1", "h2", "h3", "th", "a", "button", "summary", "caption", "label", "legend", "dt", "option", "p")
LABELLED = ("aria-label", "placeholder", "title", "alt")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Any]:
    """The text of each of them, in both languages."""
    found = one_of_each(site)
    files = {path: site / path / "index.html" for page in found for path in (page, f"en/{page}")}
    return {path: html.parse(str(file)).getroot().xpath("//article")[0] for path, file in files.items()}


def test_there_is_a_page_of_every_kind(pages: dict[str, Any]) -> None:
    kinds = {path.removeprefix("en/").split("/")[0] for path in pages}
    assert {"reports", "agencies", "regions", "years", "data", "quality", "indicators", "compare", "explore"} <= kinds
    assert len(pages) > 40


def test_nothing_that_should_speak_is_empty(pages: dict[str, Any]) -> None:
    silent = [
        f"{path}: {html.tostring(element, encoding='unicode', with_tail=False)[:120]}"
        for path, page in pages.items()
        for element in page.iter(*SPEAKING)
        if not text(element) and not element.xpath(".//img|.//svg|.//input|.//select")
        and not (element.get("aria-label") or element.get("role") == "status" or element.get("hidden") is not None)
        and not any(name.startswith("data-") for name in element.attrib)
    ]  # fmt: skip
    assert silent == []


def test_every_link_around_a_page_speaks(site: Path) -> None:
    for path in ("", "en/"):
        body = html.parse(str(site / path / "index.html")).getroot().find("body")
        links = [link for link in body.iter("a") if not link.xpath("ancestor::article")]
        assert len(links) > 10
        assert [link.get("href") for link in links if not (text(link) or link.get("aria-label"))] == []


def test_no_label_is_empty(pages: dict[str, Any]) -> None:
    empty = [
        f"{path}: {name} of {html.tostring(element, encoding='unicode', with_tail=False)[:120]}"
        for path, page in pages.items()
        for name in LABELLED
        for element in page.xpath(f".//*[@{name}]")
        if not element.get(name).strip() and (name, element.tag) != ("alt", "img")
    ]
    assert empty == []


def test_no_choice_is_offered_twice(pages: dict[str, Any]) -> None:
    for path, page in pages.items():
        for select in page.iter("select"):
            values = [option.get("value", option.text) for option in select.iter("option")]
            assert len(values) == len(set(values)), f"{path}: {select.get('name')}"


def test_what_is_marked_as_chinese_on_an_english_page_is_chinese(pages: dict[str, Any]) -> None:
    wrong = [
        f"{path}: {text(element)[:80]}"
        for path, page in pages.items()
        if path.startswith("en/")
        for element in page.xpath(".//*[@lang='zh']")
        if LATIN.search(text(element)) and not CHINESE.search(text(element))
    ]
    assert wrong == []
