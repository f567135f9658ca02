"""Text in which labels and figures stand with nothing between them: `1.属于国家秘密00000002.其他法律…`.

The labels of the form are found in the text; what stands between two of them are the figures of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from gongkai.forms import labels, squeeze

FEWEST = 3
"""So many labels with figures right behind them make a long text a table run together."""
MOST_HEADINGS = 8
"""Or so many names of columns, as in the table of reconsideration and litigation."""
SHORT = 70
"""A line no longer than this is a row run together if it begins with a label and figures."""

Span = tuple[int, int]
_HEADINGS = ("measures", "channels", "outcomes", "applicant_types")
_VOCABULARIES = ("requests", "proactive_disclosure_rows", *_HEADINGS)
_FIGURES = re.compile(r"(?:[\d\s.,，+\-−增减/—–元件条项个无]|万元|(?<=增)加|(?<=减)少)*")
_ORDINAL_BEHIND = re.compile(r"\s*(?:[一二三四五六七八][、.]|[（(][一二三四五六七八][)）]|\d\.)\s*$")
_NEXT_ORDINAL = re.compile(r"\s\d[.．]$")
"""Of a label that is not found, as its values stand within it: 1.申请人无正当理由…不再处理1 0 0 其政府信息公开申请."""
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"\S+(?:\n\S+)*(?: 万?元(?!\S))?")
"""A figure with its unit: 政府集中采购 61 1225.3 万元."""
_SENTENCE_ENDS = ("。", "；")
_LONGEST_LABEL = 80
"""No more of two lines is searched for a label that breaks over the line end."""
_PARTED = re.compile(r"\D\s+(?:[\d/—]+\s+)*[\d/—]+\s*$")
_SIGNS = ("(（", ")）", ",，、", "、,，.", ".．、", ":：", '““"”', '”“"”')
_LOOSE = {same[0]: f"[{same}]" for same in _SIGNS}
"""Signs with those that are printed for them."""


@lru_cache(maxsize=16384)
def parted(text: str) -> tuple[tuple[Span, ...], ...]:
    """Rows of spans, label and figures, if the text runs labels and figures together, else nothing.

    >>> [[text[slice(*span)] for span in row] for text in ["1.属于国家秘密1000001"] for row in parted(text)]
    [['1.属于国家秘密', '1000001']]
    """
    if len(text) < 4 or not _DIGIT.search(text):
        return ()
    hits = [match.span() for match in _labels_in(text)]
    followed = [hit for hit in hits if _figures(text, hit[1]) > hit[1]]
    short = len(text) <= SHORT and bool(followed) and not text[: hits[0][0]].strip()
    heading = sum(_is_heading(text[slice(*hit)]) for hit in hits)
    if not (short or len(followed) >= FEWEST or heading >= MOST_HEADINGS):
        return ()
    if short and len(hits) == 1 and _PARTED.search(text[hits[0][1] - 1 :]) and text[hits[0][1]].isspace():
        return ()
    return tuple(_rows(text, hits))


def torn_lines(lines: Sequence[str]) -> range:
    """Those of the lines that are one text run together, which breaks within a label or the figures behind it.

    >>> torn_lines(["1.属于国家秘密10000012.其他法律行政", "法规禁止公开00000003.危及“三安全一稳", "定”0000000"])
    range(0, 3)
    """
    torn = [at for at, pair in enumerate(pairwise(lines)) if _breaks_within(*pair)]
    if not torn:
        return range(0)
    first, last = torn[0], torn[-1] + 2
    while first > 0 and _runs_on(lines[first - 1]):
        first -= 1
    while last < len(lines) and _runs_on(lines[last]):
        last += 1
    text = "\n".join(lines[first:last])
    headings = sum(_is_heading(match[0]) for match in _labels_in(text))
    return range(first, last) if _runs_on(text) >= (1 if headings >= MOST_HEADINGS else FEWEST) else range(0)


def _breaks_within(above: str, below: str) -> bool:
    if above.endswith(_SENTENCE_ENDS):
        return False
    text, edge = f"{above[-_LONGEST_LABEL:]}\n{below[:_LONGEST_LABEL]}", min(len(above), _LONGEST_LABEL)
    spans = (
        (match.start(), max(match.end(), _figures(text, match.end())))
        for match in _pattern(_VOCABULARIES).finditer(text)
    )
    return any(start < edge < end - 1 for start, end in spans)


def _runs_on(text: str) -> int:
    """How many labels have a figure right behind them."""
    return sum(text[match.end() : match.end() + 1].isdigit() for match in _labels_in(text))


def _labels_in(text: str) -> Iterator[re.Match[str]]:
    return _pattern(_VOCABULARIES).finditer(text) if _DIGIT.search(text) else iter(())


def _figures(text: str, start: int) -> int:
    """End of the figures that begin there."""
    match = _FIGURES.match(text, start)
    end = match.end() if match else start
    if end < len(text) and (behind := _NEXT_ORDINAL.search(text, start, end)):
        end = behind.start()
    return end if _DIGIT.search(text, start, end) or "无" in text[start:end] else start


def _rows(text: str, hits: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Each label with its figures, neighbouring headings together, and what stands between them."""
    heading: list[Span] = []
    yield from _words(text, 0, hits[0][0])
    for at, (start, end) in enumerate(hits):
        following = hits[at + 1][0] if at + 1 < len(hits) else len(text)
        stop = min(_figures(text, end), following)
        if stop == end and _is_heading(text[start:end]):
            heading.append((start, end))
            if text[end:following].strip() or following == len(text):
                yield tuple(heading)
                heading = []
        else:
            tokens = ((match.start() + end, match.end() + end) for match in _TOKEN.finditer(text[end:stop]))
            yield (*heading, (start, end), *tokens)
            heading = []
        yield from _words(text, stop, following)


def _words(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    piece = _ORDINAL_BEHIND.sub("", text[start:end])
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped)
        yield ((first, first + len(stripped)),)


@cache
def _heading_letters() -> frozenset[str]:
    return frozenset(_letters(text) for name in _HEADINGS for text in _official(name))


@lru_cache(maxsize=4096)
def _is_heading(printed: str) -> bool:
    return _letters(printed) in _heading_letters()


def _letters(text: str) -> str:
    return "".join(char for char in squeeze(text) if char.isalnum())


def _official(vocabulary: str) -> Iterator[str]:
    return (squeeze(text) for label in labels(vocabulary).values() for text in label.zh.values())


@cache
def _pattern(vocabularies: tuple[str, ...]) -> re.Pattern[str]:
    """All official labels with their ordinals, the longest first, white space and bracket width free."""
    spellings = sorted({text for name in vocabularies for text in _official(name)}, key=len, reverse=True)
    loose = [r"\s*".join([_LOOSE.get(char, re.escape(char)) for char in spelling]) for spelling in spellings]
    return re.compile("|".join(loose))


@lru_cache(maxsize=4096)
def labels_within(text: str) -> tuple[str, ...]:
    """The official labels of the requests table in a text, in printed order, as printed."""
    return tuple(match[0] for match in _pattern(("requests",)).finditer(text))
