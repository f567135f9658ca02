"""How the workbook shows each kind of cell, and what its first and last sheets say, on rows typed in by hand."""

from __future__ import annotations

from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from gongkai.package.workbook import write_workbook

PRINTED = [
    *("report_id", "row_code", "column_code", "value", "raw", "state"),
    *("reconciled", "certain", "rule", "doubts", "unit"),
]
REPORT = "110000-a-2021"


def cell(column: str, value: Any, state: str = "reported", **more: Any) -> dict[str, Any]:
    row = {"report_id": REPORT, "row_code": "granted", "column_code": column, "value": value, "state": state}
    return {**dict.fromkeys(PRINTED), "certain": True, **row, **more}


CELLS = [
    cell("natural_person", 12, raw="12"),
    cell("commercial_enterprise", None, "blank"),
    cell("research_institution", None, "blank", reconciled=4, rule="APP-R01"),
    cell("public_interest_organization", None, "not_applicable", raw="/"),
    cell("legal_service_organization", None, "unreadable", raw="=1-2"),
    cell("other_organization", None, "absent"),
    cell("total", 8, raw="8", reconciled=7, rule="nobody's"),
    {**cell("total", 6, raw="6", certain=False, doubts="column_unclear|run_together"), "row_code": "refused"},
]
REPORTS = [
    {"report_id": REPORT, "agency": "=甲局", "year": 2021, "edition": "2021"},
    {"report_id": "110000-b-2020", "agency": "乙局", "year": 2020, "edition": "2019"},
]
MESSAGES = {"message_zh": "总计不符", "message_en": "the total differs"}


def finding(number: int, report: str, severity: str, about: str = "report", **more: Any) -> dict[str, Any]:
    row = {"report_id": report, "sequence": number, "rule": f"R-{number}", "severity": severity, "about": about}
    return {
        "cells": "requests/granted/total|requests/refused/total",
        "expected": "7",
        "found": "8",
        **MESSAGES,
        **row,
        **more,
    }


FINDINGS = [
    finding(1, "110000-b-2020", "error"),
    finding(2, REPORT, "warning", cells=None, expected=None),
    finding(3, REPORT, "info"),
    finding(4, REPORT, "error", "reading"),
    finding(5, REPORT, "error", "file"),
    finding(6, REPORT, "error"),
    finding(7, "not-shown-2019", "error"),
]


TYPES = {**dict.fromkeys(("value", "reconciled", "year", "sequence"), pa.int64()), "certain": pa.bool_()}


def table(rows: list[dict[str, Any]], columns: list[str]) -> pa.Table:
    return pa.Table.from_pylist(rows, pa.schema([(name, TYPES.get(name, pa.string())) for name in columns]))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("looks") / "book.xlsx"
    tables = {
        "reports": table(REPORTS, list(REPORTS[0])),
        "requests": table(CELLS, PRINTED),
        "findings": table(FINDINGS, list(FINDINGS[0])),
        **{name: table([], PRINTED) for name in ("proactive_disclosure", "review_litigation")},
        **{name: table([], ["report_id"]) for name in ("report_wide", "codes")},
    }
    write_workbook(tables, ["一行", "one line"], path, "https://example.org/")
    return openpyxl.load_workbook(path)


LOOKS: dict[str, tuple[str | None, str, str | None]] = {
    "自然人": ("FF1F4E79", "none", None),
    "商业企业": (None, "lightUp", "FF9DC3E6"),
    "科研机构": (None, "lightUp", "FFF4B183"),
    "社会公益": ("FF7F7F7F", "none", None),
    "法律服务": ("FFC00000", "solid", "FFFCE4D6"),
    "其他": (None, "solid", "FFF2F2F2"),
    "总计": ("FFC00000", "solid", "FFF8CBAD"),
}
"""Colour of the number, pattern and colour of the ground, by a word of the heading."""


def row_of(book: Any, line: int) -> dict[str, Any]:
    heads, *rows = book["申请 requests"].iter_rows()
    return {str(head.value): found for head, found in zip(heads, rows[line], strict=True)}


@pytest.mark.parametrize("word", LOOKS)
def test_each_kind_of_cell_has_a_look_of_its_own(book: Any, word: str) -> None:
    (found,) = (each for title, each in row_of(book, 0).items() if title.startswith(word) and "row" not in title)
    colour, pattern, ground = LOOKS[word]
    assert (found.fill.patternType or "none") == pattern
    assert colour is None or found.font.color.rgb == colour
    assert ground is None or found.fill.fgColor.rgb == ground


def test_a_doubtful_number_is_yellow_and_a_misprint_bold(book: Any) -> None:
    doubtful = row_of(book, 1)["总计 total"]
    assert (doubtful.value, doubtful.fill.fgColor.rgb) == (6, "FFFFF2CC")
    misprint = row_of(book, 0)["总计 total"]
    assert (misprint.value, misprint.font.bold) == (8, True)
    assert doubtful.number_format == misprint.number_format == "#,##0.######;-#,##0.######;0"


def test_what_is_printed_stands_in_the_cell_and_what_follows_in_a_comment(book: Any) -> None:
    cells = row_of(book, 0)
    assert cells["机关 agency"].value == "'=甲局"
    told = {title.split()[0]: each.comment.text for title, each in cells.items() if each.comment}
    assert told.keys() == {"科研机构", "总计"}
    assert told["科研机构"].startswith("勾稽数 4（") and "Derived from the form’s sums: 4 (" in told["科研机构"]
    # a rule that this program does not know is named as it is
    assert told["总计"] == "勾稽数 7（nobody's）\nDerived from the form’s sums: 7 (nobody's)"
    doubt = row_of(book, 1)["总计 total"].comment.text.splitlines()
    assert [line.startswith("存疑：") and "In doubt: " in line for line in doubt] == [True, True]
    (mark,) = (each for title, each in cells.items() if title.startswith("社会公益"))
    assert mark.value == "/"
    (unreadable,) = (each for title, each in cells.items() if title.startswith("法律服务"))
    assert unreadable.value == "'=1-2"
    links = [each.hyperlink for each in cells.values() if each.hyperlink]
    assert len(links) == 7
    assert {(link.target, link.location.split(".")[1]) for link in links} == {
        (f"https://example.org/reports/{REPORT}/", "granted"),
    }


LEGEND = [
    ("12", "文本里的数", "The number in the text we hold"),
    (None, "空白不是零", "Blank is not zero"),
    (None, "由勾稽关系推得的数见批注", "Left blank; the comment has the number"),
    ("/", "填了“/”“—”“无”等", "holds “/”, “—” or “无”"),
    ("1-2", "填的不是一个数", "is no number"),
    (None, "没有这一行或这一列", "lacks this row or column"),
    (None, "这一版格式没有这一格", "Not on this edition’s form"),
    ("12", "与其他数不符", "does not agree with the others"),
    ("12", "不止一种读法", "more than one way"),
]


def test_the_first_sheet_has_the_notes_and_explains_every_look(book: Any) -> None:
    rows = list(book["说明 read me"].iter_rows(max_col=2, values_only=True))
    assert [row[0] for row in rows[:2]] == ["一行", "one line"]
    assert len(rows) == 2 + len(LEGEND)
    for (sample, zh, en), (shown, text) in zip(LEGEND, rows[2:], strict=True):
        assert (shown or None) == sample
        assert zh in text and en in text
    grounds = [book["说明 read me"].cell(number, 1).fill.fgColor.rgb for number in range(3, 12)]
    assert grounds[7:] == ["FFF8CBAD", "FFFFF2CC"]


def test_questions_are_those_about_the_report_the_newest_first_and_errors_before_warnings(book: Any) -> None:
    heads, *rows = book["可以追问 questions to ask"].iter_rows(values_only=True)
    assert heads == (
        *("年度 year", "机关 agency", "报告编号 report id", "问题", "question in English"),
        *("应为 expected", "表中 found", "程度 severity", "规则 rule"),
    )
    asked = ("总计不符。请核对并说明原因。", "the total differs. Could you check this and explain it?")
    assert rows == [
        (2021, "'=甲局", REPORT, *asked, "7", "8", "错误 error", "R-6"),
        (2021, "'=甲局", REPORT, *asked, None, "8", "警告 warning", "R-2"),
        (2020, "乙局", "110000-b-2020", *asked, "7", "8", "错误 error", "R-1"),
    ]
    places = [row[2].hyperlink.location for row in book["可以追问 questions to ask"].iter_rows(min_row=2)]
    assert places == ["requests.granted.total", None, "requests.granted.total"]
