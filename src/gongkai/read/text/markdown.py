"""Markdown, as people write it and as text recognition leaves it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from lxml import etree

from gongkai.model import Block, Grid, GridCell, MarkKind, Paragraph, Place
from gongkai.read.blocks import BlockBuilder
from gongkai.read.characters import as_seen
from gongkai.read.grid import PrintedCell, PrintedRow, fill_spans, with_line_ends
from gongkai.read.html.blocks import Flow
from gongkai.read.html.tree import html_parser
from gongkai.read.html.visible import as_shown
from gongkai.read.joining import LINE
from gongkai.read.marks import cell_places, grid_row, marked, paragraph, raised
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.text.drawn import drawn_rows, drawn_table_end
from gongkai.read.text.latex import begins_latex_table, latex_rows, latex_table_end, without_commands
from gongkai.read.text.plain import Line, Row, numbered, text_blocks
from gongkai.read.text.wiki import begins_wiki_table, has_wiki_table, wiki_rows, wiki_table_end, without_wiki_marks

_RULE_CELL = re.compile(r":?-+:?")
_CONVERTER_RULE = 3
"""Dashes in each cell of a rule that a converter repeats further down, where `-` may be data."""
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,}|\*{3,}|_{3,}|(?:- ){2,}-)\s*")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_OPENING = re.compile(r"^\s{0,3}(?:#{1,6}(?:\s+|$)|>\s?|[*+-]\s+(?!\d+\s*-$))+")
_OPENERS = tuple("#>*+-")
_HASHES = re.compile(r"^\s{0,3}#{1,6}(?=[^#\s])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MATH = re.compile(r"\$\s*([+\-]?[\d.,]+\s*%?)\s*\$|\\\(\s*([+\-]?[\d.,]+\s*%?)\s*\\\)")
"""A number set as a formula: $0$ or \\(0\\)."""
_TWO_STARS = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
_ONE_STAR = re.compile(r"\*(?=\S)([^*]+)(?<=\S)\*")
_UNDERSCORES = re.compile(r"(?<!\w)__(?=\S)([^_]+)(?<=\S)__(?!\w)")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_DRAWN = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>", re.IGNORECASE)
_PICTURE_SIGN = marked("", MarkKind.DRAWN)
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^()]*\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARK = re.compile(r"<(?:(?P<raised>sup)|sub)\b[^<>]*>(?P<mark>[^<>]*)</su[pb]>", re.IGNORECASE)
"""A footnote mark, or an index."""
_INLINE_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|sup|sub|span|font|p|div|center|eq|math|small|big|ins|label|mark)\b[^<>]*>", re.IGNORECASE
)
_PIPE = re.compile(r"(?<!\\)\|")
_TABLE_START = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
FEWEST_OPEN_ROWS = 3
"""So many lines with bars in them make a table even if nothing says that it is one."""
LONGEST_LABEL = 60
"""A line with more in front of its first bar is prose."""
_SHELL = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)
_MARKED = re.compile(r"[\\*_\[<&$\ue021-\ue07e]")
"""Without one of these a text holds no mark."""
_HELD_BACK = 0xE000
"""Escaped characters wait in the private-use area while marks are removed."""

_COMMENT = re.compile(r"<!(?=--).*?(?:(?P<end>-->)|\Z)", re.DOTALL)
_MARKUPS = (
    (drawn_table_end, drawn_rows),
    (latex_table_end, latex_rows),
    (wiki_table_end, wiki_rows),
)
"""What finds the end of a table and what gives its rows."""


def parse(file: SourceFile) -> Content:
    """Blocks of a Markdown file: paragraphs placed by line, tables by table, row and cell."""
    text, encoding = file.decoded
    # remarks show nowhere; their line ends stay, so that lines keep their numbers
    text = _COMMENT.sub(lambda remark: "\n" * remark[0].count("\n") if remark["end"] else remark[0], as_seen(text))
    lines = numbered(text)
    if has_wiki_table(text):
        lines = [(number, without_wiki_marks(line)) for number, line in lines]
    return Content(tuple(_Walk(lines).blocks()), encoding=encoding)


class _Walk:
    """Goes through the lines once, and counts the tables."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._texts = [text for _, text in lines]
        self._tables = 0

    def blocks(self) -> Iterator[Block]:
        """Everything in reading order."""
        plain: list[Line] = []
        index = 0
        while index < len(self._lines):
            end, read = self._table_at(index)
            if end == index:
                number, text = self._lines[index]
                # underlines of headings, rules and fences
                is_mark = _FENCE.match(text) or (text.strip() and _UNDERLINE.fullmatch(text))
                plain.append((number, "" if is_mark else plain_line(text)))
                index += 1
                continue
            yield from text_blocks(plain, self._grid)
            plain = []
            yield from read(self._lines[index:end])
            index = end
        yield from text_blocks(plain, self._grid)

    def _table_at(self, start: int) -> tuple[int, Callable[[Sequence[Line]], Iterable[Block]]]:
        """The index after the last line of the table that begins there, and what reads it; `start` if none does."""
        for end_of, rows_of in _MARKUPS:
            end = end_of(self._texts, start)
            if end > start:
                return end, partial(self._spanned, rows_of)
        if "|" in self._texts[start] and (end := self._pipe_table_end(start)) > start:
            # a table of a wiki that was cut off ends where its bars do
            cut_off = begins_wiki_table(self._texts[start])
            return end, partial(self._spanned, wiki_rows) if cut_off else self._piped
        open_tables = 0
        for end in range(start, len(self._texts) if _TABLE_START.search(self._texts[start]) else start):
            open_tables += sum(-1 if tag[1] else 1 for tag in _TABLE_TAG.finditer(self._texts[end]))
            if open_tables <= 0:
                return end + 1, self._page
        return (len(self._texts) if open_tables else start), self._page

    def _text(self, index: int) -> str:
        return self._texts[index] if index < len(self._texts) else ""

    def _pipe_table_end(self, start: int) -> int:
        """A table whose rows have bars between the cells only goes on over rows of one cell, which have none."""
        ruled = _is_rule(self._text(start + 1))
        end = start
        if _is_fenced_row(self._text(start)):
            while "|" in self._text(end) and (ruled or _is_fenced_row(self._text(end))):
                end += 1
            return end if ruled or end - start > 1 else start
        piped: list[int] = []
        while self._text(end).strip() and len(self._text(end).split("|")[0]) <= LONGEST_LABEL:
            if "|" in self._text(end):
                piped.append(end)
            end += 1
        return piped[-1] + 1 if piped and (ruled or len(piped) >= FEWEST_OPEN_ROWS) else start

    def _spanned(self, rows_of: Callable[[Sequence[str]], list[PrintedRow]], lines: Sequence[Line]) -> Iterator[Grid]:
        self._tables += 1
        rows = [
            PrintedRow(
                number, [PrintedCell.of(plain_cell(cell.text), cell.colspan, cell.rowspan) for cell in row.cells]
            )
            for number, row in enumerate(rows_of([text for _, text in lines]), 1)
        ]
        yield fill_spans(rows, Place(table=self._tables))

    def _piped(self, lines: Sequence[Line]) -> Iterator[Grid]:
        rows = [line for index, line in enumerate(lines) if not _is_rule(line[1], 1 if index == 1 else _CONVERTER_RULE)]
        fenced = all(_is_fenced_row(text) for _, text in rows) or rows[0][1].lstrip().startswith("|")
        table: list[Row] = []
        for number, text in rows:
            cells = _PIPE.split(text.strip() if fenced else text)
            if fenced and not cells[0].strip():
                cells = cells[1:]
            if fenced and len(cells) > 1 and not cells[-1].strip():
                cells = cells[:-1]
            table.append((number, [plain_cell(cell) for cell in cells]))
        yield self._grid(table)

    def _page(self, lines: Sequence[Line]) -> Iterator[Block]:
        """The blocks of a table in HTML; its marks are HTML's own, but for formulas."""
        builder = BlockBuilder(lambda _: Place(line=lines[0][0]), self._tables)
        inside = _SHELL.sub("", "\n".join(text for _, text in lines))
        part: etree._Element = etree.fromstring(f"<div>{inside}</div>".encode(), html_parser())
        as_shown(part, part)
        Flow(builder=builder).walk(part)
        self._tables = builder.tables
        for block in builder.blocks:
            if isinstance(block, Paragraph):
                yield paragraph(plain_line(block.text).strip(), block.place)
            else:
                rows = (tuple([replace(c, text=_without_formulas(c.text)) for c in row]) for row in block.rows)
                formulas = any("$" in cell.text or "\\(" in cell.text for row in block.rows for cell in row)
                yield replace(block, rows=tuple(rows)) if formulas else block

    def _grid(self, rows: Sequence[Row]) -> Grid:
        self._tables += 1
        cells: list[tuple[GridCell, ...]] = []
        for row, (_, texts) in enumerate(rows, 1):
            places = cell_places(Place(table=self._tables, row=row), len(texts))
            if any(LINE in text for text in texts):
                lined = zip(with_line_ends([PrintedCell.of(text) for text in texts]), places, strict=True)
                cells.append(tuple([GridCell(cell.text, place, False, cell.marks) for cell, place in lined]))
            else:
                cells.append(grid_row(texts, places))
        return Grid(tuple(cells), Place(table=self._tables))


def _is_fenced_row(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 2 and stripped[0] == "|" and stripped[-1] == "|"


def _is_rule(text: str, fewest_dashes: int = 1) -> bool:
    """True for a line such as `|---|:--:|`."""
    if "|" not in text or "-" not in text:
        return False
    cells = [cell.strip() for cell in text.strip().strip("|").replace("+", "|").split("|")]
    return all(_RULE_CELL.fullmatch(cell) and cell.count("-") >= fewest_dashes for cell in cells)


def plain_cell(text: str) -> str:
    """A cell without marks; a `<br>` ends a line."""
    if not _MARKED.search(text):
        return text.strip()
    return LINE.join(_without_inline_marks(_DRAWN.sub(_PICTURE_SIGN, piece)).strip() for piece in _BREAK.split(text))


def plain_line(text: str) -> str:
    """A line without marks; tabs and spaces between columns stay."""
    if not _MARKED.search(text) and text.lstrip()[:1] not in _OPENERS:
        return text
    opened = _HASHES.sub("", _OPENING.sub("", text))
    bare = opened.rstrip().rstrip("#")
    if opened != text and bare[-1:].isspace():
        opened = bare.rstrip()  # the hashes that close a heading
    return _without_inline_marks(_BREAK.sub("", opened))


def _without_formulas(text: str) -> str:
    if "$" in text or "\\(" in text:
        text = _MATH.sub(lambda match: (match[1] or match[2]).strip(), text)
    return text


def _without_inline_marks(text: str) -> str:
    text = _without_formulas(text)
    if "\\" in text:
        text = without_commands(text)
        text = _ESCAPE.sub(lambda match: chr(_HELD_BACK + ord(match[1])), text)
    if "*" in text or "_" in text:
        text = _ONE_STAR.sub(r"\1", _TWO_STARS.sub(r"\1", text))
        text = _UNDERSCORES.sub(r"\1", text)
    if "](" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    if "<" in text:
        text = _INLINE_TAG.sub("", _MARK.sub(lambda match: raised(match["mark"], lowered=not match["raised"]), text))
    if "&" in text:
        text = html.unescape(text)
    return re.sub(r"[\ue021-\ue07e]", lambda match: chr(ord(match[0]) - _HELD_BACK), text)


def claims(file: SourceFile) -> bool:
    """True for a text with a table in some markup, whatever its name."""
    text = file.text
    if not text.strip():
        return False
    if file.suffix in READER.suffixes:
        return True
    start = _TABLE_START.search(text)
    return (
        _has_pipe_table(text)
        or begins_latex_table(text)
        or has_wiki_table(text)
        or (start is not None and "</table>" in text[start.end() :].lower())
    )


def _has_pipe_table(text: str) -> bool:
    """True if rows of cells parted by bars stand under each other, or a heading over its line."""
    run, above = 0, ""
    for line in text.splitlines() if "|" in text else ():
        if "|" in above and _is_rule(line, _CONVERTER_RULE):
            return True
        run = run + 1 if line.count("|") > 1 else 0
        if run >= FEWEST_OPEN_ROWS:
            return True
        above = line
    return False


READER = Reader(
    format="markdown",
    suffixes=(".md", ".markdown"),
    tolerated=(".txt", ".text", ".html", ".htm"),
    claims=claims,
    parse=parse,
)
