"""Small faults that readers met, each with the test that would have told us."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gongkai.forms import rules
from gongkai.model import Table
from gongkai.site.build import write_sitemap
from gongkai.site.changelog_text import changelog_in
from gongkai.site.rows import PeerRow, ReportRow
from tests.site.conftest import Built
from tests.site.made_up import AGENCY
from tests.site.one_type import pages_of

pytestmark = pytest.mark.slow

HARBIN = "reports/230100-science-technology-2022"
LANGUAGES = ("", "en/")
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_title_asks_what_the_text_says_cannot_be_told(built: Built, lang: str) -> None:
    titles = [
        title.text_content() for path in ("", "years") for title in built.tree(lang + path).find_class("chart-title")
    ]
    assert titles and not [title for title in titles if "不同" in title or "year by year" in title.lower()]


def test_no_id_stands_twice_on_a_page(built: Built) -> None:
    for file in built.folder.rglob("index.html"):
        ids = Counter(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")))
        assert [name for name, count in ids.items() if count > 1] == [], file


def test_a_lost_reader_finds_the_look_the_policy_and_the_ways_out(built: Built) -> None:
    text = (built.folder / "404.html").read_text(encoding="utf-8")
    assert "site-header" in text and "Content-Security-Policy" in text and "/static/site.css" in text
    assert 'content="noindex"' in text and 'href="/search/"' in text and "怎样补充报告" in text


def test_a_sitemap_holds_whole_addresses_and_both_languages(tmp_path: Path) -> None:
    write_sitemap(["index.html", "en/index.html", "reports/x/index.html"], tmp_path, "https://example.org/a/")
    tree = ElementTree.parse(tmp_path / "sitemap.xml")
    listed = [node.text for node in tree.findall("s:url/s:loc", NAMESPACES)]
    assert listed == [f"https://example.org/a/{path}" for path in ("", "en/", "reports/x/")]
    others = [node.get("href") for node in tree.findall("s:url/x:link", NAMESPACES)][-2:]
    assert others == ["https://example.org/a/reports/x/", "https://example.org/a/en/reports/x/"]
    assert "Sitemap: https://example.org/a/sitemap.xml" in (tmp_path / "robots.txt").read_text(encoding="utf-8")


def test_a_site_that_does_not_know_its_address_has_no_sitemap(built: Built) -> None:
    assert not (built.folder / "sitemap.xml").exists()
    assert (built.folder / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "WebSite"),
        (HARBIN, "Dataset"),
        (f"agencies/{AGENCY.agency_id}", "GovernmentOrganization"),
        ("years/2022", "CollectionPage"),
        ("regions/230000", "CollectionPage"),
        ("data/science-technology", "Dataset"),
    ],
)
def test_pages_say_what_they_are(built: Built, lang: str, path: str, kind: str) -> None:
    page = built.tree(lang + path)
    (block,) = page.xpath("//script[@type='application/ld+json']")
    assert json.loads(block.text)["@type"] == kind


def test_every_page_states_the_languages_it_is_in(built: Built) -> None:
    assert built.tree(HARBIN).xpath("//a[@hreflang='en']/@href") == ["../../en/reports/230100-science-technology-2022/"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_released_is_no_news(lang: str) -> None:
    unreleased = "# 更新记录\n\n## 未发布 / Unreleased\n\n- 内部。\n  Inside.\n\n"
    notes = unreleased + "## 2026.11 / 2026.11\n\n- 新页。\n  A new page.\n"
    shown = changelog_in(lang, notes)
    assert {"zh": "新页", "en": "A new page"}[lang] in shown and "内部" not in shown and "Inside" not in shown
    assert len(changelog_in(lang, unreleased)) > 10


def test_the_catalogue_as_data_holds_every_report_once(built: Built) -> None:
    listed = [
        row[0]
        for file in sorted((built.folder / "reports").glob("catalogue-*.json"))
        for row in json.loads(file.read_text(encoding="utf-8"))
    ]
    assert sorted(listed) == sorted(row.report_id for row in built.figures.rows(ReportRow))
    assert not list((built.folder / "en" / "reports").glob("catalogue-*.json"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_rules_says_what_every_rule_rests_on_and_the_method_leads_there(built: Built, lang: str) -> None:
    rows = built.tree(f"{lang}quality/rules").xpath(
        "//table[.//th[@scope='col'][contains(., 'Basis') or contains(., '依据')]]/tbody/tr"
    )
    based = {row.xpath("string(th)"): row.xpath("string(td[2])") for row in rows}
    assert based == {code: rule.basis_en if lang else rule.basis_zh for code, rule in rules().items()}
    assert built.tree(f"{lang}method").xpath("//h2[@id='bases']/following-sibling::p[1]/a/@href") == [
        "../quality/rules/"
    ]


BANNED = (
    "原文如此",
    "printed so",
    "每一个数照",
    "every number of these",
    "every body",
    "列明结果",
    "statutory table",
    "法定表格",
)


@pytest.mark.parametrize("word", BANNED)
def test_no_page_promises_or_blames_what_nobody_knows(built: Built, word: str) -> None:
    pages = [page for page in built.folder.rglob("index.html") if page.parent.name != "changelog"]
    assert [str(page) for page in pages if word in page.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_marks_numbers_in_doubt_and_reconciled_ones(built: Built, lang: str) -> None:
    # in the reports of the sample bureau the total carried in is in doubt, and the total processed (8) reconciled to 40
    (row,) = built.tree(f"{lang}agencies/{AGENCY.agency_id}").xpath("//h2[1]/following::tbody[1]/tr[th='2022']")
    assert [cell.text_content() for cell in row][2:] == ["8?", "8", "40*", "8", "1,200"]
    (newest,) = built.tree(f"{lang}years/2022").xpath(f"//tbody/tr[th/a[contains(@href, '{AGENCY.agency_id}')]]")
    assert [cell.text_content() for cell in newest][2:] == ["8", "40*", "8 / 40*"]


def test_the_catalogue_counts_errors_as_the_page_of_a_report_groups_them(built: Built) -> None:
    rows = built.tree("reports").xpath("//div[@data-catalogue]//tbody/tr")
    listed = {row.xpath("./th/a/@href")[0].rstrip("/").split("/")[-1]: row[-2].text_content() for row in rows}
    told = {
        report: len(built.tree(f"reports/{report}").xpath("//ul[@class='findings']/li/*[contains(@class, 'error')]"))
        for report in listed
    }
    assert {report: int(errors) for report, errors in listed.items()} == told
    assert sum(told.values()) > 0


def test_two_bodies_of_one_name_are_distinct_name_where_they_are_compared() -> None:
    # Nanjing, Xuzhou and Fuzhou each have a district 鼓楼区
    figures = json.dumps({"id": "320106-education", "zh": "鼓楼区教育局"}, ensure_ascii=False)
    row = {"agency_id": "320106-education", "name": "鼓楼区教育局", "figures": figures}
    leader = {"cell": "c", "report_id": "320106-education-2022", "name": "鼓楼区教育局", "name_en": None, "year": 2022}
    tables = {
        "agencies": Table("agencies", ("agency_id", "name", "name_en"), ((row["agency_id"], row["name"], None),)),
        "agency_figures": Table("agency_figures", tuple(row), (tuple(row.values()),)),
        "cell_leaders": Table(
            "cell_leaders",
            (*leader, "number", "mark", "processed", "processed_mark"),
            ((*leader.values(), 1, "", 2, ""),),
        ),
        **{name: Table(name, ("year",), ()) for name in ("reports", "years")},
    }
    (page,) = pages_of("compare", tables, "zh")
    assert json.loads(page.files["320106-education.json"])["zh"] == "鼓楼区教育局（南京市）"
    assert json.loads(page.files["leaders.json"])["c"][0][1] == "鼓楼区教育局（南京市）"


def test_a_number_in_doubt_gives_no_rate_beside_another_report() -> None:
    def share(doubted: list[str]) -> object:
        return PeerRow(
            None, Decimal(20), Decimal(5), [], doubted, "x", None, None, None, "x", None, 1, 2, None, True
        ).share

    assert share([]) == Decimal("0.25")
    assert share(["granted"]) is share(["total_processed"]) is None
