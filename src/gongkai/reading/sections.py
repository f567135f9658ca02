"""Which part of a document is which section of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.forms import squeeze
from gongkai.model import Block, Document, Grid, Paragraph, SectionSpan
from gongkai.reading.section_titles import ALIAS, OFFICIAL, WORDS, Title, read_title

_RANK = {OFFICIAL: 6, ALIAS: 3, WORDS: 1}
_WITH_TABLE = (2, 3, 4)
_LONGEST_HALF = 24


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
