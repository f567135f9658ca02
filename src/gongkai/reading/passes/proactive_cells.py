"""Cells of the table of proactive disclosure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.forms import bare_form, editions, finding, is_number, labels, load_form, read_cell, squeeze, unit_of
from gongkai.model import Cell, CellKey, Finding, FormLine, GridCell, Number, Place, State
from gongkai.reading.passes.segmentation import has_rival, segmentations
from gongkai.reading.passes.separation import Placement, undecided
from gongkai.reading.passes.surplus import has_surplus
from gongkai.reading.passes.typed_cell import count_cell, value_finding

TABLE = "proactive_disclosure"
_MONEY = frozenset({"fee_amount", "procurement_amount"})
_SIGNED = frozenset({"items_change"})
_UNIT_IN_HEADING = re.compile(r"(万元|元)")
Read = tuple[Cell, list[Finding]]
_UNITS = {"万元": "CNY_10K", "元": "CNY"}


def proactive_cells(lines: Sequence[FormLine], edition: str) -> tuple[list[Cell], list[Finding]]:
    """Cells of the printed items, and findings about corrected labels, narrow parts and unreadable values."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    widths: dict[int, int] = {}
    usual = _usual_width(lines)
    foreign = has_surplus((line, len(_measures(line, edition))) for line in lines)
    for line in lines:
        measures = _measures(line, edition)
        placement = _doubted(_place(line, measures), line, usual, foreign=foreign)
        widths.setdefault(line.fragment, _width(line))
        for at, (measure, token) in enumerate(zip(measures, placement.tokens, strict=True)):
            key = CellKey(TABLE, str(line.row), measure)
            cell, noted = _cell(key, token, placement, at, _headings(line, measures)[at])
            cells.append(cell)
            findings.extend(noted)
        if not placement.certain:
            findings.append(_doubt(line, measures))
    findings.extend(_corrected(lines))
    findings.extend(_changing_width(widths, lines))
    return cells, findings


def _measures(line: FormLine, edition: str) -> tuple[str, ...]:
    """The measures that the heading names, else those of the form."""
    row = load_form(edition).row(TABLE, str(line.row))
    if line.columns and (row is None or not _under_foreign_heading(line)):
        return line.columns
    return row.columns if row else ()


def _under_foreign_heading(line: FormLine) -> bool:
    """True if no form has these measures for the item: its own heading is lost, and this is that of rows above."""
    rows = [load_form(edition).row(TABLE, str(line.row)) for edition in editions()]
    return bool(line.columns) and not any(set(line.columns) <= set(row.columns) for row in rows if row)


def _usual_width(lines: Sequence[FormLine]) -> int:
    """Cells that most rows of the table have."""
    widths = Counter(_width(line) for line in lines)
    return widths.most_common(1)[0][0] if widths else 0


def _width(line: FormLine) -> int:
    return line.labels_before + len(line.tokens)


def _doubted(placement: Placement, line: FormLine, usual: int, *, foreign: bool) -> Placement:
    """In doubt where a row of text has lost or gained a cell and its blanks don't tell which; or its heading is lost.

    Tables of pages and Word files say themselves where a cell begins. A table with a `foreign` column says it of no
    row that has cells to spare: nothing in this table adds up.
    """
    if foreign and len(line.tokens) > len(placement.tokens):
        return replace(placement, certain=False)
    if line.run_together or line.tokens[0].place.table is not None:
        return placement
    blank = any(token is None or not squeeze(token.text) for token in placement.tokens)
    gained = _width(line) > usual and len(line.tokens) > len(placement.tokens)
    unsure = gained or (blank and _width(line) != usual) or _under_foreign_heading(line)
    return replace(placement, certain=False) if unsure else placement


def _headings(line: FormLine, measures: tuple[str, ...]) -> tuple[str, ...]:
    return line.column_labels if len(line.column_labels) == len(measures) else ("",) * len(measures)


def _place(line: FormLine, measures: tuple[str, ...]) -> Placement:
    """One token per measure: the tokens in order, padding dropped; digits run together are separated."""
    count, tokens = len(measures), list(line.tokens)
    while len(tokens) > count and not squeeze(tokens[-1].text):
        tokens.pop()
    while len(tokens) > count and not squeeze(tokens[0].text):
        tokens.pop(0)
    if len(tokens) == count and not line.run_together:
        moved = line.tokens[0] is not tokens[0]
        guessed = (line.inferred or moved) and not all(squeeze(token.text) for token in tokens)
        return Placement(tuple(tokens), not guessed and not any(token.covered for token in tokens))
    if tokens and line.run_together:
        return _separate(tokens, measures)
    return undecided(tokens, count, ())


def _separate(tokens: list[GridCell], measures: tuple[str, ...]) -> Placement:
    """Only a change may be negative and only money has decimals; that settles some texts."""

    def fits(numbers: Sequence[Number]) -> bool:
        pairs = list(zip(measures, numbers, strict=True))
        return all(number >= 0 or measure in _SIGNED for measure, number in pairs) and all(
            isinstance(number, int) or measure in _MONEY for measure, number in pairs
        )

    text = tokens[0].text
    ways = segmentations(text, len(measures), fits)
    if has_rival(text, len(measures)):
        return undecided(tokens, len(measures), ways, complete=False)
    if len(ways) == 1:
        return Placement(tuple(GridCell(piece, tokens[0].place) for piece in ways[0]))
    return undecided(tokens, len(measures), ways)


def _cell(key: CellKey, token: GridCell | None, placement: Placement, at: int, heading: str) -> Read:
    if token is None or at in placement.undecided:
        return count_cell(key, token, placement.certain, undecided=True)
    if key.column in _MONEY:
        return _money(key, token, heading, placement.certain)
    if key.column in _SIGNED and is_number(token.text):
        reading = read_cell(token.text)
        if isinstance(reading.value, int):
            state, certain = reading.state, placement.certain
            return Cell(
                key,
                reading.value,
                "count",
                token.text,
                state,
                token.place,
                note=reading.note,
                doubts=() if certain else ("column_unclear",),
            ), []
    return count_cell(key, token, placement.certain)


def _money(key: CellKey, token: GridCell, heading: str, certain: bool) -> Read:
    """An amount: the unit of the cell, else of the heading, else what the form prescribes, else none."""
    reading = read_cell(token.text)
    printed = _UNIT_IN_HEADING.search(squeeze(heading))
    unit = reading.unit or (_UNITS[printed[1]] if printed else unit_of(key))
    cell = Cell(
        key,
        reading.value,
        unit,
        token.text,
        reading.state,
        token.place,
        note=reading.note,
        doubts=() if certain else ("column_unclear",),
    )
    return cell, [value_finding(cell, "A20-V02")] if reading.state is State.UNREADABLE else []


def _doubt(line: FormLine, measures: tuple[str, ...]) -> Finding:
    label = labels("proactive_disclosure_rows")[str(line.row)]
    text = "".join(token.text for token in line.tokens)
    zh: dict[str, object] = {"row": list(label.zh.values())[-1]}
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
    """A20-S02 where the part after a page break (nothing stands between) has fewer columns than the first."""
    fragments = list(widths)
    for fragment in fragments[1:]:
        if fragment - 1 in widths and widths[fragment] < widths[fragments[0]]:
            first = next(line for line in lines if line.fragment == fragment)
            yield finding("A20-S02", places=[first.label_place], expected=widths[fragments[0]], found=widths[fragment])
