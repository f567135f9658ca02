"""A cell a line, with a line for a column that the form does not have: a count of the rows, a sum of legal persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS
from tests.support.printed_form import PrintedReport, Row, consistent_values
from tests.support.shapes import one_cell_per_line

HEADING_ROWS = 3


@dataclass(frozen=True)
class Counted(PrintedReport):
    """序号 in front of each row of the requests table."""

    def requests(self) -> list[Row]:
        heading, rows = super().requests()[:HEADING_ROWS], super().requests()[HEADING_ROWS:]
        counted = ([(str(at), 1, 1), *row] for at, row in enumerate(rows, 1))
        return [[("序号", 3, 1), *heading[0]], *heading[1:], *counted]


@dataclass(frozen=True)
class WithSubtotal(PrintedReport):
    """小计 of the five kinds of legal persons in front of the total; `misprinted` is a row whose 小计 is wrong."""

    misprinted: str = ""

    def requests(self) -> list[Row]:
        return list(self._with_subtotals(super().requests()))

    def _with_subtotals(self, rows: list[Row]) -> Iterator[Row]:
        yield from rows[: HEADING_ROWS - 1]
        yield [*rows[HEADING_ROWS - 1], ("小计", 1, 1)]
        for row in rows[HEADING_ROWS:]:
            five = sum(int(text) for text, *_ in row[-6:-1])
            wrong = self.misprinted in [text for text, *_ in row]
            yield [*row[:-1], (str(five + wrong), 1, 1), row[-1]]


@pytest.mark.parametrize("report", [Counted, WithSubtotal])
@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("seed", [3, 4])
def test_it_is_no_number_of_the_form(report: type[PrintedReport], edition: str, seed: int) -> None:
    values = consistent_values(edition, seed)
    cells = cells_of(*one_cell_per_line(report(edition, values, year=YEARS[edition])))
    assert {key: cells[key].raw for key in values} == values
    assert all(cells[key].certain for key in values)


def test_a_wrong_subtotal_makes_no_other_number_wrong() -> None:
    values = consistent_values("2021", 3)
    cells = cells_of(*one_cell_per_line(WithSubtotal("2021", values, misprinted="4.保护第三方合法权益")))
    assert {key: cells[key].raw for key in values} == values
