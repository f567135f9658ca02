"""Sentences against tables, and lists against their whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.check.listings import Listing, listings
from gongkai.forms import code_list
from gongkai.model import Extraction
from tests.check.examples import NEW, NOTHING, RECEIVED, received
from tests.check.test_rules import count_of, findings_of
from tests.support.reports import key_of, with_fact, with_number, with_row


def processed(total: int, carried_out: int) -> Extraction:
    report = with_row(NEW, "requests/total_processed", total, 0, 0, 0, 0, 0, total)
    return with_row(report, "requests/carried_out", carried_out, 0, 0, 0, 0, 0, carried_out)


def test_received_may_or_may_not_include_what_was_carried_in() -> None:
    for said, finding in ((713, False), (749, False), (748, True)):
        assert bool(findings_of(received(713, 36, said), "NAR-01")) is finding


@pytest.mark.parametrize(
    ("said", "qualifier", "agrees"), [(100, "at_least", True), (110, "at_least", True), (120, "at_least", False)]
)
def test_more_than_n_agrees_with_a_larger_table(said: int, qualifier: str, agrees: bool) -> None:
    assert bool(findings_of(received(110, 0, said, qualifier), "NAR-01")) is not agrees


def test_the_text_need_agree_with_one_of_two_figures_that_the_table_gives() -> None:
    """The row sum says already that total and parts differ; the text is no second fault."""
    report = with_number(received(1, 0, said=1), f"{RECEIVED}/total", 0)
    assert findings_of(report, "NAR-01") == []
    assert len(findings_of(report, "APP-R01")) == 1


def test_a_total_that_the_sums_imply_is_a_figure_of_the_table() -> None:
    report = with_fact(with_row(NEW, RECEIVED, *NOTHING[:6], 7), "applications_received", 3)
    total = next(c for c in report.cells if c.key == key_of(f"{RECEIVED}/total"))
    implied = replace(report, cells=tuple(replace(c, reconciled=3) if c is total else c for c in report.cells))
    assert len(findings_of(report, "NAR-01")) == 1
    assert findings_of(implied, "NAR-01") == []


def test_a_finding_names_sentence_and_cell() -> None:
    [found] = findings_of(received(11, 2, said=12), "NAR-01")
    assert str(found.places[0]) == "line 9"
    assert found.cells[0].row == "new_received"
    assert found.message_zh == "正文收到申请12件，表内11件"
    assert found.message_en == "Text says 12 requests received, table 11"


def test_all_closed_agrees_with_a_table_that_carries_nothing_over() -> None:
    def closed(report: Extraction) -> Extraction:
        return with_fact(report, "applications_closed", 11, implied=True)

    assert findings_of(closed(processed(14, carried_out=0)), "NAR-02") == []
    assert len(findings_of(closed(processed(14, carried_out=1)), "NAR-02")) == 1
    assert findings_of(closed(processed(11, carried_out=1)), "NAR-02") == []


def test_a_group_is_the_sum_of_its_rows() -> None:
    report = NEW
    for row in {cell.key.row for cell in NEW.cells if cell.key.row.startswith("unable_")}:
        report = with_row(report, f"requests/{row}", 2, 0, 0, 0, 0, 0, 2)
    assert findings_of(with_fact(report, "applications_unable", 6), "NAR-03") == []
    [found] = findings_of(with_fact(report, "applications_unable", 2), "NAR-03")
    assert found.message_zh == "正文「（四）无法提供」2件，表内6件"
    assert found.message_en == "Text says 2 “unable to provide”, table 6"


def test_suits_are_those_of_both_channels() -> None:
    report = with_row(NEW, "review_litigation/litigation_direct", 1, 0, 0, 0, 1)
    report = with_row(report, "review_litigation/litigation_after_reconsideration", 0, 0, 2, 0, 2)
    assert findings_of(with_fact(report, "litigation_cases", 3), "NAR-05") == []
    assert len(findings_of(with_fact(report, "litigation_cases", 0), "NAR-05")) == 1


def test_nothing_said_is_no_case() -> None:
    for rule in ("NAR-01", "NAR-02", "NAR-03", "NAR-04", "NAR-05", "NAR-06", "NAR-07"):
        counted = count_of(NEW, rule)
        assert (counted.passed, counted.failed, counted.not_evaluable) == (0, 0, 0)


def test_a_table_left_blank_is_not_held_against_the_text() -> None:
    report = with_fact(with_row(NEW, RECEIVED, *NOTHING), "applications_received", 3)
    assert findings_of(report, "NAR-01") == []


def listed(whole: str, *parts: str, complete: bool = True) -> Listing:
    return Listing(Decimal(whole), tuple(map(Decimal, parts)), complete)


@pytest.mark.parametrize(
    ("sentence", "lists"),
    [
        (
            "主动公开信息 1431 条。其中，国务院信息 334 条、要闻 1097 条。",
            [listed("1431", "334", "1097", complete=False)],
        ),
        (
            "办理申请4件，其中：予以公开2件，部分公开0件，不予公开2件，所有申请均按规范答复。",
            [listed("4", "2", "0", "2")],
        ),
        ("受理申请749件，其中自然人申请741件，法人申请8件；共办理718件。", [listed("749", "741", "8", complete=False)]),
        ("发布52条，其中1条播放破亿、2条破千万、49条破百万。", [listed("52", "1", "2", "49")]),
        ("发布信息1,431条，其中通知1,000条、动态400条、公告31条。", [listed("1431", "1000", "400", "31")]),
        ("推送1.2万条，其中甲1万条，乙1000条，丙1000条。", [listed("12000", "10000", "1000", "1000")]),
        ("发布信息10条（次），其中通知3条（次）。", [listed("10", "3", complete=False)]),
        ("收到申请9件，其中网上5件（含重复2件），信函3件，当面1件。", [listed("9", "5", "3", "1")]),
        ("发布信息10条，其中主要有通知3条，动态4条，公告2条。", [listed("10", "3", "4", "2", complete=False)]),
        ("收到申请9件，其中网上5件，信函4件，已办结8件。", [listed("9", "5", "4", complete=False)]),
        ("甲9件，其中乙5件，其中丙3件。", [listed("9", "5", complete=False), listed("5", "3", complete=False)]),
        ("主动公开政府信息，其中，发布文件7件，公开信息270条。", []),
        ("发布解读21条，其中图文产品17篇。", []),
        ("发布信息300余条，其中通知30条。", []),
        ("发布信息300条，其中通知30余条。", []),
        ("收到申请9件。", []),
    ],
)
def test_lists_are_read_with_the_unit_of_their_whole(sentence: str, lists: list[Listing]) -> None:
    assert list(listings(sentence)) == lists


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("发布信息10条，其中通知3条，动态3条，公告3条。", True),
        ("发布信息10条，其中通知3条，动态3条，公告等3条。", False),
        ("发布信息10条，其中通知3条，动态3条。", False),
        ("发布信息10条，其中通知11条。", True),
    ],
)
def test_a_short_list_with_a_smaller_sum_may_be_a_selection(sentence: str, finding: bool) -> None:
    assert bool(findings_of(with_fact(NEW, "website_posts", 10, sentence=sentence), "NAR-06")) is finding


def test_a_sentence_with_several_facts_is_judged_once() -> None:
    sentence = "办理申请4件，其中：予以公开2件，部分公开1件，不予公开2件。"
    report = with_fact(NEW, "applications_processed", 4, sentence=sentence)
    report = with_fact(report, "applications_granted", 2, sentence=sentence)
    assert len(findings_of(report, "NAR-06")) == 1


def test_reads_and_visits_are_never_outliers() -> None:
    report = with_fact(with_fact(NEW, "website_visits_cumulative", 2_700_000), "wechat_reads", 162_350)
    assert count_of(report, "NAR-07").applicable == 0


A_DAY = {
    10: {"wechat_issues", "press_conferences", "online_interviews"},
    1000: {"netizen_messages_handled", "information_reviewed"},
    0: {
        *("wechat_reads", "wechat_push_reach", "website_visits_cumulative", "website_visits_daily"),
        *("interpretation_rate", "proposal_handling_rate", "information_processing_fee"),
        *("reconsideration_cases", "litigation_cases"),
    },
}
"""What is looked at beyond so many a day; 0: never, as nobody writes it one by one or the tables state it."""


@pytest.mark.parametrize("fact", [row["code"] for row in code_list("facts")])
def test_all_that_people_write_one_by_one_has_its_limit(fact: str) -> None:
    a_day = next((number for number, facts in A_DAY.items() if fact in facts), 100)
    if a_day and not fact.startswith("applications_"):
        assert findings_of(with_fact(NEW, fact, a_day * 365), "NAR-07") == []
        assert len(findings_of(with_fact(NEW, fact, a_day * 365 + 1), "NAR-07")) == 1
    else:
        assert findings_of(with_fact(NEW, fact, 10**9), "NAR-07") == []


def test_an_outlier_says_what_is_to_be_looked_at() -> None:
    report = with_fact(NEW, "weibo_posts", 50319)
    report = replace(report, facts=tuple(replace(fact, unit="条") for fact in report.facts))
    [found] = findings_of(report, "NAR-07")
    assert found.message_zh == "微博发布 50319 条，日均约 138 条，请核对"
    assert found.message_en == "The text states 50319 Weibo posts, about 138 a day; please check"
