"""What a printed label means: exact official labels, known aliases, then bounded edit distance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from gongkai.forms import bare_form, labels, normal_form, squeeze

SIMILAR_ENOUGH = 80.0
"""Least similarity (0–100) at which a label is read by correction."""
CLEAR_LEAD = 10.0
"""By how much the best label must beat the second one."""
SHORTEST_CORRECTED = 5
"""Shorter labels are too alike (行政许可, 行政处罚) to be corrected."""

_ORDINAL = re.compile(r"^[(]?([一二三四五六七八]|\d{1,2})[)、.．,]")


@dataclass(frozen=True, slots=True)
class Match:
    """A label that means one of `codes`; `how` is `exact`, `alias` or `corrected`."""

    codes: tuple[str, ...]
    how: str


@cache
def _spellings(vocabulary: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """(official, alias) maps from normal form to the codes it may mean."""
    official: dict[str, tuple[str, ...]] = {}
    alias: dict[str, tuple[str, ...]] = {}
    for code, label in labels(vocabulary).items():
        for text in label.zh.values():
            _add(official, normal_form(text), code)
            _add(alias, bare_form(text), code)
        for text in label.aliases:
            _add(alias, normal_form(text), code)
    return official, alias


def _add(spellings: dict[str, tuple[str, ...]], form: str, code: str) -> None:
    if form and code not in spellings.get(form, ()):
        spellings[form] = (*spellings.get(form, ()), code)


@lru_cache(maxsize=65536)
def known(vocabulary: str, text: str) -> Match | None:
    """The label as printed, if it is an official label or a known alias of that vocabulary."""
    official, alias = _spellings(vocabulary)
    form = normal_form(text)
    if form in official:
        return Match(official[form], "exact")
    if form in alias:
        return Match(alias[form], "alias")
    bare = bare_form(text)
    if bare and bare != form and bare in official:
        return Match(official[bare], "alias")
    return None


@lru_cache(maxsize=65536)
def corrected(vocabulary: str, text: str) -> Match | None:
    """The one label that this text is a damaged form of, None if none or several come near."""
    form = normal_form(text)
    if len(form) < SHORTEST_CORRECTED:
        return None
    official, alias = _spellings(vocabulary)
    best: dict[tuple[str, ...], float] = {}
    for spelling, codes in (*alias.items(), *official.items()):
        if len(spelling) >= SHORTEST_CORRECTED:
            best[codes] = max(best.get(codes, 0.0), ratio(form, spelling))
    ranked = sorted(best.items(), key=lambda item: -item[1])
    (codes, score), rest = ranked[0], ranked[1:]
    runner_up = max((other for others, other in rest if not set(others) & set(codes)), default=0.0)
    return Match(codes, "corrected") if score >= SIMILAR_ENOUGH and score - runner_up >= CLEAR_LEAD else None


def meaning(vocabulary: str, text: str) -> Match | None:
    """`known`, else `corrected`."""
    return known(vocabulary, text) or corrected(vocabulary, text)


@lru_cache(maxsize=4096)
def ordinal(text: str) -> str | None:
    """The ordinal a label starts with: `六` for （六）其他处理 and 六、其他, `3` for 3.其他."""
    match = _ORDINAL.match(squeeze(text))
    return match[1] if match else None


def headings(vocabulary: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the column headings among these cells, in printed order, each once."""
    found = (known(vocabulary, text) for text in texts)
    return tuple(dict.fromkeys(match.codes[0] for match in found if match))
