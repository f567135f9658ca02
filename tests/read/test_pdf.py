"""PDF: tables with and without rules, page breaks, paragraphs, furniture."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfWriter, Transformation
from pypdf.generic import NameObject, RectangleObject

from gongkai.errors import UnreadableFile
from gongkai.model import Document
from gongkai.read import read_bytes
from tests.read.paper import (
    HEIGHT,
    ROW,
    SIZE,
    WIDTH,
    Paper,
    with_layer,
    with_note,
    with_wide_digits,
    without_appearances,
)
from tests.read.showing import grids, outline, paragraphs, places


def read_pdf(paper: Paper) -> Document:
    return read_bytes("年报.pdf", paper.finish())


def test_paragraphs_and_a_ruled_table() -> None:
    paper = Paper()
    paper.text(90, 60, "一、总体情况")
    paper.table(90, [["信息内容", "本年数量"], ["规章", "0"], ["规范性文件", ""]], widths=[120, 80])
    paper.text(90, 180, "无。")
    document = read_pdf(paper)
    assert outline(document) == ["一、总体情况", [["信息内容", "本年数量"], ["规章", "0"], ["规范性文件", ""]], "无。"]
    assert [str(block.place) for block in document.blocks] == ["page 1, line 1", "page 1, table 1", "page 1, line 2"]
    assert places(document.blocks[1])[2] == ["page 1, table 1, row 3, cell 1", "page 1, table 1, row 3, cell 2"]


def test_merged_cells_are_told_from_blank_ones() -> None:
    paper = Paper()
    paper.table(
        100,
        [["申请人情况", None, None], ["自然人", "其他", "总计"], ["三、结果", "", "2"], ["^", "1", "3"]],
        widths=[80, 60, 60],
    )
    assert grids(read_pdf(paper)) == [
        [["申请人情况", "^", "^"], ["自然人", "其他", "总计"], ["三、结果", "", "2"], ["^", "1", "3"]]
    ]


def test_lines_of_a_cell_join_but_numbers_do_not() -> None:
    paper = Paper()
    paper.table(100, [["甲", "乙", "丙"], ["尚未\n审结", "12\n34", "1"], ["^", "^", "2"]])
    assert grids(read_pdf(paper)) == [[["甲", "乙", "丙"], ["尚未审结", "12\n34", "1"], ["^", "^", "2"]]]


def test_table_over_two_pages_gives_two_grids() -> None:
    paper = Paper()
    paper.table(700, [["新收", "3"], ["结转", "0"]])
    paper.text(290, 800, "- 1 -")
    paper.new_page()
    paper.table(80, [["总计", "3"], ["结转下年", "0"]])
    document = read_pdf(paper)
    assert outline(document) == [[["新收", "3"], ["结转", "0"]], [["总计", "3"], ["结转下年", "0"]]]
    assert places(document.blocks[1])[0] == ["page 2, table 1, row 1, cell 1", "page 2, table 1, row 1, cell 2"]


def test_row_cut_by_the_page_break_without_a_lower_rule_is_kept() -> None:
    paper = Paper()
    rows = [["三、结果", "（一）公开", "3"], ["^", "（二）部分公开", "7"]]
    paper.table(700, rows, widths=[70, 110, 60], last_rule=False)
    assert grids(read_pdf(paper)) == [rows]


def test_edges_of_different_tables_that_nearly_coincide_stay_apart() -> None:
    paper = Paper()
    for top, left in ((100, 300.0), (160, 302.5)):
        for x in (left - 40, left, left + 40):
            paper.rule(x, top, x, top + 2 * ROW)
        for n in range(3):
            paper.rule(left - 40, top + n * ROW, left + 40, top + n * ROW)
    paper.text(302.7, 163, "48")
    paper.text(287.9, 103, "37")
    assert grids(read_pdf(paper)) == [[["37", ""], ["", ""]], [["", "48"], ["", ""]]]


def test_dotted_rules() -> None:
    paper = Paper()
    for x in (90, 150, 210):
        paper.dotted(x, 100, x, 100 + 2 * ROW)
    for n in range(3):
        paper.dotted(90, 100 + n * ROW, 210, 100 + n * ROW)
    for x, top, text in ((95, 103, "规章"), (155, 103, "12"), (95, 125, "文件"), (155, 125, "3")):
        paper.text(x, top, text)
    assert grids(read_pdf(paper)) == [[["规章", "12"], ["文件", "3"]]]


def test_number_that_runs_over_a_rule_belongs_to_no_cell() -> None:
    paper = Paper()
    paper.table(100, [["甲", "", ""], ["乙", "7", "8"]], widths=[60, 30, 30])
    paper.text(165, 103, "12345")
    assert grids(read_pdf(paper)) == [[["甲", "123{cut}", "{cut}45"], ["乙", "7", "8"]]]


def test_number_of_a_note_is_no_digit() -> None:
    paper = Paper()
    paper.table(100, [["规章", ""], ["文件", "3"]])
    paper.text(154, 103, "12")
    paper.raised(166.5, 103, "3")
    assert grids(read_pdf(paper)) == [[["规章", "12³"], ["文件", "3"]]]


def test_underlined_numbers_make_no_rows() -> None:
    rows = [["规章", "123", "456"], ["文件", "789", "12"], ["许可", "34", "56"], ["处罚", "78", "90"]]
    paper = Paper()
    paper.table(100, rows)
    for number, row in enumerate(rows):
        for left, text in ((152, row[1]), (212, row[2])):
            paper.rule(left, 116 + number * ROW, left + 6 * len(text) + 2, 116 + number * ROW)
    assert grids(read_pdf(paper)) == [rows]


def test_number_crossed_out_is_not_read() -> None:
    paper = Paper()
    paper.table(100, [["规章", "12"], ["文件", "3"]])
    paper.rule(153, 103 + SIZE * 0.6, 167, 103 + SIZE * 0.6)
    paper.rule(153, 125 + SIZE * 1.2, 167, 125 + SIZE * 1.2)
    assert grids(read_pdf(paper)) == [[["规章", "{struck 12}"], ["文件", "3"]]]


def test_rule_that_runs_into_a_number_crosses_nothing_out() -> None:
    paper = Paper()
    paper.table(100, [["规章", "12"], ["文件", "3"]])
    paper.rule(160, 103 + SIZE * 0.6, 210, 103 + SIZE * 0.6)
    assert grids(read_pdf(paper)) == [[["规章", "1{cut 2}"], ["文件", "3"]]]


def test_number_printed_over_another_is_not_read() -> None:
    paper = Paper()
    paper.table(100, [["规章", "12"], ["文件", "3"]])
    paper.text(156, 103, "7")
    assert grids(read_pdf(paper)) == [[["规章", "{overprinted 172}"], ["文件", "3"]]]


def test_digits_of_a_font_that_claims_more_width_than_they_take_are_a_number() -> None:
    paper = Paper()
    paper.table(100, [["规章", ""], ["文件", "3"]])
    for at, digit in enumerate("2407"):
        paper.text(156 + 5.5 * at, 103, digit)
    wide = with_wide_digits(paper.finish())
    assert grids(read_bytes("a.pdf", wide)) == [[["规章", "2407"], ["文件", "3"]]]
    paper = Paper()
    paper.table(100, [["规章", "40"], ["文件", "3"]])
    paper.text(157, 103, "8")
    assert grids(read_bytes("a.pdf", with_wide_digits(paper.finish())))[0][0][1].startswith("{overprinted")


def test_number_painted_over_and_typed_anew_is_the_new_one() -> None:
    paper = Paper()
    paper.table(100, [["规章", "12"], ["文件", "3"]])
    paper.background(150, 102, 208, 120, grey=1)
    paper.text(156, 103, "7")
    assert grids(read_pdf(paper)) == [[["规章", "7"], ["文件", "3"]]]


def test_table_without_side_rules_keeps_its_outer_columns() -> None:
    paper = Paper()
    paper.table(100, [["信息内容", "制发", "废止"], ["规章", "0", "1"], ["文件", "2", "3"]], side_rules=False)
    assert grids(read_pdf(paper)) == [[["信息内容", "制发", "废止"], ["规章", "0", "1"], ["文件", "2", "3"]]]


def test_backgrounds_of_lines_are_no_table() -> None:
    paper = Paper()
    for number in range(4):
        paper.background(88, 100 + number * 20, 500, 120 + number * 20)
    paper.prose(102, "    第一行正文。", "    第二行正文。", "    第三行正文。", "    第四行正文。")
    assert paragraphs(read_pdf(paper)) == ["第一行正文。", "第二行正文。", "第三行正文。", "第四行正文。"]


def test_table_without_rules_is_read_from_its_columns() -> None:
    rows = [["信息内容", "制发", "废止"], ["规章", "0", "1"], ["文件", "", "3"], ["许可", "5", "6"]]
    paper = Paper()
    for number, row in enumerate(rows):
        for x, text in zip((90, 250, 350), row, strict=True):
            paper.text(x, 100 + number * 20, text)
    document = read_pdf(paper)
    assert grids(document) == [rows]
    assert places(document.blocks[0])[3][2] == "page 1, table 1, row 4, cell 3"


def test_lines_join_into_paragraphs_by_margin_and_indent() -> None:
    paper = Paper()
    paper.prose(100, "一、总体情况", left=114)
    paper.prose(120, "二〇二三年，我局扎实推进政务公开工作，主动公开政", left=114)
    paper.prose(140, "府信息一千余条。全年收到申请四件，均在法定期限答复。", "没有发生行政复议。")
    paper.prose(180, "下一步，继续努力。", left=114)
    assert paragraphs(read_pdf(paper)) == [
        "一、总体情况",
        "二〇二三年，我局扎实推进政务公开工作，主动公开政府信息一千余条。全年收到申请四件，均在法定期限答复。没有发生行政复议。",
        "下一步，继续努力。",
    ]


def test_paragraph_goes_on_over_the_page_break() -> None:
    paper = Paper()
    paper.prose(700, "二〇二三年，我局扎实推进政务公开工作，主动公开政", left=114)
    paper.text(290, 800, "— 1 —")
    paper.new_page()
    paper.prose(80, "府信息一千余条。")
    paper.text(290, 800, "— 2 —")
    document = read_pdf(paper)
    assert paragraphs(document) == ["二〇二三年，我局扎实推进政务公开工作，主动公开政府信息一千余条。"]


def test_repeated_headers_and_page_numbers_are_left_out() -> None:
    paper = Paper()
    for number in range(1, 4):
        paper.text(90, 40, "某某市科学技术局年度报告")
        paper.text(90, 300 + number, f"第{number}段正文。")
        paper.text(280, 800, f"第 {number} 页 共 3 页")
        paper.new_page()
    assert paragraphs(read_pdf(paper)) == ["第1段正文。", "第2段正文。", "第3段正文。"]


def test_bold_type_printed_twice_counts_once() -> None:
    paper = Paper()
    paper.table(100, [["规章", "12"], ["文件", "3"]])
    paper.text(154, 103, "12")
    paper.text(154.3, 103, "12")
    assert grids(read_pdf(paper)) == [[["规章", "12"], ["文件", "3"]]]


def test_watermark_is_no_part_of_the_cells() -> None:
    paper = Paper()
    rows = [["规章", "12", "3"], ["文件", "", "4"], ["许可", "5", "6"]] * 7
    paper.table(150, rows)
    paper.slanted("机密草稿")
    assert grids(read_pdf(paper)) == [rows]


def test_white_text_is_read_where_it_can_be_seen() -> None:
    paper = Paper()
    paper.background(90, 100, 210, 100 + ROW, grey=0.2)
    paper.table(100, [["", ""], ["规章", ""]])
    for x, top, text in ((94, 103, "信息内容"), (154, 103, "本年数量"), (154, 125, "9")):
        paper.white(x, top, text)
    paper.prose(300, "我局扎实推进政务公开工作，主动公开信息。")
    assert grids(read_pdf(paper)) == [[["信息内容", "本年数量"], ["规章", ""]]]


def sheet() -> PdfWriter:
    paper = Paper()
    paper.text(90, 60, "一、总体情况")
    paper.table(90, [["规章", "0"], ["规范性文件", "23"]], widths=[120, 80])
    return PdfWriter(io.BytesIO(paper.finish()))


def as_read(writer: PdfWriter) -> list[str | list[list[str]]]:
    stream = io.BytesIO()
    writer.write(stream)
    return outline(read_bytes("a.pdf", stream.getvalue()))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_that_lies_on_its_side_is_turned(turn: int) -> None:
    writer = sheet()
    writer.pages[0].rotate(turn)
    assert as_read(writer) == ["一、总体情况", [["规章", "0"], ["规范性文件", "23"]]]


@pytest.mark.parametrize(
    ("turn", "cut"),
    [
        (0, (1000, 600, 1000 + WIDTH, HEIGHT)),
        (90, (-HEIGHT, 1000, -600, 1000 + WIDTH)),
        (180, (-1000 - WIDTH, -HEIGHT, -1000, -600)),
        (270, (600, -1000 - WIDTH, HEIGHT, -1000)),
    ],
)
def test_text_that_lies_on_its_side_is_turned_on_a_page_cut_anywhere(
    turn: int, cut: tuple[float, float, float, float]
) -> None:
    writer = sheet()
    page = writer.pages[0]
    page.add_transformation(Transformation().translate(1000, 0).rotate(turn))
    page.mediabox = page.cropbox = RectangleObject(cut)
    assert as_read(writer) == ["一、总体情况", [["规章", "0"], ["规范性文件", "23"]]]


def test_picture_among_text_is_named() -> None:
    paper = Paper()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.new_page()
    paper.text(90, 60, "三、收到和处理政府信息公开申请情况")
    paper.picture(height=400)
    paper.new_page()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.picture(height=40)
    assert [str(place) for place in read_pdf(paper).unread] == ["page 2"]


def test_text_beyond_the_edge_of_the_page_is_not_read_but_told() -> None:
    """Seen: text as tall as a page on a page that was given the other size, so that its first lines show nowhere."""
    paper = Paper()
    paper.prose(-400, *["二、主动公开政府信息情况", "行政规范性文件 3 0 40"] * 5)
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.new_page()
    paper.text(90, -30, "裁切线")
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    document = read_pdf(paper)
    assert "规范性文件" not in "".join(paragraphs(document))
    assert [str(place) for place in document.unread] == ["page 1"]


def test_picture_behind_text_is_a_background() -> None:
    paper = Paper()
    paper.picture()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    document = read_pdf(paper)
    assert document.unread == ()
    assert "".join(paragraphs(document)) == "我局扎实推进政务公开工作，主动公开信息。" * 5


def reason(data: bytes, name: str = "年报.pdf") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(name, data)
    return caught.value.reason


def test_password() -> None:
    paper = Paper(password="秘密".encode("unicode_escape").decode())
    paper.text(90, 100, "一、总体情况")
    assert reason(paper.finish()) == "password_protected"


def test_scan() -> None:
    paper = Paper()
    paper.picture()
    paper.new_page()
    paper.picture()
    assert reason(paper.finish()) == "scanned"


def test_scan_with_printed_page_numbers() -> None:
    paper = Paper()
    paper.picture()
    paper.text(290, 800, "- 1 -")
    assert reason(paper.finish()) == "scanned"


def test_text_recognised_behind_a_scan_is_read_and_its_page_is_named() -> None:
    paper = Paper()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.new_page()
    paper.picture()
    paper.hidden(90, 100, "二、主动公开政府信息情况")
    for number, (label, value) in enumerate([("规章", "12"), ("规范性文件", "34"), ("行政许可", "0")]):
        paper.hidden(90, 130 + number * 20, label)
        paper.hidden(300, 130 + number * 20, value)
    document = read_pdf(paper)
    assert grids(document) == [[["规章", "12"], ["规范性文件", "34"], ["行政许可", "0"]]]
    assert ([str(place) for place in document.recognised], document.unread) == (["page 2"], ())


def test_text_below_the_picture_of_a_scan_is_the_same() -> None:
    paper = Paper()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.picture()
    document = read_pdf(paper)
    assert paragraphs(document)[0].startswith("我局扎实推进")
    assert [str(place) for place in document.recognised] == ["page 1"]


def test_hidden_text_beside_text_that_is_seen_is_not_read() -> None:
    paper = Paper()
    paper.picture(height=400)
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.hidden(90, 600, "规章 12")
    document = read_pdf(paper)
    assert (document.recognised, "规章" in "".join(paragraphs(document))) == ((), False)


def test_page_that_cannot_be_unpacked_whole() -> None:
    paper = Paper()
    paper.prose(90, *["我局扎实推进政务公开工作，主动公开信息。"] * 5)
    paper.new_page()
    paper.table(100, [["规章", "0"], ["文件", "2"]])
    writer = PdfWriter(io.BytesIO(paper.finish()))
    packed = cast(Any, writer.pages[1]["/Contents"].get_object()).flate_encode()
    packed._data = packed._data[: len(packed._data) * 2 // 3]
    writer.pages[1][NameObject("/Contents")] = writer._add_object(packed)
    stream = io.BytesIO()
    writer.write(stream)
    assert reason(stream.getvalue()) == "damaged"


def test_half_a_file() -> None:
    paper = Paper()
    for number in range(200):
        paper.text(90, 100, f"第{number}行正文，主动公开政府信息。")
    data = paper.finish()
    assert reason(data[: len(data) // 2]) == "damaged"


def test_body_of_a_file_overwritten() -> None:
    paper = Paper()
    paper.text(90, 100, "一、总体情况")
    data = paper.finish()
    assert reason(data[:20] + b"x" * (len(data) - 40) + data[-20:]) == "damaged"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_layout_text_of_the_same_table(tmp_path: Path) -> None:
    rows = [["信息内容", "制发件数", "废止件数", "有效件数"], ["规章", "0", "1", "12"], ["规范性文件", "", "23", "4"]]
    paper = Paper()
    paper.text(90, 60, "二、主动公开政府信息情况")
    paper.table(120, [*rows, ["行政许可", "5", "6", "789"]], widths=[120, 90, 90, 90])
    (tmp_path / "a.pdf").write_bytes(paper.finish())
    subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), str(tmp_path / "a.txt")], check=True)
    document = read_bytes("a.txt", (tmp_path / "a.txt").read_bytes())
    assert outline(document) == ["二、主动公开政府信息情况", [*rows, ["行政许可", "5", "6", "789"]]]


def form() -> Paper:
    paper = Paper()
    paper.table(100, [["规章", "7"], ["文件", "3"]])
    return paper


@pytest.mark.parametrize(("on", "number"), [(False, "7"), (True, "78")])
def test_a_layer_that_is_off_is_not_seen(on: bool, number: str) -> None:
    paper = form()
    paper.on_layer(160.1, 103, "8")
    data = with_layer(paper.finish(), on=on)
    assert grids(read_bytes("a.pdf", data)) == [[["规章", number], ["文件", "3"]]]


def test_transparent_digits_are_not_seen() -> None:
    paper = form()
    paper.transparent(160.1, 103, "8")
    assert grids(read_pdf(paper)) == [[["规章", "7"], ["文件", "3"]]]


def test_digits_of_nearly_the_colour_of_the_paper_are_marked() -> None:
    paper = form()
    paper.grey(160.1, 103, "8", 0.97)
    assert grids(read_pdf(paper)) == [[["规章", "7{hidden 8}"], ["文件", "3"]]]


@pytest.mark.parametrize(("right", "number"), [(400, "78"), (160, "7"), (163.5, "7{cut 8}")])
def test_digits_that_are_clipped_away_are_not_seen(right: float, number: str) -> None:
    paper = Paper()
    paper.table(100, [["规章", ""], ["文件", "3"]])
    paper.clipped(154, 103, "78", right)
    assert grids(read_pdf(paper)) == [[["规章", number], ["文件", "3"]]]


@pytest.mark.parametrize("drawn", [True, False])
def test_numbers_typed_into_form_fields_are_read(drawn: bool) -> None:
    paper = Paper()
    paper.table(100, [["规章", "", ""], ["文件", "3", "4"]])
    paper.field(156, 102, "7")
    paper.field(216, 102, "28")
    data = paper.finish() if drawn else without_appearances(paper.finish())
    assert grids(read_bytes("a.pdf", data)) == [[["规章", "7", "28"], ["文件", "3", "4"]]]


def test_a_number_that_a_person_wrote_on_the_page_is_read() -> None:
    paper = Paper()
    paper.table(100, [["规章", ""], ["文件", "3"]])
    data = with_note(paper.finish(), "7", (152, HEIGHT - 121, 205, HEIGHT - 101))
    assert grids(read_bytes("a.pdf", data)) == [[["规章", "7"], ["文件", "3"]]]


def test_a_number_wider_than_the_last_column_is_whole() -> None:
    paper = Paper()
    paper.table(100, [["规章", ""], ["文件", "3"]], widths=[60, 20])
    paper.text(154, 103, "10284.25")
    paper.prose(200, "六、其他")
    assert outline(read_pdf(paper)) == [[["规章", "10284.25"], ["文件", "3"]], "六、其他"]
