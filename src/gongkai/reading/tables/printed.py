"""The printed rows of a document: rows of tables, and lines that may be the remains of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, groupby, islice, pairwise

from gongkai.forms import TextKind, bare_form, is_value, kind_of, read_cell, squeeze
from gongkai.forms.chinese import NUMERALS, ORDINAL, is_page_number
from gongkai.model import Block, Grid, GridCell, MarkKind, Paragraph, SectionSpan, State
from gongkai.reading.tables.run_together import parted, torn_lines

LONGEST_LABEL = 60
"""A paragraph longer than this, explanations in brackets left out, is prose and no label left over from a table."""

_ORDINAL = re.compile(rf"[(（]?(?:\d{{1,2}}|[{NUMERALS}]{{1,2}})[)）]?[.．、]?")
_WITHOUT_ORDINAL = re.compile(r"[.．、]\s*\S")
_NO_ORDINAL = re.compile(r"\d(?![\d.．、])")
_FIGURES = re.compile(r"[\d.,，+\-−增减/—万元]*\d[\d.,，+\-−增减/—万元件条项个]*")
_BEFORE_VALUES = re.compile(r"\d|\(?[一二七]|四、")
"""How the rows begin that are no groups of others: 1.属于国家秘密, （七）总计, 四、结转下年度继续办理."""
_SHOWN = frozenset({MarkKind.DRAWN, MarkKind.FILLED, MarkKind.COMPUTED})
_WORDS = re.compile(r"(?:(?<!\S)[增减]\s+(?=\d))?\S+")
"""What white space parts; the sign of a change goes with its number: 0 增 1 181 are three."""
_BARS = re.compile(r"[|｜¦│┃║]")
_WORD = re.compile(rf"[^\W\d_a-zA-Z{NUMERALS}零〇百千]")
"""What a label holds: O for 0, l3 for 13 and 二十三 are a value, be the label of the row lost or not."""


@dataclass(slots=True)
class PrintedRow:
    """One row as printed.

    Attributes:
        cells: cells in printed order; positions that only repeat a cell merged over columns are left out.
        columns: the grid column of each cell, from 0.
        part: number of the table part, counted over the document.
        section: number of the section it stands in.
        lane: `grid` for a row of a table, `line` for a paragraph.
        inferred: True if nothing but white space parts the columns.
        clear: True if its values stand under their columns all the same.
        glued: True if nothing reliable stands between its numbers.
        width: how many columns of the grid it goes over; a merged label takes several of them.
        kinds: what stands in each cell.
        words: texts of the cells that are neither blank nor values.
        has_number, has_value: True if a cell holds a number; or a number or a mark such as `/`.
    """

    cells: tuple[GridCell, ...]
    columns: tuple[int, ...]
    part: int
    section: int
    lane: str
    inferred: bool = False
    clear: bool = False
    glued: bool = False
    width: int = 0
    kinds: tuple[TextKind, ...] = field(init=False)
    words: tuple[str, ...] = field(init=False)
    has_number: bool = field(init=False)
    has_value: bool = field(init=False)

    def __post_init__(self) -> None:
        self.kinds, self.words = _seen(tuple([cell.text for cell in self.cells]))
        if self.glued:
            # figures run together (2648-18538) are numbers, whatever they look like
            figures = [bool(_FIGURES.fullmatch(cell.text)) for cell in self.cells]
            self._count(TextKind.WORD, figures)
        if any([cell.marks for cell in self.cells]):
            # a picture, or what a script fills in, stands where a number should
            self._count(TextKind.BLANK, [any(mark.kind in _SHOWN for mark in cell.marks) for cell in self.cells])
        self.has_number = TextKind.NUMBER in self.kinds
        self.has_value = self.has_number or TextKind.MARK in self.kinds

    def _count(self, kind: TextKind, hold: list[bool]) -> None:
        """Takes cells of a kind for numbers if they hold one."""
        found = zip(self.kinds, hold, strict=True)
        self.kinds = tuple([TextKind.NUMBER if own is kind and holds else own for own, holds in found])


@lru_cache(maxsize=16384)
def _seen(texts: tuple[str, ...]) -> tuple[tuple[TextKind, ...], tuple[str, ...]]:
    kinds = [kind_of(text) for text in texts]
    labels = [at for at, kind in enumerate(kinds) if kind is TextKind.WORD and _WORD.search(texts[at])]
    start = labels[-1] if labels else kinds.index(TextKind.NUMBER) if TextKind.NUMBER in kinds else len(kinds)
    behind = next((at for at in range(start + 1, len(texts)) if kinds[at] is not TextKind.BLANK), len(texts))
    for at in range(behind, len(texts)):
        reading = read_cell(texts[at])
        if kinds[at] is TextKind.WORD and (reading.state is State.REPORTED or reading.alike):
            # 三 is a number behind the label, an ordinal in front of it; 5、 one right behind that of a group as well
            in_front = next(squeeze(text) for text in reversed(texts[:at]) if text.strip())
            if at > behind or not _is_ordinal(texts[at]) or _BEFORE_VALUES.match(in_front):
                kinds[at] = TextKind.NUMBER
    return tuple(kinds), tuple([text for text, kind in zip(texts, kinds, strict=True) if kind is TextKind.WORD])


def printed_rows(spans: tuple[SectionSpan, ...]) -> tuple[PrintedRow, ...]:
    """All printed rows in reading order; each table, and each run of lines between tables, is a part."""
    rows: list[PrintedRow] = []
    part = 0
    previous: object = None
    for span in spans:
        for block in _whole_lines(span.blocks):
            if isinstance(block, Grid) or isinstance(previous, Grid):
                part += 1
            previous = block
            if isinstance(block, Grid):
                rows.extend(_grid_rows(block, part, span.section))
            else:
                _add_lines(rows, block, part, span.section)
    return tuple(rows)


def _whole_lines(blocks: Iterable[Block]) -> Iterator[Grid | tuple[Paragraph, ...]]:
    """The tables and the lines; those of text run together that break within a label as one."""
    for is_grid, members in groupby(blocks, key=lambda block: isinstance(block, Grid)):
        if is_grid:
            yield from (block for block in members if isinstance(block, Grid))
            continue
        lines = [block for block in members if isinstance(block, Paragraph)]
        torn = torn_lines([line.text for line in lines])
        yield from ((line,) for line in lines[: torn.start])
        if torn:
            yield tuple(lines[torn.start : torn.stop])
        yield from ((line,) for line in lines[torn.stop :])


def _part(lines: Sequence[Paragraph], start: int, end: int) -> Paragraph:
    """That piece of the lines' text, at the place where it begins."""
    pieces = []
    for line in lines:
        if start < len(line.text) and end > 0:
            pieces.append(line.part(max(start, 0), min(end, len(line.text))))
        start, end = start - len(line.text) - 1, end - len(line.text) - 1
    marks = tuple(mark for piece in pieces for mark in piece.marks)
    return replace(pieces[0], text="\n".join([piece.text for piece in pieces]), marks=marks)


def _grid_rows(grid: Grid, part: int, section: int) -> Iterator[PrintedRow]:
    """The rows of a table, without the blank cell that a bar at the end of each row makes."""
    # every row ends with a blank cell, those of the heading too, in a table whose rows differ in length
    kinds = ([kind_of(cell.text) for cell in row] for row in grid.rows)
    even = len({len(row) for row in grid.rows}) < 2
    padded = not even and all(row and not row[-1].text.strip() for row in grid.rows)
    padded = padded and any(found.count(TextKind.WORD) > 1 and TextKind.NUMBER not in found for found in kinds)
    for at, printed in enumerate(grid.rows):
        row = printed[:-1] if padded else printed
        # positions that only repeat the cell to their left are none of their own
        columns = tuple([at for at, c in enumerate(row) if not (c.covered and at and row[at - 1].place == c.place)])
        cells = row if len(columns) == len(row) else tuple([row[column] for column in columns])
        filled = [cell for cell in cells if cell.text.strip()] if cells and cells[-1].covered else []
        if filled and all(cell.covered for cell in filled) and any(is_value(cell.text) for cell in filled):
            # the lower part of a row: boxes drawn a hair apart give it two bands, and nothing is printed in this
            continue
        texts = [cell.text for cell in cells if cell.text.strip()]
        if len(texts) == 1 < len(row) and is_page_number(texts[0]):
            # between the pages of a table that a converter joined
            continue
        if any([cell.marks for cell in cells]):
            cells = tuple([_without_struck(cell) for cell in cells])
        if grid.inferred:
            # numbers that white space parts within a guessed column are cells of their own
            spans = [_pieces(cell.text) if " " in cell.text else () for cell in cells]
            pairs = list(zip(cells, spans, strict=True))
            parts = [[cell.part(*span) for span in found] if len(found) > 1 else [cell] for cell, found in pairs]
            columns = tuple([column for column, pieces in zip(columns, parts, strict=True) for _ in pieces])
            cells = tuple(chain.from_iterable(parts))
        for lines, glued in (line for inner in _rows_in_one(cells) for line in _lines_of(inner)):
            places = columns if len(lines) == len(columns) else tuple(range(len(lines)))
            width = len(row) + len(lines) - len(columns)
            yield PrintedRow(lines, places, part, section, "grid", grid.inferred, at in grid.clear, glued, width)


def _without_struck(cell: GridCell) -> GridCell:
    """The number that stands beside one which is struck out, if it is the only one."""
    struck = [mark for mark in cell.marks if mark.kind is MarkKind.STRUCK and mark.start < mark.end]
    edges = [0, *(edge for mark in struck for edge in (mark.start, mark.end)), len(cell.text)]
    spans = [_stripped(cell.text, *span) for span in zip(edges[::2], edges[1::2], strict=True)] if struck else []
    left = [span for span in spans if cell.text[slice(*span)]]
    if len(left) != 1 or kind_of(cell.text[slice(*left[0])]) is not TextKind.NUMBER:
        return cell
    return cell.part(*left[0])


def _rows_in_one(cells: tuple[GridCell, ...]) -> Iterator[tuple[GridCell, ...]]:
    """The row; or those that one printed row holds, if each number cell has a line for each of them.

    A cell with another number of lines, such as the name of a group, stands for all of them.
    """
    if "\n" not in "".join([cell.text for cell in cells]):
        yield cells
        return
    sizes = {cell.text.count("\n") + 1 for cell in cells if any(map(is_value, cell.text.split("\n")))}
    several = max(sizes, default=1)
    if several == 1 or len(sizes) > 1:
        yield cells
        return
    spans = [_lines_in(cell.text, several) for cell in cells]
    for line in range(several):
        yield tuple(
            cell.part(*found[line]) if found else replace(cell, covered=cell.covered or line > 0)
            for cell, found in zip(cells, spans, strict=True)
        )


def _lines_in(text: str, several: int) -> list[tuple[int, int]]:
    """The spans of so many lines, those without an ordinal joined to the line above; [] if there are others."""
    lines = [_stripped(text, *match.span()) for match in re.finditer(r"(?m)^.*$", text)]
    if len(lines) > several:
        starts = [start for start, end in lines if _ORDINAL.match(text[start:end])]
        lines = [_stripped(text, start, end) for start, end in pairwise([*starts, len(text)])]
    return lines if len(lines) == several else []


def _lines_of(cells: tuple[GridCell, ...]) -> Iterator[tuple[tuple[GridCell, ...], bool]]:
    """The row; or the rows it holds, if label and figures stand in one cell."""
    filled = list(islice((cell for cell in cells if not cell.covered and cell.text.strip()), 2))
    pieces = parted(filled[0].text) if len(filled) == 1 else ()
    # where only a frame and lines below the rows are drawn, a row is one box: 规章 0 0 0
    line = _pieces(filled[0].text) if filled and not pieces and len(cells) == 1 else ()
    if len(line) > 1 and "\n" not in filled[0].text:
        yield tuple([filled[0].part(*span) for span in line]), False
        return
    if not any(len(spans) > 1 for spans in pieces):
        yield cells, False
        return
    for spans in pieces:
        yield tuple(filled[0].part(*span) for span in spans), True


def _add_lines(rows: list[PrintedRow], lines: Sequence[Paragraph], part: int, section: int) -> None:
    text = "\n".join([line.text for line in lines])
    if is_page_number(text) and not text.strip().isdigit():
        return
    rows_in_it = parted(text)
    glued = bool(rows_in_it)
    for spans in rows_in_it or (_pieces(text),):
        if not spans:
            continue
        whole = spans == ((0, len(text)),)
        pieces = lines if whole else [_part(lines, *span) for span in spans]
        cells = [GridCell(piece.text, piece.place, marks=piece.marks) for piece in pieces]
        above = rows[-1] if rows else None
        if above is not None and _is_ordinal_of(above, cells[0].text, part):
            rows.pop()
            cells[0] = GridCell(above.cells[0].text + cells[0].text, cells[0].place, marks=cells[0].marks)
        rows.append(PrintedRow(tuple(cells), tuple(range(len(cells))), part, section, "line", glued=glued))


def _is_ordinal_of(above: PrintedRow, text: str, part: int) -> bool:
    """True for 3 above `.危及…` and for `2.` above 其他法律…: ordinals on a line of their own."""
    if above.lane != "line" or above.part != part or len(above.cells) != 1:
        return False
    ordinal = squeeze(above.cells[0].text)
    if not _ORDINAL.fullmatch(ordinal) or kind_of(text) is not TextKind.WORD:
        return False
    bare = ordinal[-1].isalnum()
    return bool(_WITHOUT_ORDINAL.match(text)) if bare else not _ORDINAL.match(text)


def _pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of a line's label and values: `1.属于国家秘密 0 0 0` has four; prose is one. Bars part cells."""
    if _BARS.search(text):
        segments = [match.span() for match in re.finditer(r"[^|｜¦│┃║]+", text) if match[0].strip()]
        return tuple(_stripped(text, *span) for span in segments)
    words = [match.span() for match in _WORDS.finditer(text)]
    first = len(words)
    # behind a label O may be a nought
    while first > 0 and (is_value(piece := text[slice(*words[first - 1])]) or (first > 1 and not may_be_label(piece))):
        first -= 1
    label = ((words[0][0], words[first - 1][1]),) if first else ()
    return (*label, *words[first:])


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def may_be_label(text: str) -> bool:
    """True for words and ordinals; a misread or spelled number is the value of a row that lost its label."""
    return bool(_WORD.search(text)) or _is_ordinal(text)


def _is_ordinal(text: str) -> bool:
    return bool(re.fullmatch(ORDINAL, text.strip())) and not text.lstrip().startswith("0")


def shows_figures(row: PrintedRow) -> bool:
    """True for a row of a table with a number in it, be it joined to words: no word of the form but 1. has a digit."""
    return row.lane == "grid" and any(_NO_ORDINAL.search(cell.text) for cell in row.cells)


def is_prose(row: PrintedRow) -> bool:
    """True for a paragraph that is too long to be what is left of a table row."""
    return row.lane == "line" and any(
        len(word) > LONGEST_LABEL and len(bare_form(word)) > LONGEST_LABEL for word in row.words
    )
