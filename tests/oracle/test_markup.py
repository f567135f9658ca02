"""Every page is written as HTML should be: what is opened is closed, and a wide table can be scrolled on its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from tests.oracle.pages import nameless, one_of_each

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)  # fmt: skip
"""Elements that the HTML standard leaves without an end."""

EMPTY = re.compile(r'<(\w+)[^<>]*? ([\w-]+)=""')


class Nesting(HTMLParser):
    """Finds the ends that close nothing and the elements that are not closed where they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Drawings close their elements at once."""

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> in line {self.getpos()[0]} inside {self.open[-3:]}")


@pytest.fixture(scope="module")
def files(site: Path) -> list[Path]:
    """A page of every kind in both languages, and that for addresses which lead nowhere."""
    pages = [site / language / page / "index.html" for page in one_of_each(site) for language in ("", "en")]
    return [*pages, site / "404.html"]


def test_what_is_opened_is_closed(files: list[Path]) -> None:
    wrong = {}
    for file in files:
        nesting = Nesting()
        nesting.feed(file.read_text(encoding="utf-8"))
        if nesting.wrong or nesting.open:
            wrong[file] = (nesting.wrong, nesting.open)
    assert wrong == {}


def test_what_is_given_to_an_element_is_something(files: list[Path]) -> None:
    """Empty on purpose: the choice of all, a line without points, the root seen from anywhere, what a cell is not."""
    empty = {
        file: EMPTY.findall(re.sub(r"<script.*?</script>", "", file.read_text("utf-8"), flags=re.S)) for file in files
    }
    assert {name for found in empty.values() for name in found} <= {
        ("option", "value"), ("path", "d"), ("div", "data-root"), ("td", "class")
    }  # fmt: skip


def test_a_table_is_scrolled_alone_and_has_a_name(files: list[Path]) -> None:
    """All but those written in Markdown, which have no class."""
    wrong = [
        f"{file}: {html.tostring(table, encoding='unicode')[:120]}"
        for file in files
        for table in html.parse(str(file)).getroot().xpath("//table[@class]")
        if not table.xpath("ancestor::*[@role='region'][@tabindex='0'][normalize-space(@aria-label)]")
        or not table.xpath("normalize-space(caption)")
    ]
    assert wrong == []


def test_the_head_of_a_page_names_it(files: list[Path]) -> None:
    for file in files:
        head = html.parse(str(file)).getroot().find("head")
        told = {meta.get("property") or meta.get("name"): meta.get("content") for meta in head.iter("meta")}
        assert all(told[name].strip() for name in ("description", "og:site_name", "og:title", "og:description")), file
        assert head.findtext("title") in (f"{told['og:title']} · {told['og:site_name']}", told["og:site_name"]), file


def test_a_page_knows_the_root_of_the_site(site: Path, files: list[Path]) -> None:
    for file in files:
        (root,) = html.parse(str(file)).getroot().xpath("//*[@data-root]/@data-root")
        assert (site if file.name == "404.html" else file.parent / root).resolve() == site.resolve(), file
        assert root.strip("/.") == ""


def test_what_can_be_pressed_or_followed_has_a_name(files: list[Path]) -> None:
    assert [(file, node) for file in files for node in nameless(file)] == []
