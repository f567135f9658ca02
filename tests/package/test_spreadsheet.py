"""Spreadsheet copies: readable with a double click, and nothing in them runs."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms import finding
from gongkai.model import CellKey, Section, State, harmless
from gongkai.package import workbook, write_package
from gongkai.package.workbook import write_workbook
from tests.package.make_gold_package import gold_content
from tests.support.real_office import needs_libreoffice, save_as

FORMULA = "=1+1"
BOOK = "science-technology.xlsx"
EMPTY = openpyxl.Workbook().create_sheet()
HARBIN, HEILONGJIANG = "230100-science-technology-2022", "230000-science-technology-2019"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package whose first report has a formula as its agency, in its narrative and in a finding."""
    gold = gold_content()
    first = gold.reports[0]
    section = Section(1, "一、总体情况", FORMULA, first.extraction.sections[0].place)
    extraction = replace(
        first.extraction,
        report=replace(first.extraction.report, agency=FORMULA),
        sections=(section, *first.extraction.sections[1:]),
        findings=(
            finding("APP-S02", zh={"raw": FORMULA}, found=FORMULA),
            finding("APP-R01", zh={"row": "予以公开", "left": 1, "right": 2}, expected=2, found=1),
        ),
    )
    folder = tmp_path_factory.mktemp("poisoned") / "package"
    write_package(replace(gold, reports=(replace(first, extraction=extraction), *gold.reports[1:])), folder)
    return folder


def excel_csv(folder: Path) -> list[list[str]]:
    with (folder / "report_wide.excel.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


@cache
def book(folder: Path) -> openpyxl.Workbook:
    """The workbook of a package, which tests only read."""
    return openpyxl.load_workbook(folder / BOOK)


def sheet(folder: Path, name: str) -> Any:
    return book(folder)[name]


def test_the_data_itself_keeps_what_is_printed(poisoned: Path) -> None:
    assert FORMULA in pq.read_table(poisoned / "data" / "sections.parquet").column("text").to_pylist()
    assert FORMULA in pq.read_table(poisoned / "data" / "reports.parquet").column("agency").to_pylist()
    assert f",{FORMULA}," in (poisoned / "data" / "reports.csv").read_text(encoding="utf-8")


def test_spreadsheet_copies_hold_no_formula(poisoned: Path) -> None:
    assert excel_csv(poisoned)[1][1] == f"'{FORMULA}"
    for shown in book(poisoned):
        for row in shown.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert sheet(poisoned, "report_wide").cell(3, 2).value == f"'{FORMULA}"
    assert f"'{FORMULA}" in {cell.value for cell in sheet(poisoned, "申请 requests")["B"]}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n"])
def test_every_start_of_a_formula_is_disarmed(start: str) -> None:
    assert harmless(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("value", ["予以公开", "1=1", "'甲", "", 0, -5, None, "-", "——", "－－", "-5", "+1.5"])
def test_everything_else_stays(value: object) -> None:
    assert harmless(value) == value


@given(st.text())
def test_no_text_starts_a_formula_or_breaks_a_workbook(text: str) -> None:
    safe = harmless(text)
    assert not safe.strip().startswith(("=", "+", "-", "@")) or re.fullmatch(r"-+|[+-][0-9]+(\.[0-9]+)?", safe)
    EMPTY.cell(1, 1, safe)  # raises on characters that a workbook cannot hold


def test_the_csv_opens_in_chinese(gold_package: Path) -> None:
    assert (gold_package / "report_wide.excel.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    headings, *rows = excel_csv(gold_package)
    assert headings[:6] == ["报告编号", "机关全称", "层级", "行政区划代码", "年度", "格式版本"]
    assert "（一）予以公开 · 总计" in headings
    assert len(rows) == 5


def test_the_workbook_has_labels_codes_notes_and_a_frozen_head(gold_package: Path) -> None:
    sheets = book(gold_package)
    assert sheets.sheetnames == [
        "说明 read me", "主动公开 proactive", "申请 requests", "复议诉讼 review", "可以追问 questions to ask",
        "report_wide", "codes",
    ]  # fmt: skip
    wide = sheets["report_wide"]
    assert (wide.freeze_panes, sheets["申请 requests"].freeze_panes) == ("B3", "F2")
    assert (wide["A1"].value, wide["A2"].value) == ("报告编号", "report_id")
    notes = [str(row[0].value) for row in sheets["说明 read me"].iter_rows()]
    assert any("空白不是零" in note for note in notes)
    assert any("Blank is not zero" in note for note in notes)


def test_the_workbook_holds_the_numbers_as_numbers(gold_package: Path) -> None:
    wide = sheet(gold_package, "report_wide")
    column = {cell.value: cell.column for cell in wide[2]}
    rows = {wide.cell(row, 1).value: row for row in range(3, wide.max_row + 1)}
    heilongjiang = rows["230000-science-technology-2019"]
    amount = "proactive_disclosure__centralized_procurement__procurement_amount"
    assert wide.cell(heilongjiang, column[amount]).value == 169.98
    assert wide.cell(heilongjiang, column["requests__carried_in__natural_person"]).value == 0
    assert wide.cell(heilongjiang, column["requests__carried_in__total"]).value is None


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package in whose first report one number and one blank can be read in more than one way."""
    gold = gold_content()
    first = gold.reports[0]
    cells = {cell.key: cell for cell in first.extraction.cells}
    granted, carried = (CellKey("requests", row, "total") for row in ("granted", "carried_in"))
    cells[granted] = replace(cells[granted], doubts=("column_unclear",))
    cells[carried] = replace(
        cells[carried], doubts=("column_unclear",), value=None, state=State.BLANK, reconciled=0, rule="APP-R01"
    )
    folder = tmp_path_factory.mktemp("doubtful") / "package"
    changed = replace(first, extraction=replace(first.extraction, cells=tuple(cells.values())))
    write_package(replace(gold, reports=(changed, *gold.reports[1:])), folder)
    return folder


def test_the_csv_names_doubtful_cells_as_its_headings_do(doubtful: Path) -> None:
    headings, row, *_ = excel_csv(doubtful)
    told = dict(zip(headings, row, strict=True))
    names = "二、上年结转政府信息公开申请数量 · 总计|（一）予以公开 · 总计"
    assert (told["存疑单元格数"], told["存疑单元格"]) == ("2", names)
    assert told["勾稽推得值"] == "二、上年结转政府信息公开申请数量 · 总计=0"
    assert set(names.split("|")) <= set(headings)


def test_the_workbook_shades_doubtful_cells_and_no_others(doubtful: Path) -> None:
    wide = sheet(doubtful, "report_wide")
    shaded = [cell for row in wide.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFFF2CC"]
    names = {cell.value: cell.column for cell in wide[2]}
    assert {(cell.row, cell.column) for cell in shaded} == {
        (3, names["requests__carried_in__total"]),
        (3, names["requests__granted__total"]),
    }
    assert [cell.value for cell in shaded] == [None, 2]


def printed(folder: Path, name: str, report_id: str) -> list[dict[str, Any]]:
    """The rows of a report on a sheet of a table of the form: heading → cell."""
    heads, *rows = sheet(folder, name).iter_rows()
    titles = [str(head.value) for head in heads]
    return [dict(zip(titles, row, strict=True)) for row in rows if row[2].value == report_id]


def test_each_table_of_the_form_stands_as_printed_with_labels_in_both_languages(gold_package: Path) -> None:
    rows = printed(gold_package, "申请 requests", HEILONGJIANG)
    assert [row["表格上的行"].value for row in rows][:2] == [
        "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量",
    ]  # fmt: skip
    first, second = rows[:2]
    assert (first["机关 agency"].value, first["年度 year"].value) == ("黑龙江省科学技术厅", 2019)
    assert (first["总计 total"].value, second["自然人 natural persons"].value) == (2, 0)


def test_a_blank_is_hatched_and_told_from_what_is_not_on_the_form(gold_package: Path) -> None:
    blank = printed(gold_package, "申请 requests", HEILONGJIANG)[1]["总计 total"]
    assert (blank.value, blank.fill.patternType) == (blank.hyperlink.target, "lightUp")  # openpyxl shows the link
    rules = printed(gold_package, "主动公开 proactive", HARBIN)[0]
    missing = next(cell for title, cell in rules.items() if title.startswith("本年新制作数量"))
    assert (missing.value, missing.fill.patternType, missing.fill.fgColor.rgb) == (None, "solid", "FFD9D9D9")


def test_a_number_links_to_where_it_was_printed(gold_package: Path, tmp_path: Path) -> None:
    tables = {path.stem: pq.read_table(path) for path in (gold_package / "data").glob("*.parquet")}
    write_workbook(tables, [], tmp_path / BOOK, "https://data.example.org/")
    cell = printed(tmp_path, "申请 requests", HEILONGJIANG)[0]["总计 total"]
    assert cell.hyperlink.target == f"https://data.example.org/reports/{HEILONGJIANG}/"
    assert cell.hyperlink.location == "requests.new_received.total"


def test_a_derived_number_stands_in_a_comment_and_not_in_the_cell(doubtful: Path) -> None:
    report_id = gold_content().reports[0].report_id
    row = printed(doubtful, "申请 requests", report_id)[1]
    assert row["总计 total"].value == row["总计 total"].hyperlink.target  # as openpyxl shows a blank with a link
    assert "勾稽数 0（" in row["总计 total"].comment.text
    assert "存疑：" in row["总计 total"].comment.text


def test_questions_come_from_findings_about_the_report(poisoned: Path) -> None:
    heads, first, *_ = sheet(poisoned, "可以追问 questions to ask").iter_rows(values_only=True)
    asked = dict(zip(heads, first, strict=True))
    assert asked["问题"].endswith("请核对并说明原因。")
    assert asked["question in English"].endswith("Could you check this and explain it?")


@needs_libreoffice
@pytest.mark.slow
def test_no_line_of_the_printed_sheets_lies_over_another(gold_package: Path, tmp_path: Path) -> None:
    pages = list(pypdfium2.PdfDocument(save_as("pdf", [gold_package / BOOK], tmp_path)["science-technology"]))
    texts = [page.get_textpage() for page in pages]
    wide = next(number for number, text in enumerate(texts) if "report_id" in text.get_text_range())
    assert "read me" not in texts[1].get_text_range() and "空白不是零" in texts[0].get_text_range()
    for number, text in enumerate(texts[:wide]):
        lines = sorted(text.get_rect(place) for place in range(text.count_rects()))
        for one, other in combinations(lines, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            height = min(one[3] - one[1], other[3] - other[1])
            assert across < 1 or down < height / 3, (number, text.get_text_bounded(*one), text.get_text_bounded(*other))


def test_columns_of_the_plain_sheets_are_as_wide_as_their_texts(gold_package: Path) -> None:
    codes = sheet(gold_package, "codes")
    widths = {cell.value: codes.column_dimensions[cell.column_letter].width for cell in codes[2]}
    longest = max((str(cell.value) for cell in codes["B"][2:]), key=len)
    assert widths["code"] >= 0.9 * len(longest)
    assert widths["label_zh"] >= 2 * len("（二）部分公开")


def test_the_same_tables_give_the_same_workbook(gold_package: Path, tmp_path: Path) -> None:
    tables = {path.stem: pq.read_table(path) for path in (gold_package / "data").glob("*.parquet")}
    for name in ("one", "two"):
        write_workbook(tables, ["a"], tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_large_dataset_shows_its_newest_reports_and_says_so(
    gold_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "PRINTED_REPORTS", 2)
    tables = {path.stem: pq.read_table(path) for path in (gold_package / "data").glob("*.parquet")}
    write_workbook(tables, [], tmp_path / BOOK)
    shown = {row[2] for row in sheet(tmp_path, "申请 requests").iter_rows(min_row=2, values_only=True)}
    assert shown == {HARBIN, "140600-science-technology-2020"}
    assert any("2 of 5 reports" in str(row[0]) for row in sheet(tmp_path, "说明 read me").iter_rows(values_only=True))
