"""Which links of a page lead to reports, further pages and files, and which addresses are never asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, XmlResponse

from gongkai.collect.links import attachments, needs_person, next_pages, report_links, sitemap_links
from gongkai.collect.politeness import HostBudget, Refused, SafeAddress, is_public, retry_after

ADDRESS = "https://www.example.gov.cn/xxgk/nb/index.html"


def page(body: str) -> HtmlResponse:
    return HtmlResponse(ADDRESS, body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "is_report"),
    [
        ("某市科学技术局2023年政府信息公开工作年度报告", True),
        ("某市科学技术局 2023 年 政府信息公开 年报", True),
        ("2022年年度报告", True),
        ("二〇一九年度报告", True),
        ("2023年度部门预算公开", False),
        ("2023年法治政府建设年度报告", False),
        ("关于报送2023年政府信息公开工作年度报告的通知", False),
        ("一图读懂：2023年政府信息公开工作年度报告", False),
        ("政府信息公开指南", False),
    ],
)
def test_the_words_of_a_link_tell_a_report(text: str, is_report: bool) -> None:
    assert bool(report_links(page(f"<a href='a.html'>{text}</a>"))) is is_report


def test_the_title_of_a_shortened_link_counts_and_addresses_are_whole() -> None:
    body = "<a href='../2023.html#top' title='某局2023年政府信息公开工作年度报告'>某局2023年政府…</a>"
    (link,) = report_links(page(body))
    assert (link.address, link.year) == ("https://www.example.gov.cn/xxgk/2023.html", 2023)


@pytest.mark.parametrize("href", ["javascript:show(1)", "mailto:a@b.cn", "ftp://a/b", "file:///etc/passwd", "http://["])
def test_only_web_addresses_are_links(href: str) -> None:
    assert report_links(page(f"<a href='{href}'>2023年政府信息公开年报</a>")) == []


def test_pages_of_a_list_are_found_by_their_words_and_by_the_call_that_draws_them() -> None:
    body = "<a href='?p=2'>下一页</a><a href='?p=9'>尾页</a><script>createPageHTML(3, 0, \"index\", \"html\");</script>"
    base = "https://www.example.gov.cn/xxgk/nb/"
    assert next_pages(page(body)) == [f"{base}index.html?p=2", f"{base}index_1.html", f"{base}index_2.html"]


def test_files_beside_a_page_come_with_those_first_that_name_a_report() -> None:
    body = "<a href='a.pdf'>附件1</a><a href='b.pdf'>2023年政府信息公开年报</a><a href='c.docx'>附件2</a>"
    assert [link.address[-6:] for link in attachments(page(body))] == ["/b.pdf", "c.docx", "/a.pdf"]


def test_a_sitemap_gives_what_looks_like_a_yearly_report() -> None:
    places = ("zfxxgkndbg/2023.html", "news/1.html")
    body = "".join(f"<url><loc>https://www.example.gov.cn/{place}</loc></url>" for place in places)
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'
    found = sitemap_links(XmlResponse("https://www.example.gov.cn/sitemap.xml", body=xml.encode(), encoding="utf-8"))
    assert [link.address for link in found] == ["https://www.example.gov.cn/zfxxgkndbg/2023.html"]


def test_a_page_without_a_list_that_scripts_fill_needs_a_person() -> None:
    menu = "".join(f"<a href='/{n}'>栏目</a>" for n in range(5))
    assert needs_person(page("<div id='app'></div><script src='/app.js'></script>"))
    assert needs_person(page(f"{menu}请输入验证码"))
    assert not needs_person(page(f"{menu}<script src='/count.js'></script>"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"]
)
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    assert not is_public(host)
    written = f"[{host}]" if ":" in host else host
    with pytest.raises(Refused, match="private_address"):
        SafeAddress(allow_private=False).process_request(Request(f"https://{written}/a"))


def test_http_needs_a_word_from_a_person() -> None:
    guard = SafeAddress(allow_private=False)
    with pytest.raises(Refused, match="plain_http"):
        guard.process_request(Request("http://www.example.gov.cn/"))
    guard.process_request(Request("http://www.example.gov.cn/", meta={"plain_http": True}))
    with pytest.raises(Refused, match="refused"):
        guard.process_request(Request("ftp://www.example.gov.cn/"))


def test_a_host_that_took_its_pages_or_bytes_is_left() -> None:
    request = Request("https://www.example.gov.cn/")
    by_pages = HostBudget({"pages_a_host": 2, "bytes_a_host": 1e9, "minutes_a_host": 60})
    by_pages.process_request(request)
    by_pages.process_request(request)
    by_pages.process_request(Request("https://other.example.gov.cn/"))
    with pytest.raises(Refused, match="pages_a_host 2"):
        by_pages.process_request(request)
    by_bytes = HostBudget({"pages_a_host": 9, "bytes_a_host": 10, "minutes_a_host": 60})
    by_bytes.process_response(request, Response(request.url, body=b"x" * 10))
    with pytest.raises(Refused, match="bytes_a_host 10"):
        by_bytes.process_request(request)


def test_retry_after_is_a_number_of_seconds_or_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90))
    assert retry_after(Response("https://a.cn", headers={"Retry-After": "7"})) == 7
    assert 60 < (retry_after(Response("https://a.cn", headers={"Retry-After": soon})) or 0) <= 90
    assert retry_after(Response("https://a.cn", headers={"Retry-After": "soon"})) is None
    assert retry_after(Response("https://a.cn")) is None
