"""Decoded rows → one typed cell for every cell of the form, plus what a reader must know about the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter

from gongkai.forms import editions, finding, items_of, labels, load_form, read_cell, squeeze, unit_of
from gongkai.model import Cell, CellKey, Finding, FormLine, Grid, Outline, State
from gongkai.reading.tables.doubts import is_marked
from gongkai.reading.tables.findings import about_lines, names_of, value_finding

_MONEY = frozenset({"fee_amount", "procurement_amount"})
_UNIT_IN_HEADING = re.compile(r"(万元|元)")
_UNITS = {"万元": "CNY_10K", "元": "CNY"}
_line_of = attrgetter("page", "table", "row", "line", "paragraph")
_RULES = {
    "requests": ("APP-V01", "APP-V02"),
    "review_litigation": ("RL-V01", "RL-V01"),
    "proactive_disclosure": ("A20-V02", "A20-V02"),
}


def extract_cells(outline: Outline) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """Every cell of the edition's form once, in printed order, then printed rows of another edition.

    Returns:
        The cells (2019 form: 198, 2021 form: 200, and more where rows of the other edition are printed) and the
        findings about labels, positions and unreadable values.
    """
    read: dict[CellKey, Cell] = {}
    findings: list[Finding] = []
    for line in outline.lines:
        for at, column in enumerate(line.columns):
            key = CellKey(line.table, line.row, column)
            if key not in read:
                read[key], rule = _cell(key, line, at)
                if rule:
                    findings.append(value_finding(read[key], rule))
    findings.extend(about_lines(outline))
    form_cells = load_form(outline.edition).cells()
    known = frozenset(form_cells)
    foreign = [] if read.keys() <= known else [cell for key, cell in read.items() if key not in known]
    extra = tuple([cell for cell in foreign if cell.state is not State.ABSENT])
    findings.extend(_missing(outline.edition, read))
    findings.extend(_mixed(outline.edition, extra, read))
    every = tuple([read.get(key) or Cell(key, None, unit_of(key), None, State.ABSENT, None) for key in form_cells])
    cells, doubts = _doubt_the_end(outline, every + extra)
    return cells, (*findings, *doubts)


def margins(outline: Outline) -> dict[CellKey, float]:
    """How far the best layout is ahead of any that gives a cell another value; what it is calibrated by."""
    return {
        CellKey(line.table, line.row, column): line.margins[at]
        for line in reversed(outline.lines)
        for at, column in enumerate(line.columns)
    }


def _cell(key: CellKey, line: FormLine, at: int) -> tuple[Cell, str | None]:
    """The cell, and the rule that it breaks if it holds no proper number.

    A count is a whole number, of requests and disputes never negative; an amount has the unit of cell or heading.
    """
    token, doubts, unit = line.tokens[at], line.doubts[at], unit_of(key)
    if token is None:
        return Cell(key, None, unit, None, State.ABSENT, None, doubts=doubts), None
    if at in line.open or is_marked(token):
        cell = Cell(key, None, unit, token.text, State.UNREADABLE, token.place, doubts=doubts)
        return cell, None if at in line.open else _RULES[key.table][1]
    reading = read_cell(token.text)
    money = key.column in _MONEY
    if money:
        named = line.named.index(key.column) if key.column in line.named else -1
        heading = line.heading[named] if 0 <= named < len(line.heading) else ""
        printed = _UNIT_IN_HEADING.search(squeeze(heading))
        unit = reading.unit or (_UNITS[printed[1]] if printed else unit)
    value = reading.value
    if not money and isinstance(value, Decimal) and value == value.to_integral_value():
        # 7.0, as programs write whole numbers, is 7
        value = int(value)
    if reading.beyond_range or (reading.alike and value is not None):
        doubts = (*doubts, "out_of_range" if reading.beyond_range else "letters")
    cell = Cell(key, value, unit, token.text, reading.state, token.place, None, None, reading.note, doubts)
    if value is None:
        return cell, _RULES[key.table][1] if cell.state is State.UNREADABLE else None
    # A negative number of decisions is printed as such, and a rule says that it cannot be; one of requests is none.
    if not money and (isinstance(value, Decimal) or (value < 0 and key.table != "proactive_disclosure")):
        return replace(cell, value=None, state=State.UNREADABLE, note=None), _RULES[key.table][0]
    return cell, None


_GAPS = {"proactive_disclosure": "A20-S01", "requests": "APP-S01"}
"""The rule for a row of which the source has nothing, or for one of its measures."""
_COLUMNS = {"proactive_disclosure": (), "requests": tuple(labels("applicant_types"))}
"""The columns that every row has."""


def _missing(edition: str, read: dict[CellKey, Cell]) -> Iterable[Finding]:
    """One finding a missing row; a missing table or column gives one finding, not one for each row."""
    form = load_form(edition)
    for table, rule in _GAPS.items():
        keys = _keys_of(edition, table)
        missing = [key for key in keys if key not in read]
        cells = [read[key] for key in keys if key in read]
        if not missing and any(cell.state is not State.ABSENT for cell in cells):
            continue
        printed = {cell.key.column for cell in cells if cell.state is not State.ABSENT}
        absent: dict[str, list[str]] = {row.code: [] for row in form.rows[table]}
        for key in missing:
            absent[key.row].append(key.column)
        if not printed:
            zh, en = ({"row": name, "item": name} for name in ("整张表", "the whole table"))
            zh["measure"], en["measure"] = "各列", "all columns"
            yield finding(rule, zh=zh, en=en, cells=[CellKey(table, "*", "*")])
            continue
        for code in _COLUMNS[table]:
            lacking = [CellKey(table, row, code) for row, columns in absent.items() if code in columns]
            if code not in printed and len(lacking) == len(absent):
                column = labels("applicant_types")[code]
                zh, en = {"row": f"{list(column.zh.values())[-1]}列"}, {"row": f"{column.en} column"}
                yield finding(rule, zh=zh, en=en, cells=lacking)
                absent = {row: [column for column in columns if column != code] for row, columns in absent.items()}
        for code in [code for code, columns in absent.items() if columns]:
            zh, en = ({"row": name, "item": name} for name in names_of(table, code))
            measures = [labels("measures")[c] for c in absent[code]] if table == "proactive_disclosure" else []
            zh["measure"] = "、".join(list(m.zh.values())[-1] for m in measures)
            en["measure"] = ", ".join(m.en for m in measures)
            yield finding(rule, zh=zh, en=en, cells=[CellKey(table, code, column) for column in absent[code]])


@cache
def _keys_of(edition: str, table: str) -> tuple[CellKey, ...]:
    return tuple(key for key in load_form(edition).cells() if key.table == table)


def _mixed(edition: str, extra: tuple[Cell, ...], read: dict[CellKey, Cell]) -> Iterable[Finding]:
    """ED-02 where the source prints rows or measures that only another edition has.

    A row that this edition has as the label of a group whose own rows are printed is its subtotal.
    """
    every = {key for own in editions() for key in load_form(own).cells()} if extra else set()
    foreign = []
    for cell in extra:
        items = items_of(cell.key.row) if cell.key.table == "requests" else ()
        printed = any(CellKey("requests", item, cell.key.column) in read for item in items)
        subtotal = printed and cell.key.row in load_form(edition).headers
        if cell.key in every and cell.state is not State.BLANK and not subtotal:
            foreign.append(cell)
    if foreign:
        yield finding("ED-02", places=[foreign[0].place], cells=[cell.key for cell in foreign], expected=edition)


def _doubt_the_end(outline: Outline, cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """The cells, that of the last number in doubt, and READ-06: a source may be cut in the middle of it, 16 for 164.

    A nought is whole, for no number begins with one; a total is whole if its row adds up.
    """
    blocks = [block for span in outline.sections for block in span.blocks]
    last = blocks[-1] if blocks else None
    printed = [cell for row in last.rows for cell in row if cell.text] if isinstance(last, Grid) else [last]
    said = printed[-1] if printed else None
    if said is None or not said.text[-1:].isdigit():
        return tuple(cells), ()
    end = said.place
    # the cell there, or the cells and spans of that line
    there = [
        cell
        for cell in cells
        if cell.place == end or (end.cell is None and cell.place and _line_of(cell.place) == _line_of(end))
    ]
    if not there or not there[-1].value:
        return tuple(cells), ()
    key = there[-1].key
    *addends, total = [cell.value for cell in cells if cell.key[:2] == key[:2]]
    values = [value for value in addends if value is not None]
    if key.column == "total" and values and sum(values) == total:
        return tuple(cells), ()
    doubted = (replace(cell, doubts=(*cell.doubts, "cut_off")) if cell.key == key else cell for cell in cells)
    return tuple(doubted), (value_finding(there[-1], "READ-06"),)
