"""Spreadsheet copies: readable with a double click, and nothing in them runs."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms import finding
from gongkai.model import CellKey, Section, State
from gongkai.package import write_package
from gongkai.package.spreadsheet import harmless
from tests.package.make_gold_package import gold_content

FORMULA = "=1+1"


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
        findings=(finding("APP-S02", zh={"raw": FORMULA}, found=FORMULA),),
    )
    folder = tmp_path_factory.mktemp("poisoned") / "package"
    write_package(replace(gold, reports=(replace(first, extraction=extraction), *gold.reports[1:])), folder)
    return folder


def excel_csv(folder: Path) -> list[list[str]]:
    with (folder / "report_wide.excel.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def sheet(folder: Path, name: str) -> Any:
    return openpyxl.load_workbook(folder / "report_wide.xlsx")[name]


def test_the_data_itself_keeps_what_is_printed(poisoned: Path) -> None:
    assert FORMULA in pq.read_table(poisoned / "data" / "sections.parquet").column("text").to_pylist()
    assert FORMULA in pq.read_table(poisoned / "data" / "reports.parquet").column("agency").to_pylist()
    assert f",{FORMULA}," in (poisoned / "data" / "reports.csv").read_text(encoding="utf-8")


def test_spreadsheet_copies_hold_no_formula(poisoned: Path) -> None:
    assert excel_csv(poisoned)[1][1] == f"'{FORMULA}"
    for name in ("report_wide", "findings", "codes"):
        for row in sheet(poisoned, name).iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert sheet(poisoned, "report_wide").cell(3, 2).value == f"'{FORMULA}"
    assert sheet(poisoned, "findings").cell(3, 12).value == f"'{FORMULA}"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_every_start_of_a_formula_is_disarmed(start: str) -> None:
    assert harmless(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("value", ["予以公开", "1=1", "'甲", "", 0, -5, None])
def test_everything_else_stays(value: object) -> None:
    assert harmless(value) == value


@given(st.text())
def test_no_text_starts_a_formula_or_breaks_a_workbook(text: str) -> None:
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    openpyxl.Workbook().create_sheet().cell(1, 1, safe)  # raises on characters that a workbook cannot hold


def test_the_csv_opens_in_chinese(gold_package: Path) -> None:
    assert (gold_package / "report_wide.excel.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    headings, *rows = excel_csv(gold_package)
    assert headings[:6] == ["报告编号", "机关全称", "层级", "行政区划代码", "年度", "格式版本"]
    assert "（一）予以公开 · 总计" in headings
    assert len(rows) == 5


def test_the_workbook_has_labels_codes_notes_and_a_frozen_head(gold_package: Path) -> None:
    book = openpyxl.load_workbook(gold_package / "report_wide.xlsx")
    assert book.sheetnames == ["说明 notes", "report_wide", "findings", "codes"]
    wide = book["report_wide"]
    assert wide.freeze_panes == "B3"
    assert (wide["A1"].value, wide["A2"].value) == ("报告编号", "report_id")
    notes = [str(row[0].value) for row in book["说明 notes"].iter_rows()]
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
    shaded = [cell for row in wide.iter_rows() for cell in row if cell.fill.fgColor.rgb == "00FFF2CC"]
    names = {cell.value: cell.column for cell in wide[2]}
    assert {(cell.row, cell.column) for cell in shaded} == {
        (3, names["requests__carried_in__total"]),
        (3, names["requests__granted__total"]),
    }
    assert [cell.value for cell in shaded] == [None, 2]
