"""Names of divisions in a running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gongkai.forms.divisions.table import division_names, divisions_named, within

_SHORTEST = 3
"""Shorter names (和县, 城区) are also ordinary words: they count only at a boundary or after their parent."""


_PLACE_IN_FRONT = re.compile(r"(?:(?!区|省|政府)[\u4e00-\u9fff]){2,6}?(?:自治州|自治县|自治旗|县|市(?![场政容民]))")
"""沐阳县 in front of a name; the 市 of 市场, 市政, 市容 and 市民 ends no city.

泾县人民政府（含县政府办公室） names one place.
"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: `text[start:end]` is the official name of each of `codes`."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]


def find_divisions(text: str) -> tuple[Mention, ...]:
    """Official names of divisions in reading order, the longest at each position.

    A name that stands directly behind that of a division above it keeps only the codes that lie in it:

    >>> [mention.codes for mention in find_divisions("江苏省南京市鼓楼区")]
    [('320000',), ('320100',), ('320106',)]
    """
    found: list[Mention] = []
    position = 0
    for start, names in _names_in(text):
        mention = _mention_at(text, start, names, found[-1] if found else None) if start >= position else None
        if mention:
            found.append(mention)
            # 济南市中区 is 济南市 + 市中区 that share a character
            position = mention.end - 1 if mention.name.endswith("市") else mention.end
    return tuple(found)


def unknown_place(name: str) -> str | None:
    """The city or county that a name begins with, if the table has none of that name; districts may be zones.

    >>> unknown_place("沐阳县人民政府"), unknown_place("沭阳县人民政府"), unknown_place("宿迁市沐阳县人民政府")
    ('沐阳县', None, '沐阳县')
    >>> unknown_place("泾县人民政府含县政府办公室")
    """
    known = find_divisions(name)[:1]
    if known and known[0].start == 0:
        rest = name[known[0].end :]
        return unknown_place(rest) if rest else None
    place = _PLACE_IN_FRONT.match(name)
    return place[0] if place and not known else None


def _names_in(text: str) -> list[tuple[int, list[str]]]:
    """Where names begin, in reading order, with the names there, the longest first.

    They are looked for from their ends: few characters of a text can be the last one of a name.
    """
    names, (last_characters, lengths) = division_names(), _endings()
    starts: dict[int, list[str]] = {}
    for last in last_characters.finditer(text):
        end = last.end()
        for length in lengths.get(text[end - 2 : end], ()):
            if text[end - length : end] in names:
                starts.setdefault(end - length, []).insert(0, text[end - length : end])
    return sorted(starts.items())


def _mention_at(text: str, start: int, names: list[str], before: Mention | None) -> Mention | None:
    for name in names:
        codes = divisions_named(name)
        if before is not None and start <= before.end:
            codes = tuple(code for code in codes if any(within(code, above) for above in before.codes)) or codes
        mention = Mention(start, start + len(name), name, codes)
        if len(name) >= _SHORTEST or _stands_alone(text, mention, before):
            return mention
    return None


def _stands_alone(text: str, mention: Mention, before: Mention | None) -> bool:
    if before is not None and mention.start == before.end:
        return any(within(code, above) for code in mention.codes for above in before.codes)
    return mention.start == 0 or not ("\u4e00" <= text[mention.start - 1] <= "\u9fff")


@cache
def _endings() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]]]:
    """Pattern of the last character of a name, and how long the names are that end with two given characters."""
    lengths: dict[str, set[int]] = {}
    for name in division_names():
        lengths.setdefault(name[-2:], set()).add(len(name))
    last = re.compile(f"[{''.join(sorted({ending[-1] for ending in lengths}))}]")
    return last, {ending: tuple(sorted(found)) for ending, found in lengths.items()}
