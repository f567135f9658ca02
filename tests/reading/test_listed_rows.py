"""Rows of the requests table written as sentences, under each other or below headings."""

from __future__ import annotations

import pytest

from gongkai.forms import labels
from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS
from tests.support.printed_form import PrintedReport, consistent_values


@pytest.mark.parametrize("edition", YEARS)
def test_rows_stand_below_the_headings_of_their_group(edition: str) -> None:
    report = PrintedReport(edition, consistent_values(edition, 5), year=YEARS[edition])
    columns = [label.zh[edition] for label in labels("applicant_types").values()]
    lines = [report.title(), report.preamble(), "三、收到和处理政府信息公开申请情况"]
    for row in report.requests()[3:]:
        *headings, label = [text for text, _, _ in row[:-7]]
        values = [f"{column} {text}" for column, (text, _, _) in zip(columns, row[-7:], strict=True)]
        lines += [*headings, f"{label}：{'；'.join(values)}"]
    cells = cells_of("a.txt", "\n".join(lines).encode())
    wanted = {key: value for key, value in report.values.items() if key.table == "requests"}
    assert {key: cells[key].raw for key in wanted if cells[key].certain} == wanted
