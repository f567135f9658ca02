"""What converters and page breaks do to the requests table, on tabbed text: each returns the damaged text.

The values that were printed stay known, so a reader may lose cells but must not give a wrong one as certain.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[str, random.Random], str]
COLUMNS = 7


def torn_by_a_page_break(text: str, chance: random.Random) -> str:
    """The tail of a label stands after the break, the numbers before it."""
    return _torn(text, chance, lambda head, tail, at, row: [_with(row, at, head), "", _alone(at, tail)])


def torn_above(text: str, chance: random.Random) -> str:
    """The head of a label stands in a row above its numbers."""
    return _torn(text, chance, lambda head, tail, at, row: [_alone(at, head), _with(row, at, tail)])


def torn_around(text: str, chance: random.Random) -> str:
    """The numbers stand between head and tail of their label."""
    return _torn(text, chance, lambda head, tail, at, row: [_alone(at, head), _with(row, at, ""), _alone(at, tail)])


def shifted_left(text: str, chance: random.Random) -> str:
    """Four rows lose their leading cells."""
    lines, first, last = _table(text)
    for _ in range(4):
        at = chance.randint(first, last)
        cells = lines[at].split("\t")
        label = _label(cells)
        lines[at] = "\t".join(cells[label:] + [""] * label)
    return "\n".join(lines)


def last_column_lost(text: str, chance: random.Random) -> str:
    """After a page break every row lacks its total."""
    return _column_lost(text, chance, COLUMNS - 1)


def middle_column_lost(text: str, chance: random.Random) -> str:
    """After a page break every row lacks one kind of applicant."""
    return _column_lost(text, chance, chance.randint(1, COLUMNS - 2))


def label_lost(text: str, chance: random.Random) -> str:
    """One row has no label."""
    return _changed(text, chance, lambda cells: _with(cells, _label(cells), "").split("\t"))


def row_lost(text: str, chance: random.Random) -> str:
    """One row is gone."""
    lines, first, last = _table(text)
    del lines[chance.randint(first, last)]
    return "\n".join(lines)


def stray_numbers(text: str, chance: random.Random) -> str:
    """A row of numbers that belongs nowhere."""
    lines, first, last = _table(text)
    numbers = "\t".join(str(chance.randint(0, 9)) for _ in range(COLUMNS))
    lines.insert(chance.randint(first, last), "\t\t\t" + numbers)
    return "\n".join(lines)


def label_and_next_numbers_lost(text: str, chance: random.Random) -> str:
    """One row has only numbers, the next only its label: the label must not take the numbers above it."""
    lines, first, last = _table(text)
    at = chance.randint(first, last - 1)
    cells, below = lines[at].split("\t"), lines[at + 1].split("\t")
    lines[at] = _with(cells, _label(cells), "")
    lines[at + 1] = "\t".join(below[: _label(below) + 1])
    return "\n".join(lines)


def heading_repeated(text: str, chance: random.Random) -> str:
    """A page break with the heading printed again."""
    lines, first, last = _table(text)
    at = chance.randint(first + 1, last)
    lines[at:at] = ["", *lines[first - 3 : first]]
    return "\n".join(lines)


def digits_torn(text: str, chance: random.Random) -> str:
    """Numbers of two digits and more split over two cells."""
    return _changed(text, chance, _split_a_number)


def stray_cell(text: str, chance: random.Random) -> str:
    """An empty cell slips in among the values of a row."""

    def slip(cells: list[str]) -> list[str]:
        at = chance.randint(len(cells) - COLUMNS + 1, len(cells) - 1)
        return [*cells[:at], "", *cells[at:]]

    return _changed(text, chance, slip)


DAMAGES: tuple[Damage, ...] = (
    torn_by_a_page_break,
    torn_above,
    torn_around,
    shifted_left,
    last_column_lost,
    middle_column_lost,
    label_lost,
    row_lost,
    stray_numbers,
    label_and_next_numbers_lost,
    heading_repeated,
    digits_torn,
    stray_cell,
)
HARMLESS: tuple[Damage, ...] = (torn_by_a_page_break, torn_above, shifted_left, heading_repeated)
"""Damage that loses nothing: every value is read all the same."""


def combined(text: str, chance: random.Random) -> str:
    """Two to four damages at once, of those that hide no trace of each other."""
    for damage in chance.sample(COMBINED, chance.randint(2, 4)):
        text = damage(text, chance)
    return text


def three_at_once(text: str, chance: random.Random) -> str:
    """Three damages of all kinds at once, also those that hide each other's traces: a lost column and shifted rows."""
    for damage in chance.sample((*DAMAGES, page_number), 3):
        text = damage(text, chance)
    return text


def page_number(text: str, chance: random.Random) -> str:
    """The number of a page stands between two rows of any table."""
    lines = text.split("\n")
    at = chance.choice([i for i, line in enumerate(lines) if "\t" in line])
    lines[at:at] = chance.choice([["- 5 -"], ["", "5", ""], ["第5页 共8页"]])
    return "\n".join(lines)


COMBINED: tuple[Damage, ...] = (
    torn_by_a_page_break,
    torn_above,
    torn_around,
    label_lost,
    stray_numbers,
    heading_repeated,
    page_number,
)


def _table(text: str) -> tuple[list[str], int, int]:
    """Lines of the text, and the first and last row of the requests table, without its outermost rows if lost."""
    lines = text.split("\n")
    rows = [
        i for i, line in enumerate(lines) if "\t" in line and re.search("本年新收|上年结转|予以公开|属于国家", line)
    ]
    ends = [i for i, line in enumerate(lines) if "\t" in line and re.search("结转下年度|[(（]七[)）]", line)]
    review = next(i for i, line in enumerate(lines) if line.startswith("四、"))
    return lines, rows[0], ends[-1] if ends else max(i for i in range(review) if "\t" in lines[i])


def _label(cells: list[str]) -> int:
    """Index of the label, of the first cell if it is lost."""
    return max((i for i, cell in enumerate(cells) if cell.strip() and not re.fullmatch(r"\d+", cell)), default=0)


def _with(row: str | list[str], at: int, text: str) -> str:
    cells = row.split("\t") if isinstance(row, str) else list(row)
    cells[at] = text
    return "\t".join(cells)


def _alone(at: int, text: str) -> str:
    """A row that has only this text."""
    return "\t" * at + text + "\t" * COLUMNS


def _torn(text: str, chance: random.Random, rows: Callable[[str, str, int, str], list[str]]) -> str:
    lines, first, last = _table(text)
    at = chance.randint(first, last)
    cells = lines[at].split("\t")
    place = _label(cells)
    label = cells[place]
    if len(label) >= 9:
        cut = chance.randint(3, len(label) - 3)
        lines[at : at + 1] = rows(label[:cut], label[cut:], place, lines[at])
    return "\n".join(lines)


def _column_lost(text: str, chance: random.Random, column: int) -> str:
    lines, first, last = _table(text)
    start = chance.randint(first + 2, last)
    for at in range(start, last + 1):
        cells = lines[at].split("\t")
        if len(cells) > COLUMNS:
            del cells[len(cells) - COLUMNS + column]
        lines[at] = "\t".join(cells)
    lines.insert(start, "")
    return "\n".join(lines)


def _changed(text: str, chance: random.Random, change: Callable[[list[str]], list[str]]) -> str:
    lines, first, last = _table(text)
    at = chance.randint(first, last)
    lines[at] = "\t".join(change(lines[at].split("\t")))
    return "\n".join(lines)


def _split_a_number(cells: list[str]) -> list[str]:
    at = next(
        (i for i in range(max(len(cells) - COLUMNS, 0), len(cells)) if cells[i].isdigit() and len(cells[i]) > 1), None
    )
    return cells if at is None else [*cells[:at], cells[at][:1], cells[at][1:], *cells[at + 1 :]]
