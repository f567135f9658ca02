"""A whole source on its page: paragraphs and tables in order, merged cells once, cells that gave numbers anchored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.model import Document, Grid, GridCell, Paragraph, Place, Source
from gongkai.read import read_bytes
from gongkai.site.report_source import source_html, source_pieces
from gongkai.site.rows import CellRow, SourceRow
from gongkai.site.source_text import (
    MOST_CHARACTERS,
    MOST_POSITIONS,
    PrintedBlock,
    PrintedGrid,
    PrintedParagraph,
    SourceView,
    source_view,
)
from gongkai.site.words import Words
from tests.site.read_cells import read_cell

SOURCE = Source("r.html", "html", "utf-8", "0" * 64, 1)
REPORT = SourceRow("a-2021", "html", "utf-8")


def row(number: int, *texts: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(text, Place(table=1, row=number, cell=n)) for n, text in enumerate(texts, start=1))


def merged(cell: GridCell) -> GridCell:
    return GridCell(cell.text, cell.place, covered=True)


def document(*blocks: Paragraph | Grid) -> Document:
    return Document(SOURCE, blocks)


def grid(*rows: tuple[GridCell, ...]) -> Grid:
    return Grid(rows, Place(table=1))


def shown(document: Document, *cells: CellRow) -> tuple[tuple[PrintedBlock, ...], int]:
    view = source_view(REPORT, cells, None, {"a-2021": document})
    return view.blocks, view.left_out


def texts(block: object) -> list[list[str]]:
    assert isinstance(block, PrintedGrid)
    return [["".join(part.text for part in cell.parts) for cell in cells] for _, cells in block.rows]


def test_paragraphs_and_tables_stand_in_order() -> None:
    text = document(Paragraph("一", Place(paragraph=1)), grid(row(1, "表", "7")), Paragraph("二", Place(paragraph=2)))
    blocks, left_out = shown(text)
    assert [block.anchor for block in blocks] == ["_g1", "_t1", "_g2"]
    assert [block.text for block in blocks if isinstance(block, PrintedParagraph)] == ["一", "二"]
    assert left_out == 0


def test_a_merged_cell_is_printed_once_and_spans_what_it_covers() -> None:
    (title, right), (label, value) = row(1, "申请", "计"), row(2, "予以公开", "7")
    first = (title, merged(title), right)
    second = (merged(title), merged(title), value)
    (block,), _ = shown(document(grid(first, second, (label, merged(label), value))))
    assert texts(block) == [["申请", "计"], ["7"], ["予以公开", "7"]]
    spans = [[(cell.columns, cell.rows) for cell in cells] for _, cells in block.rows]  # type: ignore[union-attr]
    assert spans == [[(2, 2), (1, 1)], [(1, 1)], [(2, 1), (1, 1)]]


def test_a_covered_cell_outside_any_rectangle_is_empty_rather_than_repeated() -> None:
    (corner,) = row(1, "角")
    (block,), _ = shown(document(grid((corner, merged(corner)), (merged(corner), *row(2, "7")))))
    assert texts(block) == [["角"], ["", "7"]]


def test_a_cell_that_gave_a_number_leads_to_the_form_and_back() -> None:
    text = document(grid(row(1, "予以公开", "7")))
    view = source_view(REPORT, [read_cell("table 1, row 1, cell 2")], None, {"a-2021": text})
    (block,) = view.blocks
    assert isinstance(block, PrintedGrid)
    ((_, (_, cell)),) = block.rows
    (part,) = cell.parts
    assert (part.text, part.anchor, part.target) == (
        "7",
        "_t1r1c2",
        "requests.granted.total",
    )
    assert view.anchor("table 1, row 1, cell 2") == part.anchor
    assert view.anchor("table 1, row 1") == "_t1r1"
    assert view.anchor("table 9, row 1, cell 1") is None


def test_a_row_of_which_only_the_start_is_known_is_marked_whole_and_leads_back() -> None:
    text = document(grid(row(1, "予以公开", "0", "2", "5")))
    place = "table 1, row 1, cell 2"
    torn = [read_cell(place, raw, column) for column, raw in (("natural_person", "0"), ("total", "25"))]
    view = source_view(REPORT, torn, None, {"a-2021": text})
    (block,) = view.blocks
    assert isinstance(block, PrintedGrid)
    assert [view.anchor(cell.place) for cell in torn] == ["_t1r1"] * 2
    assert block.backs == {"_t1r1": "requests.granted.natural_person"}


PLANTED = """<html><body><div id="zoom" onload="a()"><script>a()</script><style>body{display:none}</style>
<p onclick="a()">公开年报<img src="x" onerror="a()"><a href="javascript:a()">链接</a></p>
<svg onload="a()"><text>图</text></svg><iframe src="https://example.org/"></iframe>
<form action="https://example.org/"><input name="q"><button>提交</button></form>
<table><tr><td onmouseover="a()">予以公开<script>a()</script></td><td>7&lt;img src=x onerror=a()&gt;</td></tr></table>
<p>&lt;script&gt;a()&lt;/script&gt;</p></div></body></html>"""


def test_of_a_web_page_only_the_text_is_shown() -> None:
    blocks, _ = shown(read_bytes("r.html", PLANTED.encode()))
    body: Any = html.fromstring(f"<div>{source_html(source_pieces(SourceView(blocks=blocks)), Words('zh'))}</div>")
    elements = [node for node in body.iter() if isinstance(node.tag, str)]
    assert {node.tag for node in elements} <= {"p", "ol", "li", "div", "table", "caption", "tbody", "tr", "td"}
    assert [name for node in elements for name in node.attrib if name.startswith("on") or name in ("href", "src")] == []
    assert "<script>a()</script>" in body.text_content() and "7<img src=x onerror=a()>" in body.text_content()


def test_of_a_text_the_document_is_not_looked_up() -> None:
    class Untouched(dict[str, Document]):
        def __contains__(self, key: object) -> bool:
            raise AssertionError

    assert source_view(replace(REPORT, source_format="text"), [], None, Untouched()).blocks == ()


def test_a_long_source_is_cut_but_not_where_numbers_were_read() -> None:
    long = Paragraph("字" * (MOST_CHARACTERS + 1), Place(paragraph=1))
    (only,), left_out = shown(document(long, grid(row(1, "7"))), read_cell("table 1, row 1, cell 1"))
    assert (only.anchor, left_out) == ("_t1", 1)


def test_control_characters_do_not_reach_the_page() -> None:
    (paragraph,), _ = shown(document(Paragraph("公\x00开\x1b", Place(paragraph=1))))
    assert isinstance(paragraph, PrintedParagraph) and paragraph.text == "公\ufffd开\ufffd"


def test_numbers_inside_a_cell_have_their_own_anchors() -> None:
    text = document(grid(row(1, "予以公开", "0 7")))
    cells = [read_cell("table 1, row 1, cell 2, characters 3-3")]
    (block,), _ = shown(text, *cells)
    assert isinstance(block, PrintedGrid)
    assert [part.text for part in block.rows[0][1][1].parts] == ["0 ", "7"]


@given(st.lists(st.lists(st.text("公开0 ", max_size=3), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_table_without_merged_cells_is_shown_as_it_is(rows: list[list[str]]) -> None:
    (block,), _ = shown(document(grid(*(row(n, *line) for n, line in enumerate(rows, start=1)))))
    assert texts(block) == [[text.strip() for text in line] for line in rows]


def test_of_a_table_without_end_the_rows_with_numbers_stand_and_the_rest_is_counted() -> None:
    endless = grid(*(row(number, *["长"] * 8, "7", "长") for number in range(1, 1001)))
    view = source_view(REPORT, [read_cell("table 1, row 900, cell 9")], None, {"a-2021": document(endless)})
    (printed,) = view.blocks
    assert isinstance(printed, PrintedGrid)
    whole = MOST_POSITIONS // 10
    assert (len(printed.rows), printed.left_out) == (whole + 1, 1000 - whole - 1)
    assert view.anchor("table 1, row 900, cell 9") == "_t1r900c9"
    assert f"略去 {printed.left_out} 行" in source_html(source_pieces(view), Words("zh"))


def test_each_line_shows_its_number_whether_the_style_sheet_counts_to_it_or_not() -> None:
    """Tables and starts of pages are not counted; on each page of a PDF the numbers begin anew."""
    one, two = (Paragraph(text, Place(page=1, paragraph=n)) for n, text in enumerate("一二", 1))
    first = (one, grid(row(1, "表")), two)
    second = (Paragraph("三", Place(page=2, paragraph=1)), Paragraph("无号", Place(page=2)))
    blocks, _ = shown(document(*first, *second))
    tree: Any = html.fromstring(source_html(source_pieces(SourceView(blocks=blocks)), Words("zh")))
    lines = [item for item in tree.iter("li") if not {"page-start", "grid"} & set(item.get("class", "").split())]
    numbers = [item.get("data-line", str(counted)) for counted, item in enumerate(lines, 1)]
    assert [(item.text, number) for item, number in zip(lines, numbers, strict=True)] == [
        ("一", "1"), ("二", "2"), ("三", "1"), ("无号", ""),
    ]  # fmt: skip
