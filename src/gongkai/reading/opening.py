"""The lines in which a report says who it is: around its title, without the menu of the site above them."""

from __future__ import annotations

import re

from gongkai.forms import squeeze
from gongkai.forms.chinese import in_digits
from gongkai.model import Grid, Paragraph, SectionSpan

MOST_LINES = 24
"""So many lines from the title on hold title, signature, date and preamble of every report seen."""
_ABOVE = 4
"""Names and dates that stand above the title stand that near to it."""
_LONGEST_TITLE = 100
_TITLED = re.compile(r"20[0-3]\d.{0,60}公开.{0,16}(?:报告|年报)|公开.{0,16}(?:报告|年报).{0,4}20[0-3]\d")
_ABOUT_THE_PAGE = re.compile(r"(?:日期|时间|机关|机构|单位|主体|部门|来源|标题|名称)\s*[:：]")


def opening(spans: tuple[SectionSpan, ...]) -> tuple[str, ...]:
    """The lines before the first heading that may say who reports on what, as printed.

    Of a page with a long menu only those near the title count, and those that say where and when it was published;
    of several titles (links to other years stand above, the title of the report stands last) none is left out that
    stands within reach of the last.
    """
    blocks = spans[0].blocks
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    rows = [" ".join([cell.text for cell in row]) for block in blocks if isinstance(block, Grid) for row in block.rows]
    rows = [row for row in rows if _ABOUT_THE_PAGE.search(row)][:MOST_LINES]
    pairs = zip(lines, [*lines[1:], ""], strict=False)
    titles = [at for at, (line, below) in enumerate(pairs) if is_title(line) or is_title(line + below)]
    if not titles:
        return (*rows, *lines[:MOST_LINES])
    last = titles[-1] if len(spans) > 1 else titles[0]
    first = next(at for at in titles if last - at < MOST_LINES)
    start = max(0, first - _ABOVE)
    about_the_page = [line for line in lines[:start] if _ABOUT_THE_PAGE.search(line)]
    return (*rows, *about_the_page[:MOST_LINES], *lines[start : last + MOST_LINES])


def is_title(line: str) -> bool:
    """True for a line that reads as the title of a report: it names a year and the report, and is no sentence."""
    if len(line) > 2 * _LONGEST_TITLE or "公" not in line:
        return False
    plain = in_digits(squeeze(line))
    return len(plain) <= _LONGEST_TITLE and "。" not in plain and bool(_TITLED.search(plain))
