"""Beside a new report only those pages are made again that show it."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.model import Table
from gongkai.pipeline.pages import unit_keys

REPORTS = {"2301-water-2021": "a", "2301-water-2022": "b", "2301-parks-2022": "c"}
AGENCIES = Table("agencies", ("agency_id", "name"), (("2301-water", "水务局"), ("2301-parks", "园林局")))
IDS = [row[0] for row in AGENCIES.rows]
PEERS = Table("peers", ("report_id", "peer_id", "group_size"), (("2301-water-2022", "2301-parks-2022", 2),))
STATUSES = Table("coverage_statuses", ("status", "label_zh"), (("present", "有"),))


def changed(
    tables: tuple[Table, ...] = (),
    reports: Mapping[str, str] = REPORTS,
    feeds: tuple[str, ...] = (),
    marks: Mapping[str, list[str]] | None = None,
) -> set[str]:
    """The pages whose key is another one than that of the example."""
    every = {table.name: table for table in (AGENCIES, PEERS, STATUSES)}
    before = unit_keys("", REPORTS, IDS, every, ())
    after = unit_keys("", reports, IDS, every | {table.name: table for table in tables}, feeds, marks or {})
    return {unit for unit in before.keys() | after.keys() if before.get(unit) != after.get(unit)}


def test_where_nothing_changes_every_page_stands() -> None:
    assert changed() == set()


def test_a_changed_peer_touches_the_report_that_shows_it_and_its_agency() -> None:
    grown = Table(PEERS.name, PEERS.columns, (("2301-water-2022", "2301-parks-2022", 3),))
    assert changed((grown,)) == {"reports/2301-water-2022", "agencies/2301-water"}


def test_another_mark_of_rows_touches_what_shows_them() -> None:
    assert changed(marks={"agencies/2301-parks": ["peers 0"]}) == {"agencies/2301-parks"}


def test_a_changed_report_touches_its_page_and_its_agency() -> None:
    assert changed(reports={**REPORTS, "2301-parks-2022": "d"}) == {"reports/2301-parks-2022", "agencies/2301-parks"}


def test_a_new_report_leaves_the_pages_of_the_others_alone() -> None:
    more = {**REPORTS, "2301-parks-2023": "d"}
    assert changed(reports=more) == {"reports/2301-parks-2023", "agencies/2301-parks"}


def test_a_new_feed_touches_its_agency() -> None:
    assert changed(feeds=("en/agencies/2301-water/feed.xml",)) == {"agencies/2301-water"}


def test_the_order_of_feeds_says_nothing_because_a_set_has_another_one_in_each_process() -> None:
    feeds = [f"{folder}agencies/2301-{name}/feed.xml" for folder in ("", "en/") for name in ("water", "parks")]
    tables = {table.name: table for table in (AGENCIES, PEERS, STATUSES)}
    assert unit_keys("", REPORTS, IDS, tables, feeds) == unit_keys("", REPORTS, IDS, tables, reversed(feeds))


def test_what_every_page_may_show_touches_all() -> None:
    told = Table(STATUSES.name, STATUSES.columns, (("present", "已收录"),))
    assert len(changed((told,))) == len(REPORTS) + len(AGENCIES.rows)
