"""Articles that a page holds as text and its script shows."""

from __future__ import annotations

import json
from html import escape

import pytest

from gongkai.model import Document
from gongkai.read import read_bytes
from tests.read.pages import article, site_page
from tests.read.showing import grids, outline, paragraphs

ARTICLE = article().replace("\n", "")
SLASHES_ESCAPED = json.dumps(ARTICLE, ensure_ascii=False).replace("</", "<\\/")
AS_WRITTEN = outline(read_bytes("a.html", site_page(ARTICLE).encode()))


def page(article: str) -> Document:
    return read_bytes("a.html", site_page(article).encode())


@pytest.mark.parametrize(
    "carried",
    [
        f"<script>document.write({json.dumps(ARTICLE)});</script>",
        f"<div id=c></div><script>var c = {SLASHES_ESCAPED};</script>",
        f"<script>window.state = {json.dumps({'data': [{'id': 7, 'content': escape(ARTICLE)}]})}</script>",
        "<script>" + "".join(f"document.write('{row}</tr>');" for row in ARTICLE.split("</tr>")) + "</script>",
        f"<textarea id=content style='display:none'>{escape(ARTICLE)}</textarea>",
        f'<iframe srcdoc="{escape(ARTICLE)}"></iframe>',
    ],
    ids=["written", "variable", "state", "in pieces", "text area", "frame"],
)
def test_an_article_that_a_script_shows_is_read_where_it_is_carried(carried: str) -> None:
    assert outline(page(carried)) == AS_WRITTEN


def test_an_article_that_shows_is_the_only_one_read() -> None:
    old = escape("<p>旧稿。</p>" * 900 + ARTICLE)
    assert outline(page(f"<textarea style='display:none'>{old}</textarea>{ARTICLE}")) == AS_WRITTEN


@pytest.mark.parametrize(
    "string", ["<div><p>一</p><p>二</p><p>三</p><span>9</span></div>", "<div><p>一。二。三。四。</p><p>五。</p></div>"]
)
def test_a_script_without_an_article_adds_nothing(string: str) -> None:
    """A menu, and a notice of a few pieces."""
    document = page(f"<p>见附件。</p><script>var menu = '{string}';</script>")
    assert grids(document) == []
    assert "见附件。" in paragraphs(document)
    assert not [text for text in paragraphs(document) if "一" in text]
