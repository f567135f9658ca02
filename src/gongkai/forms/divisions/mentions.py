"""Names of divisions in a running text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.forms.divisions.table import divisions, divisions_named, within

_SHORTEST = 3
"""Shorter names (和县, 城区) are also ordinary words: they count only at a boundary or after their parent."""


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
    while position < len(text) - 1:
        mention = _mention_at(text, position, found[-1] if found else None)
        if mention:
            found.append(mention)
            # 济南市中区 is 济南市 + 市中区 that share a character
            position = mention.end - 1 if mention.name.endswith("市") else mention.end
        else:
            position += 1
    return tuple(found)


def _mention_at(text: str, start: int, before: Mention | None) -> Mention | None:
    for name in _names_by_start().get(text[start : start + 2], ()):
        if text.startswith(name, start):
            mention = Mention(start, start + len(name), name, _narrowed(name, start, before))
            if len(name) >= _SHORTEST or _stands_alone(text, mention, before):
                return mention
    return None


def _narrowed(name: str, start: int, before: Mention | None) -> tuple[str, ...]:
    codes = divisions_named(name)
    if before is None or start > before.end:
        return codes
    return tuple(code for code in codes if any(within(code, above) for above in before.codes)) or codes


def _stands_alone(text: str, mention: Mention, before: Mention | None) -> bool:
    if before is not None and mention.start == before.end:
        return any(within(code, above) for code in mention.codes for above in before.codes)
    return mention.start == 0 or not ("\u4e00" <= text[mention.start - 1] <= "\u9fff")


@cache
def _names_by_start() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for name in {division.name for division in divisions().values()}:
        names.setdefault(name[:2], []).append(name)
    return {start: tuple(sorted(group, key=len, reverse=True)) for start, group in names.items()}
