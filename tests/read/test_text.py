"""Plain text: what stands on which line, in which cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.model import Grid, Paragraph, Place
from gongkai.read import read, read_bytes
from tests.read.showing import grids, outline, paragraphs, places, rows

REPORTS = sorted((Path(__file__).parents[2] / "datasets" / "science-technology" / "reports").glob("*.txt"))


def test_lines_with_tabs_are_rows_and_others_are_paragraphs() -> None:
    document = read_bytes("a.txt", "一、总体情况\n\n规章\t0\t0\n规范性文件\t2\t1\n\n无。\n".encode())
    assert outline(document) == ["一、总体情况", [["规章", "0", "0"], ["规范性文件", "2", "1"]], "无。"]
    assert [str(block.place) for block in document.blocks] == ["line 1", "line 3", "line 6"]
    assert places(document.blocks[1])[1] == ["line 4, cell 1", "line 4, cell 2", "line 4, cell 3"]


def test_empty_cells_are_kept_at_both_ends() -> None:
    document = read_bytes("a.txt", "\t申请人情况\t\n\t\t商业企业\t 其他 \t\n（七）总计\t0\t\t\n".encode())
    assert grids(document) == [[["", "申请人情况", ""], ["", "", "商业企业", "其他", ""], ["（七）总计", "0", "", ""]]]


def test_blank_line_ends_a_table_as_a_page_break_does() -> None:
    document = read_bytes("a.txt", "甲\t1\n\n乙\t2\n".encode())
    assert grids(document) == [[["甲", "1"]], [["乙", "2"]]]


def test_row_of_tabs_alone_counts_only_inside_a_table() -> None:
    document = read_bytes("a.txt", "\t\t\n结果维持\t总计\n\t\n0\t0\n".encode())
    assert grids(document) == [[["结果维持", "总计"], ["", ""], ["0", "0"]]]


def test_torn_label_between_rows_is_a_row() -> None:
    document = read_bytes("a.txt", "5. 属于三类内部事务\t0\t0\n\t信息\n\t6. 属于四类\t0\n".encode())
    assert grids(document) == [[["5. 属于三类内部事务", "0", "0"], ["", "信息"], ["", "6. 属于四类", "0"]]]


def test_indented_prose_is_no_row() -> None:
    document = read_bytes("a.txt", "\t本报告由办公室编制。\n\t\t数据统计期限为全年。\t\n".encode())
    assert paragraphs(document) == ["本报告由办公室编制。", "数据统计期限为全年。"]


def test_inner_spaces_of_a_paragraph_stay() -> None:
    assert paragraphs(read_bytes("a.txt", "　　自治区 2019 年政府 信息  ".encode())) == ["自治区 2019 年政府 信息"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(end: str) -> None:
    document = read_bytes("a.txt", f"甲{end}{end}乙\t1{end}丙\t2{end}".encode())
    assert [str(block.place) for block in document.blocks] == ["line 1", "line 3"]
    assert rows(document.blocks[1]) == [["乙", "1"], ["丙", "2"]]


def test_characters_that_only_look_like_line_ends_do_not_count() -> None:
    document = read_bytes("a.txt", "甲\x85乙\x0b丙\n丁".encode())
    assert [str(block.place) for block in document.blocks] == ["line 1", "line 2"]


def test_the_line_separator_of_unicode_ends_a_line() -> None:
    document = read_bytes("a.txt", "规章\t3\u2028许可\t4\u2029正文".encode())
    assert outline(document) == [[["规章", "3"], ["许可", "4"]], "正文"]
    assert str(document.blocks[-1].place) == "line 3"


def test_form_feed_ends_a_table_and_the_page_number_before_it_goes() -> None:
    document = read_bytes("a.txt", "甲\t1\n\n  - 3 -\n\f乙\t2\n无。\n5\n\f".encode())
    assert outline(document) == [[["甲", "1"]], [["乙", "2"]], "无。"]


def test_last_number_of_a_table_stays_at_the_end_of_a_page() -> None:
    document = read_bytes("a.txt", "甲\n0\n\f乙\n无。\n\f丙\n".encode())
    assert paragraphs(document) == ["甲", "0", "乙", "无。", "丙"]


def test_number_on_its_own_line_stays_where_there_are_no_pages() -> None:
    assert paragraphs(read_bytes("a.txt", "规章\n3\n".encode())) == ["规章", "3"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_cell_of_a_report_stands_where_its_place_says(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    document = read(path)
    seen = set()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert block.place.line is not None
            assert block.text == lines[block.place.line - 1].strip()
            continue
        for row in block.rows:
            line = row[0].place.line
            assert line is not None
            assert [cell.text for cell in row] == [cell.strip() for cell in lines[line - 1].split("\t")]
            assert [cell.place for cell in row] == [Place(line=line, cell=c) for c in range(1, len(row) + 1)]
            seen.add(line)
    assert seen == {number for number, line in enumerate(lines, 1) if "\t" in line}


def test_there_are_reports_to_compare_with() -> None:
    assert len(REPORTS) >= 5
    assert all(any(isinstance(block, Grid) for block in read(path).blocks) for path in REPORTS)


def test_cells_in_quotation_marks_go_over_several_lines_as_a_spreadsheet_copies_them() -> None:
    text = '规章\t0\t"1,036"\n"行政规范性\n文件"\t2\t\n'
    assert outline(read_bytes("a.txt", text.encode())) == [[["规章", "0", "1,036"], ["行政规范性文件", "2", ""]]]


def test_other_quotation_marks_stay() -> None:
    text = '"互联网+政务服务\n持续推进。\n"十四五"规划\t3\t4\n'
    assert outline(read_bytes("a.txt", text.encode())) == [
        '"互联网+政务服务',
        "持续推进。",
        [['"十四五"规划', "3", "4"]],
    ]
