"""Cells of the table of proactive disclosure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from gongkai.extract.segmentation import segmentations
from gongkai.extract.typed_cell import count_cell, value_finding
from gongkai.forms import bare_form, finding, is_number, labels, load_form, read_cell, squeeze, unit_of
from gongkai.model import Cell, CellKey, Finding, FormLine, GridCell, Place, State

TABLE = "proactive_disclosure"
_MONEY = frozenset({"fee_amount", "procurement_amount"})
_SIGNED = frozenset({"items_change"})
_UNIT_IN_HEADING = re.compile(r"(万元|元)")
_UNITS = {"万元": "CNY_10K", "元": "CNY"}


def proactive_cells(lines: Sequence[FormLine], edition: str) -> tuple[list[Cell], list[Finding]]:
    """Cells of the printed items, and findings about corrected labels, narrow parts and unreadable values."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    widths: dict[int, int] = {}
    for line in lines:
        measures = _measures(line, edition)
        tokens, certain = _place(line, len(measures))
        widths.setdefault(line.fragment, line.labels_before + len(line.tokens))
        for measure, token, printed in zip(measures, tokens, _headings(line, measures), strict=True):
            cell, noted = _cell(CellKey(TABLE, str(line.row), measure), token, certain, printed)
            cells.append(cell)
            findings.extend(noted)
        if not certain:
            findings.append(_doubt(line, measures))
    findings.extend(_corrected(lines))
    findings.extend(_changing_width(widths, lines))
    return cells, findings


def _measures(line: FormLine, edition: str) -> tuple[str, ...]:
    """The measures that the heading names, else those of the form."""
    if line.columns:
        return line.columns
    row = load_form(edition).row(TABLE, str(line.row))
    return row.columns if row else ()


def _headings(line: FormLine, measures: tuple[str, ...]) -> tuple[str, ...]:
    return line.column_labels if len(line.column_labels) == len(measures) else ("",) * len(measures)


def _place(line: FormLine, count: int) -> tuple[tuple[GridCell | None, ...], bool]:
    """One token per measure: the tokens in order, trailing blanks dropped; digits run together are separated."""
    tokens = list(line.tokens)
    while len(tokens) > count and not squeeze(tokens[-1].text):
        tokens.pop()
    while len(tokens) > count and not squeeze(tokens[0].text):
        tokens.pop(0)
    if len(tokens) == count and not line.run_together:
        return tuple(tokens), not any(token.covered for token in tokens)
    if (len(tokens) == 1 and count > 1) or line.run_together:
        return _separate(tokens, count)
    return _doubtful(tokens, count), False


def _separate(tokens: list[GridCell], count: int) -> tuple[tuple[GridCell | None, ...], bool]:
    ways = segmentations(tokens[0].text, count, lambda numbers: True) if tokens else ()
    if len(ways) == 1:
        return tuple(GridCell(piece, tokens[0].place) for piece in ways[0]), True
    return (tokens[0] if tokens else None,) * count, False


def _doubtful(tokens: list[GridCell], count: int) -> tuple[GridCell | None, ...]:
    text = " ".join(token.text for token in tokens if squeeze(token.text))
    return (GridCell(text, tokens[0].place),) * count if text else (None,) * count


def _cell(key: CellKey, token: GridCell | None, certain: bool, heading: str) -> tuple[Cell, list[Finding]]:
    if token is not None and not certain:
        return Cell(key, None, unit_of(key), token.text, State.UNREADABLE, token.place, certain=False), []
    if token is not None and key.column in _MONEY:
        return _money(key, token, heading)
    if token is not None and key.column in _SIGNED and is_number(token.text):
        reading = read_cell(token.text)
        if isinstance(reading.value, int):
            return Cell(key, reading.value, "count", token.text, reading.state, token.place, note=reading.note), []
    return count_cell(key, token, certain)


def _money(key: CellKey, token: GridCell, heading: str) -> tuple[Cell, list[Finding]]:
    """An amount: the unit of the cell, else of the heading, else what the form prescribes, else none."""
    reading = read_cell(token.text)
    printed = _UNIT_IN_HEADING.search(squeeze(heading))
    unit = reading.unit or (_UNITS[printed[1]] if printed else unit_of(key))
    value = reading.value
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = Decimal(value)
    cell = Cell(key, value, unit, token.text, reading.state, token.place, note=reading.note)
    return cell, [value_finding(cell, "A20-V02")] if reading.state is State.UNREADABLE else []


def _doubt(line: FormLine, measures: tuple[str, ...]) -> Finding:
    label = labels("proactive_disclosure_rows")[str(line.row)]
    text = "".join(token.text for token in line.tokens)
    ways = len(segmentations(text, len(measures), lambda numbers: True))
    zh: dict[str, object] = {"row": list(label.zh.values())[-1], "n": ways}
    cells = [CellKey(TABLE, str(line.row), measure) for measure in measures]
    return finding("READ-01", places=[line.label_place], cells=cells, found=text, zh=zh, en={"row": label.en})


def _corrected(lines: Sequence[FormLine]) -> Iterable[Finding]:
    """LBL-01 for items and headings read by correction, each heading once."""
    done: set[tuple[str, Place | None]] = set()
    for line in lines:
        if line.match == "corrected":
            yield _read_as(line.label, "proactive_disclosure_rows", str(line.row), line.label_place)
        for text, code in zip(line.column_labels, line.columns, strict=False):
            if (text, line.columns_place) not in done and not _is_label_of("measures", code, text):
                done.add((text, line.columns_place))
                yield _read_as(text, "measures", code, line.columns_place)


def _read_as(text: str, vocabulary: str, code: str, place: Place | None) -> Finding:
    official = list(labels(vocabulary)[code].zh.values())[-1]
    return finding("LBL-01", places=[place], found=text, zh={"raw": text, "std": official})


def _is_label_of(vocabulary: str, code: str, text: str) -> bool:
    label = labels(vocabulary)[code]
    return bare_form(text) in {bare_form(name) for name in (*label.zh.values(), *label.aliases)}


def _changing_width(widths: dict[int, int], lines: Sequence[FormLine]) -> Iterable[Finding]:
    """A20-S02 where a later part of the table has fewer columns than the first."""
    fragments = list(widths)
    for fragment in fragments[1:]:
        if widths[fragment] < widths[fragments[0]]:
            first = next(line for line in lines if line.fragment == fragment)
            yield finding("A20-S02", places=[first.label_place], expected=widths[fragments[0]], found=widths[fragment])
