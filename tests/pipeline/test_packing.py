"""What is kept in the cache or sent to a worker comes back as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.model import Finding
from gongkai.pipeline.packing import packed, unpacked
from tests.support.reports import consistent_report


@dataclass(frozen=True, slots=True)
class Single:
    value: int


def test_a_report_comes_back_equal_cell_by_cell() -> None:
    report = consistent_report("2021", seed=7)
    back = unpacked(packed(report))
    assert back == report
    assert [type(cell) for cell in back.cells] == [type(cell) for cell in report.cells]


def test_values_keep_their_types() -> None:
    things = (Single(3), (Decimal("1.50"), date(2021, 1, 2), None), {"findings": [Finding]})
    assert unpacked(packed(things)) == things


def test_the_same_value_gives_the_same_bytes() -> None:
    assert packed(consistent_report("2019", seed=3)) == packed(consistent_report("2019", seed=3))
