"""Tables that stand beside those of the report: of another year or another body, a blank form, and whole reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.forms import squeeze
from gongkai.forms.chinese import years_in
from gongkai.model import Block, Document, Grid, Paragraph, Place, SectionSpan
from gongkai.reading.closing import is_agency
from gongkai.reading.opening import is_title, opening
from gongkai.reading.tables.split import tables_in

LONGEST_CAPTION = 50
"""A longer line above a table is a sentence of the report."""

_EARLIER = re.compile(
    r"(?:历史|历年|往年|往期|上一?年度?|去年)(?:的?政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告)[:：]?"
)
_ATTACHED = re.compile(r"附(?:件|表|录)?[\d一二三四五六七八九十]*[:：、]")
_BEHIND_BODY = re.compile(r"20\d\d年|\(|(?:政府)?信息公开|统计|情况")
_SAMPLE = re.compile("样表|空白表|示例|模板")
_DAY = re.compile(r"[(（]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[)）]?")
"""A day is no caption: （2024年1月15日） between two lines of a table."""


def without_earlier_reports(document: Document) -> Document:
    """The document without the whole reports of earlier years that stand below its own under a heading: 历史年报."""
    lines = [block.text if isinstance(block, Paragraph) else "" for block in document.blocks]
    titles = [at for at, line in enumerate(lines) if is_title(line)]
    years = [max(years_in(lines[at]), default=0) for at in titles]
    for at, year in zip(titles[1:], years[1:], strict=True):
        if 0 < year < years[0] and _EARLIER.fullmatch(squeeze(lines[at - 1])):
            own = document.blocks[: at - 1]
            if any(tables_in(block) for block in own if isinstance(block, Grid)):
                return replace(document, blocks=own)
    return document


def without_other_tables(spans: tuple[SectionSpan, ...]) -> tuple[SectionSpan, ...]:
    """The sections without the tables whose caption names another year or body than the title, or a form to fill in.

    A form table that stands there only once is kept: its caption may be left over from the report of last year.
    """
    titles = [squeeze(line) for line in opening(spans) if is_title(line)]
    captioned = {grid.place: grid for span in spans for grid in _of_others(span.blocks, titles)} if titles else {}
    if not captioned:
        return spans
    others = (b for span in spans for b in span.blocks if isinstance(b, Grid) and b.place not in captioned)
    twice = {table for grid in others for table in tables_in(grid)}
    left_out: set[Place] = {place for place, grid in captioned.items() if tables_in(grid) <= twice}
    return tuple(replace(span, blocks=tuple(b for b in span.blocks if b.place not in left_out)) for span in spans)


def _of_others(blocks: tuple[Block, ...], titles: Sequence[str]) -> Iterator[Grid]:
    """The tables under such a caption; a page break may part them.

    Under a caption a form table begins; a note in the middle of one that names a year is none.
    """
    other = began = False
    for block in blocks:
        if isinstance(block, Paragraph) and block.text.strip() and not _DAY.fullmatch(block.text.strip()):
            is_caption = len(block.text) <= LONGEST_CAPTION and "。" not in block.text
            other, began = is_caption and _names_others(squeeze(block.text), titles), False
        elif isinstance(block, Grid) and other:
            began = began or bool(tables_in(block))
            if began:
                yield block


def _names_others(caption: str, titles: Sequence[str]) -> bool:
    """True if a caption names one year, not that of the titles; or what is attached: 附：某街道办事处…, 附件：…样表."""
    own = {year for title in titles for year in years_in(title)}
    named = set(years_in(caption))
    if len(own) == len(named) == 1 and own != named:
        return True
    attached = _ATTACHED.match(caption)
    if not attached:
        return False
    body = _BEHIND_BODY.split(caption[attached.end() :])[0]
    return bool(_SAMPLE.search(caption)) or (is_agency(body) and not any(body in title for title in titles))
