"""Numbers that ran together are separated, digits torn apart are joined, if only one way is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from gongkai.forms import holds_several_numbers, is_number, read_cell, squeeze
from gongkai.model import GridCell, Number, State
from gongkai.reading.passes.identities import cross_foots
from gongkai.reading.passes.segmentation import agreed, count_cuts, has_smaller_sum, summing_ways

MOST_CUTS = 20
"""With more ways to cut a text than this one of them may add up by chance, even if the printed total is wrong."""
MOST_TORN = 3
"""With more digits torn off than this nothing can be proven."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the tokens of a row go.

    Attributes:
        tokens: one per column; None where the source has no cell for the column.
        certain: False if another reading can be defended.
        ways: how many readings survived; 0 if none.
        start: grid column of the first value, None if the numbers had to be separated.
        narrow: how many value columns are left where the part of the table has lost some, else 0.
        undecided: columns whose token is the text of several cells that cannot be separated.
        surplus: numbers of the row that stand in columns which the form does not have.
    """

    tokens: tuple[GridCell | None, ...]
    certain: bool = True
    ways: int = 1
    start: int | None = None
    narrow: int = 0
    undecided: frozenset[int] = frozenset()
    surplus: tuple[GridCell, ...] = ()


def separate(tokens: Sequence[GridCell], size: int, groups: int, run_together: bool) -> Placement:
    """Places as many numbers as the row has columns.

    Args:
        tokens: what is printed behind the label.
        size: numbers that belong together, the last of them the sum of the others.
        groups: how many such groups the row has.
        run_together: True if nothing reliable stands between the numbers.
    """
    count = size * groups
    printed = [token for token in tokens if squeeze(token.text)]
    if not printed or not all(is_number(token.text) for token in printed):
        return undecided(tokens, count, ())
    words = " ".join(token.text for token in printed).split()
    if len(words) == count:
        return _one_word_each(words, printed, size, sure=len(tokens) == len(printed) == count and not run_together)
    if len(words) > count:
        return _joined(words, printed, size, groups)
    if run_together or len(printed) == 1:
        return _cut(printed, size, groups)
    return undecided(tokens, count, ())


def wrapped(tokens: Sequence[GridCell], size: int) -> tuple[GridCell, ...] | None:
    """The tokens with numbers that wrapped inside a narrow cell (1↵4) made whole, if every sum then holds."""
    whole = tuple(GridCell("".join(token.text.split()), token.place) if is_torn(token) else token for token in tokens)
    return whole if _add_up([read_cell(token.text).value for token in whole], size) else None


def is_torn(token: GridCell) -> bool:
    """True if the cell holds several groups of digits."""
    return holds_several_numbers(token.text) and is_number(token.text)


def _one_word_each(words: list[str], printed: Sequence[GridCell], size: int, sure: bool) -> Placement:
    """As many words as columns; blanks between them or a lost separator leave doubt unless the row adds up."""
    readings = [read_cell(word) for word in words]
    if any(reading.state is not State.REPORTED for reading in readings):
        return undecided(printed, len(words), ())
    proven = _add_up([reading.value for reading in readings], size)
    cells = tuple(GridCell(word, printed[0].place) for word in words)
    return Placement(cells, certain=sure or proven)


def _add_up(values: Sequence[Number | None], size: int) -> bool:
    return all(cross_foots(values[at : at + size]) for at in range(0, len(values), size))


def _joined(words: list[str], printed: Sequence[GridCell], size: int, groups: int) -> Placement:
    """More pieces than columns: neighbours are joined where that alone makes the row add up. Always in doubt."""
    count = size * groups
    surplus = len(words) - count
    ways = [way for way in _joinings(words, surplus) if _add_up([int(piece) for piece in way], size)]
    if len(ways) != 1:
        return undecided(printed, count, ways)
    return Placement(tuple(GridCell(piece, printed[0].place) for piece in ways[0]), certain=False)


def _joinings(words: list[str], surplus: int) -> Iterator[tuple[str, ...]]:
    """The words with `surplus` of the gaps between them closed; no number gets a leading zero."""
    if surplus > MOST_TORN or not all(word.isdigit() for word in words):
        return
    for closed in combinations(range(1, len(words)), surplus):
        pieces = [words[0]]
        for at, word in enumerate(words[1:], 1):
            pieces[-1:] = [pieces[-1] + word] if at in closed else [pieces[-1], word]
        if not any(len(piece) > 1 and piece[0] == "0" for piece in pieces):
            yield tuple(pieces)


def _cut(printed: Sequence[GridCell], size: int, groups: int) -> Placement:
    """One text for all columns: certain if one reading adds up and blank cells can not have vanished from it."""
    text = " ".join(token.text for token in printed)
    ways = summing_ways(text, size, groups)
    if groups == 1 and has_smaller_sum(text, size):
        return undecided(printed, size * groups, ways, complete=False)
    if len(ways) == 1:
        chance = count_cuts(text, size * groups) > MOST_CUTS**groups
        return Placement(tuple(GridCell(piece, printed[0].place) for piece in ways[0]), certain=not chance)
    return undecided(printed, size * groups, ways)


def undecided(
    tokens: Sequence[GridCell], count: int, ways: Sequence[tuple[str, ...]], *, complete: bool = True
) -> Placement:
    """Columns on which all readings agree get their number; the others share the text nobody can separate.

    `complete` is False where rivals beside `ways` exist, so that no column is settled.
    """
    filled = [token for token in tokens if squeeze(token.text)]
    if not filled:
        return Placement((None,) * count, certain=False, ways=0)
    place = filled[0].place
    text = " ".join(token.text for token in filled)
    numbers = agreed(ways) if ways and complete else (None,) * count
    cells = tuple(GridCell(text if number is None else number, place) for number in numbers)
    open_columns = frozenset(at for at, number in enumerate(numbers) if number is None)
    return Placement(cells, False, len(ways), undecided=open_columns)
