"""Links in the lists of government sites: reports, next pages, attachments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypedDict
from urllib.parse import urljoin, urlsplit

from scrapy.http import TextResponse

from gongkai.forms.data_files import yaml_data

_YEAR = re.compile(r"(20[0-3]\d)(?!\d)")
_DEEPEST_ISLAND = 40
"""Depth of nested objects that is searched: a page can nest them without end."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text; `year` is the one year that text or address names, None if none or several."""

    address: str
    text: str

    @property
    def year(self) -> int | None:
        """The year of the report, if the link names one."""
        years = set(map(int, _YEAR.findall(self.text)))
        return years.pop() if len(years) == 1 else None


def report_links(page: TextResponse) -> list[Link]:
    """Links that look as if they lead to reports, in the order of the page, each address once."""
    found = {link.address: link for link in reversed([*_anchors(page), *_in_islands(page)]) if _is_report(link.text)}
    return list(reversed(found.values()))


def sitemap_links(page: TextResponse) -> list[Link]:
    """Addresses of a sitemap that look like those of reports; nested sitemaps come with the text `sitemap`."""
    nested = [Link(address, "sitemap") for address in _locations(page, "sitemap")]
    wanted = re.compile(patterns()["report_address"], re.IGNORECASE)
    return nested + [Link(address, "") for address in _locations(page, "url") if wanted.search(address)]


def next_pages(page: TextResponse) -> list[str]:
    """Addresses of further pages of a list."""
    wanted = re.compile(patterns()["next_text"], re.IGNORECASE)
    found = [link.address for link in _anchors(page) if wanted.match(link.text)]
    for count, name, ending in re.findall(patterns()["paging_call"], page.text):
        found += [urljoin(page.url, f"{name}_{number}.{ending}") for number in range(1, min(int(count), 100))]
    return [address for address in dict.fromkeys(found) if address != page.url]


def attachments(page: TextResponse) -> list[Link]:
    """Files beside a page, those that name a report first, then the most structured."""
    order = patterns()["attachments"]
    beside = [link for link in _anchors(page) if suffix_of(link.address) in order[2:]]
    return sorted(beside, key=lambda link: (not _is_report(link.text), order.index(suffix_of(link.address))))


def needs_person(page: TextResponse) -> bool:
    """True for a page that needs a login, a captcha or a script."""
    words = "".join(page.xpath("//body//text()[not(parent::script or parent::style)]").getall())
    if re.search(patterns()["login_text"], re.sub(r"\s", "", words)):
        return True
    # a list that a script fills in has scripts and almost no links
    return bool(page.xpath("//script")) and sum(1 for _ in _anchors(page)) < 3


def title_of(page: TextResponse) -> str:
    """The title of a page."""
    return " ".join((page.xpath("//title/text()").get() or "").split())[:200]


def suffix_of(address: str) -> str:
    """The ending of the file that an address names, in lower case."""
    return PurePosixPath(urlsplit(address).path).suffix.lower()


class Patterns(TypedDict):
    """`patterns.yml`: regular expressions, and endings of files."""

    report_text: list[str]
    not_report_text: list[str]
    report_address: str
    next_text: str
    paging_call: str
    attachments: list[str]
    login_text: str


def patterns() -> Patterns:
    """The content of `patterns.yml`."""
    loaded: Patterns = yaml_data("gongkai.collect", "patterns.yml")
    return loaded


def _is_report(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return any(re.search(wanted, plain) for wanted in patterns()["report_text"]) and not any(
        re.search(other, plain) for other in patterns()["not_report_text"]
    )


def _anchors(page: TextResponse) -> Iterator[Link]:
    base = page.xpath("//base/@href").get()
    root = urljoin(page.url, base.strip()) if base else page.url
    for anchor in page.xpath("//a[@href]"):
        address = _joined(root, anchor.attrib["href"])
        if address:
            words = anchor.attrib.get("title") or "".join(anchor.xpath(".//text()").getall())
            yield Link(address, " ".join(words.split()))


def _joined(root: str, href: str) -> str:
    """The whole address without its fragment; empty for what is no web address (`javascript:`, `mailto:`)."""
    try:
        address = urljoin(root, href.strip()).partition("#")[0]
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else ""
    except ValueError:
        return ""


def _in_islands(page: TextResponse) -> Iterator[Link]:
    """Links in JSON inside script elements: objects that hold a text and an address."""
    for script in page.xpath("//script[not(@src)]/text()").getall():
        for start in re.finditer(r"[\[{]", script):
            try:
                value, _ = json.JSONDecoder().raw_decode(script, start.start())
            except (ValueError, RecursionError):
                continue
            yield from _in_value(value, page.url)
            break


def _in_value(value: object, root: str, depth: int = 0) -> Iterator[Link]:
    if depth > _DEEPEST_ISLAND:
        return
    inner: Iterable[object] = ()
    if isinstance(value, dict):
        texts = [text for text in value.values() if isinstance(text, str)]
        title = next((text for text in texts if _is_report(text)), None)
        path = next((text for text in texts if re.match(r"(https?:/)?/|\.{1,2}/|[\w/-]+\.s?html?$", text)), None)
        if title and path and _joined(root, path):
            yield Link(_joined(root, path), title)
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    for item in inner:
        yield from _in_value(item, root, depth + 1)


def _locations(page: TextResponse, kind: str) -> list[str]:
    found = page.xpath(f"//*[local-name()='{kind}']/*[local-name()='loc']/text()").getall()
    return [address for text in found if (address := _joined(page.url, text))]
