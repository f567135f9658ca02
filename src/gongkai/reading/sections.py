"""Which part of a document is which section of the report, and what a page prints below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.forms import squeeze
from gongkai.model import Block, Document, Grid, Paragraph, SectionSpan
from gongkai.reading.opening import is_title
from gongkai.reading.section_titles import ALIAS, OFFICIAL, WORDS, Title, read_title

_RANK = {OFFICIAL: 6, ALIAS: 3, WORDS: 1}
_WITH_TABLE = (2, 3, 4)
_LONGEST_HALF = 24
_LONGEST_FOOT = 80
_FOOT = re.compile(
    r"[\[【(（]?(?:打印|关闭|收藏|分享|返回(?:顶部|列表|首页|上页)|[上下]一[篇条]|责任编辑|字[体号][:：])"
    r"|(?:相关|延伸)(?:链接|阅读|文档|附件|信息|文章|新闻|报道|解读)|历年|往年|热点|扫一?扫|用手机"
    r"|(?:网站)?(?:主办|承办|版权|网站标识码|备案|政府网站)|.{0,6}ICP备|.{0,6}公网安备|\S{1,30}版权所有"
)
"""What a page prints below a report: buttons, links, other years, the foot of the site."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading in `blocks[start:end]` (two paragraphs where it was torn)."""

    start: int
    end: int
    text: str
    title: Title


def sections(document: Document) -> tuple[SectionSpan, ...]:
    """The sections in reading order, what stands before the first heading as section 0.

    A title may come twice (a list of contents, a narrative in front of the tables): the one that is worded
    as the form has it, is numbered and has something under it counts. A missing heading gives no section.
    """
    blocks = document.blocks
    found = list(_headings(blocks))
    ends = [*(after.start for _, after in pairwise(found)), len(blocks)]
    best: dict[int, tuple[int, _Heading]] = {}
    for heading, end in zip(found, ends, strict=False):
        title, under = heading.title, blocks[heading.end : end]
        tabular = title.section in _WITH_TABLE and any(isinstance(block, Grid) for block in under)
        marks = _RANK[title.rank] + 2 * title.numbered + 4 * tabular + 3 * bool(under)
        if title.section not in best or marks > best[title.section][0]:
            best[title.section] = (marks, heading)
    headings = sorted((heading for _, heading in best.values()), key=lambda heading: heading.start)
    starts = [*(heading.start for heading in headings), len(blocks)]
    opening = blocks[: starts[0]]
    return (
        SectionSpan(0, "", opening[0].place if opening else None, opening),
        *(
            SectionSpan(heading.title.section, heading.text, blocks[heading.start].place, blocks[heading.end : end])
            for heading, end in zip(headings, starts[1:], strict=True)
        ),
    )


def _headings(blocks: Sequence[Block]) -> Iterator[_Heading]:
    index = 0
    while index < len(blocks):
        text, below = _line(blocks, index), _line(blocks, index + 1)
        title = read_title(text) if text else None
        index += 1
        if title:
            yield _Heading(index - 1, index, text, title)
        elif text and below and max(len(squeeze(text)), len(squeeze(below))) <= _LONGEST_HALF:
            torn = read_title(text + below) if not read_title(below) else None
            if torn and torn.rank == OFFICIAL:
                yield _Heading(index - 1, index + 1, text + below, torn)
                index += 1


def _line(blocks: Sequence[Block], index: int) -> str:
    block = blocks[index] if index < len(blocks) else None
    return block.text.lstrip("#* ") if isinstance(block, Paragraph) else ""


def without_page_foot(spans: Sequence[SectionSpan]) -> tuple[SectionSpan, ...]:
    """The sections, the last one without the lines from the first on that belongs to the page.

    A section that such a line would leave empty, and one with a table below the line, stay as they are.
    """
    *others, last = spans
    tables = [at for at, block in enumerate(last.blocks) if not isinstance(block, Paragraph)]
    begin = tables[-1] + 1 if tables else 1
    lines = [(at, block.text) for at, block in enumerate(last.blocks) if at >= begin and isinstance(block, Paragraph)]
    short = [(at, text, squeeze(text)) for at, text in lines if len(text) <= _LONGEST_FOOT]
    feet = (at for at, text, line in short if (_FOOT.match(line) and "。" not in line) or is_title(text))
    foot = next(feet, None)
    if not last.section or foot is None:
        return tuple(spans)
    above = last.blocks[foot - 1]
    # 附件: in front of the report as a file; above a signature stands a list of what was sent with the paper
    foot -= isinstance(above, Paragraph) and squeeze(above.text).strip("：:") == "附件"
    return (*others, replace(last, blocks=last.blocks[:foot]))
