"""The five reports of the first dataset, cell by cell against the hand-checked gold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gongkai.model import Cell, Finding, State
from gongkai.read import read
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.gold import GOLD, gold_files

GOLDS = {gold["report_id"]: gold for gold in gold_files()}


def cells_of(gold: dict[str, Any]) -> tuple[dict[str, Cell], tuple[Finding, ...]]:
    cells, findings = extract_cells(recognise(read(GOLD.parent / "reports" / gold["file"])))
    return {"/".join(cell.key): cell for cell in cells}, findings


@pytest.mark.parametrize("report_id", GOLDS)
def test_every_cell_is_as_reported(report_id: str) -> None:
    gold = GOLDS[report_id]
    cells, _ = cells_of(gold)
    found = {path: cell.value for path, cell in cells.items()}
    wanted = {path: Decimal(str(value)) if value is not None else None for path, value in gold["cells"].items()}
    assert found == wanted


def test_the_five_reports_have_992_cells() -> None:
    assert sum(len(cells_of(gold)[0]) for gold in GOLDS.values()) == 992


@pytest.mark.parametrize("report_id", GOLDS)
def test_money_and_counts_have_the_unit_and_text_that_is_printed(report_id: str) -> None:
    gold = GOLDS[report_id]
    cells, _ = cells_of(gold)
    assert {path: cells[path].unit for path in gold["units"]} == gold["units"]
    assert {path: cells[path].raw for path in gold["raw"]} == gold["raw"]


@pytest.mark.parametrize("report_id", GOLDS)
def test_doubt_is_shown_exactly_where_the_gold_has_it(report_id: str) -> None:
    gold = GOLDS[report_id]
    cells, _ = cells_of(gold)
    ambiguous = set(gold.get("ambiguous_cells", {}).get("rows", ()))
    doubtful = {cell.key.row for cell in cells.values() if not cell.certain}
    assert doubtful == ambiguous


def test_values_follow_the_label_and_not_the_column() -> None:
    cells, _ = cells_of(GOLDS["140600-science-technology-2020"])
    row = [cells[f"requests/total_processed/{column}"].value for column in ("natural_person", "commercial_enterprise")]
    assert row == [0, 3]


def test_a_blank_row_stays_blank() -> None:
    cells, _ = cells_of(GOLDS["230000-science-technology-2019"])
    assert cells["requests/total_processed/total"].state is State.BLANK
    assert cells["requests/total_processed/total"].raw == ""


def test_the_place_of_a_cell_is_its_line_and_tab_position() -> None:
    cells, _ = cells_of(GOLDS["230000-science-technology-2019"])
    assert str(cells["requests/granted/natural_person"].place) == "line 51, cell 3"


READING_RULES = ("LBL-01", "APP-S04", "APP-S05", "RL-S01", "A20-S02")


@pytest.mark.parametrize("report_id", GOLDS)
def test_what_the_reading_had_to_mend_is_said(report_id: str) -> None:
    gold = GOLDS[report_id]
    _, findings = cells_of(gold)
    wanted = {f["rule"] for f in gold["expected_findings"] if f["rule"] in READING_RULES}
    assert {finding.rule for finding in findings} == wanted
    assert not [finding for finding in findings if finding.severity == "error"]
