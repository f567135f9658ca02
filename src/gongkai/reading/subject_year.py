"""Which year a report is about, as far as its opening says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gongkai.forms import squeeze
from gongkai.forms.chinese import in_digits, years_in
from gongkai.model import Outline, Paragraph

_COVERED = re.compile(r"(?:统计|数据|报告|时间)\S{0,12}?(?<!\d)(20[0-3]\d)年1月1日")
_TITLED = re.compile(
    r"(20[0-3]\d)年?度?(?:政府|政务)?信息公开|信息公开(?:工作)?(20[0-3]\d)年?度?(?:工作)?(?:报告|年报)"
)
_OPENING = 20


def subject_year(outline: Outline) -> int | None:
    """The year of the period covered, else of the title, else the one named most in the narrative's first lines."""
    lines = [in_digits(squeeze(text)) for text in _opening(outline)]
    text = "\n".join(lines)
    for pattern in (_COVERED, _TITLED):
        match = pattern.search(text)
        if match:
            return int(next(year for year in match.groups() if year))
    named = Counter(year for line in lines for year in years_in(line))
    return named.most_common(1)[0][0] if named else None


def _opening(outline: Outline) -> Iterable[str]:
    blocks = (block for span in outline.sections for block in span.blocks)
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    return paragraphs[:_OPENING]
