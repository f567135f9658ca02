"""Tables drawn with spaces, as `pdftotext -layout` leaves them.

Nothing but white space separates such columns, so this is done with care: a table is a run of lines in
which wide gaps separate numbers and short labels, and a blank between numbers is only seen by comparing
positions with the fullest rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from unicodedata import east_asian_width

from gongkai.forms import is_value
from gongkai.read.clear_columns import clear_rows, narrowest

_PIECE = re.compile(r"\S+(?:[ \u3000\xa0]\S+)*")
"""Text without a wide gap; single spaces belong to it."""
_GAP = re.compile(r"\S[ \u3000\xa0]{2,}\S")
"""Two spaces or more between texts."""
_RULES = re.compile(r"\s*[-=]{3,}(?:\s+[-=]{3,})*\s*")
"""What reStructuredText and pandoc draw between rows."""
_WORD = re.compile(r"\S+")
_NUMBER_TOKEN = re.compile(r"[\d.,]+")
_SENTENCE = re.compile(r"[。；！？]|(?<!\b[一二三四])[，、：]$")
"""A line of prose, not of a table; 三、 alone is the ordinal of a label that stands in several lines."""
_STOP = re.compile("[。；！？]")
_ORDINAL = re.compile(r"（[一二三四五六七八]）|[一二三四]、|\d[.．、]")
"""What labels begin with: `（六）其他处理   1.申请人无正当理由逾期不补正、行政机` is a row that goes on below."""
WIDE = "WF"
"""Chinese characters and their punctuation."""
_OTHER_COUNTS = ("-", "WFA")
"""None; quotation marks too, which some programs count as two."""
LONGEST_PIECE = 60
LONGEST_LONE_LABEL = 60
LONGEST_HEADING = 30
MOST_BLANK_LINES = 4
MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between wide gaps, with the offsets of its ends in the line, or on paper in widths of a digit.

    `wide` are the classes of characters of which offsets count each as two. `value` is True for numbers and marks such
    as `/`.
    """

    text: str
    start: float
    end: float
    wide: str
    value: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", is_value(self.text))

    @property
    def centre(self) -> float:
        """Its middle."""
        return (self.start + self.end) / 2

    def part(self, start: int, end: int) -> Piece:
        """What stands between two characters of its text."""
        text, before = self.text[start:end].rstrip(), self.start + _width(self.text[:start], self.wide)
        return Piece(text, before, before + _width(text, self.wide), self.wide)


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """A table found in lines `first` to `last` (indexes, inclusive): (line index, cells) per row.

    `clear` are the rows (by their order) in which every value stands under one column and no other.
    """

    first: int
    last: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    clear: frozenset[int] = frozenset()


def spaced_tables(lines: Sequence[str]) -> list[SpacedTable]:
    """The tables among lines of one page, in order; lines outside them are prose."""
    if sum(_GAP.search(line) is not None for line in lines) < 2:
        return []
    pieces = [[] if _RULES.fullmatch(line) else _pieces(line, WIDE) for line in lines]
    return tables_of_pieces(pieces, lambda index, wide: _pieces(lines[index], wide))


def tables_of_pieces(
    lines: Sequence[list[Piece]], counted: Callable[[int, str], list[Piece]] | None = None
) -> list[SpacedTable]:
    """The same for lines already cut into pieces.

    Args:
        lines: pieces; an empty list stands for a blank line.
        counted: gives the pieces of a line by its index in another count; None on paper, where offsets are measured.
    """
    tables: list[SpacedTable] = []
    for run in _runs(lines):
        several = [index for index in run if len(lines[index]) > 1]
        if len(several) < 2:
            continue
        # a lone piece at either end is a heading, prose or a page number; a number right below a row belongs to it
        last = several[-1]
        last += last + 1 in run and lines[last + 1][0].value
        kept = [index for index in run if several[0] <= index <= last]
        rows = [lines[index] for index in kept]
        if any(map(_values, rows)):
            others = [[counted(index, wide) for index in kept] for wide in _OTHER_COUNTS] if counted else []
            cells, clear = _cells([*others, rows])
            tables.append(SpacedTable(kept[0], kept[-1], tuple(zip(kept, cells, strict=True)), clear))
    return tables


def _pieces(line: str, wide: str) -> list[Piece]:
    pieces: list[Piece] = []
    done, before = 0, 0
    for match in _PIECE.finditer(line):
        before += _width(line[done : match.start()], wide)
        after = before + _width(match[0], wide)
        pieces.append(Piece(match[0], before, after, wide))
        done, before = match.end(), after
    return pieces


def _width(text: str, wide: str = WIDE) -> int:
    return len(text) if text.isascii() else len(text) + sum(map(wide.__contains__, map(east_asian_width, text)))


def _values(row: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in row if piece.value]


def _is_row(pieces: list[Piece]) -> bool:
    if not 2 <= len(pieces) <= MOST_COLUMNS or any(
        _SENTENCE.search(p.text) for p in pieces if not p.text.startswith("（")
    ):
        return False
    widest = max(piece.end - piece.start for piece in pieces)
    if widest <= LONGEST_HEADING or any(piece.value for piece in pieces):
        return widest <= LONGEST_PIECE
    return widest <= LONGEST_PIECE and all(_ORDINAL.match(piece.text) for piece in pieces)


def _is_close_heading(pieces: list[Piece]) -> bool:
    """True for headings some of which only one space parts: `自然人   社会公益组织 法律服务机构 其他`."""
    if not 2 <= len(pieces) <= MOST_COLUMNS or any(_SENTENCE.search(piece.text) for piece in pieces):
        return False
    return max(_width(word) for piece in pieces for word in piece.text.split()) <= LONGEST_HEADING


def _runs(lines: Sequence[list[Piece]]) -> list[list[int]]:
    """Line indexes of each run: rows, with torn labels between them, blank lines left out."""
    runs: list[list[int]] = [[]]
    blanks = 0
    for index, line in enumerate(lines):
        if not line:
            blanks += 1
            continue
        lone = line[0] if len(line) == 1 and blanks == 0 else None
        torn = lone and lone.end - lone.start <= LONGEST_LONE_LABEL and not _STOP.search(lone.text)
        joins = torn or _is_row(line)
        begins = not joins and _is_close_heading(line)
        if blanks > MOST_BLANK_LINES or not (joins or (begins and not any(_values(lines[at]) for at in runs[-1]))):
            runs.append([])
        if joins or begins:
            runs[-1].append(index)
        blanks = 0
    return runs


def _cells(counts: Sequence[list[list[Piece]]]) -> tuple[list[tuple[str, ...]], frozenset[int]]:
    """The cells of each row, and which rows are clear.

    Of the counts of characters that one is taken which aligns the columns best, or a single row below headings.
    """
    spreads: list[float] = []
    for rows in counts:
        centres = _centres(rows)
        values = (piece.centre for row in rows for piece in _values(row))
        spreads.append(sum(min(abs(value - centre) for centre in centres) for value in values))
    laid_out: list[tuple[list[list[Piece]], list[float], frozenset[int]]] = []
    for rows in (rows for rows, spread in zip(counts, spreads, strict=True) if spread == min(spreads)):
        centres = _header_centres(rows) or _centres(rows)
        # the pieces of a row without values are cut at each space, as headings are
        words = (
            row if _values(row) else [piece.part(*word.span()) for piece in row for word in _WORD.finditer(piece.text)]
            for row in rows
        )
        extents = [[((piece.start, piece.end), piece.value) for piece in row] for row in words]
        laid_out.append((rows, centres, clear_rows(extents, centres)))
    rows, centres, clear = max(laid_out, key=lambda laid: len(laid[2]))
    rows = [_split_numbers(row, centres) for row in rows]
    # the most labels in front of the first value of a row
    most_labels = max(next(at for at, piece in enumerate(row) if piece.value) for row in rows if _values(row))
    return [_in_columns(row, centres, most_labels) for row in rows], clear


def _centres(rows: list[list[Piece]]) -> list[float]:
    """Middle of each value column, from the rows with most values."""
    values = [_values(row) for row in rows]
    most = max(map(len, values))
    columns = zip(*(row for row in values if len(row) == most), strict=True)
    return [sum(piece.centre for piece in column) / len(column) for column in columns]


def _header_centres(rows: list[list[Piece]]) -> list[float]:
    """Middle of each column that the header announces, if no row fills them all but every number fits one.

    A heading over several columns is none of its own. Nothing ([]) where numbers and header disagree, or where the
    fullest rows need no help.
    """
    values = [_values(row) for row in rows]
    first = next(index for index, row in enumerate(values) if row)
    left = min(row[0].start for row in values if row)
    spans = narrowest([(piece.start, piece.end) for row in rows[:first] for piece in row if piece.end > left])
    if len(spans) <= max(map(len, values)):
        return []
    for row in values:
        # the column that each value stands under
        under = [
            next((column for column, (start, end) in enumerate(spans) if start - 1 <= piece.centre <= end + 1), None)
            for piece in row
        ]
        if None in under or len(set(under)) < len(under):
            return []
    return [(start + end) / 2 for start, end in spans]


def _nearest(piece: Piece, centres: list[float]) -> int:
    return min(range(len(centres)), key=lambda column: abs(piece.centre - centres[column]))


def _split_numbers(row: list[Piece], centres: list[float]) -> list[Piece]:
    """Numbers with one space between, or after a label, are parted only where each has a column of its own."""
    # half-way from each column to the next
    reaches = [
        min((abs(centres[near] - centre) for near in (at - 1, at + 1) if 0 <= near < len(centres)), default=6.0) / 2
        for at, centre in enumerate(centres)
    ]
    result: list[Piece] = []
    for piece in row:
        words = list(_WORD.finditer(piece.text))
        numbers = list(takewhile(lambda word: _NUMBER_TOKEN.fullmatch(word[0]), reversed(words)))[::-1]
        # `增 18` is one value, not a label and a number
        if not numbers or len(words) < 2 or (piece.value and len(numbers) < len(words)):
            result.append(piece)
            continue
        # a piece cut before each of the numbers it ends in
        cuts = [0, *(word.start() for word in numbers if word.start()), len(piece.text)]
        tokens = [piece.part(start, end) for start, end in pairwise(cuts)]
        values, others = _values(tokens), [other for other in _values(row) if other is not piece]
        columns = [_nearest(value, centres) for value in values]
        # each is near to a column of its own, which no other value of the row takes
        near = all(abs(v.centre - centres[at]) <= reaches[at] for v, at in zip(values, columns, strict=True))
        own = near and all(a < b for a, b in pairwise(columns))
        own = own and {_nearest(other, centres) for other in others}.isdisjoint(columns)
        only = len(values) == 1 and len(others) + 1 == len(centres)
        result.extend(tokens if own or only else [piece])
    return result


def _in_columns(row: list[Piece], centres: list[float], most_labels: int) -> tuple[str, ...]:
    """The cells of a row: so many for labels, blank ones first, then those of the columns.

    Labels stand left of the first value column, no more of them than in the rows with values; any other piece under
    its nearest column, never two in one, never out of order.
    """
    edge = centres[0] - (centres[1] - centres[0] if len(centres) > 1 else 4) / 2
    first = next((at for at, piece in enumerate(row) if piece.value or piece.centre > edge), len(row))
    labels = [piece.text for piece in row[: min(first, most_labels)]]
    rest = row[len(labels) :]
    line = [piece.text for piece in rest]
    if len(rest) < len(centres):
        line = [""] * len(centres)
        free = 0
        for left, piece in enumerate(rest):
            last_free = len(centres) - (len(rest) - left)
            column = min(max(_nearest(piece, centres), free), last_free)
            line[column] = piece.text
            free = column + 1
    return ("",) * (most_labels - len(labels)) + (*labels, *line)
