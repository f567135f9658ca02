"""Whole pages of government sites: the article's blocks, and what the page says about it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count

from gongkai.model import Block, Paragraph, Place
from gongkai.read.html.archive import SUFFIXES, is_archive, page_inside
from gongkai.read.html.blocks import Flow
from gongkai.read.html.metadata import beside_the_article, info_table, labelled, meta_tags, titles
from gongkai.read.html.page import Page, parse_page
from gongkai.read.html.tree import drop
from gongkai.read.marks import paragraph
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection

_MARKUP = re.compile(r"(?>\s*<\?xml[^>]*>|\s*<!--.*?-->)*+\s*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(r"\s*<(?:div|p|table|span|h[1-6]|article|section|center|font|style|script|meta|title)\b", re.I)
_BLOCK_END = re.compile(r"</(?:p|div)>", re.I)
_ANY_TAG = re.compile(r"<(?:p|div|table|td|span|br|meta|title)\b[^>]*>", re.I)
_OPENING = 6
"""Blocks at the top of an article among which the site's own information table may stand."""


def parse(file: SourceFile) -> Content:
    """The article of a page; raises `scanned` if it shows nothing but pictures, `damaged` if it is no tree."""
    shown = page_inside(file) if is_archive(file.data) else file
    page = parse_page(shown)
    beside = beside_the_article(page)
    for part in page.furniture:
        drop(part)
    flow = Flow()
    flow.walk(page.article)
    blocks = flow.blocks
    if not blocks and page.body.find(".//img") is not None:
        raise rejection("scanned", file.name)
    opening, rest = blocks[:_OPENING], blocks[_OPENING:]
    # in source order
    pairs = [*titles(page), *meta_tags(page), *beside, *(pair for block in opening for pair in labelled(block))]
    # without the site's own information table
    kept = [block for block in opening if len(info_table(block)) <= 1]
    return Content(tuple(_with_heading(page, kept + rest)), tuple(dict.fromkeys(pairs)), shown.decoded[1])


def _with_heading(page: Page, blocks: list[Block]) -> list[Block]:
    """The page's heading goes first where it stands outside the article; paragraphs are counted anew."""
    heading = page.heading
    first = next((block.text for block in blocks if isinstance(block, Paragraph)), None)
    if heading and heading != first:
        blocks = [paragraph(heading, Place(paragraph=1)), *blocks]
    number = count(1)
    return [
        replace(block, place=Place(paragraph=next(number))) if isinstance(block, Paragraph) else block
        for block in blocks
    ]


def _claims(file: SourceFile) -> bool:
    if is_archive(file.data):
        return True
    text = file.text[:200_000]
    if file.suffix in (".md", ".markdown"):
        return _MARKUP.match(text) is not None and re.search(r"<head\b", text, re.I) is not None
    if _MARKUP.match(text) or (_FRAGMENT.match(text) and len(_BLOCK_END.findall(text)) > 1):
        return True
    return file.suffix in READER.suffixes and _ANY_TAG.search(text) is not None


READER = Reader(
    format="html",
    suffixes=(".html", ".htm", ".xhtml", ".shtml", *SUFFIXES),
    tolerated=(".doc", ".wps", ".txt", ".md", ".markdown"),
    claims=_claims,
    parse=parse,
)
