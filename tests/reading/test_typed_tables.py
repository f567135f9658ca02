"""Tables typed with tabs, commas or semicolons: a blank cell keeps its place, so every number is read."""

from __future__ import annotations

import pytest

from tests.reading.test_rows_in_one import cells_of
from tests.reading.test_shapes import YEARS, with_marks
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.typed_tables import TYPED_TABLES


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("shape", TYPED_TABLES)
def test_every_cell_is_read(shape: str, edition: str) -> None:
    for values in (consistent_values(edition, 5), with_marks(consistent_values(edition, 5), 5)):
        cells = cells_of(*TYPED_TABLES[shape](PrintedReport(edition, values, year=YEARS[edition])))
        assert {key: (cells[key].raw or "").strip() for key in values} == values
        assert all(cells[key].certain for key in values)
