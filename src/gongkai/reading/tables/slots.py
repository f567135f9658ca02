"""Every defensible way to lay the values of a printed row over the columns of the form."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Final

from gongkai.forms import holds_several_numbers, is_number
from gongkai.model import GridCell
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.cuts import count_cuts, has_smaller_sum, summing_ways
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.parts import Part
from gongkai.reading.tables.sums import adds_up, sum_points

MOST_TORN = 3
"""With more digits torn off than this nothing can be proven."""
MOST_LOST = 2
"""With more blanks lost or slipped in than this nothing can be said."""

Tokens = tuple[GridCell | None, ...]


@dataclass(slots=True, unsafe_hash=True)
class Placement:
    """One way to read a row.

    Attributes:
        tokens: one per column; None where the source has no cell for it.
        score: what speaks for it.
        why: code of the doubt it raises where it is not the best.
        start: grid column of the first value, None if the numbers had to be separated.
        open: True if each column has only the text that nobody can separate.
        narrow: how many value columns are left where the part of the table has lost some, else 0.
        surplus: numbers of the row in columns that the form does not have.
    """

    tokens: Final[Tokens]
    score: Final[float]
    why: Final[str] = "column_unclear"
    start: Final[int | None] = None
    open: Final[bool] = False
    narrow: Final[int] = 0
    surplus: Final[tuple[GridCell, ...]] = ()


def placements(
    group: Group, count: int, size: int, part: Part, named: Sequence[int] = (), last: int = -1
) -> list[Placement]:
    """The ways to lay the tokens of a group over `count` columns, the best first.

    Args:
        group: the values.
        count: columns of the row.
        size: columns that a sum runs over, the total last; less than 0 if it comes first, 0 if nothing adds up.
        part: what the rows around it say.
        named: the grid columns under the headings of the columns, if they are known.
        last: the last grid column with any heading over it.
    """
    filled = group.filled
    together = len(filled) == count == filled[-1] - filled[0] + 1
    plain = not (part.foreign or group.row.glued or part.odd(group) or part.is_narrow(group, count))
    under_others = together and bool(named) and group.columns[filled[0]] != named[0]
    under_others = under_others and group.columns[filled[-1]] <= last
    if together and plain and not under_others and not any(is_torn(token) for token in group.tokens):
        chosen = group.tokens[filled[0] : filled[-1] + 1]
        # the only way, and no worse as a row than one that stands under its headings with a number missing
        worth = w.UNDER_HEADING * (bool(named) and group.columns[filled[0]] == named[0])
        return [Placement(chosen, sum_points(chosen, size) + worth, start=group.columns[filled[0]])]
    # in a row with more cells than the others it is not known which of them the headings are above
    under = () if any(odd > 0 for odd in part.odd(group)) else _under_headings(group, size, named)
    found = [*under, *_ways(group, count, size, part)]
    if not found:
        found = [open_placement(group, count)]
    if part.is_narrow(group, count):
        found = [replace(way, narrow=part.narrow) for way in found]
    return _distinct(found)


def _under_headings(group: Group, size: int, named: Sequence[int]) -> Iterator[Placement]:
    """What stands under the headings; numbers in columns right of the first are foreign to the form.

    A row that begins before them has lost its label, one without its total perhaps a cell: they may be shifted.
    """
    cells = dict(zip(group.columns, group.tokens, strict=True))
    if not (named and group.filled and all(column in cells for column in named)):
        return
    filled = [group.columns[i] for i in group.filled]
    cut_short = not cells[named[-1]].text.strip() and not set(filled).isdisjoint(named)
    if filled[0] >= min(named):
        printed = tuple(cells[column] for column in named)
        chosen = unwrapped(printed, size) if any(is_torn(token) for token in printed) else printed
        surplus = tuple(group.tokens[i] for i in group.filled if group.columns[i] not in named)
        why = "too_many_values" if surplus else "column_unclear"
        # 30 | | 118 | 15 | 9 | 18 | 9 | 199, the last under no heading: a blank slipped in
        every = [group.tokens[i] for i in group.filled]
        slipped = surplus and abs(size) > 1 and adds_up(every, len(every)) and not adds_up(printed, size)
        worth = 0.0 if cut_short or slipped else w.UNDER_HEADING
        if chosen:
            yield Placement(chosen, sum_points(chosen, size) + worth, why, named[0], surplus=surplus)


def unwrapped(tokens: Sequence[GridCell], size: int) -> tuple[GridCell, ...]:
    """Numbers that wrapped in drawn columns, whole, if they add up; nothing if they may be those of two rows.

    They are if they did not wrap at the same width, unless the row has several addends and neither line adds up.
    """
    lines = [token.text.split() for token in tokens if token.text.strip()]
    wrapped = [pieces for pieces in lines if len(pieces) > 1]
    if size < 2 or not wrapped:
        return ()
    whole = tuple([replace(token, text="".join(token.text.split())) for token in tokens])
    if not adds_up(whole, size):
        return ()
    width = len(wrapped[0][0])
    alike = all(len(piece) == width for pieces in wrapped for piece in pieces[:-1])
    alike &= all(len(pieces[-1]) <= width for pieces in lines)
    rows = ([replace(token, text=(token.text.split() or [""])[at]) for token in tokens] for at in (0, -1))
    fits = alike or (sum_points(whole, size) >= w.SUM_OF_SEVERAL and not any(adds_up(row, size) for row in rows))
    fits &= not any(pieces[0][0] == "0" for pieces in wrapped)
    return whole if fits and len(wrapped) < len(lines) else ()


def _distinct(ways: Sequence[Placement]) -> list[Placement]:
    """The best first; of those that begin in one column and say the same only the best."""
    best: dict[object, Placement] = {}
    for way in ways:
        key = (way.start, tuple([token.text if token else None for token in way.tokens]))
        if key not in best or way.score > best[key].score:
            best[key] = way
    return sorted(best.values(), key=lambda way: -way.score)


def open_placement(group: Group, count: int) -> Placement:
    """The text of the row in every column, with the true reason why nobody can part it."""
    filled = [group.tokens[i] for i in group.filled]
    words = [word for token in filled for word in token.text.split()]
    digits = sum(char.isdigit() for word in words for char in word)
    if group.row.glued or (len(filled) == 1 and digits >= count):
        why = "run_together"
    else:
        why = "too_few_values" if len(words) < count else "too_many_values"
    text = " ".join(token.text for token in filled)
    cell = GridCell(text, filled[0].place)
    return Placement((cell,) * count, -w.MISSING_VALUE * min(abs(count - len(words)), count), why, open=True)


def _ways(group: Group, count: int, size: int, part: Part) -> Iterator[Placement]:
    tokens, filled = group.tokens, group.filled
    if not filled:
        lost = max(count - len(tokens), 0)
        for at in range(len(tokens), -1 if part.narrow else len(tokens) - 1, -1):
            padded = (*tokens[:at], *((None,) * lost), *tokens[at:])[:count]
            yield Placement(padded, 0.0, start=group.columns[0])
        return
    if any(is_torn(token) for token in tokens):
        yield from _whole(group, count, size, part)
        yield from _words(group, count, size)
    elif group.row.glued or (len(filled) == 1 < count and group.lane == "line"):
        yield from _cut(group, count, size)
    yield from _full(group, count, size, part)
    yield from _beside_a_blank(group, count, size, part)
    narrow = part.narrow if part.is_narrow(group, count) else 0
    if not narrow:
        yield from _windows(group, count, size, part)
    if size and group.lane == "grid" and 1 < len(filled) < count and (len(tokens) < count or narrow):
        yield from _lost(group, count, size, narrow)
    # what is torn, printed twice or a stray makes a row wider than the others
    if len(filled) > count and (not part.cells or group.lane == "line" or any(odd > 0 for odd in part.odd(group))):
        yield from _joined([tokens[i] for i in filled], count, size)


def is_torn(token: GridCell) -> bool:
    """True if the cell holds several groups of digits."""
    return holds_several_numbers(token.text) and is_number(token.text)


def _full(group: Group, count: int, size: int, part: Part) -> Iterator[Placement]:
    """As many values as columns; blanks between them slipped in."""
    filled = group.filled
    chosen = tuple(group.tokens[i] for i in filled)
    if len(filled) != count or (part.foreign and len(group.tokens) != count and not adds_up(chosen, size or count)):
        return
    inner = filled[-1] - filled[0] + 1 - len(filled)
    score = sum_points(chosen, size) - w.SLIPPED_BLANK * bool(inner)
    yield Placement(chosen, score, start=group.columns[filled[0]] if not inner else None)


def _beside_a_blank(group: Group, count: int, size: int, part: Part) -> Iterator[Placement]:
    """On lines a number for each column may be one of another kind beside a blank that left nothing."""
    drawn = group.lane == "grid" and not group.row.inferred
    if drawn or not part.foreign or not len(group.filled) == count == abs(size):
        return
    tokens = [group.tokens[i] for i in group.filled]
    for outside, kept in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
        for chosen in [(*kept[:at], None, *kept[at:]) for at in range(count)]:
            yield Placement(chosen, sum_points(chosen, size) - w.FOREIGN_VALUE, "too_many_values", surplus=(outside,))


def _lost(group: Group, count: int, size: int, narrow: int) -> Iterator[Placement]:
    """Fewer cells than columns: any of the columns may be the one that is lost, the last ones first."""
    first = group.filled[0] if narrow else 0
    tokens = group.tokens[first : group.filled[-1] + 1] if narrow else group.tokens
    width = len(tokens)
    why = "column_lost" if narrow else "too_few_values"
    for number, kept in enumerate(combinations(range(count), width)):
        chosen: list[GridCell | None] = [None] * count
        for at, token in zip(kept, tokens, strict=True):
            chosen[at] = token
        score = sum_points(chosen, size) / 2 - w.MISSING_VALUE * (count - width) + (0.1 if not number else 0.0)
        yield Placement(tuple(chosen), score, why, group.columns[first])


def _windows(group: Group, count: int, size: int, part: Part) -> Iterator[Placement]:
    """As many cells in a row as the form has columns; numbers left outside are foreign to the form."""
    if group.lane == "line" and len(group.tokens) <= count:
        return
    if part.cells and group.lane == "grid":
        spread = group.filled[-1] - group.filled[0] + 1 - count if group.in_text else 0
        for odd in {max(odd, spread) if spread > 0 else odd for odd in part.odd(group) or {0}}:
            yield from _mended(group, count, size, odd, foreign=part.foreign)
    tokens = group.tokens
    filled = set(group.filled)
    for start in range(len(tokens) - count + 1):
        chosen = tokens[start : start + count]
        outside = tuple(tokens[i] for i in sorted(filled) if not start <= i < start + count)
        if outside and (not part.foreign or len(outside) > MOST_TORN):
            continue
        score = sum_points(chosen, size) - w.FOREIGN_VALUE * bool(outside)
        yield Placement(
            chosen, score, "too_many_values" if outside else "column_unclear", group.columns[start], surplus=outside
        )


def _mended(group: Group, count: int, size: int, odd: int, *, foreign: bool) -> Iterator[Placement]:
    """A row longer than the others has got blank cells, a shorter one has lost cells, nobody knows which."""
    tokens = group.tokens
    blanks = [i for i in range(len(tokens)) if i not in group.filled]
    if 0 < odd <= MOST_LOST and len(group.filled) < count + odd:
        for dropped in combinations(blanks, odd):
            kept = tuple(token for i, token in enumerate(tokens) if i not in dropped)
            yield from _windows_of(kept, group, count, size, w.SLIPPED_BLANK)
        for kept in _torn_in_two(tokens, blanks, odd - 1):
            yield from _windows_of(kept, group, count, size, w.TORN + w.SLIPPED_BLANK * (odd - 1), "torn")
    elif -MOST_LOST <= odd < 0 and len(group.filled) < count:
        for places in combinations(range(len(tokens) + 1), -odd):
            longer: list[GridCell | None] = list(tokens)
            for place in reversed(places):
                longer.insert(place, None)
            yield from _windows_of(tuple(longer), group, count, size, w.SLIPPED_BLANK, more=foreign)


def _torn_in_two(tokens: Sequence[GridCell], blanks: Sequence[int], slipped: int) -> Iterator[tuple[GridCell, ...]]:
    """The row with one number of two cells made whole, and without so many of its blanks."""
    for at, (first, second) in enumerate(pairwise(tokens)):
        digits, rest = first.text.strip(), second.text.strip()
        if digits.isdigit() and rest.isdigit() and digits != "0":
            whole = replace(first, text=digits + rest)
            for dropped in combinations(blanks, slipped):
                left = (i for i in range(len(tokens)) if i not in (at + 1, *dropped))
                yield tuple([whole if i == at else tokens[i] for i in left])


def _windows_of(
    tokens: Tokens, group: Group, count: int, size: int, cost: float, why: str = "column_unclear", *, more: bool = False
) -> Iterator[Placement]:
    filled = [i for i, token in enumerate(tokens) if token and token.text.strip()]
    for start in range(max(len(tokens) - count + 1, 0)):
        outside = tuple([token for i in filled if not start <= i < start + count and (token := tokens[i])])
        if not outside or (more and len(outside) <= MOST_TORN):
            chosen = tokens[start : start + count]
            score = sum_points(chosen, size) - cost - w.FOREIGN_VALUE * bool(outside)
            reason = "too_many_values" if outside else why
            yield Placement(chosen, score, reason, group.columns[0] + start, surplus=outside)


def _whole(group: Group, count: int, size: int, part: Part) -> Iterator[Placement]:
    """Numbers that wrapped inside a narrow cell (1 above 4) are made whole."""
    whole = tuple([replace(t, text="".join(t.text.split())) if is_torn(t) else t for t in group.tokens])
    mended = Group(group.row, group.own, whole, group.columns)
    for way in _ways(mended, count, size, part):
        if adds_up(way.tokens, size) if abs(size) > 1 else False:
            yield replace(way, score=way.score - w.TORN, why="torn")


def _words(group: Group, count: int, size: int) -> Iterator[Placement]:
    """The numbers of all cells one after the other, one for each column."""
    printed = [group.tokens[i] for i in group.filled]
    pieces = ((t.part(*m.span()) for m in re.finditer(r"\S+", t.text)) if is_torn(t) else (t,) for t in printed)
    words = [piece for found in pieces for piece in found]
    if len(words) == count:
        yield Placement(tuple(words), sum_points(words, size) - w.TORN, "torn")
    elif len(words) > count:
        yield from _joined(words, count, size)
    elif len(printed) == 1 or group.row.glued:
        yield from _cut(group, count, size)


def _joined(words: Sequence[GridCell], count: int, size: int) -> Iterator[Placement]:
    """More pieces than columns: neighbours are joined where that makes the row add up, or some are extra."""
    surplus = len(words) - count
    if abs(size) < 2 or surplus > MOST_TORN or len(words) > 20:
        return
    digits = all(word.text.strip().isdigit() for word in words)
    for closed in combinations(range(1, len(words)), surplus) if digits else ():
        pieces = [words[0]]
        for at, word in enumerate(words[1:], 1):
            last = pieces[-1]
            pieces[-1:] = [replace(last, text=last.text + word.text)] if at in closed else [last, word]
        if any(len(piece.text) > 1 and piece.text[0] == "0" for piece in pieces):
            continue
        points = sum_points(pieces, size)
        if points > 0 and adds_up(pieces, size):
            yield Placement(tuple(pieces), points - w.TORN * surplus, "torn")
    yield from _without_extra(words, count, size)


def _without_extra(words: Sequence[GridCell], count: int, size: int) -> Iterator[Placement]:
    """The row without a stray number, or without those that are printed twice, where that makes it add up."""
    surplus = len(words) - count
    for at in range(count + 1):
        more, again = words[at : at + surplus], words[at + surplus : at + 2 * surplus]
        if surplus == 1 or [word.text.strip() for word in more] == [word.text.strip() for word in again]:
            pieces = (*words[:at], *words[at + surplus :])
            if adds_up(pieces, size):
                points = sum_points(pieces, size) - w.FOREIGN_VALUE
                yield Placement(pieces, points, "too_many_values", surplus=tuple(more))


def _cut(group: Group, count: int, size: int) -> Iterator[Placement]:
    """One text for all columns: the cuts that add up, the more certain the fewer other cuts there are."""
    printed = [group.tokens[i] for i in group.filled]
    text = " ".join(token.text for token in printed)
    if size < 2:
        return
    groups = count // size
    ways = summing_ways(text, size, groups)
    if not ways:
        return
    cuts = count_cuts(text, count)
    chance = w.CUT_CHANCE * math.log10(max(cuts, 1)) / groups
    shorter = w.CUT_SHORTER * (groups == 1 and has_smaller_sum(text, size))
    for way in ways:
        pieces = tuple(GridCell(piece, printed[0].place) for piece in way)
        yield Placement(pieces, w.CUT_ADDS_UP - chance - shorter, "run_together")
