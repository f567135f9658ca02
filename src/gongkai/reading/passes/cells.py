"""Recognised rows → one typed cell for every cell of the form, plus what a reader must know about the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.forms import TABLES, editions, finding, items_of, labels, load_form, unit_of
from gongkai.model import Cell, CellKey, Finding, FormLine, Outline, State
from gongkai.reading.passes.proactive_cells import proactive_cells
from gongkai.reading.passes.request_cells import request_cells
from gongkai.reading.passes.review_cells import review_cells
from gongkai.reading.passes.torn_end import doubt_the_end

Read = tuple[list[Cell], list[Finding]]
_READERS: dict[str, Callable[[Sequence[FormLine], str], Read]] = {
    "proactive_disclosure": proactive_cells,
    "requests": request_cells,
    "review_litigation": review_cells,
}


def extract_cells(outline: Outline) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    """Every cell of the edition's form once, in printed order, then printed rows of another edition.

    Returns:
        The cells (2019 form: 198, 2021 form: 200, and more where rows of the other edition are printed) and the
        findings about labels, positions and unreadable values.
    """
    read: dict[CellKey, Cell] = {}
    findings: list[Finding] = []
    for table in TABLES:
        lines = [line for line in outline.lines if line.table == table]
        cells, noted = _READERS[table](lines, outline.edition)
        for cell in cells:
            read.setdefault(cell.key, cell)
        findings.extend(noted)
    form_cells = load_form(outline.edition).cells()
    known = frozenset(form_cells)
    extra = tuple(cell for key, cell in read.items() if key not in known)
    findings.extend(_unknown_rows(outline))
    findings.extend(_missing(outline.edition, read))
    findings.extend(_mixed(outline.edition, extra, read))
    every = tuple([read.get(key) or _absent(key) for key in form_cells]) + extra
    every, doubts = doubt_the_end(outline, every)
    return every, (*findings, *doubts)


def _absent(key: CellKey) -> Cell:
    return Cell(key, None, unit_of(key), None, State.ABSENT, None)


def _unknown_rows(outline: Outline) -> Iterable[Finding]:
    for _, label, place in outline.unknown:
        yield finding("APP-S02", places=[place], found=label, zh={"raw": label})


@dataclass(frozen=True, slots=True)
class _Gap:
    """A row of which the source has nothing, or one of its measures."""

    rule: str
    vocabulary: str


_GAPS = {
    "proactive_disclosure": _Gap("A20-S01", "proactive_disclosure_rows"),
    "requests": _Gap("APP-S01", "requests"),
}


def _missing(edition: str, read: dict[CellKey, Cell]) -> Iterable[Finding]:
    """One finding a missing row; a wholly missing table gives one finding, not one for each row."""
    form = load_form(edition)
    for table, gap in _GAPS.items():
        absent: dict[str, list[str]] = {row.code: [] for row in form.rows[table]}
        for key in form.cells():
            if key.table == table and key not in read:
                absent[key.row].append(key.column)
        gone = [code for code, columns in absent.items() if columns]
        if len(gone) == len(absent):
            yield _whole_table(table, gap)
            continue
        for code in gone:
            yield _missing_row(table, gap, code, absent[code])


def _whole_table(table: str, gap: _Gap) -> Finding:
    names = {"zh": "整张表", "en": "the whole table"}
    zh = {"row": names["zh"], "item": names["zh"], "measure": "各列"}
    en = {"row": names["en"], "item": names["en"], "measure": "all columns"}
    return finding(gap.rule, zh=zh, en=en, cells=[CellKey(table, "*", "*")])


def _missing_row(table: str, gap: _Gap, code: str, columns: list[str]) -> Finding:
    label = labels(gap.vocabulary)[code]
    name = list(label.zh.values())[-1]
    measures = [labels("measures")[c] for c in columns] if table == "proactive_disclosure" else []
    zh = {"row": name, "item": name, "measure": "、".join(list(m.zh.values())[-1] for m in measures)}
    en = {"row": label.en, "item": label.en, "measure": ", ".join(m.en for m in measures)}
    return finding(gap.rule, zh=zh, en=en, cells=[CellKey(table, code, column) for column in columns])


@cache
def _every_cell() -> frozenset[CellKey]:
    return frozenset(key for edition in editions() for key in load_form(edition).cells())


def _is_subtotal(key: CellKey, edition: str, read: dict[CellKey, Cell]) -> bool:
    """True in a row that this edition has as the label of a group whose own rows are printed."""
    items = [CellKey(key.table, item, key.column) for item in items_of(key.row)]
    return key.row in load_form(edition).headers and any(item in read for item in items)


def _mixed(edition: str, extra: tuple[Cell, ...], read: dict[CellKey, Cell]) -> Iterable[Finding]:
    """ED-02 where the source prints rows or measures that only another edition has."""
    foreign = [
        cell
        for cell in extra
        if cell.key in _every_cell() and cell.state is not State.BLANK and not _is_subtotal(cell.key, edition, read)
    ]
    if foreign:
        yield finding("ED-02", places=[foreign[0].place], cells=[cell.key for cell in foreign], expected=edition)
