"""Which line is the heading of which section: told by the words of the title, never by its ordinal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from gongkai.forms import labels, normal_form, squeeze
from gongkai.forms.chinese import NUMERALS, ORDINAL
from gongkai.forms.data_files import yaml_data
from gongkai.forms.simplified import simplified

OFFICIAL, ALIAS, WORDS = 0, 1, 2
_TOP_ORDINAL = re.compile(rf"[{NUMERALS}][、.,，]|第[{NUMERALS}](?:部分|章)")
_ANY_ORDINAL = re.compile(ORDINAL)


@dataclass(frozen=True, slots=True)
class Title:
    """A line read as a heading.

    Attributes:
        section: 1–6.
        rank: `OFFICIAL`, `ALIAS` or `WORDS`: how the title was matched.
        numbered: True if an ordinal such as 一、 stands in front.
    """

    section: int
    rank: int
    numbered: bool


@lru_cache(maxsize=16384)
def read_title(line: str) -> Title | None:
    """The heading that a line is as a whole, None if it is none.

    >>> read_title("五、存在问题及改进情况"), read_title("三、本年度办理结果")
    (Title(section=5, rank=1, numbered=True), None)
    """
    plain = simplified(squeeze(line.lstrip("#* ")))
    if len(plain) > _rules()["longest"]:
        return None
    numbered = bool(_TOP_ORDINAL.match(plain))
    # （二）主动公开政府信息情况 heads a part of the overview
    if not numbered and _ANY_ORDINAL.match(plain):
        return None
    name = normal_form(_TOP_ORDINAL.sub("", plain, count=1) if numbered else plain)
    known = _names().get(name)
    if known:
        return Title(*known, numbered)
    if not numbered or re.search(_rules()["never"], name):
        return None
    section = next((number for number, words in _rules()["words"].items() if re.search(words, name)), None)
    return Title(section, WORDS, numbered=True) if section else None


@cache
def inline_titles() -> re.Pattern[str]:
    """A numbered official title or longer alias anywhere in a text, spaces between its characters allowed."""
    # 概述 and the like are too short to be told from the prose around them
    titles = [title for label in labels("sections").values() for title in (*label.zh.values(), *label.aliases)]
    names = sorted((_TOP_ORDINAL.sub("", title, count=1) for title in titles), key=len, reverse=True)
    spelled = "|".join(r"\s*".join(map(re.escape, name)) for name in names if len(name) >= 4)
    return re.compile(rf"[{NUMERALS}]\s*[、.．]\s*(?:{spelled})\s*[：:。]?")


@cache
def _names() -> dict[str, tuple[int, int]]:
    aliases: dict[str, tuple[int, int]] = {}
    official: dict[str, tuple[int, int]] = {}
    for code, label in labels("sections").items():
        aliases |= {normal_form(alias): (int(code), ALIAS) for alias in label.aliases}
        official |= {normal_form(title): (int(code), OFFICIAL) for title in label.zh.values()}
    return aliases | official


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = yaml_data("gongkai.reading", "section_titles.yml")
    return rules
