"""What pages say only of lists that are longer or emptier than those of the sites made for tests."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from gongkai.forms import rules
from gongkai.site.defined_indicators import defined_indicators
from gongkai.site.quality_pages import LedgerRow
from gongkai.site.render import render, render_macro
from gongkai.site.rows import ExampleRow, ListedFindingRow, RuleRow
from gongkai.site.words import Words

LANGUAGES = ("zh", "en")
REPORT = SimpleNamespace(
    report_id="r-2022", year=2022, shown="甲局", received=7, processed=5, granted=3,
    doubted_rows=["granted"], reconciled_rows=["total_processed"], numerator=3, denominator=5,
    value=0.6, basis="reported",
)  # fmt: skip
RULE = replace(rules()["APP-R01"], severity="error", severity_2019="info")
LEDGER = LedgerRow(RULE, RuleRow("APP-R01", 100, 120, 30, 90, 4), "甲等于乙", "")
FINDING = {
    "finding": ListedFindingRow("r-2022", "不等", "not equal", None, None), "name": "甲局 2022",
    "leads": [("总计", "a.b.c")], "cells": 1,
}  # fmt: skip


def tree(template: str, path: str, lang: str, **values: Any) -> Any:
    return html.fromstring(f"<main>{render(template, path, Words(lang), **values)}</main>")


def said(element: Any, xpath: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in element.xpath(xpath)]


@pytest.mark.parametrize(
    ("lang", "caption", "severity"),
    [
        ("zh", "前 1 条，共 120 条", "错误 （2019 年报告：提示）"),
        ("en", "The first 1 of 120", "error (reports on 2019: note)"),
    ],
)
def test_a_rule_with_many_findings_says_how_many_are_shown(lang: str, caption: str, severity: str) -> None:
    page = tree("rule", "quality/rules/APP-R01/", lang, ledger=LEDGER, findings=[FINDING], details=[])
    assert said(page, "//caption") == [caption]
    assert said(page, "//h1/following-sibling::p[1]") == [severity]
    counted = {"zh": "100 （共 120 条）", "en": "100 (120 findings)"}
    assert said(page, "//dd") == ["30", "90", "4", counted[lang]]
    assert said(page, "//tbody/tr/*")[-1] == ""


@pytest.mark.parametrize(
    ("lang", "none", "some"),
    [("zh", "一行也没有。", "共 9 行，列出前 1 行"), ("en", "No rows.", "9 rows, the first 1 shown")],
)
def test_an_example_without_an_answer_says_so_and_a_long_one_how_much_is_shown(lang: str, none: str, some: str) -> None:
    asked = ExampleRow("x", "问？", "asked?", "SELECT 1", ("n",), (), 0)
    examples = [(asked, [True]), (replace(asked, rows=((None,),), count=9), [True])]
    page = tree("examples", "data/x/examples/", lang, dataset="x", examples=examples)
    assert said(page, "//h2/following-sibling::p") == [none]
    assert said(page, "//caption") == [some]
    assert said(page, "//td") == [""]


@pytest.mark.parametrize(
    ("lang", "newest"),
    [
        ("zh", "最近 1 份，共 40 份；其余见各机关的页面。"),
        ("en", "The newest 1 of 40; for the others see the pages of the agencies."),
    ],
)
def test_a_region_says_how_many_of_its_reports_are_listed(lang: str, newest: str) -> None:
    region = {
        "code": "110000", "agencies": 3, "reports": 40, "years": [2021, 2022], "received": 1234,
        "received_reports": 39, "received_reconciled": 2, "received_doubted": 1,
    }  # fmt: skip
    page = tree(
        "region", "regions/110000/", lang,
        name="北京市", region=region, lineage=[], rows=[], part=SimpleNamespace(count=1), all_reports=40,
        reports=[{"row": REPORT, "shown": "甲局"}],
    )  # fmt: skip
    assert said(page, "//h2/following-sibling::p")[0] == newest
    assert said(page, "//tbody/tr/*") == ["2022 · 甲局", "7", "5*", "3? / 5*"]
    stated = {
        "zh": "1,234 （39 / 40 份列明，其中 2 份取勾稽数，1 份存疑）",
        "en": "1,234 (39 of 40 reports state it, 2 of them by reconciled numbers, 1 in doubt)",
    }
    assert said(page, "//dd")[-1] == stated[lang]


@pytest.mark.parametrize(
    ("lang", "caption"),
    [
        ("zh", "县级：分母最大的 2 份，共 9 份有值。"),
        ("en", "县级: the 2 with the largest denominators, of 9 with a value."),
    ],
)
def test_a_group_that_is_too_long_says_which_of_it_are_listed(lang: str, caption: str) -> None:
    defined = replace(defined_indicators()["refusal_rate"], floor=10, edition="2021", broken_from=(2021, 2024))
    rows = [("甲局", REPORT), ("甲局", SimpleNamespace(**{**vars(REPORT), "basis": "reconciled"}))]
    peers = [{"name": "县级", "rows": rows, "group": {"valued": 9}}]
    page = tree(
        "indicator", "indicators/refusal_rate/", lang,
        label="率", formula="a ÷ b", caveat="", defined=defined, charts=[], groups=[], peers=peers,
        least_for_a_median=5, totals={"reports": 11, "valued": 9, "too_few": 2}, shown=str,
    )  # fmt: skip
    assert said(page, "//caption") == [caption]
    assert said(page, "//tbody/tr/td[2]") == ["0.6", "0.6*"]
    told = dict(zip(said(page, "//dt"), said(page, "//dd"), strict=True))
    breaks = {
        "zh": ("中断", "2021、2024 年起与以前不可比"),
        "en": ("Breaks", "not comparable with the time before 2021, 2024"),
    }
    form = {"zh": ("适用", "2021 年版格式"), "en": ("Applies to", "2021 form")}
    few = {
        "zh": ("有值", "11 份报告中 9 份；2 份分母过小"),
        "en": ("With a value", "9 of 11 reports; 2 with too few cases"),
    }
    for name, value in (breaks[lang], form[lang], few[lang]):
        assert told[name] == value


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["← 上一页", "第 51–100 条，共 120 条", "下一页 →"]), ("en", ["← Previous", "51–100 of 120", "Next →"])],
)
def test_a_part_of_a_list_says_where_it_stands(lang: str, words: list[str]) -> None:
    middle = SimpleNamespace(count=3, number=2, size=50, all=120, address="towns/")
    nav = html.fromstring(render_macro("macros", "parts", "towns/page-2/", Words(lang), part=middle))
    assert said(nav, "//span") == words
    assert [link.get("href") for link in nav.iter("a")] == ["../../towns/", "../../towns/page-3/"]
    last = SimpleNamespace(count=3, number=3, size=50, all=120, address="towns/")
    assert "101–120" in render_macro("macros", "parts", "towns/page-3/", Words(lang), part=last)


@pytest.mark.parametrize(
    ("lang", "none", "since", "more", "unreleased"),
    [
        ("zh", ["没有变动", "0", ""], "2026.10.0 发布以后的改动，尚未发布。", "另有 5 处，见 CHANGES.json",
         "还没有发布过数据。第一版发布以后，每改一个数，都会列在这里，并写明理由。"),
        ("en", ["nothing changed", "0", ""], "What has changed since the release of 2026.10.0, not released yet.",
         "5 more in CHANGES.json",
         "No data has been released yet. After the first release every number that changes is listed here with the "
         "reason."),
    ],
)  # fmt: skip
def test_changes_that_are_none_many_or_not_yet_released(
    lang: str, none: list[str], since: str, more: str, unreleased: str
) -> None:
    release = {
        "anchor": "x", "version": "2026.11.0+dev", "title": "甲", "previous": "2026.10.0", "date": None,
        "counts": [("人工更正", "改错", 0)], "whole": [], "reports": [], "left_out": 5, "file": "data/x/CHANGES.json",
    }  # fmt: skip
    found = html.fromstring(
        f"<main>{render_macro('changelog_parts', 'releases', 'changelog/', Words(lang), releases=[release], feeds=[])}"
        "</main>"
    )
    assert said(found, "//section/p") == [since, more]
    assert said(found, "//tbody/tr/*") == none
    nothing = render_macro("changelog_parts", "releases", "changelog/", Words(lang), releases=[], feeds=[])
    assert said(html.fromstring(f"<main>{nothing}</main>"), "//p[@class='caveat']") == [unreleased]
