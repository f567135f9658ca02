"""Groups of values as printed, each with the words in it, before it and after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.forms import TextKind
from gongkai.model import GridCell, Place
from gongkai.reading.tables.printed import PrintedRow, may_be_label

REACH = 5
"""Rows of words that may belong to a group, before and after it."""


@dataclass(slots=True)
class Group:
    """The values of one printed row, or of a run of lines.

    Attributes:
        row: the printed row, the first of the run.
        own: cells with words in front of the values.
        tokens: what stands behind them, blanks included; `columns` are their grid columns.
        before, after: rows of words next to it, in reading order.
        lines: how many printed rows it goes over.
        filled: indices of the tokens that are not blank.
    """

    row: PrintedRow
    own: tuple[GridCell, ...]
    tokens: tuple[GridCell, ...]
    columns: tuple[int, ...]
    before: list[PrintedRow] = field(default_factory=list)
    after: list[PrintedRow] = field(default_factory=list)
    lines: int = 1
    filled: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.lay(self.tokens, self.columns)

    def lay(self, tokens: tuple[GridCell, ...], columns: tuple[int, ...]) -> None:
        """Gives the group other tokens."""
        self.tokens, self.columns = tokens, columns
        self.filled = tuple([i for i, token in enumerate(tokens) if token.marks or token.text.strip()])

    def add(self, row: PrintedRow) -> None:
        """Goes on with the values of a further line."""
        self.lines += 1
        self.lay((*self.tokens, *row.cells), tuple(range(len(self.tokens) + len(row.cells))))
        self.row.has_number |= row.has_number

    @property
    def lane(self) -> str:
        """`grid` or `line`."""
        return self.row.lane

    @property
    def guessed(self) -> bool:
        """True if nothing but white space parts its columns."""
        return self.row.inferred and not self.row.clear

    @property
    def in_text(self) -> bool:
        """True in text files; pages and Word files say themselves where a cell begins."""
        return self.tokens[0].place.table is None

    @property
    def has_number(self) -> bool:
        """True if a number, not only a mark such as `/`, is among the values."""
        return self.row.has_number

    @property
    def label(self) -> str:
        """The last words in front of the values, as printed."""
        return self.own[-1].text if self.own else ""

    @property
    def label_column(self) -> int | None:
        """Grid column of the last words in front of the values, None without any."""
        cells = zip(self.row.cells, self.row.columns, strict=True)
        return next((column for cell, column in cells if self.own and cell is self.own[-1]), None)

    @property
    def place(self) -> Place:
        """Where its label stands, else its first cell."""
        return self.own[-1].place if self.own else self.row.cells[0].place


def group_values(rows: list[PrintedRow], count: int, blanks: int) -> list[Group]:
    """The groups of a table in reading order.

    Args:
        rows: its printed rows; those that name columns are left out.
        count: values of a whole row.
        blanks: so many blank cells behind a label are a row without values.
    """
    groups: list[Group] = []
    words: list[PrintedRow] = []
    for row in rows:
        last = groups[-1] if groups and not words and row.has_value and not row.words else None
        if last and last.lane == row.lane == "line" and last.row.part == row.part:
            # lines go on with one value each, or with what a row still lacks
            single = len(row.cells) == 1 and (len(last.tokens) == 1 or last.lines > 1)
            if single or len(last.tokens) + len(row.cells) <= count:
                last.add(row)
                continue
        # a row of a table whose label is followed by blank cells enough for all columns
        blank = row.lane == "grid" and (row.kinds[::-1].index(TextKind.WORD) if row.words else 0) >= blanks
        if groups and row.words and not row.has_value:
            groups[-1].after.append(row)
        # what stands behind its label; words further right are part of the values
        at = label_index(row) + 1
        if (row.has_value or blank) and at < len(row.cells):
            kinds = zip(row.cells[:at], row.kinds[:at], strict=True)
            own = tuple([cell for cell, kind in kinds if kind is TextKind.WORD])
            if own and own[-1].covered:
                # the name of a group, merged over its rows or over one too many, is not the label of this row
                own = tuple([cell for cell in own if not cell.covered])
            groups.append(Group(row, own, row.cells[at:], row.columns[at:], list(words)))
        words = [] if row.has_value else [*words[1 - REACH :], row] if row.words else words
    for group in groups:
        del group.after[REACH:]
    return groups


def label_index(row: PrintedRow) -> int:
    """Index of the last cell with words in front of the first number (first mark, if there is none), -1 without one."""
    kinds = row.kinds
    if row.has_number:
        first = kinds.index(TextKind.NUMBER)
    else:
        first = len(kinds) - kinds[::-1].index(TextKind.WORD) if row.words else 0
    words = [i for i in range(first) if kinds[i] is TextKind.WORD and may_be_label(row.cells[i].text)]
    return words[-1] if words else -1
