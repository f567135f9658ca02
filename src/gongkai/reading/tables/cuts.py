"""Ways to read digits that have lost what separated them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import accumulate, islice

from gongkai.model import Number

MOST_WAYS = 200
"""More readings than this are not listed: the text is undecidable anyway."""
MOST_STEPS = 100_000
"""A search this long is given up; no row of a real form needs it."""
LONGEST = 90
"""A longer run of figures is no row of the form."""

_PIECE = re.compile(r"[+\-−增减]?\d+(?:\.\d+)?(?:万元|元)?")
_SPACE = re.compile(r"\s+")

Numbers = tuple[str, ...]
Fits = Callable[[Sequence[Number]], bool]


@lru_cache(maxsize=4096)
def summing_ways(text: str, size: int, groups: int = 1) -> tuple[Numbers, ...]:
    """Every way to read digits as `groups` groups of `size` numbers, the last of each the sum of the others.

    White space is a boundary between numbers wherever a reading with that boundary exists; a number has no
    leading zero. At most MOST_WAYS readings are listed.

    >>> summing_ways("801000081", 7)
    (('80', '1', '0', '0', '0', '0', '81'),)
    """
    words = tuple(word for word in _SPACE.split(text.strip()) if word)
    digits = "".join(words)
    if not digits.isascii() or not digits.isdigit() or len(digits) > LONGEST:
        return ()
    found = _Sums(digits, frozenset(accumulate(map(len, words[:-1])))).ways(size, groups)
    return found or (_Sums(digits, frozenset()).ways(size, groups) if len(words) > 1 else ())


@lru_cache(maxsize=4096)
def has_smaller_sum(text: str, size: int) -> bool:
    """True if fewer than `size` numbers add up as well: blank cells leave nothing behind in such a text."""
    return any(summing_ways(text, fewer) for fewer in range(2, size))


@lru_cache(maxsize=4096)
def count_cuts(text: str, count: int) -> int:
    """In how many ways digits can be cut into `count` numbers, whatever they add up to.

    >>> count_cuts("007", 3), count_cuts("210", 2)
    (1, 2)
    """
    digits = "".join(_SPACE.split(text.strip()))
    ways = [1, *[0] * len(digits)]
    for _ in range(count):
        ways = [
            sum(ways[start] for start in range(end) if end - start == 1 or digits[start] != "0")
            for end in range(len(digits) + 1)
        ]
    return ways[-1]


def segmentations(text: str, count: int, fits: Fits) -> tuple[Numbers, ...]:
    """Every way to read `text` as `count` numbers, signs, decimals and money units included, that `fits` accepts.

    >>> segmentations("35-15", 2, lambda numbers: True)
    (('35', '-15'),)
    """
    joined = "".join(_SPACE.split(text.strip()))
    if len(joined) > LONGEST:
        return ()
    return tuple(islice((way for way in _cut(joined, count) if fits([as_number(piece) for piece in way])), MOST_WAYS))


def has_rival(text: str, count: int) -> bool:
    """True if the text can be fewer than `count` numbers."""
    return any(segmentations(text, fewer, lambda numbers: True) for fewer in range(1, count))


def as_number(piece: str) -> Number:
    """The number a piece stands for, sign words included."""
    digits = piece.replace("增", "").replace("减", "-").replace("−", "-").removesuffix("元").removesuffix("万")
    return Decimal(digits) if "." in digits else int(digits)


class _Sums:
    """Backtracking over where numbers end; the total of a group is chosen first, which bounds its addends."""

    def __init__(self, digits: str, boundaries: frozenset[int]) -> None:
        """Numbers may not go over the boundaries."""
        self.digits = digits
        self.boundaries = boundaries
        self.steps = 0

    def ways(self, size: int, groups: int) -> tuple[Numbers, ...]:
        """The readings; none if the search would take too long to be sure that it is complete."""
        found = tuple(islice(self.groups(0, size, groups), MOST_WAYS))
        return found if self.steps < MOST_STEPS else ()

    def groups(self, start: int, size: int, groups: int) -> Iterator[Numbers]:
        if groups == 0:
            if start == len(self.digits):
                yield ()
            return
        for total_start in range(start + size - 1, len(self.digits)):
            first_end = len(self.digits) if groups == 1 else total_start + 1
            for end in filter(partial(self._is_number, total_start), range(first_end, len(self.digits) + 1)):
                total = int(self.digits[total_start:end])
                for addends in self._addends(start, total_start, size - 1, total):
                    for rest in self.groups(end, size, groups - 1):
                        yield (*addends, self.digits[total_start:end], *rest)

    def _addends(self, start: int, stop: int, count: int, total: int) -> Iterator[Numbers]:
        """Ways to cut digits[start:stop] into `count` numbers that add up to `total`."""
        self.steps += 1
        longest = len(str(total))
        if self.steps >= MOST_STEPS or count > stop - start or stop - start > count * longest:
            return
        if count == 0:
            if start == stop and total == 0:
                yield ()
            return
        for end in range(start + 1, min(stop, start + longest) + 1):
            number = int(self.digits[start:end])
            if number <= total and self._is_number(start, end):
                for rest in self._addends(end, stop, count - 1, total - number):
                    yield (self.digits[start:end], *rest)

    def _is_number(self, start: int, end: int) -> bool:
        whole = end - start == 1 or self.digits[start] != "0"
        return whole and (not self.boundaries or not any(start < boundary < end for boundary in self.boundaries))


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
