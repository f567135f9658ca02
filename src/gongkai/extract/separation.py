"""Numbers that ran together are separated, digits torn apart are joined, if only one way is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.extract.segmentation import agreed, has_rival, segmentations
from gongkai.forms import is_number, read_cell, squeeze
from gongkai.model import GridCell, Number, State

Fits = Callable[[Sequence[Number]], bool]


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
    """

    tokens: tuple[GridCell | None, ...]
    certain: bool = True
    ways: int = 1
    start: int | None = None
    narrow: int = 0
    undecided: frozenset[int] = frozenset()


def separate(tokens: Sequence[GridCell], count: int, fits: Fits, run_together: bool) -> Placement:
    """Places as many numbers as the row has columns.

    Args:
        tokens: what is printed behind the label.
        count: columns of the row.
        fits: what the form demands of the numbers (the cross-foot of a row).
        run_together: True if nothing reliable stands between the numbers.
    """
    printed = [token for token in tokens if squeeze(token.text)]
    if not printed or not all(is_number(token.text) for token in printed):
        return undecided(tokens, count, ())
    words = " ".join(token.text for token in printed).split()
    if len(words) == count:
        return _one_word_each(words, printed, fits, run_together)
    if len(words) > count:
        return _joined(words, printed, count, fits)
    if run_together or len(printed) == 1:
        return _cut(printed, count, fits)
    return undecided(tokens, count, ())


def _one_word_each(words: list[str], printed: Sequence[GridCell], fits: Fits, run_together: bool) -> Placement:
    readings = [read_cell(word) for word in words]
    if any(reading.state is not State.REPORTED for reading in readings):
        return undecided(printed, len(words), ())
    proven = len(printed) == len(words) or fits([reading.value or 0 for reading in readings])
    cells = tuple(GridCell(word, printed[0].place) for word in words)
    return Placement(cells, certain=proven or not run_together)


def _joined(words: list[str], printed: Sequence[GridCell], count: int, fits: Fits) -> Placement:
    """More pieces than columns: neighbours are joined where that alone makes the row add up. Always in doubt."""
    ways = [way for way in segmentations("".join(words), count, fits) if _keeps_words(way, words)]
    if len(ways) != 1:
        return undecided(printed, count, ways)
    return Placement(tuple(GridCell(piece, printed[0].place) for piece in ways[0]), certain=False)


def _cut(printed: Sequence[GridCell], count: int, fits: Fits) -> Placement:
    """One text for all columns: certain if one reading adds up and blank cells can not have vanished from it."""
    text = " ".join(token.text for token in printed)
    ways = segmentations(text, count, fits)
    if has_rival(text, count, fits):
        return undecided(printed, count, ())
    if len(ways) == 1:
        return Placement(tuple(GridCell(piece, printed[0].place) for piece in ways[0]))
    return undecided(printed, count, ways)


def _keeps_words(way: tuple[str, ...], words: list[str]) -> bool:
    """Digits torn apart are joined, but no printed number is cut."""
    ends, position = set(), 0
    for word in words:
        position += len(word)
        ends.add(position)
    position = 0
    for piece in way:
        position += len(piece)
        if position not in ends:
            return False
    return True


def undecided(tokens: Sequence[GridCell], count: int, ways: Sequence[tuple[str, ...]]) -> Placement:
    """Columns on which all readings agree get their number; the others share the text nobody can separate."""
    filled = [token for token in tokens if squeeze(token.text)]
    if not filled:
        return Placement((None,) * count, certain=False, ways=0)
    place = filled[0].place
    text = " ".join(token.text for token in filled)
    numbers = agreed(ways) if ways else (None,) * count
    cells = tuple(GridCell(text if number is None else number, place) for number in numbers)
    open_columns = frozenset(at for at, number in enumerate(numbers) if number is None)
    return Placement(cells, False, len(ways), undecided=open_columns)
