"""The page of changes: each release, each changed number from what to what and why."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from gongkai.model import Table
from gongkai.release import change_classes
from gongkai.site.changelog_page import FEW_CHANGES, MOST_CHANGES
from gongkai.site.changelog_text import changelog_in
from tests.site.made_up import AGENCY
from tests.site.made_up_releases import CHANGES, FIRST, HARBIN, SECOND, change, release_tables
from tests.site.one_type import pages_of
from tests.support.gold import ROOT

LANGUAGES = ("zh", "en")
KNOWN: dict[str, Any] = {"agency_name": "哈尔滨市科学技术局", "agency_name_en": "Harbin Bureau", "agency": None}


def page(*releases: Any, lang: str = "zh", extra: tuple[str, ...] = ()) -> Any:
    """The fragment over these releases; of the reports only the one of Harbin is held, with one of its cells."""
    tables = {**release_tables(*releases), **_held()}
    (made,) = pages_of("changelog_parts", tables, lang, dict.fromkeys(extra, ""))
    fragment = made.fragments["releases"]
    return html.fromstring(f"<main>{fragment}</main>")


def _held() -> dict[str, Any]:
    report = {**KNOWN, "report_id": HARBIN, "agency_id": "230100-science-technology", "year": 2022, "edition": "2021"}
    cell = (HARBIN, "requests", "granted", "total")
    return {
        "reports": Table("reports", tuple(report), (tuple(report.values()),)),
        "cells": Table("cells", ("report_id", "table", "row", "column"), (cell,)),
    }


def text(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_class_of_change_is_counted(lang: str) -> None:
    (section,) = page(SECOND, lang=lang).xpath("//section[@data-release='2026.11.0']")
    rows = section.xpath(".//table[contains(@class, 'change-counts')]/tbody/tr")
    counted = {row.xpath("string(th)"): row.xpath("string(td[1])") for row in rows}
    wanted = {
        "zh": {"新增报告": "1", "撤下报告": "1", "文件更新": "3", "人工更正": "1", "规则改动": "1",
               "识读改进": "2", "登记改动": "1"},
        "en": {"report added": "1", "report removed": "1", "source revised": "3", "correction": "1",
               "rule changed": "1", "reading improved": "2", "register changed": "1"},
    }  # fmt: skip
    assert counted == wanted[lang]


def test_a_changed_number_says_from_what_to_what_and_leads_to_its_cell() -> None:
    (link,) = page(SECOND).xpath("//th/a[contains(text(), '予以公开')]")
    assert link.get("href") == f"../reports/{HARBIN}/#requests.granted.total"
    (row,) = link.xpath("ancestor::tr")
    assert (row.xpath("string(.//del)"), row.xpath("string(.//ins)")) == ("2", "1")
    assert text(row.xpath("td[last()]")[0]) == "文件更新"


@pytest.mark.parametrize(("lang", "why"), [("zh", "识别千分位"), ("en", "thousands separators are read")])
def test_the_reason_stands_beside_the_change(lang: str, why: str) -> None:
    (row,) = page(SECOND, lang=lang).xpath("//tr[.//ins='1200']")
    assert why in text(row)
    assert [text(value) for value in row.xpath(".//del")] == ["1", "否" if lang == "zh" else "no"]


def test_what_follows_from_a_change_is_folded_below_it() -> None:
    (folded,) = page(SECOND).xpath("//details/details[contains(summary, '随之改变')]")
    assert folded.get("open") is None
    assert "APP-R01 每行总计等于六类申请人之和" in text(folded)


def test_reports_that_came_and_went_are_listed_by_name() -> None:
    names = [text(item) for item in page(SECOND).xpath("//ul[@class='change-reports']/li")]
    assert names == [f"{AGENCY.name} 2022", "撤下局<b> 2020"]


def test_long_texts_are_not_shown() -> None:
    assert "sha256:" not in text(page(SECOND))


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "第一版。没有更早的版本可比"), ("en", "the first release. There is nothing earlier")]
)
def test_the_first_release_says_that_there_is_nothing_to_compare(lang: str, said: str) -> None:
    assert said in text(page(FIRST, lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_anything_is_released_the_page_says_so(lang: str) -> None:
    fragment = pages_of("changelog_parts", {}, lang)[0].fragments["releases"]
    assert {"zh": "还没有发布过数据", "en": "No data has been released yet"}[lang] in fragment


def test_changes_since_a_release_are_told_from_a_release() -> None:
    since = {**SECOND, "version": "2026.11.0+dev", "previous": "2026.11.0", "date": None}
    shown = page(since, {**FIRST, "version": "2026.11.0"})
    assert "2026.11.0 发布以后的改动，尚未发布" in text(shown.xpath("//section/p")[0])
    anchors = shown.xpath("//section/@id")
    assert anchors == ["science-technology-2026.11.0-dev", "science-technology-2026.11.0"]


@pytest.mark.parametrize(("count", "folded"), [(FEW_CHANGES, False), (FEW_CHANGES + 1, True)])
def test_many_changes_are_folded(count: int, folded: bool) -> None:
    many = [change("correction", f"requests {HARBIN} granted x{n}", {"value": 1}, {"value": 2}) for n in range(count)]
    (details,) = page({**SECOND, "changes": [one.as_json() for one in many]}).xpath("//details")
    assert (details.get("open") is None) == folded


def test_of_very_many_the_rest_is_counted_and_the_whole_list_named() -> None:
    count = MOST_CHANGES + 5
    many = [change("correction", f"requests {HARBIN} granted x{n}", {"value": 1}, {"value": 2}) for n in range(count)]
    shown = page({**SECOND, "changes": [one.as_json() for one in many]})
    assert len(shown.xpath("//table[contains(@class, 'changes')]/tbody/tr")) == MOST_CHANGES
    (rest,) = shown.xpath("//p[a[contains(@href, 'CHANGES.json')]]")
    assert "另有 5 处" in text(rest)


def test_feeds_are_named() -> None:
    (feed,) = page(SECOND, extra=("feed.xml",)).xpath("//a[@type='application/atom+xml']/@href")
    assert feed == "../feed.xml"


ENTRY = """# x

intro

## 2026.12.0

### 数据 / Data

- 新的 `gongkai diff`，
  两行。
  The new `gongkai diff` (正文),
  on two lines.
- 只有中文。
"""


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("zh", "### 2026.12.0\n\n#### 数据\n\n- 新的 `gongkai diff`，\n  两行。\n- 只有中文。\n"),
        ("en", "### 2026.12.0\n\n#### Data\n\n- The new `gongkai diff` (正文),\n  on two lines.\n- 只有中文。\n"),
    ],
)
def test_the_changelog_of_the_program_stands_in_the_language_of_the_page(lang: str, shown: str) -> None:
    assert changelog_in(lang, ENTRY) == shown


def test_our_own_changelog_has_every_entry_in_both_languages() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace("## 未发布 / Unreleased", "## 2026 / 2026")
    entries = {
        lang: [line for line in changelog_in(lang, changelog).splitlines() if line.startswith("- ")]
        for lang in LANGUAGES
    }
    assert len(entries["zh"]) == len(entries["en"]) == changelog.count("\n- ")
    assert not any(a == b for a, b in zip(entries["zh"], entries["en"], strict=True))


def test_the_made_up_changes_hold_every_class_that_may_be_published() -> None:
    assert {change.kind for change in CHANGES} == set(change_classes()) - {"unexplained"}
