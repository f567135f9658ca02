"""Markdown, as people write it and as text recognition leaves it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from gongkai.model import Block, Grid, GridCell, MarkKind, Paragraph, Place
from gongkai.read.blocks import BlockBuilder
from gongkai.read.characters import as_seen
from gongkai.read.grid import PrintedCell, PrintedRow, fill_spans, with_line_ends
from gongkai.read.html.blocks import Flow
from gongkai.read.html.visible import as_shown
from gongkai.read.joining import LINE
from gongkai.read.marks import grid_row, marked, paragraph, raised
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.text.drawn import begins_drawn_table, drawn_rows, drawn_table_end
from gongkai.read.text.latex import begins_latex_table, ends_latex_table, latex_rows, without_commands
from gongkai.read.text.plain import Line, Row, numbered, text_blocks
from gongkai.read.text.wiki import begins_wiki_table, ends_wiki_table, has_wiki_table, wiki_rows, without_wiki_marks

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


def parse(file: SourceFile) -> Content:
    """Blocks of a Markdown file: paragraphs placed by line, tables by table, row and cell."""
    text, encoding = file.decoded
    text = _without_comments(as_seen(text))
    lines = numbered(text)
    if has_wiki_table(text):
        lines = [(number, without_wiki_marks(line)) for number, line in lines]
    return Content(tuple(_Walk(lines).blocks()), encoding=encoding)


def _without_comments(text: str) -> str:
    """The text without remarks that show nowhere; their line ends stay, so that lines keep their numbers."""
    pieces: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.extend((text[position:start], "\n" * text.count("\n", start, end)))
        position = end + len("-->")
    return "".join((*pieces, text[position:]))


@dataclass
class _Walk:
    """Goes through the lines once; `tables` counts the grids so far."""

    lines: Sequence[Line]
    tables: int = 0

    def blocks(self) -> Iterator[Block]:
        """Everything in reading order."""
        plain: list[Line] = []
        index = 0
        while index < len(self.lines):
            end = self._drawn_table_end(index) or self._marked_table_end(index)
            end = end or self._pipe_table_end(index) or self._html_table_end(index)
            if not end:
                plain.extend(self._plain(index))
                index += 1
                continue
            yield from self._plain_blocks(plain)
            plain = []
            yield from self._table_blocks(index, end)
            index = end
        yield from self._plain_blocks(plain)

    def _text(self, index: int) -> str:
        return self.lines[index][1] if index < len(self.lines) else ""

    def _plain(self, index: int) -> Iterator[Line]:
        """The line without its marks; underlines of headings, rules and fences are none."""
        number, text = self.lines[index]
        is_mark = _FENCE.match(text) or (text.strip() and _UNDERLINE.fullmatch(text))
        yield (number, "" if is_mark else plain_line(text))

    def _plain_blocks(self, lines: Sequence[Line]) -> Iterator[Block]:
        yield from text_blocks(lines, self._grid)

    def _pipe_table_end(self, start: int) -> int | None:
        first = self._text(start)
        if "|" not in first:
            return None
        ruled = _is_rule(self._text(start + 1))
        if not _is_fenced_row(first):
            return self._open_table_end(start, ruled)
        end = start
        while "|" in self._text(end) and (ruled or _is_fenced_row(self._text(end))):
            end += 1
        return end if ruled or end - start > 1 else None

    def _open_table_end(self, start: int, ruled: bool) -> int | None:
        """End of a table whose rows have bars between the cells only; a row of one cell then has none."""
        end = start
        piped: list[int] = []
        while self._text(end).strip() and len(self._text(end).split("|")[0]) <= LONGEST_LABEL:
            if "|" in self._text(end):
                piped.append(end)
            end += 1
        return piped[-1] + 1 if piped and (ruled or len(piped) >= FEWEST_OPEN_ROWS) else None

    def _drawn_table_end(self, start: int) -> int | None:
        """End of a grid table; most lines do not even begin as one."""
        if not begins_drawn_table(self._text(start)):
            return None
        end = drawn_table_end([text for _, text in self.lines], start)
        return end if end > start else None

    def _marked_table_end(self, start: int) -> int | None:
        """End of a table in LaTeX or in the markup of wikis."""
        below = range(start, len(self.lines))
        if begins_latex_table(self._text(start)):
            return next((at + 1 for at in below if ends_latex_table(self._text(at))), len(self.lines))
        if begins_wiki_table(self._text(start)):
            return next((at + 1 for at in below if ends_wiki_table(self._text(at))), None)
        return None

    def _html_table_end(self, start: int) -> int | None:
        if not _TABLE_START.search(self._text(start)):
            return None
        open_tables = 0
        for index in range(start, len(self.lines)):
            for tag in _TABLE_TAG.finditer(self._text(index)):
                open_tables += -1 if tag[1] else 1
            if open_tables <= 0:
                return index + 1
        return len(self.lines)

    def _table_blocks(self, start: int, end: int) -> Iterator[Block]:
        texts = [text for _, text in self.lines[start:end]]
        if begins_drawn_table(texts[0]):
            yield self._spanned(drawn_rows(texts))
            return
        if begins_latex_table(texts[0]):
            yield self._spanned(latex_rows(" ".join(texts)))
            return
        if begins_wiki_table(texts[0]):
            yield self._spanned(wiki_rows(texts))
            return
        if not _TABLE_START.search(self._text(start)):
            rows = [
                line
                for index, line in enumerate(self.lines[start:end])
                if not _is_rule(line[1], 1 if index == 1 else _CONVERTER_RULE)
            ]
            fenced = all(_is_fenced_row(text) for _, text in rows) or rows[0][1].lstrip().startswith("|")
            yield self._grid([(number, _pipe_cells(text, fenced)) for number, text in rows])
            return
        first_line = self.lines[start][0]
        builder = BlockBuilder(lambda _: Place(line=first_line), self.tables)
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
        inside = _SHELL.sub("", "\n".join(texts))
        part: etree._Element = etree.fromstring(f"<div>{inside}</div>".encode(), parser)
        as_shown(part, part)
        Flow(builder=builder).walk(part)
        self.tables = builder.tables
        yield from (_without_marks(block) for block in builder.blocks)

    def _spanned(self, printed: Sequence[PrintedRow]) -> Grid:
        self.tables += 1
        rows = [
            PrintedRow(
                number, [PrintedCell.of(plain_cell(cell.text), cell.colspan, cell.rowspan) for cell in row.cells]
            )
            for number, row in enumerate(printed, 1)
        ]
        return fill_spans(rows, Place(table=self.tables))

    def _grid(self, rows: Sequence[Row]) -> Grid:
        self.tables += 1
        table = self.tables
        cells = (_grid_row(texts, table, row) for row, (_, texts) in enumerate(rows, 1))
        return Grid(tuple(cells), Place(table=table))


def _grid_row(texts: Sequence[str], table: int, row: int) -> tuple[GridCell, ...]:
    places = _places(table, row, len(texts))
    if not any(LINE in text for text in texts):
        return grid_row(texts, places)
    cells = with_line_ends([PrintedCell.of(text) for text in texts])
    return tuple([GridCell(cell.text, place, False, cell.marks) for cell, place in zip(cells, places, strict=True)])


@lru_cache(maxsize=16384)
def _places(table: int, row: int, cells: int) -> tuple[Place, ...]:
    """The places of the cells of a row; reports have the same ones again and again."""
    return tuple([Place(None, table, row, None, None, cell) for cell in range(1, cells + 1)])


def _is_fenced_row(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 2 and stripped[0] == "|" and stripped[-1] == "|"


def _is_rule(text: str, fewest_dashes: int = 1) -> bool:
    """True for a line such as `|---|:--:|`."""
    if "|" not in text or "-" not in text:
        return False
    cells = [cell.strip() for cell in text.strip().strip("|").replace("+", "|").split("|")]
    return all(_RULE_CELL.fullmatch(cell) and cell.count("-") >= fewest_dashes for cell in cells)


def _pipe_cells(text: str, fenced: bool) -> list[str]:
    cells = _PIPE.split(text.strip() if fenced else text)
    if fenced and cells and not cells[0].strip():
        cells = cells[1:]
    if fenced and len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [plain_cell(cell) for cell in cells]


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


def _without_inline_marks(text: str) -> str:
    if "$" in text or "\\(" in text:
        text = _MATH.sub(lambda match: (match[1] or match[2]).strip(), text)
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


def _without_marks(block: Block) -> Block:
    """A paragraph without marks; in tables of a page only formulas are none of HTML's own."""
    if isinstance(block, Paragraph):
        return paragraph(plain_line(block.text).strip(), block.place)
    if not any("$" in cell.text or "\\(" in cell.text for row in block.rows for cell in row):
        return block
    rows = (
        tuple([replace(cell, text=_MATH.sub(lambda m: (m[1] or m[2]).strip(), cell.text)) for cell in row])
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


def _claims(file: SourceFile) -> bool:
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
    claims=_claims,
    parse=parse,
)
