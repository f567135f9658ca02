"""A narrative that tells every number in the words of the form changes nothing in the tables below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.reading.test_rows_in_one import cells_of
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import Shape, html, markdown, tabs

NARRATIVE = (
    "第二十条第（一）项：历年累计制发行政规范性文件312件，现行有效288件；第二十条第（五）项：行政许可15230件；第（六）项："
    "行政处罚771件，行政强制6件；第（八）项：行政事业性收费0.5万元。一、本年新收政府信息公开申请数量95件，（一）予以公开7件，"
    "（七）总计96件；四、结转下年度继续办理3件。行政复议：结果维持2件，结果纠正0件，其他结果1件，尚未审结0件，总计3件。"
)


LIKE_ROWS = {
    "requests": ("一、本年新收政府信息公开申请数量 95件", "（一）予以公开 9件", "（二）部分公开3件", "（七）总计 96件"),
    "proactive": ("行政许可 152件", "行政处罚771件"),
}


@dataclass(frozen=True)
class WithNarrative(PrintedReport):
    """A report with the sentences in front of its tables."""

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        for kind, part in super().parts():
            yield kind, part
            if part == "一、总体情况":
                yield "p", NARRATIVE


@pytest.mark.parametrize("shape", [html, markdown, tabs])
@pytest.mark.parametrize("seed", [3, 4])
def test_the_tables_are_read_as_if_it_were_not_there(shape: Shape, seed: int) -> None:
    values = consistent_values("2021", seed)
    cells = cells_of(*shape(WithNarrative("2021", values)))
    assert {key: cells[key].raw for key in values} == values
    assert all(cells[key].certain for key in values)


@dataclass(frozen=True)
class WithLinesLikeRows(PrintedReport):
    """A report with paragraphs in front of a table that each tell one number as a row of it would."""

    table: str = ""

    def parts(self) -> Iterator[tuple[str, str | list[Row]]]:
        for kind, part in super().parts():
            if part == getattr(self, self.table)():
                yield from (("p", line) for line in LIKE_ROWS[self.table])
            yield kind, part


@pytest.mark.parametrize("table", LIKE_ROWS)
@pytest.mark.parametrize("seed", [3, 4])
def test_no_paragraph_takes_the_place_of_a_row_in_cells(table: str, seed: int) -> None:
    values = consistent_values("2021", seed)
    cells = cells_of(*html(WithLinesLikeRows("2021", values, table=table)))
    assert {key: cells[key].raw for key in values} == values
    assert all(cells[key].certain for key in values)
