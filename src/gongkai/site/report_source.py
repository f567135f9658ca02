"""The source text on the page of a report, with an anchor at every place that a number was read from.

It is made once for all languages: of its thousands of pieces only a few words of ours differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gongkai.site.report_form import spans
from gongkai.site.source_text import Part, PrintedGrid, SourceView
from gongkai.site.words import LANGUAGES, Words

Piece = str | tuple[str, str]
"""HTML as it stands in all languages, or in Chinese and in English."""


def source_html(pieces: Iterable[Piece], words: Words) -> str:
    """The source in one language."""
    return "".join(piece if isinstance(piece, str) else words(*piece) for piece in pieces)


def source_pieces(view: SourceView) -> list[Piece]:
    """The lines of a text, or the paragraphs and tables of a document; none if nothing is shown."""
    pieces: list[Piece] = []
    shared: list[str] = []
    for piece in _source(view) if view.blocks else ():
        if isinstance(piece, str):
            shared.append(piece)
        else:
            pieces += ("".join(shared), piece)
            shared.clear()
    return [*pieces, "".join(shared)] if view.blocks else []


def _source(view: SourceView) -> Iterator[Piece]:
    if view.lined:
        yield (
            "<p>逐行照录，行号即“出处”所指。带虚线的是读入表格的格，点它回到表格。</p>",
            "<p>Line by line; line numbers are those that places refer to. Dotted cells were read into the form; "
            "follow one to go back.</p>",
        )
    else:
        yield (
            "<p>全文照录，段和表的号码即“出处”所指。带虚线的是读入表格的格，点它回到表格。</p>",
            "<p>The whole text; the numbers of paragraphs and tables are those that places refer to. Dotted cells were "
            "read into the form; follow one to go back.</p>",
        )
    if view.left_out:
        yield '<p class="caveat">'
        yield _both(
            "所存文本很长，这里略去 {n} 段或表，略去的都没有读出表格的数；全文见所存文件。",
            "The source is long: {n} paragraphs or tables are left out here, none of which gave a number of the form. "
            "The source file has them all.",
            n=view.left_out,
        )
        yield "</p>"
    yield '<ol class="source" lang="zh">'
    page, counted = None, 0
    for block in view.blocks:
        if block.page and block.page != page:
            yield '<li class="page-start quiet" lang='
            yield LANGUAGE
            yield ">"
            yield _both("第 {p} 页", "Page {p}", p=block.page)
            yield "</li>"
        page = block.page
        if isinstance(block, PrintedGrid):
            yield from _grid(block)
            continue
        # the style sheet counts the lines; a number that it would not come to is written
        counted += 1
        number = "" if block.number == counted else f' data-line="{block.number or ""}"'
        slots = " class=slots" if "\t" in block.text else ""
        yield f"<li id={block.anchor}{number}{slots}>{_text(block.parts)}"
        yield from _back(block.back)
        yield "</li>"
    yield "</ol>"


LANGUAGE = ("zh", "en")


def _both(zh: str, en: str, **values: object) -> Piece:
    return zh.format(**values), en.format(**values)


def _grid(grid: PrintedGrid) -> Iterator[Piece]:
    names = []
    for words in map(Words, LANGUAGES):
        name = words("第 {n} 张表", "table {n}" if grid.page else "Table {n}", n=grid.number or 1)
        if grid.page:
            name = words("第 {p} 页", "Page {p}, ", p=grid.page) + name
        if grid.left_out:
            name += words(
                "（略去 {n} 行，其中没有读出表格的数；全表见所存文件）",
                " ({n} rows left out, none of which gave a number of the form; the source file has them all)",
                n=grid.left_out,
            )
        names.append(
            f'<div class="scroll" tabindex="0" role="region" lang="{words.lang}" aria-label="{name}">'
            f"<table class=printed><caption>{name}</caption>"
        )
    chinese, english = names
    yield f"<li id={grid.anchor} class=grid>"
    yield chinese, english
    yield "<tbody lang=zh>"
    for anchor, cells in grid.rows:
        own = f" id={anchor}" if anchor else ""
        inner = "</td>".join([f"<td{spans(cell.columns, cell.rows)}>{_text(cell.parts)}" for cell in cells])
        yield f"<tr{own}>{inner}"
        if inner:
            yield from _back(grid.backs.get(anchor or ""))
            yield "</td>"
        yield "</tr>"
    yield "</tbody></table></div></li>"


def _text(parts: Iterable[Part]) -> str:
    return "".join(
        [
            f"<a id={part.anchor} href=#{part.target}>{escape(part.text) or '␣'}</a>"
            if part.anchor
            else escape(part.text)
            for part in parts
        ]
    )


def _back(cell: str | None) -> Iterator[Piece]:
    """The link back to the form from numbers that have no anchor of their own."""
    if cell:
        yield " <a class=back lang="
        yield LANGUAGE
        yield f' href=#{cell} aria-label="'
        yield "回到表格", "Back to the form"
        yield '">↩</a>'
