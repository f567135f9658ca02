"""Sentences that a report may have kept from the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Case, Failure, Verdict, rule
from gongkai.check.sheet import Sheet
from gongkai.forms import squeeze
from gongkai.forms.chinese import NUMERALS, ORDINAL
from gongkai.model import Section

_SENTENCE_END = re.compile(r"[。;!?\n]")
_SUBJECT = re.compile(
    rf"^(?:{ORDINAL}|[{NUMERALS}]是)?(20\d\d)年(?:度|来|,)*(?=[我本全市省县区厅局委镇乡街共主]|通过|累计|收到|受理|公开|发布)"
)
"""A year that opens a sentence as the time of what somebody did: 2020年，我局收到申请…."""
_LOOKS_BACK = re.compile(
    r"比|较|同期|增长|增加|减少|下降|以来|起|至|底|末|上年|去年|印发|出台|制定|修订|颁布|施行|实施|成立|机构改革|《|计划|年报|年度报告"
)
"""Words of a sentence that names an earlier year for good reason: 较2020年增长…, 2018年印发的《…》."""


@rule("META-07")
def reused(sheet: Sheet) -> Iterator[Case]:
    """No sentence has an earlier year as its subject; comparisons, dates and so on do not count."""
    year = sheet.report.year
    sections = [section for section in sheet.extraction.sections if section.text]
    if year is None or not sections:
        yield Verdict.NOT_EVALUABLE
        return
    earlier = [(section, named) for section in sections for named in _subjects(section) if named < year]
    if earlier:
        latest = max(named for _, named in earlier)
        places = tuple(section.place for section, named in earlier if named == latest)
        yield Failure(places=places, expected=year, found=latest, words={"y": latest})
    else:
        yield Verdict.PASSED


def _subjects(section: Section) -> set[int]:
    """The years that sentences of the section begin with as the time they report on."""
    split = _SENTENCE_END.split(section.text.replace("；", ";"))
    sentences = (squeeze(sentence) for sentence in split if "年" in sentence)
    found = ((_SUBJECT.match(sentence), sentence) for sentence in sentences)
    return {int(match[1]) for match, sentence in found if match and not _LOOKS_BACK.search(sentence)}
