"""What a printed label means: exact official labels, known aliases, then bounded edit distance."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from gongkai.forms import bare_form, labels, normal_form, squeeze
from gongkai.reading.tables import weights as w

SIMILAR_ENOUGH = 80.0
"""Least similarity (0–100) at which a label is read by correction."""
CLEAR_LEAD = 10.0
"""By how much the best label must beat the second one."""
SHORTEST_ALIKE = 4
"""Shorter labels are too alike (规章, 3.其他) to be read by likeness."""
SHORTEST_CORRECTED = 5
"""Shorter labels are too alike (行政许可, 行政处罚) to be corrected."""

_ORDINAL = re.compile(r"^[(]?([一二三四五六七八]|\d{1,2})[)、.．,]")


@dataclass(frozen=True, slots=True)
class Match:
    """A label that means one of `codes`; `how` is `exact`, `alias` or `corrected`."""

    codes: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Spellings:
    """Every spelling of the rows of a form table, in normal form."""

    codes: tuple[str, ...]
    known: dict[str, dict[int, float]]
    alike: tuple[str, ...]
    owners: tuple[tuple[int, ...], ...]
    ordinals: tuple[frozenset[str], ...]


@cache
def spellings(vocabulary: str) -> Spellings:
    """The spellings of a vocabulary: official ones, aliases, and both without brackets."""
    known: dict[str, dict[int, float]] = {}
    ordinals = []
    for at, label in enumerate(labels(vocabulary).values()):
        texts = [(text, w.OFFICIAL) for text in label.zh.values()] + [(text, w.ALIAS) for text in label.aliases]
        for text, points in texts:
            for form, worth in ((normal_form(text), points), (bare_form(text), w.ALIAS)):
                if form:
                    known.setdefault(form, {})
                    known[form][at] = max(worth, known[form].get(at, 0.0))
        ordinals.append(frozenset(mark for text in label.zh.values() if (mark := ordinal(text))))
    alike = tuple(form for form in known if len(form) >= SHORTEST_ALIKE)
    owners = tuple(tuple(known[form]) for form in alike)
    return Spellings(tuple(labels(vocabulary)), known, alike, owners, tuple(ordinals))


@lru_cache(maxsize=65536)
def known(vocabulary: str, text: str) -> Match | None:
    """The label as printed, if it is an official label or a known alias of that vocabulary."""
    table, form, bare = spellings(vocabulary), normal_form(text), bare_form(text)
    for found, worth, how in (
        (table.known.get(form, {}), w.OFFICIAL, "exact"),
        (table.known.get(form, {}), w.ALIAS, "alias"),
        (table.known.get(bare, {}), w.OFFICIAL, "alias"),
    ):
        codes = tuple([table.codes[at] for at, points in found.items() if points == worth])
        if codes:
            return Match(codes, how)
    return None


@lru_cache(maxsize=65536)
def meaning(vocabulary: str, text: str) -> Match | None:
    """What `known` says, else the one label that this text is a damaged form of, if no other comes near."""
    form, best = normal_form(text), defaultdict[int, float](float)
    match = known(vocabulary, text)
    if match or len(form) < SHORTEST_CORRECTED:
        return match
    table = spellings(vocabulary)
    for spelling, owners in table.known.items():
        if len(spelling) >= SHORTEST_CORRECTED:
            for at in owners:
                best[at] = max(best[at], ratio(form, spelling))
    if not best:
        # no outcome has a name long enough to be told in a damaged form
        return None
    (at, score), *rest = sorted(best.items(), key=lambda item: -item[1])
    clear = score >= SIMILAR_ENOUGH and score - max((other for _, other in rest), default=0.0) >= CLEAR_LEAD
    return Match((table.codes[at],), "corrected") if clear else None


@lru_cache(maxsize=4096)
def ordinal(text: str) -> str | None:
    """The ordinal a label starts with: `六` for （六）其他处理 and 六、其他, `3` for 3.其他."""
    match = _ORDINAL.match(squeeze(text))
    return match[1] if match else None


def headings(vocabulary: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the column headings among these cells, in printed order, each once."""
    found = (known(vocabulary, text) for text in texts)
    return tuple(dict.fromkeys(match.codes[0] for match in found if match))
