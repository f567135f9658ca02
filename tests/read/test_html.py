"""Web pages: blocks, tables and what stands beside the article."""

from __future__ import annotations

from time import process_time

import pytest

from gongkai.errors import UnreadableFile
from gongkai.model import Document
from gongkai.read import read_bytes
from tests.read.pages import article, long_page, site_page, torn
from tests.read.showing import grids, outline, paragraphs, places

REQUESTS = [
    ["（本列数据的勾稽关系）", "^", "申请人情况", "^", "^", "^", "^", "^", "^"],
    ["^", "^", "自然人", "法人或其他组织", "^", "^", "^", "^", "总计"],
    ["^", "^", "^", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "^"],
    ["一、本年新收数量", "^", "3", "1", "0", "0", "0", "0", "4"],
    ["三、办理结果", "（一）予以公开", "2", "1", "0", "0", "0", "0", "3"],
    ["^", "（二）部分公开", "", "", "", "", "", "", ""],
]


def page(body: str) -> Document:
    return read_bytes("a.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def test_article_of_a_whole_page() -> None:
    document = read_bytes("t20230118.html", site_page(article()).encode())
    assert outline(document) == [
        "某某市科学技术局2022年政府信息公开工作年度报告",
        "本报告所列数据的统计期限自2022年1月1日起至12月31日止。",
        "一、总体情况",
        "2022年，我局主动公开政府信息1136条，",
        "收到申请4件。",
        "三、收到和处理政府信息公开申请情况",
        REQUESTS,
        "六、其他需要报告的事项",
        "无其他需要报告的事项。",
    ]


def test_places_count_paragraphs_tables_rows_and_printed_cells() -> None:
    document = read_bytes("a.html", site_page(article()).encode())
    assert str(document.blocks[1].place) == "paragraph 2"
    assert str(document.blocks[7].place) == "paragraph 7"
    assert places(document.blocks[6])[4][:3] == [
        "table 1, row 5, cell 1",
        "table 1, row 5, cell 2",
        "table 1, row 5, cell 3",
    ]
    assert places(document.blocks[6])[5][:2] == ["table 1, row 5, cell 1", "table 1, row 6, cell 1"]


def test_metadata_of_tags_info_table_and_line_under_the_title() -> None:
    metadata = read_bytes("a.html", site_page(article()).encode()).metadata
    assert metadata[0] == ("title", "某某市科学技术局2022年政府信息公开工作年度报告")
    assert {
        ("SiteIDCode", "3713000012"),
        ("PubDate", "2023-01-18 09:30"),
        ("索引号", "SDPR-2023-0118"),
        ("发布机构", "某某市科学技术局"),
        ("成文日期", "2023-01-17"),
        ("发布日期", "2023-01-18 09:30"),
        ("来源", "某某市科学技术局"),
    } <= set(metadata)


def test_nothing_around_the_article_gets_in() -> None:
    text = "".join(paragraphs(read_bytes("a.html", site_page(article()).encode())))
    assert not [word for word in ("政务栏目", "版权", "隐藏", "脚本", "上一篇", "分享", "索引号") if word in text]
    assert "收到申请4件。" in text


@pytest.mark.parametrize(("declared", "real"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gb2312", "utf-8")])
def test_wrong_charset_labels_do_not_matter(declared: str, real: str) -> None:
    document = read_bytes("a.html", site_page(article(), charset=declared).encode(real))
    assert document.source.encoding == real
    assert grids(document) == [REQUESTS]


def test_info_table_inside_the_article_becomes_metadata() -> None:
    document = page(
        "<div id=zoom><table><tr><td>索引号</td><td>A-1</td><td>发文日期</td><td>2021-01-12</td></tr></table>"
        "<p>一、总体情况。</p><table><tr><td>规章</td><td>0</td></tr></table></div>"
    )
    assert outline(document) == ["一、总体情况。", [["规章", "0"]]]
    assert document.metadata == (("索引号", "A-1"), ("发文日期", "2021-01-12"))


def test_pairs_in_lists_and_definition_lists() -> None:
    document = page(
        "<ul><li>发布时间：2021年1月12日</li><li>信息来源: 市科技局</li></ul>"
        "<dl><dt>索引号：</dt><dd>B-2</dd></dl>"
        f"<div>{'<p>我局扎实推进政务公开工作，成效明显。</p>' * 20}</div>"
    )
    assert {("发布时间", "2021年1月12日"), ("信息来源", "市科技局"), ("索引号", "B-2")} <= set(document.metadata)
    assert paragraphs(document) == ["我局扎实推进政务公开工作，成效明显。"] * 20


def test_what_sites_say_about_an_article_is_metadata_whatever_they_call_it() -> None:
    lines = (
        "发布日期 发布时间 发文日期 发文时间 成文日期 成文时间 生成日期 生效日期 公开日期 公开时间",
        "印发日期 索引号 索引码 发布机构 发布机关 发布单位 发文机关 发文机构 发文单位 公开机构",
        "公开责任部门 公开主体 制发机关 责任部门 信息索引号 信息来源 文章来源 稿件来源 内容来源 来源",
        "信息索引 文号 发文字号 主题分类 主题词 信息分类 体裁分类 组配分类 公开类别 公开方式",
        "公开形式 公开范围 有效性 信息名称 文件名称 名称 标题 关键词 时间 日期 作者 统一编号",
        "浏览次数 浏览量 点击数 点击率 点击量 阅读次数 阅读量 访问量",
    )
    labels = " ".join(lines).split()
    pairs = "".join(f"<tr><td>{label}：</td><td>A-{at}</td></tr>" for at, label in enumerate(labels))
    document = page(f"<table>{pairs}</table><div>{'<p>我局扎实推进政务公开工作，成效明显。</p>' * 90}</div>")
    assert set(document.metadata) == {(label, f"A-{at}") for at, label in enumerate(labels)}


def test_the_one_time_of_a_page_belongs_to_its_article() -> None:
    text = "<p>我局扎实推进政务公开工作，成效明显。</p>" * 20
    time = "<time datetime=2021-01-12>1月12日</time>"
    assert ("time", "2021-01-12") in page(f"{time}<div>{text}</div>").metadata
    assert page(f"<div>{text}</div>{time * 2}").metadata == ()


def test_pairs_that_only_styles_part() -> None:
    line = "<p><span>时间：2021年1月12日</span><span>来源：市科技局</span></p>"
    document = page(f"{line}<div>{'<p>我局扎实推进政务公开工作，成效明显。</p>' * 20}</div>")
    assert ("时间", "2021年1月12日") in document.metadata


def test_runs_of_spaces_are_one_and_a_line_end_between_characters_is_none() -> None:
    assert paragraphs(page("<p>收到  12   件</p><p>办结\n3\n件，公\n开</p>")) == ["收到 12 件", "办结 3 件，公开"]


def test_what_sites_put_around_an_article_is_no_part_of_it() -> None:
    around = (
        *("header", "topbar", "footer", "foot", "copyright", "nav", "navbar", "navigation", "menu", "sidebar", "aside"),
        *("breadcrumb", "breadcrumbs", "crumb", "crumbs", "location", "position", "curPosition", "dqwz", "share"),
        *("bdsharebuttonbox", "sharebox", "print", "toolbar", "related", "relate", "xgxx", "pagination", "pager"),
        *("prev", "next", "qrcode", "ewm", "search", "login", "advert", "popup", "dialog", "modal"),
        *("hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text", "invisible"),
    )
    parts = "".join(f"<div class='{name}'>{name}7</div>" for name in around)
    assert (
        outline(page(f"<div>{parts}{'<p>我局扎实推进政务公开工作，成效明显。</p>' * 20}</div>"))
        == ["我局扎实推进政务公开工作，成效明显。"] * 20
    )


@pytest.mark.parametrize(
    "names",
    [
        "zoom TRS_Editor trs_uedit article-content article_content articleContent article-body article_con artcontent",
        "pages_content UCAPCONTENT con_text contText content-text contentText textContent text-content detail-content",
        "detail_content news_content newsContent news-content info-content infoContent xxgk_content gknbxq_detail",
        "bt-content view-content vsb_content v_news_content js_content printArea printContent mainBody main-content",
        "mainContent easysite-news-text j-content wzcon gk_content scroll_cont conTtext",
    ],
)
def test_what_a_site_builder_calls_the_article_is_the_article(names: str) -> None:
    links = f"<div>{'<p>本站其他文章。</p>' * 10}</div>"
    for name in names.split():
        assert (
            outline(page(f"{links}<div class='{name}'>{'<p>我局推进公开。</p>' * 30}</div>")) == ["我局推进公开。"] * 30
        )


def test_spans_join_without_spaces_and_breaks_part_paragraphs() -> None:
    assert paragraphs(page(f"<p>{torn('收到申请13612件，', 1)}</p><p>其中<br/>自然人<b>2</b>件。</p>")) == [
        "收到申请13612件，",
        "其中",
        "自然人2件。",
    ]


def test_what_follows_an_element_inside_a_sentence_is_not_lost() -> None:
    document = page("<p>共收到<b>3</b>件，<i>其中<u>2</u>件</i>重复<br>，已答复。</p>")
    assert "".join(paragraphs(document)) == "共收到3件，其中2件重复，已答复。"


def test_line_ends_in_the_source_are_spaces_only_between_latin_words() -> None:
    assert paragraphs(page("<p>主动\n  公开 12\n 件 open\ndata</p>")) == ["主动公开 12 件 open data"]


def test_text_without_paragraph_tags_is_kept_in_order() -> None:
    assert paragraphs(page("<div>甲<div>乙</div>丙<!-- 注 -->丁</div>戊")) == ["甲", "乙", "丙丁", "戊"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("尚未<br>审结", "尚未审结"),
        ("12<br>3", "12 3"),
        ("<p>12</p><p>3</p>", "12\n3"),
        ("<p>5</p><p>-3</p>", "5\n-3"),
        ("<p>结</p><p>果</p>", "结果"),
        ("<p><span>1</span><span>2</span></p>", "12"),
        ("&nbsp;", ""),
        ("<p>&nbsp;</p>\n<p><o:p></o:p></p>", ""),
        ("22（其中修订<br/>16件）", "22（其中修订16件）"),
        ("1\u200b2", "12"),
        ("\n   7\n  ", "7"),
        ("<table><tr><td>8</td></tr></table>", "8"),
    ],
)
def test_cell_text(cell: str, text: str) -> None:
    assert grids(page(f"<table><tr><td>规章</td><td>{cell}</td></tr></table>")) == [[["规章", text]]]


def test_layout_tables_are_unwrapped_in_order() -> None:
    prose = "我局扎实推进政务公开工作。" * 20
    document = page(
        f"<table><tr><td>年度报告</td></tr><tr><td><p>{prose}</p><p>二、主动公开情况</p>"
        "<table><tr><td>规章</td><td>0</td></tr></table><p>三、依申请公开</p></td></tr></table>"
        "<table><tr><td>许可</td><td>5</td></tr></table>"
    )
    assert outline(document) == [
        "年度报告",
        prose,
        "二、主动公开情况",
        [["规章", "0"]],
        "三、依申请公开",
        [["许可", "5"]],
    ]
    assert [str(block.place) for block in document.blocks if not hasattr(block, "text")] == ["table 1", "table 2"]


def test_rows_of_numbers_and_rows_of_prose_in_one_table() -> None:
    prose = "对照新要求，仍存在以下短板和不足。" * 15
    document = page(
        "<table><tr><td rowspan=4>报告</td><td>规章</td><td>0</td></tr><tr><td>规范性文件</td><td>2</td></tr>"
        f"<tr><td colspan=2>{prose}</td></tr><tr><td>行政许可</td><td>7</td></tr></table>"
    )
    assert outline(document) == [
        [["报告", "规章", "0"], ["^", "规范性文件", "2"]],
        prose,
        [["^", "行政许可", "7"]],
    ]
    assert places(document.blocks[2]) == [
        ["table 1, row 1, cell 1", "table 1, row 4, cell 1", "table 1, row 4, cell 2"]
    ]


def test_table_inside_a_table_of_data() -> None:
    document = page("<table><tr><td>申请情况</td><td><table><tr><td>新收</td><td>3</td></tr></table></td></tr></table>")
    assert outline(document) == ["申请情况", [["新收", "3"]]]


def test_text_between_cells_is_not_lost() -> None:
    document = page("<table>注：单位万元<tr><td>收费</td>散落<td>0</td></tr></table>")
    assert outline(document) == ["注：单位万元", "散落", [["收费", "0"]]]


def test_page_arranged_with_tables() -> None:
    menu = "<table width=1000><tr><td>某某市科技局</td><td><a href=/>首页</a></td></tr></table>"
    side = "<td width=200>通知公告</td>"
    inner = f"<table><tr><td align=center>二〇二〇年年度报告</td></tr><tr><td>{article()}</td></tr></table>"
    foot = "<table><tr><td>版权所有：某某市科技局</td></tr></table>"
    document = page(f"{menu}<table width=1000><tr>{side}<td>{inner}</td></tr></table>{foot}")
    assert grids(document) == [REQUESTS]
    assert "通知公告" not in paragraphs(document)
    assert not [text for text in paragraphs(document) if "版权" in text or "首页" in text]


def test_whole_report_in_one_table_is_no_layout_to_descend_into() -> None:
    prose = "我局扎实推进政务公开工作，成效明显。" * 30
    document = page(
        f"<table><tr><td colspan=4>{prose}</td></tr><tr><td>新收</td><td>3</td><td>1</td><td>4</td></tr>"
        "<tr><td>图<table><tr><td>一</td></tr></table></td><td>0</td><td>0</td><td>0</td></tr></table>"
    )
    assert outline(document) == [prose, [["新收", "3", "1", "4"], ["图一", "0", "0", "0"]]]


def test_fragment_of_a_page_is_read_as_a_page() -> None:
    document = read_bytes("a.txt", "<div id=zoom>\n<p>一、总体\n情况</p>\n<p>无。</p></div>".encode())
    assert (document.source.format, paragraphs(document)) == ("html", ["一、总体情况", "无。"])


def test_hidden_rows_do_not_show() -> None:
    document = page(
        "<p>表</p><table><tr><td>新收</td><td>3</td></tr><tr style='DISPLAY: none'><td>旧</td><td>9</td></tr></table>"
    )
    assert grids(document) == [[["新收", "3"]]]


def test_form_around_the_whole_page_is_no_furniture() -> None:
    document = page(f"<form id=aspnetForm><div>{article()}</div></form>")
    assert grids(document) == [REQUESTS]


def test_article_in_two_containers_is_kept_whole() -> None:
    long = "<p>我局扎实推进政务公开工作，成效明显。</p>" * 60
    document = page(f"<div><div class=a>{long}</div><div class=b><p>六、其他事项</p><p>无其他事项。</p></div></div>")
    assert paragraphs(document)[-2:] == ["六、其他事项", "无其他事项。"]


def test_table_outside_a_container_of_known_name_is_kept() -> None:
    text = "<p>我局扎实推进政务公开工作，成效明显。</p>" * 10
    table = "<table><tr><td>新收</td><td>3</td><td>1</td><td>4</td></tr></table>"
    document = page(f"<div id=zoom>{text}</div><div>{table}</div>")
    assert grids(document) == [[["新收", "3", "1", "4"]]]


def test_numbers_of_the_info_table_do_not_count_as_tables_of_the_article() -> None:
    text = "<p>我局扎实推进政务公开工作，成效明显。</p>" * 10
    info = "<table><tr><td>索引号：</td><td>0000143492023</td><td>浏览次数</td><td>128</td></tr></table>"
    document = page(f"<div>{info}<div id=zoom>{text}</div></div>")
    assert grids(document) == []
    assert document.metadata == (("索引号", "0000143492023"), ("浏览次数", "128"))


def test_page_of_pictures_is_a_scan() -> None:
    with pytest.raises(UnreadableFile) as caught:
        page("<div id=zoom><img src='1.jpg'><img src='2.jpg'></div>")
    assert caught.value.reason == "scanned"


@pytest.mark.parametrize("span", ["999999", "99999999999999999999", "0", "2.5", "3"])
def test_spans_beyond_reason_do_not_explode(span: str) -> None:
    cells = f'<td colspan="{span}" rowspan="{span}">7</td>' * 40
    (grid,) = grids(page("<table>" + f"<tr>{cells}</tr>" * 40 + "</table>"))
    assert len(grid) == 40
    assert all(40 <= len(row) <= 256 + 40 for row in grid)
    assert grid[0].count("7") == 40


@pytest.mark.parametrize("span", ["-1", "x", "", "1"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    cells = f'<td colspan="{span}" rowspan="{span}">7</td>' * 3
    assert grids(page("<table>" + f"<tr>{cells}</tr>" * 3 + "</table>")) == [[["7"] * 3] * 3]


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "b"])
def test_deep_nesting_is_bounded(tag: str) -> None:
    deep = page(f"<{tag}>" * 400 + "规章" + "<p>后文</p>")
    assert "规章" in "".join(paragraphs(deep))


def test_nesting_beyond_reason_is_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        page("<div>" * 100_000 + "规章")
    assert caught.value.reason == "nested_too_deep"


def test_entities_of_the_page_are_not_expanded() -> None:
    document = read_bytes(
        "a.html",
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "boom">]><html><body><p>A&x;B&y;</p>',
    )
    assert paragraphs(document)[-1] == "A&x;B&y;"


def test_html_saved_as_doc_is_read_as_html() -> None:
    document = read_bytes("年报.doc", site_page(article()).encode())
    assert (document.source.format, grids(document)) == ("html", [REQUESTS])


@pytest.mark.slow
def test_page_of_100_kilobytes_is_read_in_time() -> None:
    data = long_page(100_000).encode()
    read_bytes("a.html", data)
    start = process_time()
    for _ in range(10):
        read_bytes("a.html", data)
    # Measured 7 ms; the bound leaves room for a slow machine and still catches a quadratic step.
    assert (process_time() - start) / 10 < 0.05


def test_a_part_that_never_shows_is_no_article_whatever_its_name() -> None:
    hidden = f"<template class=content><p>{'旧文。' * 200}</p></template>"
    document = page(f"<div>{hidden}{'<p>无。</p>' * 4}</div>")
    assert paragraphs(document) == ["无。"] * 4
