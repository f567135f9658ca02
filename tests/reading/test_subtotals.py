"""Subtotals that an agency prints beside the label of a group: kept, checked, never taken for one of its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.model import Cell, CellKey, Finding
from gongkai.pipeline.reading import extract_file
from gongkai.read import read_bytes
from gongkai.reading import recognise
from gongkai.reading.tables.cells import extract_cells
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import SHAPES, tabs

KINDS = 7
GROUPS = {"refused": "（三）不予公开", "other_handling": "（六）其他处理"}
FIRST = {"refused": "1.属于国家秘密", "other_handling": "1.申请人无正当理由逾期不补正"}
Cells = dict[CellKey, Cell]


def values_of(edition: str = "2021") -> dict[CellKey, str]:
    return consistent_values(edition, 31)


def with_subtotal(text: str, group: str, numbers: list[str], *, named: str | None = None) -> str:
    """The tabbed report with a row for the group in front of its first row, the label in the column of groups."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if FIRST[group] in line)
    head, *_ = lines[at].split(GROUPS[group])
    lines[at] = lines[at].replace(GROUPS[group], "")
    lines.insert(at, head + "\t".join([GROUPS[group], named or "", *numbers]))
    return "\n".join(lines)


def read_with_subtotal(group: str, numbers: list[str], **how: str) -> tuple[Cells, tuple[Finding, ...]]:
    name, data = tabs(PrintedReport("2021", values_of()))
    cells, findings = extract_cells(
        recognise(read_bytes(name, with_subtotal(data.decode(), group, numbers, **how).encode()))
    )
    return {cell.key: cell for cell in cells}, findings


@pytest.mark.parametrize("named", [None, "小计"])
@pytest.mark.parametrize("group", GROUPS)
def test_a_subtotal_is_kept_in_a_row_of_its_own(group: str, named: str | None) -> None:
    numbers = [str(n) for n in (3, 0, 1, 0, 0, 0, 4)]
    cells, findings = read_with_subtotal(group, numbers, **({"named": named} if named else {}))
    printed = [cell for key, cell in cells.items() if key.row == group]
    assert [cell.raw for cell in printed] == numbers
    assert all(cell.certain for cell in printed)
    assert {key: cells[key].raw for key in values_of()} == values_of()
    assert not [finding for finding in findings if finding.rule in ("ED-02", "APP-S02", "APP-S03")]


def test_a_subtotal_below_its_rows_is_that_of_the_rows_above() -> None:
    name, data = tabs(PrintedReport("2021", values_of()))
    lines = data.decode().split("\n")
    at = next(i for i, line in enumerate(lines) if "（四）无法提供" in line)
    lines.insert(at, "\t\t小计" + "\t5" * KINDS)
    cells, _ = extract_cells(recognise(read_bytes(name, "\n".join(lines).encode())))
    assert [cell.value for cell in cells if cell.key.row == "refused"] == [5] * KINDS


def test_a_wrong_subtotal_is_reported(tmp_path: Path) -> None:
    name, data = tabs(PrintedReport("2021", values_of()))
    path = tmp_path / name
    path.write_text(with_subtotal(data.decode(), "refused", ["999"] * 6 + ["5994"]), encoding="utf-8")
    assert "APP-C04" in {finding.rule for finding in extract_file(path).findings}


def test_numbers_beside_a_group_whose_first_label_is_lost_are_no_subtotal() -> None:
    name, data = tabs(PrintedReport("2021", values_of()))
    text = data.decode().replace("1.属于国家秘密", "")
    cells, _ = extract_cells(recognise(read_bytes(name, text.encode())))
    assert [cell for cell in cells if cell.key.row == "refused"] == []
    assert {cell.key for cell in cells if cell.certain} == set(values_of())


def test_a_subtotal_run_together_with_its_rows_is_kept_apart() -> None:
    values = values_of()
    name, data = SHAPES["row_run_together"](PrintedReport("2021", values))
    text = data.decode().replace("（三）不予公开1.属于", "（三）不予公开2000002\n1.属于")
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, text.encode())))[0]}
    assert [cell.value for key, cell in cells.items() if key.row == "refused"] == [2, 0, 0, 0, 0, 0, 2]
    leaf = CellKey("requests", "refused_state_secret", "total")
    assert str(cells[leaf].value) == values[leaf]


def test_numbers_beside_the_name_of_a_group_are_its_first_row_where_every_column_balances() -> None:
    values = values_of()
    name, data = tabs(PrintedReport("2021", values))
    text = data.decode().replace("1.属于国家秘密", "")
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, text.encode())))[0]}
    assert {key: str(cells[key].value) for key in values} == values
    assert all(cell.certain for cell in cells.values())


def test_they_are_in_doubt_where_a_column_does_not_balance() -> None:
    values = {**values_of(), CellKey("requests", "total_processed", "other_organization"): "999"}
    name, data = tabs(PrintedReport("2021", values))
    text = data.decode().replace("1.属于国家秘密", "")
    cells = {cell.key: cell for cell in extract_cells(recognise(read_bytes(name, text.encode())))[0]}
    assert {key.row for key, cell in cells.items() if not cell.certain} == {"refused_state_secret"}
