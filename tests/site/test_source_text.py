"""The lines of a text on its page: numbers are anchored where they stand, by the places that reading gave them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.site.rows import SourceRow
from gongkai.site.source_text import MOST_CHARACTERS, Part, PrintedParagraph, SourceView, source_view
from tests.site.read_cells import read_cell

REPORT = SourceRow("a-2021", "text", "utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes("题目\r\n予以公开\t1\t7 \r\n".encode())
    return path


def line(view: SourceView, number: int) -> PrintedParagraph:
    (found,) = [block for block in view.blocks if block.number == number]
    assert isinstance(found, PrintedParagraph)
    return found


def anchored(view: SourceView, number: int) -> list[tuple[str, str | None, str | None]]:
    return [(part.text, part.anchor, part.target) for part in line(view, number).parts if part.anchor]


def test_a_cell_is_anchored_where_it_was_printed_and_leads_back_to_the_form(file: Path) -> None:
    view = source_view(REPORT, [read_cell("line 2, cell 3")], file)
    assert anchored(view, 2) == [("7", "_l2c3", "requests.granted.total")]


def test_a_line_is_shown_as_printed(file: Path) -> None:
    view = source_view(REPORT, [read_cell("line 2, cell 3")], file)
    assert line(view, 2).text == "予以公开\t1\t7"
    assert [block.number for block in view.blocks] == [1, 2, 3]


def test_a_place_without_its_own_anchor_leads_to_its_line(file: Path) -> None:
    view = source_view(REPORT, [], file)
    assert view.anchor("line 2, cell 9") == "_l2"
    assert view.anchor("line 2, characters 1-2") == "_l2"
    assert view.anchor("line 99") is None
    assert view.anchor(None) is None


def test_text_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("公开\t3".encode("gb18030"))
    view = source_view(replace(REPORT, source_encoding="gb18030"), [read_cell("line 1, cell 2", "3")], path)
    assert [part.text for part in line(view, 1).parts] == ["公开", "\t", "3"]


def test_a_torn_row_is_marked_as_a_line_that_leads_back(file: Path) -> None:
    torn = [read_cell("line 2, cell 2", "0", "natural_person"), read_cell("line 2, cell 2", "17")]
    view = source_view(REPORT, torn, file)
    assert view.anchor("line 2, cell 2") == "_l2"
    assert line(view, 2).back == "requests.granted.natural_person"
    assert anchored(view, 2) == []


def test_numbers_inside_a_line_have_their_own_anchors(file: Path) -> None:
    file.write_text("第二十条\n  予以公开200 0 21完", encoding="utf-8")
    cells = [
        read_cell("line 2, characters 5-7", "200", "natural_person"),
        read_cell("line 2, characters 9-9", "0", "other_organisation"),
        read_cell("line 2, characters 11-12", "21"),
    ]
    view = source_view(REPORT, cells, file)
    assert [text for text, _, _ in anchored(view, 2)] == ["200", "0", "21"]
    assert line(view, 2).text == "予以公开200 0 21完"
    assert view.anchor("line 2, characters 9-9") == "_l2x9-9"
    assert line(view, 2).back is None


def test_cells_that_share_a_run_lead_to_it_together(file: Path) -> None:
    file.write_text("上年结转0000", encoding="utf-8")
    shared = [read_cell("line 1, characters 5-8", "0000", column) for column in ("natural_person", "total")]
    view = source_view(REPORT, shared, file)
    assert anchored(view, 1) == [("0000", "_l1x5-8", "requests.granted.natural_person")]
    assert line(view, 1).back is None


def test_a_place_at_which_something_else_stands_gets_no_anchor(file: Path) -> None:
    view = source_view(REPORT, [read_cell("line 1, characters 1-1", "8")], file)
    assert (anchored(view, 1), line(view, 1).text) == ([], "题目")
    assert line(view, 1).back == "requests.granted.total"


def test_a_long_text_is_cut_but_not_where_numbers_were_read(file: Path) -> None:
    file.write_text("\n".join(["字" * MOST_CHARACTERS, "无", "予以公开\t7"]), encoding="utf-8")
    view = source_view(REPORT, [read_cell("line 3, cell 2")], file)
    assert ([block.number for block in view.blocks], view.left_out) == ([1, 3], 1)


def test_private_persons_are_not_shown_but_a_number_of_the_form_stays() -> None:
    assert Part("手机13800001234").text == "手机［已隐去：手机号］"
    assert Part("13800001234", "_l1", "requests.granted.total").text == "13800001234"


def test_a_run_that_prints_several_cells_is_one_anchor(file: Path) -> None:
    file.write_text("上年结转64 0 2完", encoding="utf-8")
    raws = {"natural_person": "64", "other_organisation": "0", "total": "2"}
    view = source_view(
        REPORT, [read_cell("line 1, characters 5-10", raw, column) for column, raw in raws.items()], file
    )
    assert anchored(view, 1) == [("64 0 2", "_l1x5-10", "requests.granted.natural_person")]
