"""What a page says about its article: meta tags, and pairs such as 发布日期：2021-01-12."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from gongkai.model import Block, Grid, Paragraph
from gongkai.read.html.blocks import Flow
from gongkai.read.html.page import Page
from gongkai.read.html.tree import names, text_of
from gongkai.read.joining import tidy

Pair = tuple[str, str]
LONGEST_VALUE = 120
"""Characters: behind a label such as 发布日期： a longer text is prose."""


def titles(page: Page) -> list[Pair]:
    """("title", …) from the ArticleTitle tag, the h1 and the title element, in this order."""
    tags = (meta for meta in page.root.iter("meta") if (meta.get("name") or "").lower() == "articletitle")
    shown = map(text_of, (*page.headings, *page.root.iter("title")))
    texts = (*(tag.get("content") or "" for tag in tags), *shown)
    return [("title", title) for title in map(tidy, texts) if title]


def meta_tags(page: Page) -> Iterator[Pair]:
    """Every named meta tag with its content, and the page's `time` if it has only one: lists of links have many."""
    for meta in page.root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        content = tidy(meta.get("content") or "")
        if name and content:
            yield (name.strip(), content)
    times = [tidy(time.get("datetime") or text_of(time)) for time in page.body.iter("time")]
    if len(times) == 1 and times[0]:
        yield ("time", times[0])


def beside_the_article(page: Page) -> list[Pair]:
    """Label and value pairs outside the article."""
    if page.article is page.body:
        return []
    flow = Flow(leave_out=page.article)
    flow.walk(page.body)
    pairs = [pair for block in flow.blocks for pair in labelled(block)]
    # a label that ends in a colon, its value in the next paragraph (dt and dd, li and li)
    texts = [block.text for block in flow.blocks if isinstance(block, Paragraph)]
    return pairs + [
        (_squeeze(label), value)
        for label, value in pairwise(texts)
        if label.endswith(("：", ":")) and _squeeze(label) in names("label") and len(value) <= LONGEST_VALUE
    ]


def labelled(block: Block) -> list[Pair]:
    """Pairs in a paragraph (发布日期：2021-01-12 来源：…) or in a table of labels and values."""
    if isinstance(block, Grid):
        return info_table(block)
    if len(block.text) > 4 * LONGEST_VALUE or not ("：" in block.text or ":" in block.text):
        return []
    return [
        (_squeeze(match["label"]), match["value"].strip())
        for match in _pair_pattern().finditer(block.text)
        if match["value"].strip()
    ]


def info_table(block: Block) -> list[Pair]:
    """The pairs of a table whose cells are labels with their values to the right, else nothing."""
    rows = block.rows if isinstance(block, Grid) else ()
    beside = (pair for row in rows for pair in pairwise([cell.text for cell in row if not cell.covered]))
    return [
        (_squeeze(label), value)
        for label, value in beside
        if _squeeze(label) in names("label")
        and 0 < len(value) <= LONGEST_VALUE
        and _squeeze(value) not in names("label")
    ]


def _squeeze(label: str) -> str:
    return "".join(label.split()).strip("：:【】[]［］")


@cache
def _pair_pattern() -> re.Pattern[str]:
    by_length = sorted(names("label"), key=len, reverse=True)
    labels = "|".join(r"\s*".join(label) for label in by_length)
    end = rf"(?=\s*(?:[|｜】\]]|$|[【\[])|\s+[^\s:：\d]{{1,8}}\s*[:：]|\s{{2,}}|(?:{labels})\s*[:：])"
    # the label of a day may follow other words directly: 所属主题：年报发文日期：2020-01-12
    day = r"(?:发文|发布|公开|成文|印发|生成|更新)(?:日期|时间)\s*[:：]\s*20\d\d\s*[-年./]"
    begin = rf"(?:(?<![\u4e00-\u9fff])|(?={day}))"
    return re.compile(rf"{begin}(?P<label>{labels})\s*[:：]\s*(?P<value>\S.*?){end}")
