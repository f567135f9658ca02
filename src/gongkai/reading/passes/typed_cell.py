"""One printed token → one typed cell, with a finding where it is no proper number."""

from __future__ import annotations

from decimal import Decimal

from gongkai.forms import finding, labels, read_cell, unit_of
from gongkai.model import Cell, CellKey, Finding, GridCell, State

_RULES = {
    "requests": ("APP-V01", "APP-V02"),
    "review_litigation": ("RL-V01", "RL-V01"),
    "proactive_disclosure": ("A20-V02", "A20-V02"),
}
_ROWS = {
    "requests": "requests",
    "review_litigation": "channels",
    "proactive_disclosure": "proactive_disclosure_rows",
}
_COLUMNS = {
    "requests": "applicant_types",
    "review_litigation": "outcomes",
    "proactive_disclosure": "measures",
}


def count_cell(
    key: CellKey, token: GridCell | None, certain: bool, *, undecided: bool = False
) -> tuple[Cell, list[Finding]]:
    """A cell that holds a count: a non-negative whole number, or the state that says why not.

    Args:
        key: address in the form.
        token: what is printed there; None if the source has no cell.
        certain: False where the token may belong elsewhere.
        undecided: True if the token is the text of several cells that cannot be separated.
    """
    unit, doubts = unit_of(key), () if certain else ("column_unclear",)
    if token is None:
        return Cell(key, None, unit, None, State.ABSENT, None, doubts=doubts), []
    if undecided:
        return Cell(key, None, unit, token.text, State.UNREADABLE, token.place, doubts=("run_together",)), []
    reading = read_cell(token.text)
    if reading.state is not State.REPORTED:
        cell = Cell(key, None, unit, token.text, reading.state, token.place, doubts=doubts)
        return cell, _not_numeric(cell)
    if isinstance(reading.value, Decimal) or (reading.value or 0) < 0:
        cell = Cell(key, None, unit, token.text, State.UNREADABLE, token.place, doubts=doubts)
        return cell, [value_finding(cell, _RULES[key.table][0])]
    note = reading.note
    return Cell(key, reading.value, unit, token.text, State.REPORTED, token.place, note=note, doubts=doubts), []


def _not_numeric(cell: Cell) -> list[Finding]:
    return [value_finding(cell, _RULES[cell.key.table][1])] if cell.state is State.UNREADABLE else []


def value_finding(cell: Cell, rule: str) -> Finding:
    """The finding that a cell holds no proper number."""
    row = labels(_ROWS[cell.key.table])[cell.key.row]
    column = labels(_COLUMNS[cell.key.table])[cell.key.column]
    row_zh, column_zh = list(row.zh.values())[-1], list(column.zh.values())[-1]
    zh = {"cell": f"{row_zh}·{column_zh}", "item": row_zh, "ch": row_zh, "raw": cell.raw}
    en = {"cell": f"{row.en} / {column.en}", "item": row.en, "ch": row.en}
    return finding(rule, places=[cell.place], cells=[cell.key], found=cell.raw, zh=zh, en=en)
