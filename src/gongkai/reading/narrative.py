"""The prose of each section, tables and signature left out."""

from __future__ import annotations

import re

from gongkai.model import Outline, Paragraph, Section
from gongkai.reading.closing import closing_places

_TABLE_SECTIONS = (2, 3, 4)
_REMAINS_OF_TABLE = re.compile(r"第二十条第|勾稽关系|信息内容|结果维持")
_PROSE = re.compile(r"[。；;！]|^\s*[（(]?(注|说明|备注)\s*[：:]?")


def extract_sections(outline: Outline) -> tuple[Section, ...]:
    """The sections with their narrative, one printed paragraph a line, torn ones kept torn."""
    closing = closing_places(outline)
    found: list[Section] = []
    for span in outline.sections:
        lines = [block.text for block in span.blocks if isinstance(block, Paragraph) and block.place not in closing]
        if span.section in _TABLE_SECTIONS:
            # lines without a sentence are what is left of a table
            lines = [line for line in lines if _PROSE.search(line) and not _REMAINS_OF_TABLE.search(line)]
        if span.section and span.place:
            found.append(Section(span.section, span.title, "\n".join(lines), span.place))
    return tuple(found)
