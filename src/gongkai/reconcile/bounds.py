"""Finds whole numbers from zero up that satisfy several sums at once, or shows that there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.model import CellKey
from gongkai.reconcile.effort import Effort
from gongkai.reconcile.system import Row

_MOST = 10**13
"""Counts are smaller than this."""


@dataclass(frozen=True)
class Problem:
    """Equations whose unknowns are counts.

    Attributes:
        keys: the unknowns.
        rows: of each equation the unknowns (by number) with their factors.
        wanted: what the unknowns of each equation, times their factors, sum to.
    """

    keys: tuple[CellKey, ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]
    wanted: tuple[int, ...]

    @cached_property
    def holding(self) -> tuple[tuple[int, ...], ...]:
        """For each unknown the equations, by number, that hold it."""
        held: list[list[int]] = [[] for _ in self.keys]
        for at, row in enumerate(self.rows):
            for number, _ in row:
                held[number].append(at)
        return tuple(map(tuple, held))


def problem(rows: Sequence[Row], unknown: frozenset[CellKey], known: Mapping[CellKey, int]) -> Problem:
    """The equations that hold an unknown, with what is known on the other side."""
    keys = tuple(sorted({key for row in rows for key in row if key in unknown}))
    number = {key: n for n, key in enumerate(keys)}
    held = [row for row in rows if any(key in number for key in row)]
    return Problem(
        keys,
        tuple(tuple((number[key], factor) for key, factor in row.items() if key in number) for row in held),
        tuple(-sum(factor * known.get(key, 0) for key, factor in row.items() if key not in number) for row in held),
    )


def only_values(given: Problem, effort: Effort) -> dict[CellKey, int | None] | None:
    """The only possible number of each unknown, None where several are possible; None if no numbers satisfy all."""
    least, most = [0] * len(given.keys), [_MOST] * len(given.keys)
    if not _narrow(given, least, most, effort, range(len(given.rows))):
        return None
    found = _search(given, least, most, effort, (), least)
    if found is None:
        return None
    ways = [found]
    for number in range(len(given.keys)):
        for low, high in ((least[number], found[number] - 1), (found[number] + 1, most[number])):
            if low > high or len({way[number] for way in ways}) > 1:
                continue
            other = _search(given, *_with(least, most, number, low, high), effort, given.holding[number], found)
            ways += [other] if other else []
    values = [{way[number] for way in ways} for number in range(len(given.keys))]
    return {key: next(iter(of)) if len(of) == 1 else None for key, of in zip(given.keys, values, strict=True)}


def _search(
    given: Problem, least: list[int], most: list[int], effort: Effort, drawn: Sequence[int], near: Sequence[int]
) -> list[int] | None:
    """Numbers within bounds that satisfy all equations, None if there are none.

    Tries the numbers `near` first, and mends one equation after the other that they break: of a table of many unknowns
    other numbers mostly differ in a few cells. `drawn` are the equations whose bounds were drawn in since all were last
    looked at.
    """
    waiting = [(least, most, drawn)]
    while waiting:
        low, high, among = waiting.pop()
        low, high = list(low), list(high)
        if not _narrow(given, low, high, effort, among):
            continue
        point = [min(max(number, bottom), top) for number, bottom, top in zip(near, low, high, strict=True)]
        broken = _first_broken(given, point, effort)
        if broken is None:
            return point
        # the unknown that mends most of the equation, of several the one with the least room
        choices = []
        for number, factor in given.rows[broken[0]]:
            if low[number] < high[number]:
                mended = min(max(point[number] + broken[1] // factor, low[number]), high[number])
                left = abs(broken[1] - factor * (mended - point[number]))
                choices.append((left, high[number] - low[number], number, mended))
        _, _, number, mended = min(choices)
        held = given.holding[number]
        parts = ((mended, mended), *_halves(low[number], mended - 1), *_halves(mended + 1, high[number]))
        waiting += [(*_with(low, high, number, *part), held) for part in reversed(parts)]
    return None


def _first_broken(given: Problem, point: Sequence[int], effort: Effort) -> tuple[int, int] | None:
    """The first equation that these numbers break, and by how much they fall short; None if they satisfy all."""
    for at, (row, wanted) in enumerate(zip(given.rows, given.wanted, strict=True)):
        lack = wanted - sum([factor * point[number] for number, factor in row])
        if lack:
            effort.spend(at // 4)
            return at, lack
    effort.spend(len(given.rows) // 4)
    return None


def _halves(low: int, high: int) -> list[tuple[int, int]]:
    """The range in two parts, one if it holds a single number, none if it is empty."""
    middle = (low + high) // 2
    return [part for part in ((low, middle), (middle + 1, high)) if part[0] <= part[1]]


def _with(least: list[int], most: list[int], number: int, low: int, high: int) -> tuple[list[int], list[int]]:
    """The bounds with those of one unknown replaced."""
    return [*least[:number], low, *least[number + 1 :]], [*most[:number], high, *most[number + 1 :]]


def _narrow(given: Problem, least: list[int], most: list[int], effort: Effort, among: Iterable[int]) -> bool:
    """Draws the bounds in as far as each equation alone allows, beginning with those named.

    False if an equation cannot be satisfied within the bounds.
    """
    waiting = dict.fromkeys(among)
    while waiting:
        effort.spend(2)
        at = next(iter(waiting))
        del waiting[at]
        row, wanted = given.rows[at], given.wanted[at]
        low = sum(f * (least[n] if f > 0 else most[n]) for n, f in row)
        high = sum(f * (most[n] if f > 0 else least[n]) for n, f in row)
        if not low <= wanted <= high:
            return False
        for n, f in row:
            # the range that the other unknowns leave for this one
            over = wanted - (low - f * (least[n] if f > 0 else most[n]))
            under = wanted - (high - f * (most[n] if f > 0 else least[n]))
            top, bottom = (over // f, -(-under // f)) if f > 0 else (under // f, -(-over // f))
            if top < most[n] or bottom > least[n]:
                most[n], least[n] = min(most[n], top), max(least[n], bottom)
                if least[n] > most[n]:
                    return False
                low = sum(f * (least[n] if f > 0 else most[n]) for n, f in row)
                high = sum(f * (most[n] if f > 0 else least[n]) for n, f in row)
                waiting.update(dict.fromkeys(given.holding[n]))
    return True
