"""Cells of the table of reconsideration and litigation: fifteen, in an order that never changes."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.extract.separation import is_torn, separate, wrapped
from gongkai.extract.typed_cell import count_cell
from gongkai.forms import finding, labels, squeeze
from gongkai.model import Cell, CellKey, Finding, FormLine, GridCell

TABLE = "review_litigation"
CHANNELS = tuple(labels("channels"))
OUTCOMES = tuple(labels("outcomes"))
WHOLE = len(CHANNELS) * len(OUTCOMES)


def review_cells(lines: Sequence[FormLine], edition: str) -> tuple[list[Cell], list[Finding]]:
    """Cells of the rows with figures, and RL-S01 where a row has not as many cells as the form."""
    cells: list[Cell] = []
    findings: list[Finding] = []
    for line in lines:
        if line.row is None:
            tokens, certain, noted = _whole_row(line)
            keys = [CellKey(TABLE, channel, outcome) for channel in CHANNELS for outcome in OUTCOMES]
        else:
            tokens, certain, noted = _one_channel(line)
            keys = [CellKey(TABLE, line.row, outcome) for outcome in OUTCOMES]
        findings.extend(noted)
        for key, token in zip(keys, tokens, strict=False):
            cell, about = count_cell(key, token, certain, undecided=not certain)
            cells.append(cell)
            findings.extend(about)
    return cells, findings


Placed = tuple[tuple[GridCell | None, ...], bool, list[Finding]]


def _whole_row(line: FormLine) -> Placed:
    if line.run_together:
        return _separate(line, WHOLE)
    tokens = _trim(line.tokens, WHOLE)
    if len(tokens) == WHOLE:
        torn = any(is_torn(token) for token in tokens)
        return (wrapped(tokens, len(OUTCOMES)) if torn else None) or tokens, True, []
    if len(tokens) == WHOLE + 1 and _surplus_blank_or_zero(tokens[-1]):
        return tokens[:WHOLE], True, [_wrong_count(line, len(tokens))]
    return _doubtful(tokens, WHOLE), False, [_wrong_count(line, len(tokens))]


def _one_channel(line: FormLine) -> Placed:
    count = len(OUTCOMES)
    tokens = _trim(line.tokens, count)
    if len(tokens) == count:
        return tokens, True, []
    if line.run_together:
        return _separate(line, count)
    return _doubtful(tokens, count), False, [_wrong_count(line, len(tokens))]


def _trim(tokens: Sequence[GridCell], count: int) -> tuple[GridCell, ...]:
    """Blanks behind the last cell of the form are padding of the row."""
    kept = list(tokens)
    while len(kept) > count and not squeeze(kept[-1].text):
        kept.pop()
    while len(kept) > count and not squeeze(kept[0].text):
        kept.pop(0)
    return tuple(kept)


def _surplus_blank_or_zero(token: GridCell) -> bool:
    return squeeze(token.text) in ("", "0")


def _separate(line: FormLine, count: int) -> Placed:
    placement = separate(line.tokens, len(OUTCOMES), count // len(OUTCOMES), line.run_together)
    noted = [] if placement.certain else [_wrong_count(line, len(line.tokens))]
    return placement.tokens, placement.certain, noted


def _doubtful(tokens: Sequence[GridCell], count: int) -> tuple[GridCell | None, ...]:
    """Too few or too many cells: which belongs where is unknown."""
    text = " ".join(token.text for token in tokens if squeeze(token.text))
    return (GridCell(text, tokens[0].place),) * count if text else (None,) * count


def _wrong_count(line: FormLine, count: int) -> Finding:
    place = line.tokens[0].place if line.tokens else line.label_place
    return finding("RL-S01", places=[place], expected=WHOLE, found=count, zh={"n": count})
