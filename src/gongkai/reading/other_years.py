"""Tables of another year beside those of the report (附：2024年收到和处理政府信息公开申请情况), and whole reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gongkai.forms import squeeze
from gongkai.forms.chinese import years_in
from gongkai.model import Block, Document, Grid, Paragraph, Place, SectionSpan
from gongkai.reading.opening import is_title, opening
from gongkai.reading.tables.split import tables_in

LONGEST_CAPTION = 50
"""A longer line above a table is a sentence of the report."""

_EARLIER = re.compile(
    r"(?:历史|历年|往年|往期|上一?年度?|去年)(?:的?政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告)[:：]?"
)
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


def without_other_years(spans: tuple[SectionSpan, ...]) -> tuple[SectionSpan, ...]:
    """The sections without the tables whose caption names another year than the title of the report.

    A form table that stands there only once is kept: its caption may be left over from the report of last year.
    """
    years = {year for line in opening(spans) if is_title(line) for year in years_in(line)}
    if len(years) != 1:
        return spans
    captioned = {grid.place: grid for span in spans for grid in _of_other_years(span.blocks, min(years))}
    if not captioned:
        return spans
    others = (b for span in spans for b in span.blocks if isinstance(b, Grid) and b.place not in captioned)
    twice = {table for grid in others for table in tables_in(grid)}
    left_out: set[Place] = {place for place, grid in captioned.items() if tables_in(grid) <= twice}
    return tuple(replace(span, blocks=tuple(b for b in span.blocks if b.place not in left_out)) for span in spans)


def _of_other_years(blocks: tuple[Block, ...], year: int) -> Iterator[Grid]:
    """The tables under a caption that names one year, and not that of the report; a page break may part them.

    Under a caption a form table begins; a note in the middle of one that names a year is none.
    """
    other = began = False
    for block in blocks:
        if isinstance(block, Paragraph) and block.text.strip() and not _DAY.fullmatch(block.text.strip()):
            is_caption = len(block.text) <= LONGEST_CAPTION and "。" not in block.text
            named = set(years_in(block.text)) if is_caption else set()
            other, began = len(named) == 1 and year not in named, False
        elif isinstance(block, Grid) and other:
            began = began or bool(tables_in(block))
            if began:
                yield block
