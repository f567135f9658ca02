"""The source text on the page of a report, with an anchor at every place that a number was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gongkai.site.source_text import Part, PrintedBlock, PrintedCell, PrintedGrid, SourceView
from gongkai.site.words import Words


def source_html(view: SourceView, words: Words) -> str:
    """The lines of a text, or the paragraphs and tables of a document; empty if nothing is shown."""
    return "".join(_source(view, words)) if view.blocks else ""


def _source(view: SourceView, words: Words) -> Iterator[str]:
    if view.lined:
        yield words(
            "<p>逐行照录，行号即“出处”所指。带虚线的是读入表格的格，点它回到表格。</p>",
            "<p>Line by line; line numbers are those that places refer to. Dotted cells were read into the form; "
            "follow one to go back.</p>",
        )
    else:
        yield words(
            "<p>全文照录，段和表的号码即“出处”所指。带虚线的是读入表格的格，点它回到表格。</p>",
            "<p>The whole text; the numbers of paragraphs and tables are those that places refer to. Dotted cells were "
            "read into the form; follow one to go back.</p>",
        )
    if view.left_out:
        left_out = words(
            "所存文本很长，这里略去 {n} 段或表，略去的都没有读出表格的数；全文见所存文件。",
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
    pieces = _pieces(block.parts, slots="\t" in block.text)
    return f'<li id="{block.anchor}"{number}>{pieces}{_back(block.back, words)}</li>\n'


def _grid(grid: PrintedGrid, words: Words) -> str:
    name = words("第 {n} 张表", "table {n}" if grid.page else "Table {n}", n=grid.number or 1)
    if grid.page:
        name = words("第 {p} 页", "Page {p}, ", p=grid.page) + name
    rows = "".join(_row(anchor, cells, grid, words) for anchor, cells in grid.rows)
    if grid.left_out:
        left_out = words(
            "（略去 {n} 行，其中没有读出表格的数；全表见所存文件）",
            " ({n} rows left out, none of which gave a number of the form; the source file has them all)",
            n=grid.left_out,
        )
        name += left_out
    return (
        f'<li id="{grid.anchor}" class="grid"><div class="scroll" tabindex="0" role="region" lang="{words.lang}" '
        f'aria-label="{name}"><table class="printed"><caption>{name}</caption><tbody lang="zh">\n{rows}</tbody></table>'
        "</div></li>\n"
    )


def _row(anchor: str | None, cells: Iterable[PrintedCell], grid: PrintedGrid, words: Words) -> str:
    own = f' id="{anchor}"' if anchor else ""
    inner = [f"<td{_spans(cell)}>{_pieces(cell.parts)}" for cell in cells]
    back = _back(grid.backs.get(anchor or ""), words)
    return f"<tr{own}>{'</td>'.join(inner)}{back}</td></tr>\n" if inner else f"<tr{own}></tr>\n"


def _spans(cell: PrintedCell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


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
