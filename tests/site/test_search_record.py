"""What of a page is searched."""

from __future__ import annotations

import pytest
from lxml import html

from gongkai.site.search_record import search_record
from tests.site.conftest import Built


def test_a_term_and_what_it_means_are_words_of_their_own() -> None:
    terms = "<dt>Formula</dt><dd>not disclosed ÷ processed</dd><dt>Code</dt><dd>x</dd>"
    page = f"<main data-pagefind-body><dl>{terms}</dl></main>"
    record = search_record("en/indicators/refusal_rate/index.html", page)
    assert record is not None
    assert record.url == "/en/indicators/refusal_rate/"
    assert "Formula: not disclosed ÷ processed; Code: x" in " ".join(record.html.split())


def test_what_is_marked_as_not_searched_is_left_out_and_filters_stay() -> None:
    page = (
        "<main data-pagefind-body><h1>哈尔滨</h1><div data-pagefind-ignore><div>下载</div></div>"
        '<b data-pagefind-filter="year">2022</b></main><footer>关于</footer>'
    )
    record = search_record("reports/x/index.html", page)
    assert record is not None
    assert "哈尔滨" in record.html and 'data-pagefind-filter="year"' in record.html
    assert "下载" not in record.html and "关于" not in record.html


def test_a_page_without_a_searched_part_has_no_record() -> None:
    assert search_record("404.html", "<main>没有这一页</main>") is None


@pytest.mark.slow
def test_of_a_report_its_sentences_are_searched_and_not_the_headings_that_all_reports_have(built: Built) -> None:
    paragraphs = 0
    for file in sorted(built.folder.glob("reports/*/index.html")):
        path = file.parent.relative_to(built.folder).as_posix()
        record = search_record(f"{path}/index.html", built.page(path))
        assert record is not None
        text = str(html.fromstring(record.html).xpath("string()"))
        for section in built.tree(path).xpath("//div[@class='narrative']/section"):
            heading, *said = (part.text_content() for part in section)
            assert heading not in text
            told = [paragraph for paragraph in said if "这一部分是表格" not in paragraph]
            assert [paragraph for paragraph in told if paragraph.split() and paragraph.split()[0] not in text] == []
            paragraphs += len(told)
    assert paragraphs >= 3
