"""Tables with some of the form's columns only, or with them in another order: the headings say which they are."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gongkai.model import CellKey
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.official_forms import APPLICANTS
from tests.support.printed_form import PrintedReport, Row, Values, consistent_values
from tests.support.shapes import Shape, copied_from_a_browser, html, markdown, tabs

PERSON, SHOP, SCIENCE, CHARITY, LAWYER, OTHER, TOTAL = APPLICANTS
IN_ANOTHER_ORDER = (PERSON, CHARITY, SHOP, SCIENCE, OTHER, LAWYER, TOTAL)
WITHOUT_ONE = (PERSON, SHOP, CHARITY, LAWYER, OTHER, TOTAL)
WITHOUT_THREE = (SHOP, SCIENCE, OTHER, TOTAL)


@dataclass(frozen=True)
class WithKinds(PrintedReport):
    """A report whose requests table has these kinds of applicants, in this order."""

    kinds: tuple[str, ...] = tuple(APPLICANTS)

    def requests(self) -> list[Row]:
        (labels, *_), *rows = super().requests()
        legal = [kind for kind in self.kinds if kind not in (PERSON, TOTAL)]
        second = [
            ("法人或其他组织", 1, len(legal)) if kind == legal[0] else (APPLICANTS[kind], 2, 1) for kind in self.kinds
        ]
        heads: list[Row] = [
            [labels, ("申请人情况", 1, len(self.kinds))],
            [cell for cell, kind in zip(second, self.kinds, strict=True) if kind not in legal[1:]],
            [(APPLICANTS[kind], 1, 1) for kind in legal],
        ]
        at = {kind: number - len(APPLICANTS) for number, kind in enumerate(APPLICANTS)}
        return heads + [[*row[: -len(APPLICANTS)], *(row[at[kind]] for kind in self.kinds)] for row in rows[2:]]


def printed_in(kinds: tuple[str, ...], edition: str, *, blanks: bool) -> Values:
    """Numbers of which the kinds that are not printed have none; every second zero is left blank if `blanks`."""
    values = dict(consistent_values(edition, 5))
    for key in [key for key in values if key.table == "requests" and key.column not in kinds]:
        total = CellKey("requests", key.row, TOTAL)
        values |= {total: str(int(values[total]) - int(values[key])), key: ""}
    zeros = [key for key, text in values.items() if text == "0" and key.table == "requests"]
    return values | dict.fromkeys(zeros[::2] if blanks else (), "")


@pytest.mark.parametrize("blanks", [False, True], ids=["full", "blanks"])
@pytest.mark.parametrize("kinds", [IN_ANOTHER_ORDER, WITHOUT_ONE, WITHOUT_THREE], ids=["order", "six", "four"])
@pytest.mark.parametrize("shape", [html, markdown, tabs, copied_from_a_browser])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_headings_say_whose_numbers_a_column_has(
    edition: str, shape: Shape, kinds: tuple[str, ...], blanks: bool
) -> None:
    values = printed_in(kinds, edition, blanks=blanks)
    document = read_bytes(*shape(WithKinds(edition, values, kinds=kinds)))
    cells = {cell.key: cell for cell in extract_cells(recognise(document))[0] if cell.key.table == "requests"}
    printed = {key: text for key, text in values.items() if key.table == "requests" and text}
    certain = {key for key, cell in cells.items() if cell.certain and cell.raw}
    assert {key: cells[key].raw for key in certain} == {key: printed.get(key) for key in certain}
    # in text a column may be lost, heading and all
    if shape in (html, markdown) or kinds == IN_ANOTHER_ORDER:
        assert certain == printed.keys()
