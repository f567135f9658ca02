"""Real reports that stand beside the project on some machines: their shape after reading, against their gold."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.forms import is_number
from gongkai.model import Document, Grid, GridCell
from gongkai.read import read
from tests.read.showing import paragraphs

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
REQUEST_ROWS = {"prefecture_2025_html": 25, "county_2025_ocr_markdown": 25, "district_2023_pdf": 23}

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not on this machine")


@cache
def load(folder: str) -> tuple[Document, dict[str, Any]]:
    source = next((REPORTS / folder).glob("source.*"))
    return read(source), json.loads((REPORTS / folder / "gold.json").read_text(encoding="utf-8"))


def number_rows(document: Document) -> list[list[GridCell]]:
    """The numbers of every printed row, merged cells counted once."""
    rows = (row for block in document.blocks if isinstance(block, Grid) for row in block.rows)
    return [[cell for cell in row if not cell.covered and is_number(cell.text)] for row in rows]


def gold_rows(gold: dict[str, Any], table: str) -> list[list[str]]:
    rows: dict[str, list[str]] = {}
    for path, value in gold["cells"].items():
        name, row, _ = path.split("/")
        if name == table:
            rows.setdefault(row, []).append("" if value is None else str(value))
    return list(rows.values())


@pytest.mark.parametrize("folder", REQUEST_ROWS)
def test_request_rows_come_out_with_seven_numbers_each(folder: str) -> None:
    document, gold = load(folder)
    sevens = [[cell.text for cell in row] for row in number_rows(document) if len(row) == 7]
    expected = [row for row in gold_rows(gold, "requests") if all(row)]
    assert len(sevens) == REQUEST_ROWS[folder]
    assert sorted(sevens) == sorted(expected)


@pytest.mark.parametrize("folder", ["prefecture_2025_html", "district_2023_pdf"])
def test_review_row_comes_out_with_fifteen_numbers(folder: str) -> None:
    document, gold = load(folder)
    fifteen = [[cell.text for cell in row] for row in number_rows(document) if len(row) == 15]
    assert fifteen == [[number for row in gold_rows(gold, "review_litigation") for number in row]]


def test_pages_of_the_pdf_leave_no_numbers_and_cut_no_paragraph() -> None:
    texts = paragraphs(load("district_2023_pdf")[0])
    assert not [text for text in texts if text.strip("- 0123456789") == ""]
    assert sum(text.startswith(("一、", "二、", "三、", "四、", "五、", "六、")) for text in texts) == 6
    assert all(text.endswith(("。", "情况", "项", "政府", "报告", "事项")) for text in texts)


def test_flattened_text_keeps_its_lines() -> None:
    document, _ = load("district_2020_flattened_text")
    assert document.source.format == "text"
    assert not [block for block in document.blocks if isinstance(block, Grid)]
    assert [block.place.line for block in document.blocks] == list(range(1, 11))
