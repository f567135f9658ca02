"""Cells of the table of reconsideration and litigation: fifteen, in an order that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.forms import finding, labels, read_cell, squeeze
from gongkai.model import Cell, CellKey, Finding, FormLine, GridCell
from gongkai.reading.passes.identities import breaks, cross_foots
from gongkai.reading.passes.separation import Placement, is_torn, separate, undecided, wrapped
from gongkai.reading.passes.typed_cell import count_cell

TABLE = "review_litigation"
CHANNELS = tuple(labels("channels"))
OUTCOMES = tuple(labels("outcomes"))
WHOLE = len(CHANNELS) * len(OUTCOMES)


def review_cells(lines: Sequence[FormLine], edition: str) -> tuple[list[Cell], list[Finding]]:
    """Cells of the rows with figures, and RL-S01 where a row has not as many cells as the form."""
    cells: dict[CellKey, Cell] = {}
    findings: list[Finding] = []
    for line in sorted(lines, key=_surplus):
        keys = _keys(line)
        if all(key in cells for key in keys):
            continue
        placement, printed = _place(line, len(keys))
        if len(lines) > 1 and not _adds_up_where_filled(placement.tokens):
            placement = replace(placement, certain=False)
        if printed != len(keys):
            findings.append(_wrong_count(line, printed))
        for at, (key, token) in enumerate(zip(keys, placement.tokens, strict=True)):
            cell, noted = count_cell(key, token, placement.certain, undecided=at in placement.undecided)
            cells.setdefault(key, cell)
            findings.extend(noted)
    return list(cells.values()), findings


def _keys(line: FormLine) -> list[CellKey]:
    channels = CHANNELS if line.row is None else (line.row,)
    return [CellKey(TABLE, channel, outcome) for channel in channels for outcome in OUTCOMES]


def _surplus(line: FormLine) -> tuple[int, bool]:
    """Rows that have as many cells as the form come first; a stray number in the text never displaces them."""
    return abs(len(_trimmed(line.tokens, len(_keys(line)))) - len(_keys(line))), line.row is not None


def _place(line: FormLine, count: int) -> tuple[Placement, int]:
    """Where the figures go, and how many cells are printed (as many as the form has, if all is well)."""
    tokens = _trimmed(line.tokens, count)
    if len(tokens) == count + 1 and squeeze(tokens[-1].text) == "0":
        kept = tokens[:count]
        settled = _adds_up(kept) and _is_full(kept)
        return Placement(kept, certain=settled and (_in_cells(kept) or not line.inferred)), len(tokens)
    if len(tokens) == count:
        whole = wrapped(tokens, len(OUTCOMES)) if any(is_torn(token) for token in tokens) else None
        guessed = _is_guess(line, tokens, count) or (line.inferred and whole is not None)
        return Placement(whole or tokens, certain=not guessed and (_in_cells(tokens) or _adds_up(tokens))), count
    if line.run_together:
        placement = separate(tokens, len(OUTCOMES), count // len(OUTCOMES), run_together=True)
        return placement, count if placement.certain else len(tokens)
    return undecided(tokens, count, ()), len(tokens)


def _is_guess(line: FormLine, tokens: Sequence[GridCell], count: int) -> bool:
    """True if blanks may have moved: they were guessed from white space, or one more slipped into a row of text."""
    if _is_full(tokens):
        return False
    moved = line.tokens[0] is not tokens[0]
    slipped = len(line.tokens) > count and tokens[0].place.table is None and any(squeeze(t.text) for t in tokens)
    return line.inferred or moved or slipped


def _is_full(tokens: Sequence[GridCell]) -> bool:
    return all(squeeze(token.text) for token in tokens)


def _in_cells(tokens: Sequence[GridCell]) -> bool:
    return all(token.place.cell is not None for token in tokens)


def _adds_up(tokens: Sequence[GridCell]) -> bool:
    """True if each channel does: of cells flattened to lines blanks vanish and 14 may be torn to 1 and 4."""
    values = [read_cell(token.text).value for token in tokens]
    size = len(OUTCOMES)
    return all(cross_foots(values[at : at + size]) for at in range(0, len(values), size))


def _adds_up_where_filled(tokens: Sequence[GridCell | None]) -> bool:
    """False if a channel has a wrong total: numbers in another row of the table may be of this one."""
    values = [read_cell(token.text).value if token else None for token in tokens]
    size = len(OUTCOMES)
    return not any(breaks(values[at : at + size]) for at in range(0, len(values), size))


def _trimmed(tokens: Sequence[GridCell], count: int) -> tuple[GridCell, ...]:
    """Blanks around more cells than the form has are padding of the row."""
    kept = list(tokens)
    while len(kept) > count and not squeeze(kept[-1].text):
        kept.pop()
    while len(kept) > count and not squeeze(kept[0].text):
        kept.pop(0)
    return tuple(kept)


def _wrong_count(line: FormLine, count: int) -> Finding:
    place = line.tokens[0].place if line.tokens else line.label_place
    return finding("RL-S01", places=[place], expected=WHOLE, found=count, zh={"n": count})
