from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongkai.site.form_layout import form_tables
from gongkai.site.source_text import source_view

REPORT = {"edition": "2021", "source_format": "text", "source_encoding": "utf-8"}


def cell(place: str | None, raw: str = "7", row: str = "granted") -> dict[str, Any]:
    return {"table": "requests", "row": row, "column": "total", "place": place, "raw": raw}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes("题目\r\n予以公开\t1\t7 \r\n".encode())
    return path


def test_a_cell_is_anchored_where_it_was_printed_and_leads_back_to_the_form(file: Path) -> None:
    view = source_view(REPORT, [cell("line 2, cell 3")], file)
    (part,) = [part for part in view.lines[1].parts if part.anchor]
    assert (part.text, part.anchor, part.target) == ("7", "src-line-2-cell-3", "requests.granted.total")


def test_a_line_is_shown_as_printed(file: Path) -> None:
    view = source_view(REPORT, [cell("line 2, cell 3")], file)
    assert "".join(part.text for part in view.lines[1].parts) == "予以公开\t1\t7"
    assert [line.number for line in view.lines] == [1, 2, 3]


def test_a_place_without_its_own_anchor_leads_to_its_line(file: Path) -> None:
    view = source_view(REPORT, [], file)
    assert view.anchor("line 2, cell 9") == "src-line-2"
    assert view.anchor("line 99") is None
    assert view.anchor(None) is None


def test_text_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("公开\t3".encode("gb18030"))
    view = source_view({**REPORT, "source_encoding": "gb18030"}, [cell("line 1, cell 2")], path)
    assert [part.text for part in view.lines[0].parts] == ["公开", "\t", "3"]


def test_a_file_without_lines_shows_the_cells_that_were_read(file: Path) -> None:
    report = {**REPORT, "source_format": "pdf", "source_encoding": None}
    cells = [cell("page 2, table 1, row 4, cell 5"), cell("page 2, table 1, row 3, cell 5", "8", "carried_in")]
    view = source_view(report, cells, file)
    (table,) = view.tables
    assert (table.page, table.table) == (2, 1)
    assert [(row, became) for row, became, _ in table.rows] == [
        (3, ("requests", "carried_in")),
        (4, ("requests", "granted")),
    ]
    assert view.lines == ()
    assert view.anchor("page 2, table 1, row 4, cell 5") == "src-page-2-table-1-row-4-cell-5"


def test_a_torn_row_is_marked_as_a_line_that_leads_back(file: Path) -> None:
    torn = [
        {**cell("line 2, cell 2", raw), "column": column} for column, raw in (("natural_person", "0"), ("total", "17"))
    ]
    view = source_view(REPORT, torn, file)
    assert [view.anchor_of(one) for one in torn] == ["src-line-2", "src-line-2"]
    assert view.lines[1].back == "requests.granted.natural_person"
    assert not any(part.anchor for part in view.lines[1].parts)


def test_a_number_inside_a_line_has_its_own_anchor(file: Path) -> None:
    file.write_text("第二十条\n行政许可 12 行政处罚 3", encoding="utf-8")
    fees = {"table": "proactive_disclosure", "row": "administrative_licensing", "column": "decisions", "raw": "12"}
    printed = {**fees, "place": "line 2", "certain": True, "state": "reported"}
    key = [slot.key for table in form_tables("2021", "zh") for row in table.body for slot in row if slot.key]
    (column,) = [k.column for k in key if k.row == "administrative_licensing"]
    view = source_view(REPORT, [{**printed, "column": column}], file)
    (part,) = [part for part in view.lines[1].parts if part.anchor]
    assert (part.text, part.anchor) == ("12", view.anchor_of({**printed, "column": column}))
