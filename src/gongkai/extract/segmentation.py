"""Ways to read digits that have lost what separated them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from gongkai.model import Number

MOST_WAYS = 200
"""More readings than this are not listed: the text is undecidable anyway."""
MOST_TRIED = 50_000
"""After so many attempts a text counts as undecidable; no row of a real form needs more."""

_PIECE = re.compile(r"[+\-−增减]?\d+(?:\.\d+)?(?:万元|元)?")
_SPACE = re.compile(r"\s+")

Numbers = tuple[str, ...]


def segmentations(text: str, count: int, fits: Callable[[Sequence[Number]], bool]) -> tuple[Numbers, ...]:
    """Every way to read `text` as `count` numbers that `fits` accepts, at most MOST_WAYS.

    White space is a boundary between cells wherever a reading with that boundary exists; a number has no
    leading zero; a sign starts a number, a decimal point needs digits on both sides.

    >>> segmentations("801000081", 7, lambda n: sum(n[:-1]) == n[-1])
    (('80', '1', '0', '0', '0', '0', '81'),)
    """
    groups = tuple(group for group in _SPACE.split(text.strip()) if group)
    if not groups:
        return ()
    found = _distinct(_over_groups(groups, count), fits)
    if found or len(groups) == 1:
        return found
    return _distinct(_over_groups(("".join(groups),), count), fits)


def has_rival(text: str, count: int, fits: Callable[[Sequence[Number]], bool]) -> bool:
    """True if fewer than `count` numbers fit as well: blank cells leave nothing behind in such a text."""
    return any(segmentations(text, fewer, fits) for fewer in range(1, count))


def as_number(piece: str) -> Number:
    """The number a piece stands for, sign words included."""
    digits = piece.replace("增", "").replace("减", "-").replace("−", "-").removesuffix("元").removesuffix("万")
    return Decimal(digits) if "." in digits else int(digits)


def _distinct(ways: Iterator[Numbers], fits: Callable[[Sequence[Number]], bool]) -> tuple[Numbers, ...]:
    kept: list[Numbers] = []
    for tried, way in enumerate(ways):
        if tried >= MOST_TRIED:
            return ()
        if fits([as_number(piece) for piece in way]):
            kept.append(way)
        if len(kept) >= MOST_WAYS:
            break
    return tuple(kept)


def _over_groups(groups: tuple[str, ...], count: int) -> Iterator[Numbers]:
    """Readings of the groups one after the other, each giving at least one number."""
    if not groups:
        if count == 0:
            yield ()
        return
    first, rest = groups[0], groups[1:]
    for taken in range(1, count - len(rest) + 1):
        for head in _cut(first, taken):
            for tail in _over_groups(rest, count - taken):
                yield (*head, *tail)


def _cut(text: str, count: int) -> Iterator[Numbers]:
    """Readings of a text without white space as `count` numbers."""
    if count == 1:
        if _is_piece(text):
            yield (text,)
        return
    for end in range(1, len(text) - count + 2):
        if _is_piece(text[:end]):
            for tail in _cut(text[end:], count - 1):
                yield (text[:end], *tail)


def _is_piece(text: str) -> bool:
    digits = text.lstrip("+-−增减")
    return bool(_PIECE.fullmatch(text)) and not (len(digits) > 1 and digits[0] == "0" and digits[1].isdigit())


def agreed(ways: Sequence[Numbers]) -> tuple[str | None, ...]:
    """Column by column the number that every reading has, None where they differ."""
    return tuple(column[0] if len(set(column)) == 1 else None for column in zip(*ways, strict=True))
