"""The source text on the page of a report, with an anchor at every place that a number was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gongkai.site.source_blocks import PrintedBlock, PrintedCell, PrintedGrid
from gongkai.site.source_runs import Part
from gongkai.site.source_text import PrintedTable, SourceView
from gongkai.site.words import Words


def source_html(view: SourceView, edition: str, words: Words) -> str:
    """The lines of a text, or the blocks of a document, or else the cells that were read; empty if nothing is shown."""
    parts = [*_lines(view, words), *_blocks(view, words)]
    for table in view.tables:
        parts += _table(table, edition, words)
    return "".join(parts)


def _lines(view: SourceView, words: Words) -> Iterator[str]:
    if not view.lines:
        return
    text = words(
        "逐行照录，行号即“出处”所指。带虚线的是读入表格的格，点它回到表格。",
        "Line by line; line numbers are those that places refer to. Dotted cells were read into the form; follow one "
        "to go back.",
    )
    yield f'<p>{text}</p><ol class="source" lang="zh">'
    for line in view.lines:
        number, pieces = line.number, _pieces(line.parts, not line.runs)
        yield f'<li id="src-line-{number}" data-line="{number}">{pieces}{_back(line.back, words)}</li>\n'
    yield "</ol>"


def _blocks(view: SourceView, words: Words) -> Iterator[str]:
    if not view.blocks:
        return
    text = words(
        "全文照录，段和表的号码即“出处”所指。带虚线的是读入表格的格，点它回到表格。",
        "The whole text; the numbers of paragraphs and tables are those that places refer to. Dotted cells were read "
        "into the form; follow one to go back.",
    )
    yield f"<p>{text}</p>"
    if view.left_out:
        left_out = words(
            "原文很长，这里略去 {n} 段或表，略去的都没有读出表格的数；全文见原文文件。",
            "The source is long: {n} paragraphs or tables are left out here, none of which gave a number of the form. "
            "The source file has them all.",
            n=view.left_out,
        )
        yield f'<p class="caveat">{left_out}</p>'
    yield '<ol class="source" lang="zh">'
    page = None
    for block in view.blocks:
        if block.page and block.page != page:
            yield (
                f'<li class="page-start quiet" lang="{words.lang}">'
                f"{words('第 {p} 页', 'Page {p}', p=block.page)}</li>\n"
            )
        page = block.page
        yield _block(block, words)
    yield "</ol>"


def _block(block: PrintedBlock, words: Words) -> str:
    if isinstance(block, PrintedGrid):
        return _grid(block, words)
    number = f' data-line="{block.number}"' if block.number else ""
    return f'<li id="{block.anchor}"{number}>{_pieces(block.parts)}{_back(block.back, words)}</li>\n'


def _grid(grid: PrintedGrid, words: Words) -> str:
    name = words("第 {n} 张表", "table {n}" if grid.page else "Table {n}", n=grid.number or 1)
    if grid.page:
        name = words("第 {p} 页", "Page {p}, ", p=grid.page) + name
    rows = "".join(_row(anchor, cells, grid, words) for anchor, cells in grid.rows)
    return (
        f'<li id="{grid.anchor}" class="grid"><div class="scroll" tabindex="0" role="region" lang="{words.lang}" '
        f'aria-label="{name}"><table class="printed"><caption>{name}</caption><tbody lang="zh">\n{rows}</tbody></table>'
        "</div></li>\n"
    )


def _row(anchor: str | None, cells: Iterable[PrintedCell], grid: PrintedGrid, words: Words) -> str:
    own = f' id="{anchor}"' if anchor else ""
    inner = [f"<td{_spans(cell)}>{_pieces((cell.part,))}" for cell in cells]
    back = _back(grid.backs.get(anchor or ""), words)
    return f"<tr{own}>{'</td>'.join(inner)}{back}</td></tr>\n" if inner else f"<tr{own}></tr>\n"


def _spans(cell: PrintedCell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


def _table(table: PrintedTable, edition: str, words: Words) -> Iterator[str]:
    page = words("第 {p} 页，", "Page {p}, ", p=table.page) if table.page else ""
    name = words("第 {n} 张表中读入的格", "cells read from table {n}", n=table.table)
    yield f'<h3>{page}{name}</h3><ol class="source" lang="zh">'
    for number, (form_table, row), parts in table.rows:
        review = form_table == "review_litigation"
        became = words.table(form_table) if review else words.row(form_table, row, edition)
        pieces = "".join(_pieces((part,)) + " " for part in parts)
        yield f'<li data-line="{number}"><span class="quiet">{escape(became)}</span>  {pieces}</li>\n'
    yield "</ol>"


def _pieces(parts: Iterable[Part], slots: bool = False) -> str:
    kind = ' class="slot"' if slots else ""
    return "".join(
        f'<a{kind} id="{part.anchor}" href="#{part.target}">{escape(part.text) or "␣"}</a>'
        if part.anchor
        else escape(part.text)
        for part in parts
    )


def _back(cell: str | None, words: Words) -> str:
    """The way back to the form from numbers that are not anchored themselves."""
    if not cell:
        return ""
    label = words("回到表格", "Back to the form")
    return f' <a class="back" lang="{words.lang}" href="#{cell}" aria-label="{label}">↩</a>'
