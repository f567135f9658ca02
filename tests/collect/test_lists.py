"""What the collector is told in lists: the outcomes in words, how polite it is, and the words of links."""

from __future__ import annotations

from dataclasses import fields

import pytest
from scrapy.http import HtmlResponse

from gongkai.collect.crawl import Options
from gongkai.collect.links import needs_person, next_pages, title_of
from gongkai.collect.outcomes import outcomes
from gongkai.forms.data_files import yaml_data

ADDRESS = "https://www.example.gov.cn/xxgk/nb/index.html"
DONE = {
    "new": ("新收", "new"),
    "alternate": ("另一种格式", "another format"),
    "unchanged": ("没有变化", "unchanged"),
    "changed": ("两版都留", "both versions stay"),
    "not_found": ("没有找到", "none of this year found"),
    "refused": ("未采用", "refused"),
}
FAILED = {
    "fewer": ("比以前少", "fewer reports"),
    "empty": ("列表是空的", "list is empty"),
    "moved": ("换成了别的页面", "another page stands"),
    "needs_person": ("需要人来看", "needs a person"),
    "unreachable": ("打不开", "cannot be reached"),
    "forbidden": ("robots.txt 不允许", "robots.txt forbids"),
    "certificate": ("证书无效", "certificate does not verify"),
    "private_address": ("内部网络", "private network"),
    "plain_http": ("没有加密", "not encrypted"),
    "limit": ("限量", "a limit for one host"),
}
"""Outcomes after which a person should look at the row of `collect.csv`, each with words no other has."""


def test_each_outcome_is_told_in_both_languages_and_tells_whether_it_failed() -> None:
    found, words = outcomes(), {**DONE, **FAILED}
    assert list(found) == list(words)
    assert {code for code, outcome in found.items() if outcome.failed} == set(FAILED)
    for code, (zh, en) in words.items():
        assert zh in found[code].zh and en in found[code].en, code


def test_a_host_is_asked_slowly_and_not_for_ever() -> None:
    """Hosts of small offices: one request in five seconds, an hour, 200 pages and 200 MB at most."""
    assert yaml_data("gongkai.collect", "limits.yml") == {
        "delay_seconds": 5,
        "timeout_seconds": 60,
        "retry_times": 2,
        "longest_wait_seconds": 10 * 60,
        "pages_a_host": 200,
        "bytes_a_host": 200 * 10**6,
        "minutes_a_host": 60,
        "bytes_a_file": 50 * 2**20,
        "list_pages": 30,
        "attachments_a_page": 5,
    }


def page(body: str) -> HtmlResponse:
    return HtmlResponse(ADDRESS, body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


@pytest.mark.parametrize("text", ["下一页", "下页", "下页>", "后一页", "后页", "next", "Next", ">", ">>", "»", "›"])
def test_the_words_and_signs_of_the_next_page(text: str) -> None:
    assert next_pages(page(f"<a href='index_2.html'>{text}</a>")) == [ADDRESS.replace("index", "index_2")]


@pytest.mark.parametrize("text", ["上一页", "尾页", "下一页的报告", "3", "<"])
def test_what_leads_elsewhere_is_no_next_page(text: str) -> None:
    assert next_pages(page(f"<a href='index_2.html'>{text.replace('<', '&lt;')}</a>")) == []


@pytest.mark.parametrize(
    "text", ["请登录", "登录后查看", "用户登录", "请输入验证码", "请完成验证", "访问验证", "人机验证"]
)
def test_a_page_that_asks_for_a_person_is_known(text: str) -> None:
    assert needs_person(page(f"<h1>{text}</h1>"))


def test_the_title_of_a_page_is_told_in_one_line() -> None:
    assert (
        title_of(page("").replace(body="<title> 政府信息公开\n  年度报告 </title>".encode())) == "政府信息公开 年度报告"
    )
    assert title_of(page("<p>无标题</p>")) == ""


def test_no_private_network_is_entered_unless_a_person_says_so() -> None:
    assert {field.name: field.default for field in fields(Options)}["allow_private"] is False
