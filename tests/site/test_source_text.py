from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongkai.site.source_text import source_view

REPORT = {"source_format": "text", "source_encoding": "utf-8"}


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
    assert (part.text, part.anchor, part.target) == ("7", "src-line-2-cell-3", "requests--granted--total")


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
    view = source_view({"source_format": "text", "source_encoding": "gb18030"}, [cell("line 1, cell 2")], path)
    assert [part.text for part in view.lines[0].parts] == ["公开", "\t", "3"]


def test_a_file_without_lines_shows_the_cells_that_were_read(file: Path) -> None:
    report = {"source_format": "pdf", "source_encoding": None}
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
