"""Which column of the form each printed column is, by the headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from gongkai.forms import TextKind, labels, read_cell, squeeze
from gongkai.model import GridCell, State
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.printed import PrintedRow, may_be_label
from gongkai.reading.tables.sums import value_of
from gongkai.reading.tables.vocabulary import headings, known, spellings

STANDARD = tuple(labels("applicant_types"))
TOTAL_FIRST = ("total", *STANDARD[:-1])
FEWEST_SUMS = 3
"""So many rows in which either the first or the last number is the sum of the others show where the total stands."""
_LEGAL_PERSONS = "法人或其他组织"
"""Heading over five of the columns: a table that has it has lost none of them, however few are filled."""
_HEADER_WORDS = ("勾稽关系", "申请人情况", _LEGAL_PERSONS)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns in printed order.

    Attributes:
        order: their codes.
        doubtful: True if headings and sums say different things.
        blank_total: True if the total is left blank in every row, so that no sum is printed.
    """

    order: tuple[str, ...]
    doubtful: bool = False
    blank_total: bool = False

    @property
    def size(self) -> int:
        """Columns that a sum runs over, the total last; less than 0 if it comes first, 0 if there is none at an end."""
        count = len(self.order) * (not self.blank_total)
        ends = self.order[:1] != self.order[-1:]
        return count * (ends and (self.order[-1:] == ("total",)) - (self.order[:1] == ("total",)))


def names_columns(row: PrintedRow) -> bool:
    """True for a row that names columns: no number, and several words of the heading or labels of several rows."""
    if row.has_number or not row.words:
        return False
    own = [
        cell.text for cell, kind in zip(row.cells, row.kinds, strict=True) if kind is TextKind.WORD and not cell.covered
    ]
    return _names_columns(tuple(own))


@lru_cache(maxsize=4096)
def _names_columns(words: tuple[str, ...]) -> bool:
    joined = "".join(squeeze(word) for word in words)
    if any(word in joined for word in _HEADER_WORDS):
        return True
    parts = tuple(part for word in words for part in word.split())
    if len(headings("applicant_types", parts)) >= 2 and "总计" not in words[:1]:
        return True
    found = {match.codes for word in words if (match := known("requests", word)) and len(squeeze(word)) > 5}
    return len(found) >= 2 and len(words) > 3


def applicant_columns(rows: Sequence[PrintedRow], groups: Sequence[Group]) -> Columns:
    """The kinds of applicants in the order in which the headings name them, if they do so beyond doubt."""
    at = _places(rows)
    if len(at) < len(STANDARD) and _fill(at, groups):
        return Columns(tuple(sorted(at, key=lambda code: at[code])))
    if not at and (few := _few_places(rows, groups)):
        return Columns(tuple(sorted(few, key=lambda code: few[code])))
    order = next((found for row in rows if (found := _in_one_row(row))), ()) or tuple(
        sorted(at, key=lambda code: at[code]) if len(at) == len(STANDARD) else _in_lines(rows)
    )
    if not order or order == STANDARD:
        by_sums = zip(_adding_up(groups, STANDARD), _adding_up(groups, TOTAL_FIRST), strict=True)
        told = list(islice((last for last, first in by_sums if last is not first), FEWEST_SUMS))
        if len(told) < FEWEST_SUMS or told.count(False) <= 1:
            # every kind but one is named, and most rows of seven numbers don't add up: one is a remark's
            words = [word for row in rows for word in row.words]
            named = {match.codes[0] for word in words if (match := known("applicant_types", word))}
            adding = list(_adding_up(groups, STANDARD)) if len(named) == len(STANDARD) - 1 else []
            return Columns(STANDARD, sum(adding) * 2 < len(adding))
        return Columns(order or TOTAL_FIRST, doubtful=bool(order) or any(told))
    sizes = Counter(len(group.filled) for group in groups if group.has_number)
    if len(order) < len(STANDARD):
        others = any(_LEGAL_PERSONS in squeeze(word) for row in rows for word in row.words)
        return Columns(order if set(sizes) == {len(order)} and not others else STANDARD)
    return Columns(order, sum(_adding_up(groups, STANDARD)) > sum(_adding_up(groups, order)))


def _fill(at: Mapping[str, int], groups: Sequence[Group]) -> bool:
    """True if every row has a cell under each of these headings and no other: no total is printed.

    It may stand in front of them where the end of a page tears its heading. In text it may be there and another column
    lost, heading and all: then its sums say so.
    """
    cells = [group for group in groups if group.has_number and group.lane == "grid" and not group.row.inferred]
    adding = list(_adding_up([group for group in cells if group.in_text], (*STANDARD[1:-1], "total")))
    return (
        bool(at and cells)
        and sum(adding) * 2 <= len(adding)
        and not any(group.columns[group.filled[0]] < min(at.values()) for group in cells)
        and all(set(at.values()) <= set(group.columns) and max(group.columns) == max(at.values()) for group in cells)
    )


def _adding_up(groups: Sequence[Group], order: Sequence[str]) -> Iterator[bool]:
    """Of each full row with numbers above 0 whether it adds up if its columns stand in that order.

    A row with words or a share in it (持平, 12.5%) has a column of another kind.
    """
    total = order.index("total")
    for group in groups:
        if len(group.filled) == len(order):
            numbers = [value_of(group.tokens[i]) for i in group.filled]
            unread = (read_cell(group.tokens[i].text).state is State.UNREADABLE for i in group.filled)
            if any(numbers) and not any(unread):
                printed = numbers.pop(total)
                yield printed is not None and sum([number for number in numbers if number is not None]) == printed


def named_columns(rows: Sequence[PrintedRow], order: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Of each part of a page's table whose headings stand over every kind of applicant, their grid columns."""
    parts: dict[int, list[PrintedRow]] = {}
    for row in rows:
        if row.lane == "grid" and row.cells[0].place.table is not None:
            parts.setdefault(row.part, []).append(row)
    places = {part: _places(members) for part, members in parts.items()}
    return {part: tuple([at[code] for code in order]) for part, at in places.items() if set(at) >= set(order)}


def further_columns(rows: Sequence[PrintedRow], parts: Sequence[int]) -> dict[int, set[int]]:
    """Of each part of a table the grid columns with a heading of a kind that the form does not have: 上年数, 单位.

    What a row begins with is the heading of the labels. In text that lost the blanks of merged cells, and on lines,
    headings do not stand above their values; that there are such columns is true all the same.

    Args:
        rows: the headings.
        parts: those of the table; one without headings goes on with those of the part before.
    """
    found: dict[int, set[int]] = {row.part: set() for row in rows}
    first = next((word for row in rows for word in row.words), "")
    for row in rows:
        drawn = row.lane == "grid" and not row.inferred
        cells = zip(row.columns, row.cells, strict=True)
        worded = [(column, cell.text) for column, cell in cells if cell.text.strip() and not cell.covered]
        named = worded[1:] if drawn else [(at, word) for at, text in worded for word in text.split() if word != first]
        found[row.part] |= {column for column, text in named if not _is_of_form(text)}
    before: set[int] = set()
    for part in sorted({*parts, *found}):
        before = found.setdefault(part, before)
    return {part: columns for part, columns in found.items() if columns}


def head_of(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The headings of a table, and above its first values what stands between two of them: 上年数 on a line."""
    values = next((at for at, row in enumerate(rows) if row.has_value), len(rows))
    heads = [at for at, row in enumerate(rows) if names_columns(row)]
    between = range(min(heads, default=0), max((at for at in heads if at < values), default=0))
    return [row for at, row in enumerate(rows) if at in heads or (at in between and row.lane == "line")]


def _is_of_form(heading: str) -> bool:
    """True for a heading over the columns of the form, whole or a piece of it (公益组织), or a sentence about them."""
    text = squeeze(heading)
    pieces = (text in whole for whole in (*spellings("applicant_types").known, *_HEADER_WORDS))
    return bool(known("applicant_types", heading)) or any(pieces) or any(word in text for word in _HEADER_WORDS)


def clear_remarks(group: Group, named: Sequence[int], further: Container[int]) -> None:
    """What a page has beside the named columns counts as blank.

    So do words right of them (备注: 见附件), and in a row with a label what stands left of them under a heading of
    another kind (单位, 上年数).
    """
    pairs = list(zip(group.columns, group.tokens, strict=True))
    words = [(at, token.text) for at, token in pairs if at > max(named) and may_be_label(token.text)]
    # O and 三 may be a number
    unread = [(at, text) for at, text in words if read_cell(text).state is State.UNREADABLE]
    remarks = [at for at, text in unread if not any(map(str.isdigit, text))]
    remarks += [at for at, _ in pairs if group.own and at < min(named) and at in further]
    if remarks:
        group.lay(tuple(replace(t, text="", marks=()) if at in remarks else t for at, t in pairs), group.columns)
        group.row.has_number &= bool(group.filled)


def with_blanks_apart(rows: Sequence[PrintedRow], headings: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows; a blank cell merged over several of the columns that the headings name is a blank cell in each."""
    of_part = {part: [row for row in headings if row.part == part] for part in {row.part for row in headings}}
    parts = {part: frozenset(_places(members).values()) for part, members in of_part.items()}
    found: list[PrintedRow] = []
    for row in rows:
        named = parts.get(row.part, frozenset())
        if row.lane == "grid" and named and row.columns != tuple(range(row.columns[0], row.width)):
            cells: list[tuple[int, GridCell]] = []
            for cell, start, end in zip(row.cells, row.columns, (*row.columns[1:], row.width), strict=True):
                apart = not cell.text.strip() and {*range(start, end)} <= named
                cells += [(column, cell) for column in range(start, end if apart else start + 1)]
            columns = tuple([column for column, _ in cells])
            found.append(replace(row, cells=tuple([cell for _, cell in cells]), columns=columns))
        else:
            found.append(row)
    return found


def _in_one_row(row: PrintedRow) -> tuple[str, ...]:
    """The kinds that one row names, if it names two or more and the total among them."""
    found = headings("applicant_types", row.words)
    named = [word for word in row.words if known("applicant_types", word)]
    whole = set(found) == set(STANDARD)
    few = len(found) >= 2 and "total" in found and len(named) == len(found) and _LEGAL_PERSONS not in row.words
    return found if whole or few else ()


def _in_lines(rows: Sequence[PrintedRow]) -> tuple[str, ...]:
    """The kinds in the order of headings on lines of text: natural persons and total stand above the others.

    So they do in text with tabs that lost the blanks of merged cells, where no heading stands over its column.
    """
    words = [part for row in rows if row.cells[0].place.table is None for word in row.words for part in word.split()]
    named = [match.codes[0] for word in words if (match := known("applicant_types", word))]
    if len(named) != len(STANDARD) or set(named) != set(STANDARD) or set(named[:2]) != {STANDARD[0], "total"}:
        return ()
    return (STANDARD[0], *named[2:], "total")


def _places(rows: Sequence[PrintedRow]) -> dict[str, int]:
    """The grid column of each kind's heading, the total's or not; nothing if a kind has none or two share one.

    A part that names the total alone is the head of the table before the end of a page: its columns are fewer.
    """
    named: dict[int, dict[str, int]] = {}
    for row in rows:
        for cell, column in zip(row.cells, row.columns, strict=True):
            match = known("applicant_types", cell.text) if row.lane == "grid" and not row.inferred else None
            if match:
                named.setdefault(row.part, {}).setdefault(match.codes[0], column)
    at: dict[str, int] = {}
    for found in named.values():
        if set(found) != {"total"}:
            at = found | at
    return at if set(at) >= set(STANDARD[:-1]) and len(set(at.values())) == len(at) else {}


def _few_places(rows: Sequence[PrintedRow], groups: Sequence[Group]) -> dict[str, int]:
    """The grid column of each kind that a page names, if it names some of them and every row has just those cells.

    Seen: a table without the kinds that nobody belonged to. A heading that names nothing may be the rest of a kind's.
    """
    cells = [
        (cell, column)
        for row in rows
        for cell, column in zip(row.cells, row.columns, strict=True)
        if cell.text.strip() and not cell.covered and not any(word in squeeze(cell.text) for word in _HEADER_WORDS)
    ]
    found = [(known("applicant_types", cell.text), column) for cell, column in cells]
    at = {match.codes[0]: column for match, column in found if match}
    whole = "total" in at and 1 < len(at) == len(found) == len(set(at.values()))
    pages = all(cell.place.table is not None for cell, _ in cells) and not any(group.in_text for group in groups)
    drawn = [group for group in groups if group.filled]
    fitting = (
        group.lane == "grid"
        and group.columns[group.filled[0]] in at.values()
        and {column for column in group.columns if column >= min(at.values())} == set(at.values())
        for group in drawn
    )
    return at if whole and pages and drawn and all(fitting) else {}
