"""The prose of each section, tables and signature left out."""

from __future__ import annotations

import re

from gongkai.model import Outline, Paragraph, Section, SectionSpan
from gongkai.reading.closing import closing_places

_TABLE_SECTIONS = (2, 3, 4)
_REMAINS_OF_TABLE = re.compile(r"第二十条第|勾稽关系|信息内容|结果维持")
_PROSE = re.compile(r"[。；;！]|^\s*[（(]?(注|说明|备注)\s*[：:]?")


def extract_sections(outline: Outline) -> tuple[Section, ...]:
    """The sections with their narrative, one printed paragraph a line, torn ones kept torn."""
    closing = closing_places(outline)
    return tuple(
        Section(
            span.section,
            span.title,
            "\n".join(
                block.text
                for block in span.blocks
                if isinstance(block, Paragraph) and block.place not in closing and _is_narrative(span, block.text)
            ),
            span.place,
        )
        for span in outline.sections
        if span.section and span.place
    )


def _is_narrative(span: SectionSpan, text: str) -> bool:
    """In the sections that hold the tables, lines without a sentence are what is left of a table."""
    if span.section not in _TABLE_SECTIONS:
        return True
    return bool(_PROSE.search(text)) and not _REMAINS_OF_TABLE.search(text)
