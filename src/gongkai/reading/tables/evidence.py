"""How well printed words fit each row of a form table."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from gongkai.forms import bare_form, labels, normal_form, squeeze
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.vocabulary import SHORTEST_ALIKE, Spellings, ordinal, spellings

Points = NDArray[np.float64]
LONGEST_ALIKE = 120
"""A longer text is no label."""
_BEHIND = re.compile(r"(?P<group>.*[^\d(（])(?P<label>(?:\d[.．、]|[(（][一二三四五六七八][)）]).+)", re.DOTALL)


@lru_cache(maxsize=16384)
def exact(vocabulary: str, text: str, *, whole: bool = False) -> int | None:
    """Index of the one row whose label this is as printed; else None.

    Explanations in brackets are left out if they are closed and `whole` doesn't ask for a spelling with all its words.
    """
    table = spellings(vocabulary)
    bare = "" if whole or _is_open(text) else bare_form(text)
    found = list(table.known.get(normal_form(text)) or table.known.get(bare) or ())
    if len(found) > 1:
        mark = ordinal(text)
        found = [at for at in found if mark in table.ordinals[at]]
    return found[0] if len(found) == 1 else None if found else _of_group(vocabulary, text, whole=whole)


def _of_group(vocabulary: str, text: str, *, whole: bool) -> int | None:
    """Index of the row whose label stands behind that of its group, whatever parts them: （六）其他处理：3.其他."""
    parted = _BEHIND.fullmatch(text.strip()) if len(text) <= LONGEST_ALIKE else None
    group = exact(vocabulary, parted["group"], whole=whole) if parted else None
    at = exact(vocabulary, parted["label"], whole=whole) if parted and group is not None else None
    if at is None or group is None:
        return None
    codes = spellings(vocabulary).codes
    return at if labels(vocabulary)[codes[at]].parent == codes[group] else None


def is_half(vocabulary: str, text: str, at: int) -> bool:
    """True if the text is how the official label of that row ends, or how it begins short of its brackets.

    三类内部事务信息 is an end, without its ordinal; 一、本年新收 a beginning; 部分公开 is the whole of one.
    """
    form = normal_form(text)
    for spelled in labels(vocabulary)[spellings(vocabulary).codes[at]].zh.values():
        whole, bare = normal_form(spelled), bare_form(spelled)
        if form not in (whole, bare) and (bare.startswith(form) or (ordinal(text) is None and whole.endswith(form))):
            return True
    return False


@lru_cache(maxsize=16384)
def fit(vocabulary: str, text: str) -> Points:
    """Points of the text as the label of each row of the vocabulary, in its order; read only."""
    table = spellings(vocabulary)
    points = np.full(len(table.codes), w.FOREIGN)
    form = normal_form(text)
    found = table.known.get(form) or ({} if _is_open(text) else table.known.get(bare_form(text)))
    if found:
        for at, worth in found.items():
            points[at] = worth
    elif form:
        # a label may stand in one cell with those of its groups in front
        behind = max((known for known in table.alike if form.endswith(known)), key=len, default="")
        for at in table.known.get(behind, ()):
            points[at] = max(points[at], w.BEHIND_GROUP)
        _alike(table, form, points)
    mark = ordinal(text)
    if mark:
        owners = [at for at, marks in enumerate(table.ordinals) if mark in marks]
        own = [known for known in table.known if len(owners) == 1 and owners[0] in table.known[known]]
        # 总汁 and 总计: too short to be told by likeness alone, but the ordinal is that of no other row
        if any(len(k) == len(form) > 1 and sum(map(str.__ne__, k, form)) == 1 for k in own):
            points[owners] = np.maximum(points[owners], w.FRAGMENT)
        likely = points > w.FOREIGN
        same = np.array([mark in marks for marks in table.ordinals])
        points[likely] += np.where(same, w.ORDINAL, -w.ORDINAL)[likely]
    points.flags.writeable = False
    return points


def _is_open(text: str) -> bool:
    """True for the head of a label that breaks off within brackets."""
    folded = squeeze(text)
    return folded.rfind("(") > folded.rfind(")")


def _alike(table: Spellings, form: str, points: Points) -> None:
    if len(form) < SHORTEST_ALIKE:
        heads = [(spelled, owners) for spelled, owners in zip(table.alike, table.owners, strict=True)]
        for spelled, owners in heads if len(form) > 1 else ():
            if spelled.startswith(form):
                points[list(owners)] = np.maximum(points[list(owners)], w.FRAGMENT / 2)
        return
    if len(form) > LONGEST_ALIKE:
        return
    ratios = cdist([form], table.alike, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
    for spelled, owners, ratio in zip(table.alike, table.owners, ratios, strict=True):
        worth = min(w.SIMILAR * (float(ratio) - 0.5), w.MOST_SIMILAR)
        if len(form) < len(spelled) and form in spelled:
            worth = max(worth, w.FRAGMENT * (0.5 + len(form) / len(spelled) / 2))
        for at in owners:
            points[at] = max(points[at], worth)
