"""Whole pages of government sites: the article's blocks, and what the page says about it."""

from __future__ import annotations

import re
from email import message_from_bytes
from itertools import count

from gongkai.model import Paragraph, Place
from gongkai.read.html.blocks import Flow
from gongkai.read.html.metadata import beside_the_article, info_table, labelled, meta_tags, titles
from gongkai.read.html.page import parse_page
from gongkai.read.html.tree import drop
from gongkai.read.marks import paragraph
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.rejection import rejection

ARCHIVE_SUFFIXES = (".mht", ".mhtml")
_HEADER = re.compile(rb"\s*+(?:[A-Za-z][A-Za-z-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)++\r?\n")
_OF_A_PAGE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_LONGEST_HEADER = 20_000
"""Bytes that are looked through for the header of a saved page (MHTML)."""
_MARKUP = re.compile(r"(?>\s*<\?xml[^>]*>|\s*<!--.*?-->)*+\s*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(r"\s*<(?:div|p|table|span|h[1-6]|article|section|center|font|style|script|meta|title)\b", re.I)
_BLOCK_END = re.compile(r"</(?:p|div)>", re.I)
_ANY_TAG = re.compile(r"<(?:p|div|table|td|span|br|meta|title)\b[^>]*>", re.I)
_OPENING = 6
"""Blocks at the top of an article among which the site's own information table may stand."""


def parse(file: SourceFile) -> Content:
    """The article of a page; raises `scanned` if it shows nothing but pictures, `damaged` if it is no tree."""
    shown = page_inside(file) if _is_archive(file.data) else file
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
    blocks = kept + rest
    # the page's heading goes first where it stands outside the article; paragraphs are counted anew
    heading = page.heading
    if heading and heading != next((block.text for block in blocks if isinstance(block, Paragraph)), None):
        blocks.insert(0, paragraph(heading, Place(paragraph=1)))
    number = count(1)
    counted = (
        Paragraph(block.text, Place(paragraph=next(number)), block.marks) if isinstance(block, Paragraph) else block
        for block in blocks
    )
    return Content(tuple(counted), tuple(dict.fromkeys(pairs)), shown.decoded[1])


def _is_archive(data: bytes) -> bool:
    """True if the bytes begin with the header of a page saved as one file."""
    header = _HEADER.match(data[:_LONGEST_HEADER])
    return header is not None and b"mime-version:" in header[0].lower() and _OF_A_PAGE.search(header[0]) is not None


def page_inside(file: SourceFile) -> SourceFile:
    """The longest page of an archive: a frame may hold the article; raises `damaged` if there is none."""
    parts = (part for part in message_from_bytes(file.data.lstrip()).walk() if part.get_content_type() == "text/html")
    contents = (part.get_payload(decode=True) for part in parts)
    pages = [content for content in contents if isinstance(content, bytes) and content.strip()]
    if not pages:
        raise rejection("damaged", file.name, "no_page_inside")
    return SourceFile(file.name, max(pages, key=len), file.spent)


def claims(file: SourceFile) -> bool:
    """True for what begins as a page or a saved one does; a Markdown file may begin with some markup."""
    if _is_archive(file.data):
        return True
    text = file.text[:200_000]
    if file.suffix in (".md", ".markdown"):
        return _MARKUP.match(text) is not None and re.search(r"<head\b", text, re.I) is not None
    if _MARKUP.match(text) or (_FRAGMENT.match(text) and len(_BLOCK_END.findall(text)) > 1):
        return True
    return file.suffix in READER.suffixes and _ANY_TAG.search(text) is not None


READER = Reader(
    format="html",
    suffixes=(".html", ".htm", ".xhtml", ".shtml", *ARCHIVE_SUFFIXES),
    tolerated=(".doc", ".wps", ".txt", ".md", ".markdown"),
    claims=claims,
    parse=parse,
)
