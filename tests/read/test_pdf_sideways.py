"""Tables whose columns go on on a later page, as spreadsheets print them."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model import Grid
from gongkai.read import read_bytes
from tests.read.paper import Paper
from tests.read.showing import rows

LABELS = [["项目", "自然人"], ["一、新收", "3"], ["二、结转", "1"], ["予以公开", "4"]]
NUMBERS = [["企业", "总计"], ["5", "8"], ["0", "1"], ["5", "9"]]
JOINED = [
    ["项目", "自然人", "企业", "总计"],
    ["一、新收", "3", "5", "8"],
    ["二、结转", "1", "0", "1"],
    ["予以公开", "4", "5", "9"],
]


def tables(*pages: Sequence[tuple[float, Sequence[Sequence[str | None]]]]) -> list[Grid]:
    """What is read of pages on which tables stand at these heights."""
    paper = Paper()
    for number, page in enumerate(pages):
        if number:
            paper.new_page()
        paper.prose(60, "某局2022年政府信息公开工作年度报告统计期限自一月一日起")
        for top, table in page:
            paper.table(top, table)
    return [block for block in read_bytes("a.pdf", paper.finish()).blocks if isinstance(block, Grid)]


def test_the_columns_of_a_later_page_stand_beside_the_rows_of_the_same_height() -> None:
    (table,) = tables([(100, LABELS)], [(100, NUMBERS)])
    assert rows(table) == JOINED
    assert [str(cell.place) for cell in table.rows[1]] == [
        *("page 1, table 1, row 2, cell 1", "page 1, table 1, row 2, cell 2"),
        *("page 2, table 1, row 2, cell 1", "page 2, table 1, row 2, cell 2"),
    ]


def test_a_heading_that_only_one_side_divides_is_merged_on_the_other() -> None:
    divided: list[Sequence[str | None]] = [["法人", None], ["企业", "其他"], *NUMBERS[1:]]
    undivided = [LABELS[0], ["^", "^"], *LABELS[1:]]
    (table,) = tables([(100, undivided)], [(100, divided)])
    assert rows(table)[:3] == [
        ["项目", "自然人", "法人", "^"],
        ["^", "^", "企业", "其他"],
        ["一、新收", "3", "5", "8"],
    ]


def test_rows_at_another_height_or_with_labels_of_their_own_stay_apart() -> None:
    assert len(tables([(100, LABELS)], [(130, NUMBERS)])) == 2
    assert len(tables([(100, LABELS)], [(100, LABELS)])) == 2


def test_columns_that_fit_two_pages_are_joined_to_none() -> None:
    assert len(tables([(100, LABELS)], [(100, LABELS)], [(100, NUMBERS)])) == 3


def test_a_third_page_goes_on_with_the_columns_of_the_second() -> None:
    last = [["备注"], ["0"], ["0"], ["0"]]
    (table,) = tables([(100, LABELS)], [(100, NUMBERS)], [(100, last)])
    assert rows(table)[3] == ["予以公开", "4", "5", "9", "0"]
