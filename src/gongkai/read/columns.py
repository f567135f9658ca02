"""Tables drawn with spaces, as `pdftotext -layout` leaves them.

Nothing but white space separates such columns, so this is done with care: a table is a run of lines in
which wide gaps separate numbers and short labels, and a blank between numbers is only seen by comparing
positions with the fullest rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, takewhile
from unicodedata import east_asian_width

from gongkai.forms import is_value
from gongkai.read.clear_columns import Extent, clear_rows, narrowest

_PIECE = re.compile(r"\S+(?:[ \u3000\xa0]\S+)*")
"""Text without a wide gap; single spaces belong to it."""
_GAP = re.compile(r"\S[ \u3000\xa0]{2,}\S")
"""Two spaces or more between texts."""
_RULES = re.compile(r"\s*[-=]{3,}(?:\s+[-=]{3,})*\s*")
"""What reStructuredText and pandoc draw between rows."""
_NUMBER_TOKEN = re.compile(r"[\d.,]+")
_SENTENCE = re.compile(r"[。；！？]|[，、：]$")
"""A line of prose, not of a table."""
_ORDINAL = re.compile(r"（[一二三四五六七八]）|[一二三四]、|\d[.．、]")
"""What labels begin with: `（六）其他处理   1.申请人无正当理由逾期不补正、行政机` is a row that goes on below."""
LONGEST_PIECE = 60
LONGEST_LONE_LABEL = 60
LONGEST_HEADING = 30
MOST_BLANK_LINES = 4
MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between wide gaps, with the offsets of its ends in the line.

    `start` and `end` count characters; `wide_start` and `wide_end` count a Chinese character as two.
    Where the positions on paper are known, both are these positions in widths of a digit.
    `value` is True for numbers and marks such as `/`.
    """

    text: str
    start: float
    end: float
    wide_start: float
    wide_end: float
    value: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", is_value(self.text))

    def extent(self, wide: bool) -> Extent:
        """Both ends of the piece in the chosen count."""
        return (self.wide_start, self.wide_end) if wide else (self.start, self.end)

    def centre(self, wide: bool) -> float:
        """Middle of the piece in the chosen count."""
        return (self.wide_start + self.wide_end) / 2 if wide else (self.start + self.end) / 2


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
    return tables_of_pieces([[] if _RULES.fullmatch(line) else _pieces(line) for line in lines])


def tables_of_pieces(pieces: list[list[Piece]]) -> list[SpacedTable]:
    """The same for lines already cut into pieces; an empty list stands for a blank line."""
    tables: list[SpacedTable] = []
    for run in _runs(pieces):
        rows = [pieces[index] for index in run]
        if sum(len(row) > 1 for row in rows) > 1 and any(piece.value for row in rows for piece in row):
            cells, clear = _cells(rows)
            tables.append(SpacedTable(run[0], run[-1], tuple(zip(run, cells, strict=True)), clear))
    return tables


def _pieces(line: str) -> list[Piece]:
    pieces: list[Piece] = []
    done, before = 0, 0
    for match in _PIECE.finditer(line):
        before += _width(line[done : match.start()])
        after = before + _width(match[0])
        pieces.append(Piece(match[0], match.start(), match.end(), before, after))
        done, before = match.end(), after
    return pieces


@cache
def _char_width(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def _width(text: str) -> int:
    return sum(map(_char_width, text))


def _is_row(pieces: list[Piece]) -> bool:
    if not 2 <= len(pieces) <= MOST_COLUMNS or any(
        _SENTENCE.search(p.text) for p in pieces if not p.text.startswith("（")
    ):
        return False
    widths = [piece.wide_end - piece.wide_start for piece in pieces]
    if max(widths) <= LONGEST_HEADING or any(piece.value for piece in pieces):
        return max(widths) <= LONGEST_PIECE
    return max(widths) <= LONGEST_PIECE and all(_ORDINAL.match(piece.text) for piece in pieces)


def _is_close_heading(pieces: list[Piece]) -> bool:
    """True for headings some of which only one space parts: `自然人   社会公益组织 法律服务机构 其他`."""
    if not 2 <= len(pieces) <= MOST_COLUMNS or any(_SENTENCE.search(piece.text) for piece in pieces):
        return False
    return max(_width(word) for piece in pieces for word in piece.text.split()) <= LONGEST_HEADING


def _is_torn_label(pieces: list[Piece]) -> bool:
    if len(pieces) != 1:
        return False
    width = pieces[0].wide_end - pieces[0].wide_start
    return width <= LONGEST_LONE_LABEL and not re.search("[。；！？]", pieces[0].text)


def _runs(pieces: list[list[Piece]]) -> list[list[int]]:
    """Line indexes of each run: rows, with torn labels between them, blank lines left out."""
    runs: list[list[int]] = [[]]
    blanks = 0
    for index, line in enumerate(pieces):
        if not line:
            blanks += 1
            continue
        joins = _is_row(line) or (blanks == 0 and _is_torn_label(line))
        begins = not joins and _is_close_heading(line)
        if blanks > MOST_BLANK_LINES or not (joins or (begins and not any(_values(pieces[at]) for at in runs[-1]))):
            runs.append([])
        if joins or begins:
            runs[-1].append(index)
        blanks = 0
    return [trimmed for run in runs if (trimmed := _trim(run, pieces))]


def _trim(run: list[int], pieces: list[list[Piece]]) -> list[int]:
    """A lone piece at either end is a heading, prose or a page number; a number right below a row belongs to it."""
    rows = [index for index in run if len(pieces[index]) > 1]
    if not rows:
        return []
    last = rows[-1]
    if last + 1 in run and pieces[last + 1][0].value:
        last += 1
    return [index for index in run if rows[0] <= index <= last]


def _cells(rows: list[list[Piece]]) -> tuple[list[tuple[str, ...]], frozenset[int]]:
    """The cells of each row, and which rows are clear."""
    # counting Chinese characters as two, or as one: whichever aligns the columns better, or a single row below headings
    spreads = {wide: _spread(rows, wide=wide) for wide in (False, True)}
    likely = [wide for wide, spread in spreads.items() if spread == min(spreads.values())]
    (wide, centres, clear), *_ = sorted((_laid_out(rows, wide) for wide in likely), key=lambda laid: -len(laid[2]))
    rows = [_split_numbers(row, centres, wide) for row in rows]
    # the most labels in front of the first value of a row
    most_labels = max(next(at for at, piece in enumerate(row) if piece.value) for row in rows if _values(row))
    split = [_labels_and_values(row, centres, wide, most_labels) for row in rows]
    return [("",) * (most_labels - len(labels)) + (*labels, *values) for labels, values in split], clear


def _laid_out(rows: list[list[Piece]], wide: bool) -> tuple[bool, list[float], frozenset[int]]:
    """The count, where it puts the columns, and which rows are clear by it."""
    centres = _header_centres(rows, wide) or _centres(rows, wide)
    extents = [[(piece.extent(wide), piece.value) for piece in _in_words(row)] for row in rows]
    return wide, centres, clear_rows(extents, centres)


def _values(row: list[Piece]) -> list[Piece]:
    return [piece for piece in row if piece.value]


def _centres(rows: list[list[Piece]], wide: bool) -> list[float]:
    """Middle of each value column, from the rows with most values."""
    values = [_values(row) for row in rows]
    most = max(map(len, values))
    columns = zip(*(row for row in values if len(row) == most), strict=True)
    return [sum(piece.centre(wide) for piece in column) / len(column) for column in columns]


def _header_centres(rows: list[list[Piece]], wide: bool) -> list[float]:
    """Middle of each column that the header announces, if no row fills them all but every number fits one.

    Nothing ([]) where numbers and header disagree, or where the fullest rows need no help.
    """
    spans = _header_spans(rows, wide)
    most = max(len(_values(row)) for row in rows)
    if len(spans) <= most or not all(_fits(_values(row), spans, wide) for row in rows):
        return []
    return [(start + end) / 2 for start, end in spans]


def _header_spans(rows: list[list[Piece]], wide: bool) -> list[tuple[float, float]]:
    """Extents of the columns under the header; a heading over several columns is none of its own."""
    first = next(index for index, row in enumerate(rows) if _values(row))
    left = min(_values(row)[0].extent(wide)[0] for row in rows if _values(row))
    extents = [piece.extent(wide) for row in rows[:first] for piece in row]
    return narrowest([extent for extent in extents if extent[1] > left])


def _fits(values: list[Piece], spans: list[tuple[float, float]], wide: bool) -> bool:
    """True if each value stands under a column of its own."""
    under = [
        next((column for column, (start, end) in enumerate(spans) if start - 1 <= piece.centre(wide) <= end + 1), None)
        for piece in values
    ]
    columns = [column for column in under if column is not None]
    return len(columns) == len(values) == len(set(columns))


def _spread(rows: list[list[Piece]], *, wide: bool) -> float:
    centres = _centres(rows, wide)
    return sum(min(abs(piece.centre(wide) - centre) for centre in centres) for row in rows for piece in _values(row))


def _nearest(piece: Piece, centres: list[float], wide: bool) -> int:
    return min(range(len(centres)), key=lambda column: abs(piece.centre(wide) - centres[column]))


def _split_numbers(row: list[Piece], centres: list[float], wide: bool) -> list[Piece]:
    """Numbers with one space between, or after a label, are parted only where each has a column of its own."""
    result: list[Piece] = []
    for index, piece in enumerate(row):
        others = [other for other in (*row[:index], *row[index + 1 :]) if other.value]
        tokens = _tokens(piece)
        result.extend(tokens if _have_columns([t for t in tokens if t.value], others, centres, wide) else [piece])
    return result


def _have_columns(tokens: list[Piece], others: list[Piece], centres: list[float], wide: bool) -> bool:
    """True if each token has a column of its own which no other value of the row takes."""
    if len(tokens) == 1 and len(others) + 1 == len(centres):
        return True
    columns = [_nearest(token, centres, wide) for token in tokens]
    taken = {_nearest(other, centres, wide) for other in others}
    in_order = all(a < b for a, b in pairwise(columns)) and taken.isdisjoint(columns)
    return in_order and all(_is_under(token, centres, wide) for token in tokens)


def _is_under(piece: Piece, centres: list[float], wide: bool) -> bool:
    """True if the piece stands nearer to its column than half-way to the next."""
    column = _nearest(piece, centres, wide)
    neighbours = [abs(centres[near] - centres[column]) for near in (column - 1, column + 1) if 0 <= near < len(centres)]
    return abs(piece.centre(wide) - centres[column]) <= min(neighbours, default=6.0) / 2


def _tokens(piece: Piece) -> list[Piece]:
    """A piece cut before each of the numbers it ends in; `增 18` is one value, not a label and a number."""
    words = list(re.finditer(r"\S+", piece.text))
    numbers = list(takewhile(lambda word: _NUMBER_TOKEN.fullmatch(word[0]), reversed(words)))[::-1]
    if not numbers or len(words) < 2 or (piece.value and len(numbers) < len(words)):
        return [piece]
    cuts = [0, *(word.start() for word in numbers if word.start()), len(piece.text)]
    return [_part(piece, start, end) for start, end in pairwise(cuts)]


def _in_words(row: list[Piece]) -> list[Piece]:
    """The pieces; those of a row without values cut at each space, as headings are."""
    if _values(row):
        return row
    return [_part(piece, *match.span()) for piece in row for match in re.finditer(r"\S+", piece.text)]


def _part(piece: Piece, start: int, end: int) -> Piece:
    text = piece.text[start:end].rstrip()
    wide_start = piece.wide_start + _width(piece.text[:start])
    return Piece(text, piece.start + start, piece.start + start + len(text), wide_start, wide_start + _width(text))


def _labels_and_values(
    row: list[Piece], centres: list[float], wide: bool, most_labels: int
) -> tuple[list[str], list[str]]:
    """Labels stand left of the first value column, no more of them than in the rows with values."""
    edge = centres[0] - (centres[1] - centres[0] if len(centres) > 1 else 4) / 2
    first = next((i for i, p in enumerate(row) if p.value or p.centre(wide) > edge), len(row))
    first = min(first, most_labels)
    labels, rest = row[:first], row[first:]
    if len(rest) >= len(centres):
        return [p.text for p in labels], [p.text for p in rest]
    return [p.text for p in labels], _to_columns(rest, centres, wide)


def _to_columns(pieces: list[Piece], centres: list[float], wide: bool) -> list[str]:
    """Each piece under its nearest column, never two in one, never out of order."""
    line = [""] * len(centres)
    free = 0
    for left, piece in enumerate(pieces):
        last_free = len(centres) - (len(pieces) - left)
        column = min(max(_nearest(piece, centres, wide), free), last_free)
        line[column] = piece.text
        free = column + 1
    return line
