"""Plain text: rows of tab-separated cells, tables drawn with spaces, and lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from gongkai.forms.chinese import is_page_number
from gongkai.model import Block, Grid, GridCell, Place
from gongkai.read.characters import as_seen
from gongkai.read.columns import MOST_COLUMNS, spaced_tables
from gongkai.read.grid import PrintedRow, fill_spans
from gongkai.read.grouping import grouped
from gongkai.read.limits import keep_within
from gongkai.read.marks import cell_places, grid_row, paragraph
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.text.drawn import drawn_rows, drawn_table_end, may_hold_drawn_table
from gongkai.read.text.margin import without_margin
from gongkai.read.text.rendered import Places, with_whole_rows
from gongkai.read.text.ruled import ruled_tables
from gongkai.read.text.separated import separated_tables, with_whole_cells

Line = tuple[int, str]
Row = tuple[int, Sequence[str]]
GridMaker = Callable[[Sequence[Row]], Grid]
Tables = Callable[[Sequence[str]], Iterator[tuple[int, int, list[tuple[int, list[str]]]]]]
"""Finds tables among lines: index of the first and behind the last, and the rows."""

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_OTHER_ENDS = re.compile("[\r\u2028\u2029]")
_LONGEST_LABEL = 60
"""Characters: an indented line that is longer is prose and no row of a table."""


def parse(file: SourceFile) -> Content:
    """Blocks of a text file, placed by line and cell."""
    text, encoding = file.decoded
    text = as_seen(text)
    lines, places = with_whole_rows(without_page_numbers(numbered(text)))
    make_grid = partial(grid_by_line, below=places) if places else grid_by_line
    blocks = _with_drawn_tables(lines) if may_hold_drawn_table(text) else text_blocks(lines, make_grid)
    return Content(tuple(blocks), encoding=encoding)


def numbered(text: str) -> list[Line]:
    r"""The lines with their numbers from 1; \n, \r\n and \r end a line, and so do the separators of Unicode.

    A line with more cells than any table has is a page whose line ends were lost: each cell is a line, all of the
    same number.
    """
    texts = _LINE_END.split(text) if _OTHER_ENDS.search(text) else text.split("\n")
    lines = list(enumerate(without_margin(texts), 1))
    keep_within("lines", len(lines))
    if not any(len(line) > MOST_COLUMNS and _cell_end(line) for _, line in lines):
        return lines
    return [(number, cell) for number, line in lines for cell in line.split(_cell_end(line) or "\n")]


def _cell_end(line: str) -> str | None:
    """What ends the cells of a line with too many of them, None for any other line."""
    return next((end for end in "\t|" if line.count(end) > MOST_COLUMNS), None)


def without_page_numbers(lines: list[Line]) -> list[Line]:
    """Drops the page number that stands last on a page, where form feeds show the pages.

    Bare numbers are page numbers if most pages have one and they grow; else they may be the last numbers of a table.
    """
    ends: list[tuple[int, str]] = []
    pages = 0
    # what stands below but for blank lines; a form feed begins the next page
    following = "\f"
    for at in range(len(lines) - 1, -1, -1) if any("\f" in text for _, text in lines) else ():
        text = lines[at][1]
        if text.strip() and following.startswith("\f"):
            pages += 1
            ends += [(at, text)] * is_page_number(text, bare=True)
        if "\f" in text or text.strip():
            following = text
    bare = [int(digits) for _, text in ends if (digits := "".join(text.split())).isdecimal()]
    grow = all(after < before for before, after in pairwise([*bare, 0])) and 2 * len(ends) > pages
    dropped = {at for at, text in ends if grow or is_page_number(text)}
    return [line for at, line in enumerate(lines) if at not in dropped]


def _with_drawn_tables(lines: list[Line]) -> Iterator[Block]:
    texts = [text for _, text in lines]
    done, index = 0, 0
    while index < len(lines):
        end = drawn_table_end(texts, index)
        if end > index:
            yield from text_blocks(lines[done:index], grid_by_line)
            # the place of a cell is the line its row begins on
            printed = [PrintedRow(lines[index + row.number - 1][0], row.cells) for row in drawn_rows(texts[index:end])]
            rows = (
                tuple([replace(cell, place=Place(line=cell.place.row, cell=cell.place.cell)) for cell in row])
                for row in fill_spans(printed, Place()).rows
            )
            yield Grid(tuple(rows), Place(line=lines[index][0]))
            done = end
        index = max(end, index + 1)
    yield from text_blocks(lines[done:], grid_by_line)


def grid_by_line(rows: Sequence[Row], below: Places | None = None) -> Grid:
    """A grid whose cells are placed by line and cell, those in `below` by the line that they have for themselves."""
    cells: list[tuple[GridCell, ...]] = []
    for line, texts in rows:
        places = cell_places(Place(line=line), len(texts))
        if below:
            own = (below.get((line, cell)) for cell in range(1, len(texts) + 1))
            places = tuple([Place(line=at) if at else place for at, place in zip(own, places, strict=True)])
        cells.append(grid_row(texts, places))
    return Grid(tuple(cells), Place(line=rows[0][0]))


def text_blocks(lines: Sequence[Line], make_grid: GridMaker) -> Iterator[Block]:
    """Paragraphs and grids of numbered lines; `make_grid` decides how cells are placed."""
    prose: list[Line] = []
    for rows, line in tab_runs(with_whole_cells(lines)):
        if rows:
            yield from _prose_blocks(prose, make_grid)
            prose = []
            yield make_grid([(number, tab_cells(text)) for number, text in rows])
        else:
            prose.append(line)
    yield from _prose_blocks(prose, make_grid)


def tab_cells(text: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in text.split("\t")]


def tab_runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], Line]]:
    """(rows of one table, its first line), or ([], line) for every line outside tables."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines):
            text = lines[end][1]
            inner = text.strip()
            # a line with a tab that is indented prose; a form feed begins another table
            prose = "\t" not in inner and (len(inner) > _LONGEST_LABEL or inner.endswith(("。", "；", "：")))
            if "\t" not in text or prose or (text.startswith("\f") if end > index else not inner):
                break
            end += 1
        run = lines[index : max(end, index + 1)]
        # a tab after some text makes a row; tabs in front alone may be an indent
        if end > index and any("\t" in text.lstrip("\t \f") for _, text in run):
            yield list(run), run[0]
        else:
            yield from (([], line) for line in run)
        index += len(run)


def _prose_blocks(lines: Sequence[Line], make_grid: GridMaker) -> Iterator[Block]:
    """Tables that only their lines of text show, and the lines between; a form feed begins another page."""
    for group in grouped(lines, lambda _, line: "\f" in line[1]):
        page = [(number, text.replace("\f", "")) for number, text in group]
        yield from _around(page, ruled_tables, make_grid, lambda rest: _spaced(rest, make_grid))


def _spaced(lines: Sequence[Line], make_grid: GridMaker) -> Iterator[Block]:
    """Tables drawn with spaces, those typed with commas, and the lines between."""
    done = 0
    for table in spaced_tables([text for _, text in lines]):
        yield from _around(lines[done : table.first], separated_tables, make_grid, _paragraphs)
        grid = make_grid([(lines[index][0], cells) for index, cells in table.rows])
        yield replace(grid, inferred=True, clear=table.clear)
        done = table.last + 1
    yield from _around(lines[done:], separated_tables, make_grid, _paragraphs)


def _around(
    lines: Sequence[Line], tables: Tables, make_grid: GridMaker, rest: Callable[[Sequence[Line]], Iterator[Block]]
) -> Iterator[Block]:
    """The tables found among the lines, and what the rest of the lines are."""
    done = 0
    for first, end, rows in (*tables([text for _, text in lines]), (len(lines), len(lines), [])):
        yield from rest(lines[done:first])
        if rows:
            yield make_grid([(lines[index][0], cells) for index, cells in rows])
        done = end


def _paragraphs(lines: Sequence[Line]) -> Iterator[Block]:
    for number, text in lines:
        if stripped := text.strip():
            yield paragraph(stripped, Place(line=number))


READER = Reader(
    format="text",
    suffixes=(".txt", ".text", ".csv"),
    tolerated=(".md", ".markdown", ".html", ".htm"),
    claims=lambda file: bool(file.text.strip()),
    parse=parse,
)
