"""The end of a report: who signed it and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.forms import squeeze
from gongkai.forms.agency_names import agency_endings
from gongkai.forms.chinese import is_date_line, read_date
from gongkai.forms.simplified import simplified
from gongkai.model import Outline, Paragraph, Place

_LAST_LINES = 12
_LONGEST_NAME = 40
_NAME = re.compile(r"[\u4e00-\u9fff()（）·、]{3,40}")
_NAME_AND_DATE = re.compile(r"(?P<name>[\u4e00-\u9fff()（） ]{3,40}?)\s*(?P<date>(?:20\d\d|二[〇○零]).{4,14}日)")
_IN_PROSE = re.compile(
    r"(?:^|[。；\s])\s*(?P<name>[\u4e00-\u9fff()（）]{4,40})\s*(?P<date>20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)$"
)
_SEAL = re.compile(r"[(（](?:盖|印|公|签|代)?章[)）]$")
_NO_NAME = re.compile(
    r"政务大厅|办事大厅|服务大厅|^(?:今日|走进|魅力|美丽|印象)|^(?:新闻|互动|交流|资讯|服务|信息|数据)中心$|上一|下一|附件|打印|关闭|责任编辑|来源|返回|分享|扫一扫|主办|承办|版权|网站|编辑|报告"
)


@dataclass(frozen=True, slots=True)
class Closing:
    """Signature and date of a report, each None where it is not printed.

    `places` are those of the paragraphs that hold nothing else.
    """

    signatory: str | None = None
    dated: date | None = None
    places: frozenset[Place] = frozenset()


def read_closing(outline: Outline) -> Closing:
    """The signature and the date among the last lines; either may stand first or both on one line."""
    lines = [
        block for span in outline.sections if span.section for block in span.blocks if isinstance(block, Paragraph)
    ]
    lines = lines[-_LAST_LINES:]
    for index in range(len(lines) - 1, -1, -1):
        text = simplified(lines[index].text).strip()
        together = _NAME_AND_DATE.fullmatch(text)
        if together and is_agency(together["name"]):
            name = _tidy(lines[index].text[: together.end("name")])
            return Closing(name, read_date(text), frozenset({lines[index].place}))
        if is_date_line(text):
            neighbours = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
            signed = next((line for line in neighbours if is_agency(line.text)), None)
            places = frozenset(line.place for line in (signed, lines[index]) if line)
            return Closing(_tidy(signed.text) if signed else None, read_date(text), places)
    if not lines:
        return Closing()
    last = lines[-1]
    if len(lines) > 1 and is_agency(last.text):
        return Closing(_tidy(last.text), None, frozenset({last.place}))
    match = _IN_PROSE.search(simplified(last.text))
    if match and is_agency(match["name"]):
        return Closing(_tidy(last.text[match.start("name") : match.end("name")]), read_date(match["date"]))
    return Closing()


def closing_places(outline: Outline) -> frozenset[Place]:
    """Places of the paragraphs that are nothing but signature or date."""
    return read_closing(outline).places


def is_agency(text: str) -> bool:
    """True if a short line reads as the name of an agency: it ends as agencies do and is no phrase."""
    if len(text) > 3 * _LONGEST_NAME:
        return False
    plain = _SEAL.sub("", squeeze(simplified(text)).strip("。"))
    if len(plain) > _LONGEST_NAME or not _NAME.fullmatch(plain) or _NO_NAME.search(plain):
        return False
    return plain.endswith(agency_endings())


def _tidy(name: str) -> str:
    return _SEAL.sub("", re.sub(r"\s+", "", name).strip("。"))
