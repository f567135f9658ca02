"""The feeds are Atom as RFC 4287 has it, say what changed, and never change what they once said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree

from gongkai.release import PublishedPackage, feeds, published_packages, record_release, write_changes
from tests.release.editing import CELL, OTHER, REPORT, add_correction, put_cell, set_version, withdraw

SITE = "https://data.example.org/gongkai/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
AGENCY = "230000-science-technology"


@pytest.fixture
def package(new: Path, tmp_path: Path) -> PublishedPackage:
    """The second release: one number of a report was corrected."""
    set_version(new, "2026.11.0")
    write_changes(new, tmp_path / "releases", ())
    record_release(new, tmp_path / "releases")
    set_version(new, "2026.12.1")
    add_correction(new, CELL, 7)
    put_cell(new, CELL, reconciled=7, rule="COR-01")
    write_changes(new, tmp_path / "releases", ())
    (published,) = published_packages([new])
    return published


def parsed(xml: str) -> Any:
    return etree.fromstring(xml.encode())


def texts(element: Any, path: str) -> list[str]:
    return [found if isinstance(found, str) else found.text for found in element.xpath(path, namespaces=ATOM)]


def test_there_is_a_feed_for_the_site_and_for_each_agency_in_both_languages(package: PublishedPackage) -> None:
    names = set(feeds([package], SITE))
    agencies = {f"agencies/{row['agency_id']}/feed.xml" for row in package.agencies}
    assert len(agencies) == 5
    assert names == {f"{lang}{name}" for lang in ("", "en/") for name in (*agencies, "feed.xml")}


@pytest.mark.parametrize("site", [SITE, ""])
def test_every_feed_has_what_atom_requires(package: PublishedPackage, site: str) -> None:
    for name, xml in feeds([package], site).items():
        feed = parsed(xml)
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        assert [len(texts(feed, f"a:{part}")) for part in ("id", "title", "updated")] == [1, 1, 1], name
        assert texts(feed, "a:author/a:name") == ["gongkai"]
        assert len(feed.xpath("a:link[@rel='self']", namespaces=ATOM)) == 1
        for entry in feed.xpath("a:entry", namespaces=ATOM):
            required = [len(texts(entry, f"a:{part}")) for part in ("id", "title", "updated", "summary")]
            assert required == [1, 1, 1, 1], name
            assert len(entry.xpath("a:link[@rel='alternate']", namespaces=ATOM)) == 1
        assert all(MOMENT.fullmatch(moment) for moment in texts(feed, "//a:updated"))
        assert texts(feed, "a:updated") == [max(texts(feed, "a:entry/a:updated"))]


def test_ids_are_tag_uris_and_each_is_used_once(package: PublishedPackage) -> None:
    for xml in feeds([package], SITE).values():
        ids = texts(parsed(xml), "//a:id")
        assert all(re.fullmatch(r"tag:data\.example\.org,2026:[A-Za-z0-9._/-]+", one) for one in ids)
        assert len(set(ids)) == len(ids)


def test_the_newest_change_comes_first_and_says_what_it_is(package: PublishedPackage) -> None:
    entry = parsed(feeds([package], SITE)["feed.xml"]).xpath("a:entry", namespaces=ATOM)[0]
    assert texts(entry, "a:title") == ["黑龙江省科学技术厅 2019：人工更正"]
    assert texts(entry, "a:updated") == ["2026-12-01T00:01:00Z"]
    assert texts(entry, "a:category/@term") == ["correction"]
    assert f"{CELL}: reconciled ∅ → 7" in texts(entry, "a:summary")[0]
    english = parsed(feeds([package], SITE)["en/feed.xml"]).xpath("a:entry", namespaces=ATOM)[0]
    assert texts(english, "a:title") == ["Heilongjiang Department of Science and Technology 2019: correction"]


def test_the_feed_of_an_agency_holds_its_own_reports_only(package: PublishedPackage) -> None:
    feed = parsed(feeds([package], SITE)[f"agencies/{AGENCY}/feed.xml"])
    assert {one.rpartition("/")[2] for one in texts(feed, "a:entry/a:id")} == {REPORT}


@pytest.mark.parametrize("site", [SITE, ""])
def test_links_lead_to_the_pages(package: PublishedPackage, site: str) -> None:
    for name, xml in feeds([package], site).items():
        base = urljoin(SITE, name)
        feed = parsed(xml)
        root = urljoin(SITE, "en/" if name.startswith("en/") else "")
        (own,) = feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
        assert urljoin(base, own) == base
        for link in feed.xpath("a:entry/a:link/@href", namespaces=ATOM):
            assert re.fullmatch(re.escape(root) + r"reports/\d{6}-science-technology-\d{4}/", urljoin(base, link))


def test_a_withdrawn_report_leads_to_no_page_of_its_own(new: Path, package: PublishedPackage, tmp_path: Path) -> None:
    record_release(new, tmp_path / "releases")
    withdraw(new, OTHER)
    set_version(new, "2027.1.0")
    write_changes(new, tmp_path / "releases", ())
    feed = parsed(feeds(published_packages([new]), SITE)["feed.xml"])
    links = {i: link for i, link in zip(texts(feed, "a:entry/a:id"), texts(feed, "a:entry/a:link/@href"), strict=True)}
    assert links[f"tag:data.example.org,2026:science-technology/2027.1.0/{OTHER}"] == SITE


def test_a_later_release_leaves_earlier_entries_as_they_were(
    new: Path, package: PublishedPackage, tmp_path: Path
) -> None:
    before = _entries(feeds([package], SITE)["feed.xml"])
    record_release(new, tmp_path / "releases")
    set_version(new, "2027.1.0")
    put_cell(new, CELL, reconciled=None, rule=None)
    write_changes(new, tmp_path / "releases", ())
    after = _entries(feeds(published_packages([new]), SITE)["feed.xml"])
    assert len(after) == len(before) + 1
    assert after[1:] == before


def test_changes_that_are_not_released_yet_are_in_no_feed(new: Path, package: PublishedPackage, tmp_path: Path) -> None:
    record_release(new, tmp_path / "releases")
    put_cell(new, CELL, reconciled=8)
    write_changes(new, tmp_path / "releases", ())
    (published,) = published_packages([new])
    assert published.releases[0]["previous"] == "2026.12.1"
    assert _entries(feeds([published], SITE)["feed.xml"]) == _entries(feeds([package], SITE)["feed.xml"])


def test_names_that_look_like_markup_or_hold_control_characters_stay_text(package: PublishedPackage) -> None:
    odd = replace(package, agencies=({**package.agencies[1], "name": "局<b>&\x0b\"'"},))
    feed = parsed(feeds([odd], SITE)[f"agencies/{AGENCY}/feed.xml"])
    assert texts(feed, "a:title") == ["局<b>&\"'：新报告与更正"]


def test_a_site_without_packages_has_an_empty_feed() -> None:
    feed = parsed(feeds([], "")["feed.xml"])
    assert texts(feed, "a:entry") == []
    assert MOMENT.fullmatch(texts(feed, "a:updated")[0])


def test_the_same_packages_give_the_same_feeds(package: PublishedPackage) -> None:
    assert feeds([package], SITE) == feeds([package], SITE)
    assert not any("data.example.org" in xml for xml in feeds([package], "").values())


def _entries(xml: str) -> list[str]:
    return [etree.tostring(entry, encoding="unicode") for entry in parsed(xml).xpath("a:entry", namespaces=ATOM)]
