"""The feeds are Atom as RFC 4287 has it, say what changed, and never change what they once said."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree

from gongkai.model import Table
from gongkai.query import run
from gongkai.release import Change, PackageFile, Release, release_entry, release_tables
from gongkai.site import feeds
from tests.package.make_gold_package import write_sealed
from tests.release.editing import CELL, OTHER, REPORT, content

pytestmark = pytest.mark.slow

SITE = "https://data.example.org/gongkai/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
AGENCY = "230000-science-technology"
FIRST = release_entry(
    "2026.11.0",
    None,
    date(2026, 11, 26),
    [Change("source_added", ("reports", report_id), None, {"year": 2019}) for report_id in (REPORT, OTHER)],
)
CORRECTED = Change("correction", ("requests", REPORT, *CELL.split("/")[1:]), {"reconciled": None}, {"reconciled": 7})
SECOND = release_entry("2026.12.1", "2026.11.0", date(2026, 12, 9), [CORRECTED])


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sealed(content(), tmp_path_factory.mktemp("feed") / "science-technology")


@pytest.fixture(scope="module")
def reports_and_agencies(package: Path) -> dict[str, Table]:
    return {view: run(view, [package]) for view in ("reports", "agencies")}


@pytest.fixture
def tables(reports_and_agencies: dict[str, Table]) -> dict[str, Table]:
    """The second release: one number of a report was corrected."""
    return after(reports_and_agencies, SECOND, FIRST)


def after(tables: dict[str, Table], *releases: Release) -> dict[str, Table]:
    listed = PackageFile(Path(), "science-technology", releases[0]["version"], {}, releases=releases)
    return {**tables, **release_tables([listed], tables["agencies"])}


def parsed(xml: str) -> Any:
    return etree.fromstring(xml.encode())


def texts(element: Any, path: str) -> list[str]:
    return [found if isinstance(found, str) else found.text for found in element.xpath(path, namespaces=ATOM)]


def test_there_is_a_feed_for_the_site_and_for_each_agency_in_both_languages(tables: dict[str, Table]) -> None:
    names = set(feeds(tables, {}, SITE))
    agencies = {f"agencies/{row['agency_id']}/feed.xml" for row in tables["agencies"].records()}
    assert len(agencies) == 5
    assert names == {f"{lang}{name}" for lang in ("", "en/") for name in (*agencies, "feed.xml")}


@pytest.mark.parametrize("site", [SITE, ""])
def test_every_feed_has_what_atom_requires(tables: dict[str, Table], site: str) -> None:
    for name, xml in feeds(tables, {}, site).items():
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
        assert texts(feed, "a:updated") == [max(texts(feed, "a:entry/a:updated"), default="1970-01-01T00:00:00Z")]


def test_ids_are_tag_uris_and_each_is_used_once(tables: dict[str, Table]) -> None:
    for xml in feeds(tables, {}, SITE).values():
        ids = texts(parsed(xml), "//a:id")
        assert all(re.fullmatch(r"tag:data\.example\.org,2026:[A-Za-z0-9._/-]+", one) for one in ids)
        assert len(set(ids)) == len(ids)


def test_the_newest_change_comes_first_and_says_what_it_is(tables: dict[str, Table]) -> None:
    entry = parsed(feeds(tables, {}, SITE)["feed.xml"]).xpath("a:entry", namespaces=ATOM)[0]
    assert texts(entry, "a:title") == ["黑龙江省科学技术厅 2019：人工更正"]
    assert texts(entry, "a:updated") == ["2026-12-09T00:00:00Z"]
    assert texts(entry, "a:category/@term") == ["correction"]
    assert "本年新收政府信息公开申请数量 · 总计：勾稽推得值 空 → 7" in texts(entry, "a:summary")[0]
    english = parsed(feeds(tables, {}, SITE)["en/feed.xml"]).xpath("a:entry", namespaces=ATOM)[0]
    assert texts(english, "a:title") == ["Heilongjiang Department of Science and Technology 2019: correction"]
    assert "newly received this year · total: reconciled empty → 7" in texts(english, "a:summary")[0]


def test_a_summary_keeps_to_its_language(tables: dict[str, Table]) -> None:
    both = feeds(tables, {}, SITE)
    assert not re.search(
        r"[a-z]{4,}", "".join(texts(parsed(both["feed.xml"]), "//a:summary")).replace("science-technology", "")
    )
    assert not re.search(r"[\u3400-\u9fff]", "".join(texts(parsed(both["en/feed.xml"]), "//a:summary")))


def test_the_feed_of_an_agency_holds_its_own_reports_only(tables: dict[str, Table]) -> None:
    feed = parsed(feeds(tables, {}, SITE)[f"agencies/{AGENCY}/feed.xml"])
    assert {one.rpartition("/")[2] for one in texts(feed, "a:entry/a:id")} == {REPORT}


@pytest.mark.parametrize("site", [SITE, ""])
def test_links_lead_to_the_pages(tables: dict[str, Table], site: str) -> None:
    for name, xml in feeds(tables, {}, site).items():
        base = urljoin(SITE, name)
        feed = parsed(xml)
        root = urljoin(SITE, "en/" if name.startswith("en/") else "")
        (own,) = feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
        assert urljoin(base, own) == base
        for link in feed.xpath("a:entry/a:link/@href", namespaces=ATOM):
            assert re.fullmatch(re.escape(root) + r"reports/\d{6}-science-technology-\d{4}/", urljoin(base, link))


def test_a_withdrawn_report_leads_to_no_page_of_its_own(tables: dict[str, Table]) -> None:
    gone = Change("source_removed", ("reports", "990100-gone-2019"), {"year": 2019}, None, "撤下", "withdrawn")
    later = release_entry("2027.1.0", "2026.12.1", date(2027, 1, 4), [gone])
    feed = parsed(feeds(after(tables, later, SECOND, FIRST), {}, SITE)["feed.xml"])
    links = {i: link for i, link in zip(texts(feed, "a:entry/a:id"), texts(feed, "a:entry/a:link/@href"), strict=True)}
    assert links["tag:data.example.org,2026:science-technology/2027.1.0/990100-gone-2019"] == SITE


def test_a_later_release_leaves_earlier_entries_as_they_were(tables: dict[str, Table]) -> None:
    before = _entries(feeds(tables, {}, SITE)["feed.xml"])
    later = release_entry("2027.1.0", "2026.12.1", date(2027, 1, 4), [CORRECTED])
    now = _entries(feeds(after(tables, later, SECOND, FIRST), {}, SITE)["feed.xml"])
    assert len(now) == len(before) + 1
    assert now[1:] == before


def test_changes_that_are_not_released_yet_are_in_no_feed(tables: dict[str, Table]) -> None:
    since = release_entry("2026.12.1+dev", "2026.12.1", None, [CORRECTED])
    assert feeds(after(tables, since, SECOND, FIRST), {}, SITE) == feeds(tables, {}, SITE)


def test_names_that_look_like_markup_or_hold_control_characters_stay_text(tables: dict[str, Table]) -> None:
    odd = Table("agencies", ("agency_id", "name", "name_en"), ((AGENCY, "局<b>&\x0b\"'", None),))
    feed = parsed(feeds({**tables, "agencies": odd}, {}, SITE)[f"agencies/{AGENCY}/feed.xml"])
    assert texts(feed, "a:title") == ["局<b>&\"'：新报告与更正"]


def test_nothing_released_gives_empty_feeds(tables: dict[str, Table]) -> None:
    feed = parsed(feeds({**tables, "changes": Table("changes", (), ())}, {}, "")["feed.xml"])
    assert texts(feed, "a:entry") == []
    assert MOMENT.fullmatch(texts(feed, "a:updated")[0])


def test_the_publisher_of_the_package_is_the_author(tables: dict[str, Table], tmp_path: Path) -> None:
    who = {"contributors": [{"title": "甲", "roles": ["author"]}, {"title": "乙", "roles": ["publisher"]}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(who), encoding="utf-8")
    feed = parsed(feeds(tables, {"science-technology": tmp_path}, SITE)["feed.xml"])
    assert texts(feed, "a:author/a:name") == ["乙"]


def test_the_same_packages_give_the_same_feeds(tables: dict[str, Table]) -> None:
    assert feeds(tables, {}, SITE) == feeds(tables, {}, SITE)
    assert not any("data.example.org" in xml for xml in feeds(tables, {}, "").values())


def _entries(xml: str) -> list[str]:
    return [etree.tostring(entry, encoding="unicode") for entry in parsed(xml).xpath("a:entry", namespaces=ATOM)]
