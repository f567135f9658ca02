"""Gives headings that stand inside a longer text, or in a row of a table, a paragraph of their own.

Numbers that a converter made up to count the columns and rows of a table go out: they are no figures of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, pairwise

from gongkai.forms import is_value, squeeze
from gongkai.forms.chinese import is_date_line
from gongkai.forms.simplified import simplified
from gongkai.model import Block, Document, Grid, GridCell, Paragraph
from gongkai.reading.closing import is_agency
from gongkai.reading.section_titles import inline_titles, read_title

Rows = tuple[tuple[GridCell, ...], ...]

_LISTED = 3
"""So many titles with nothing between them are a list of contents."""

_FEWEST_COUNTED = 4
"""A shorter run of numbers may be figures."""
_FEWEST_COUNTED_LINES = 12
"""So many rows in turn never have 1, 2, 3, … for their totals."""
_MOST_COUNTS = 2
"""pandas counts the rows of a table that has 序号 already."""
_NAMES_OF_COUNTING = frozenset({"序号", "编号", "行次", "行号"})
_NOTHING_BETWEEN = re.compile(r"[\s、，,；;。和及以与]*")
_NOT_BEFORE = '《“"‘「（('
_PROSE = re.compile(r"\s|[（(\d一本我全按为根]|无|没有|暂无|20\d\d|行政复议")
_LONGEST_TAIL = 12


def unfold(document: Document) -> Document:
    """The document with each run-together section heading in a paragraph of its own, at the same place."""
    pieces = [piece for block in document.blocks for piece in _pieces(block)]
    # lines that count the rows of a table of a cell a line: 1, 2, 3, … in front of one label after the other
    texts = [piece.text.strip() if isinstance(piece, Paragraph) else "" for piece in pieces]
    run: list[int] = []
    for at, (text, below) in enumerate(pairwise(texts)):
        if not text.isdecimal() or not below or is_value(below):
            continue
        if text.lstrip("0") == str(len(run) + 1):
            run.append(at)
        elif len(run) >= _FEWEST_COUNTED_LINES:
            break
        else:
            run = [at] * (text == "1")
    counts = run if len(run) >= _FEWEST_COUNTED_LINES else []
    return replace(document, blocks=tuple([piece for at, piece in enumerate(pieces) if at not in counts]))


def _pieces(block: Block) -> Iterator[Block]:
    if isinstance(block, Grid):
        table = _without_counting(block)
        yield from _grid_pieces(table) if any(_is_heading(_single(row)) for row in table.rows) else (table,)
    else:
        text = block.text
        cuts = [0, *(cut for heading in _headings(text) for cut in heading), len(text)]
        for start, end in pairwise(cuts):
            if piece := text[start:end].strip():
                start += text[start:end].index(piece)
                yield block if piece == text else block.part(start, start + len(piece))


def _headings(text: str) -> list[tuple[int, int]]:
    """(start, end) of each heading that the text holds beside something else."""
    if "、" not in text and "." not in text and "．" not in text:
        return []
    found = [match.span() for match in inline_titles().finditer(simplified(text))]
    begun = [(start, end) for start, end in found if start == 0 or text[start - 1] not in _NOT_BEFORE]
    runs: list[list[tuple[int, int]]] = []
    for span in begun:
        if runs and _NOTHING_BETWEEN.fullmatch(text[runs[-1][-1][1] : span[0]]):
            runs[-1].append(span)
        else:
            runs.append([span])
    headings = [(span, text[span[1] :].strip()) for run in runs if len(run) < _LISTED for span in run]
    # 一、总体情况及亮点: what follows is the rest of another title
    return [span for span, tail in headings if not tail or len(tail) > _LONGEST_TAIL or _PROSE.match(tail)]


def _is_heading(cell: GridCell | None) -> bool:
    return cell is not None and (read_title(cell.text) is not None or bool(_headings(cell.text)))


def _single(row: tuple[GridCell, ...]) -> GridCell | None:
    """The only cell of the row that says something, None if there are none or several."""
    printed = list(islice((cell for cell in row if not cell.covered and cell.text.strip()), 2))
    return printed[0] if len(printed) == 1 else None


def _grid_pieces(grid: Grid) -> Iterator[Block]:
    """A table in which whole sections stand: headings, prose, signature and date become paragraphs."""
    rows: list[tuple[GridCell, ...]] = []
    for row in grid.rows:
        cell = _single(row)
        is_prose = cell is not None and "。" in cell.text and not cell.text.lstrip().startswith(("(", "（"))
        is_closing = cell is not None and (is_date_line(simplified(cell.text).strip()) or is_agency(cell.text))
        if cell is None or not (_is_heading(cell) or is_prose or is_closing):
            rows.append(row)
            continue
        yield from _table(rows, grid.inferred)
        rows = []
        for line in cell.text.splitlines():
            yield from _pieces(Paragraph(line.strip(), cell.place))
    yield from _table(rows, grid.inferred)


def _table(rows: list[tuple[GridCell, ...]], inferred: bool) -> Iterator[Grid]:
    if rows:
        yield _without_counting(Grid(tuple(rows), rows[0][0].place, inferred))


def _without_counting(grid: Grid) -> Grid:
    """The table without a first row 0 1 2 3 …, and without a column that counts its rows.

    No row of the form adds up to that: a total would be the sum of what stands before it.
    """
    for _ in range(_MOST_COUNTS):
        texts = [cell.text.strip() for cell in grid.rows[0]] if grid.rows else []
        headed = _counts(texts[bool(texts) and not texts[0] :], _FEWEST_COUNTED)
        rows = grid.rows[headed:]
        column = _counting_column(rows, 1 if headed and not texts[0] else _FEWEST_COUNTED)
        if column is not None:
            rows = tuple(_without_count(row, column) for row in rows)
        elif not headed:
            break
        grid = replace(grid, rows=rows, clear=frozenset())
    return grid


def _counting_column(rows: Rows, fewest: int) -> int | None:
    """The column named 序号, or else the first one, if all its numbers count the rows."""
    names = (at for row in rows for at, cell in enumerate(row) if squeeze(cell.text) in _NAMES_OF_COUNTING)
    named = next(names, None)
    at = named or 0
    counted = [row for row in rows if len(row) > at and not row[at].covered and is_value(row[at].text)]
    if not _counts([row[at].text.strip() for row in counted], fewest):
        return None
    # values may stand in front of their labels as well, but then nothing is printed behind these
    behind = [[cell.text for cell in row[at + 1 :] if cell.text.strip()] for row in counted]
    labelled = any(map(is_value, chain(*behind))) and not any(texts and is_value(texts[0]) for texts in behind[:-1])
    return at if named is not None or labelled or fewest == 1 else None


def _without_count(row: tuple[GridCell, ...], column: int) -> tuple[GridCell, ...]:
    """The row without its count; a label in that place, such as 合计 or a heading of a ragged row, stays."""
    text = row[column].text.strip() if len(row) > column else ""
    if not text or row[column].covered or is_value(text) or squeeze(text) in _NAMES_OF_COUNTING:
        return (*row[:column], *row[column + 1 :])
    after = row[column + 1 : column + 2]
    blank = bool(after) and not after[0].covered and not after[0].text.strip()
    return (*row[: column + 1], *row[column + 1 + blank :])


def _counts(texts: list[str], fewest: int) -> bool:
    """True for consecutive numbers from 0 or 1; 01 is 1."""
    plain = [text.lstrip("0") or text[-1:] for text in texts]
    return len(plain) >= fewest and any(plain == [str(at + n) for n in range(len(plain))] for at in (0, 1))
