"""What a page prints below a report is no part of it: buttons, links, other years, the foot of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.forms import squeeze
from gongkai.model import Paragraph, SectionSpan
from gongkai.reading.opening import is_title

_LONGEST = 80
_FOOT = re.compile(
    r"[\[【(（]?(?:打印|关闭|收藏|分享|返回(?:顶部|列表|首页|上页)|[上下]一[篇条]|责任编辑|字[体号][:：])"
    r"|(?:相关|延伸)(?:链接|阅读|文档|附件|信息|文章|新闻|报道|解读)|历年|往年|热点|扫一?扫|用手机"
    r"|(?:网站)?(?:主办|承办|版权|网站标识码|备案|政府网站)|.{0,6}ICP备|.{0,6}公网安备|\S{1,30}版权所有"
)


def without_page_foot(spans: Sequence[SectionSpan]) -> tuple[SectionSpan, ...]:
    """The sections, the last one without the lines from the first on that belongs to the page.

    A section that such a line would leave empty, and one with a table below the line, stay as they are.
    """
    *others, last = spans
    tables = [at for at, block in enumerate(last.blocks) if not isinstance(block, Paragraph)]
    begin = tables[-1] + 1 if tables else 1
    lines = [(at, block.text) for at, block in enumerate(last.blocks) if at >= begin and isinstance(block, Paragraph)]
    short = [(at, text, squeeze(text)) for at, text in lines if len(text) <= _LONGEST]
    feet = (at for at, text, line in short if (_FOOT.match(line) and "。" not in line) or is_title(text))
    foot = next(feet, None)
    if not last.section or foot is None:
        return tuple(spans)
    above = last.blocks[foot - 1]
    # 附件: in front of the report as a file; above a signature stands a list of what was sent with the paper
    foot -= isinstance(above, Paragraph) and squeeze(above.text).strip("：:") == "附件"
    return (*others, replace(last, blocks=last.blocks[:foot]))
