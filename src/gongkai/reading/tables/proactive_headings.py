"""The headings of the table of proactive disclosure: measures named above its items, whole or torn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from gongkai.forms import TextKind, editions, labels, load_form, normal_form, squeeze
from gongkai.model import Place
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.vocabulary import known, meaning

TABLE = "proactive_disclosure"
_CONTENT = "信息内容"
_LIKE = 40.0
"""A word more like a measure than this may be a damaged one."""
LIKE_A_HEADING = 60.0
"""A torn heading (本年新 本年新 对外公开总数量) is at least so like the one it is read as."""
CLEAR_LEAD = 15.0
"""And by so much more than any other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Measures named above rows: codes, as printed, where, and under which grid columns they and others stand."""

    codes: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    place: Place | None = None
    columns: tuple[int, ...] = ()
    foreign: tuple[int, ...] = ()
    width: int = 0
    part: int = -1


def editions_of(heading: Heading) -> list[str]:
    """The editions that have the measures of a heading, worded as it has them if any edition does."""
    having = [e for e in editions() if any(heading.codes == row.columns for row in load_form(e).rows[TABLE])]
    printed = normal_form("".join(heading.printed))
    worded = [e for e in having if printed == "".join(normal_form(labels("measures")[c].zh[e]) for c in heading.codes)]
    return worded or having


def named(rows: Sequence[PrintedRow]) -> Heading | None:
    """The heading that rows of words make up, None if they name no measure."""
    cells = [
        (cell, column)
        for row in rows
        for cell, column, kind in zip(row.cells, row.columns, row.kinds, strict=True)
        if kind is not TextKind.BLANK and squeeze(cell.text) != _CONTENT
    ]
    words = [part for cell, _ in cells for part in _parted(cell.text)]
    if not words:
        return None
    matches = [meaning("measures", word) for word in words]
    place = rows[0].cells[0].place
    grid = len(rows) == 1 and rows[0].lane == "grid" and len(words) == len(cells)
    # beside all the measures of a row another one is foreign, however alike: 现行有效件数 | 上年有效件数
    whole = tuple(match.codes[0] for match in matches if match) in _headings()
    names = [normal_form(text) for label in labels("measures").values() for text in label.zh.values()]
    # a foreign column (占比) is no damaged measure
    others = [normal_form(word) for m, word in zip(matches, words, strict=True) if not (m or whole)]
    foreign = grid and any(matches) and all(ratio(word, name) <= _LIKE for word in others for name in names)
    if all(matches) or foreign:
        named = [(m.codes[0], word, at) for at, (m, word) in enumerate(zip(matches, words, strict=True)) if m]
        columns = tuple(cells[at][1] for _, _, at in named) if grid else ()
        codes = tuple(code for code, _, _ in named)
        # a column of another kind stands in front of the measures or behind them
        if len(words) - len(codes) == (not matches[0]) + (not matches[-1]):
            printed = tuple(word for _, word, _ in named)
            beside = tuple(column for (_, column), match in zip(cells, matches, strict=False) if not match)
            return Heading(codes, printed, place, columns, beside, len(rows[0].cells), rows[0].part)
    codes = _torn(normal_form("".join(words)))
    if codes:
        columns = tuple(column for _, column in cells) if grid and len(cells) == len(codes) else ()
        return Heading(codes, ("".join(words),), place, columns, (), len(rows[0].cells), rows[0].part)
    return Heading(place=place) if any(matches) else None


def _parted(word: str) -> list[str]:
    """Headings that one space parts (上一年项目数量 本年增/减), if each of them is one."""
    parts = word.split()
    names = [part for part in parts if part != _CONTENT]
    return names if len(parts) > 1 and names and all(known("measures", part) for part in names) else [word]


@lru_cache(maxsize=1024)
def _torn(joined: str) -> tuple[str, ...]:
    """The measures of a form whose headings, one after the other, these words are what is left of."""
    ranked = sorted(((ratio(joined, spelled), codes) for codes, spelled in _headings().items()), reverse=True)
    (best, codes), (second, _) = ranked[:2]
    return codes if best >= LIKE_A_HEADING and best - second >= CLEAR_LEAD else ()


@cache
def _headings() -> dict[tuple[str, ...], str]:
    """Every heading of the forms: the measures, and their labels one after the other."""
    return {
        row.columns: "".join(normal_form(labels("measures")[code].zh[edition]) for code in row.columns)
        for edition in editions()
        for row in load_form(edition).rows[TABLE]
    }
