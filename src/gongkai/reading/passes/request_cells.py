"""Cells of the requests table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gongkai.forms import finding, labels, squeeze
from gongkai.model import Cell, CellKey, Finding, FormLine, Place
from gongkai.reading.passes.alignment import align
from gongkai.reading.passes.separation import Placement
from gongkai.reading.passes.typed_cell import count_cell

TABLE = "requests"
_DEPTH_ONE = frozenset({"new_received", "carried_in", "carried_out"})


def request_cells(lines: Sequence[FormLine], edition: str) -> tuple[list[Cell], list[Finding]]:
    """Cells of the printed rows, and findings about labels, shifted rows, lost columns and unreadable values."""
    columns = tuple(labels("applicant_types"))
    placements = align(lines, len(columns))
    placed = [(line, placement) for line, placement in zip(lines, placements, strict=True) if line.row]
    cells: list[Cell] = []
    findings: list[Finding] = []
    for again in _by_row(placed):
        (line, placement), *rest = sorted(again, key=lambda printed: not _is_full(printed[0], len(columns)))
        others = [other for other, _ in rest]
        rivals = [other for other in others if _is_full(other, len(columns)) and _texts(other) != _texts(line)]
        row_cells, noted = _row(line, placement, columns, sure=not rivals)
        cells.extend(row_cells)
        findings.extend(noted)
        findings.extend(_twice(line, others, bool(rivals)))
    findings.extend(_shifted(lines, placements))
    findings.extend(_narrow(lines, placements))
    findings.extend(_surplus(placements))
    return cells, findings


def _by_row(lines: Iterable[tuple[FormLine, Placement]]) -> list[list[tuple[FormLine, Placement]]]:
    """Lines of the same row of the form together, in reading order."""
    rows: dict[str, list[tuple[FormLine, Placement]]] = {}
    for line, placement in lines:
        rows.setdefault(str(line.row), []).append((line, placement))
    return list(rows.values())


def _is_full(line: FormLine, count: int) -> bool:
    return line.run_together or len(line.tokens) >= count


def _texts(line: FormLine) -> list[str]:
    return [squeeze(token.text) for token in line.tokens]


def _row(
    line: FormLine, placement: Placement, columns: tuple[str, ...], sure: bool
) -> tuple[list[Cell], list[Finding]]:
    reordered = bool(line.columns) and line.columns != columns
    order = line.columns if reordered else columns
    certain = sure and placement.certain and not reordered and line.match != "position"
    cells: list[Cell] = []
    findings: list[Finding] = list(_about_label(line))
    for at, (key, token) in enumerate(zip(_keys(str(line.row), order), placement.tokens, strict=True)):
        cell, noted = count_cell(key, token, certain, undecided=at in placement.undecided)
        cells.append(cell)
        findings.extend(noted)
    findings.extend(_doubt(line, placement, reordered, [CellKey(TABLE, str(line.row), column) for column in order]))
    return cells, findings


@lru_cache(maxsize=256)
def _keys(row: str, columns: tuple[str, ...]) -> tuple[CellKey, ...]:
    return tuple(CellKey(TABLE, row, column) for column in columns)


def row_names(code: str) -> tuple[dict[str, object], dict[str, object]]:
    """Placeholders `row` in Chinese and English."""
    label = labels(TABLE)[code]
    return {"row": list(label.zh.values())[-1]}, {"row": label.en}


def _about_label(line: FormLine) -> Iterable[Finding]:
    if line.match not in ("corrected", "position"):
        return
    zh, en = row_names(str(line.row))
    if line.match == "corrected":
        yield finding(
            "LBL-01",
            places=[line.label_place],
            found=line.label,
            zh={"raw": line.label, "std": zh["row"]},
        )
    if line.match == "position":
        yield finding("READ-02", places=[line.label_place], found=line.label, zh={**zh, "raw": line.label}, en=en)


def _doubt(line: FormLine, placement: Placement, reordered: bool, cells: Sequence[CellKey]) -> Iterable[Finding]:
    if placement.narrow or (placement.certain and not reordered):
        return
    zh, en = row_names(str(line.row))
    first = next((token for token in placement.tokens if token), None)
    rule = "READ-01" if placement.start is None and placement.ways != 1 else "READ-03"
    yield finding(rule, places=[first.place if first else line.label_place], cells=cells, zh=zh, en=en)


def _twice(line: FormLine, others: Sequence[FormLine], differ: bool) -> Iterable[Finding]:
    """A row printed again: an error if another full row differs, else a note."""
    if others:
        zh, en = row_names(str(line.row))
        places = [line.label_place, *(other.label_place for other in others)]
        yield finding("APP-S03", places=places, zh=zh, en=en, severity=None if differ else "info")


def _shifted(lines: Sequence[FormLine], placements: Sequence[Placement]) -> Iterable[Finding]:
    """One finding for all rows that were mended: torn labels, and values that begin in an unusual column."""
    rows = [(_shape(line, p), line, p.start) for line, p in zip(lines, placements, strict=True) if p.start is not None]
    starts: dict[tuple[int, int], Counter[int]] = {}
    for shape, _, start in rows:
        starts.setdefault(shape, Counter())[start] += 1
    mended = [line for line in lines if line.match == "torn"]
    mended += [
        line
        for shape, line, start in rows
        if start != starts[shape].most_common(1)[0][0] and line.match not in ("torn", "position")
    ]
    if mended:
        names = [row_names(str(line.row)) for line in mended]
        zh = {"row": "、".join(str(name["row"]) for name, _ in names)}
        en = {"row": ", ".join(str(name["row"]) for _, name in names)}
        yield finding("APP-S05", places=_in_reading_order(mended), zh=zh, en=en)


def _in_reading_order(lines: Sequence[FormLine]) -> list[Place]:
    """Where the labels stand, in reading order."""
    return sorted({line.label_place for line in lines if line.label_place}, key=_reading_order)


def _reading_order(place: Place) -> tuple[int, ...]:
    numbers = (place.page, place.table, place.row, place.line, place.paragraph, place.cell)
    return tuple(number or 0 for number in numbers)


def _shape(line: FormLine, placement: Placement) -> tuple[int, int]:
    """Rows of one shape begin alike: those of one depth, and all rows of a part that has lost columns."""
    return (0, line.fragment) if placement.narrow else (_depth(line), 0)


def _depth(line: FormLine) -> int:
    if line.row in _DEPTH_ONE:
        return 1
    return 2 if labels(TABLE)[str(line.row)].parent == "processed" else 3


def _narrow(lines: Sequence[FormLine], placements: Sequence[Placement]) -> Iterable[Finding]:
    """One finding for each part of the table that has lost columns."""
    parts: dict[tuple[int, int], list[FormLine]] = {}
    for line, placement in zip(lines, placements, strict=True):
        if placement.narrow:
            parts.setdefault((line.fragment, placement.narrow), []).append(line)
    for (_, width), members in parts.items():
        places = [members[0].label_place, members[-1].label_place]
        cells = [CellKey(TABLE, str(line.row), column) for line in members for column in labels("applicant_types")]
        yield finding("APP-S04", places=places, cells=cells, expected=7, found=width, zh={"n": width})


def _surplus(placements: Sequence[Placement]) -> Iterable[Finding]:
    """One finding for all numbers in columns that the form does not have."""
    left = [token for placement in placements for token in placement.surplus]
    if left:
        yield finding("READ-05", places=[token.place for token in left], found=len(left), zh={"n": len(left)})
