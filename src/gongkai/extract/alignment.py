"""Which printed value belongs in which column.

Every defensible reading of a row is tried: one survivor is taken, several leave the row in doubt, none makes
it unreadable. The label decides where values begin; the heading never does, because merged heading cells move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.extract.identities import breaks, cross_foots
from gongkai.extract.separation import Placement, separate, undecided
from gongkai.forms import holds_several_numbers, is_number, read_cell, squeeze
from gongkai.model import FormLine, GridCell, Number


def align(lines: Sequence[FormLine], count: int) -> list[Placement]:
    """A placement for each row of a table with `count` value columns, in the order given."""
    placements: dict[int, Placement] = {}
    for fragment in dict.fromkeys(line.fragment for line in lines):
        members = [(i, line) for i, line in enumerate(lines) if line.fragment == fragment]
        placements.update(_align_fragment(members, count))
    return [placements[i] for i in range(len(lines))]


def _align_fragment(members: list[tuple[int, FormLine]], count: int) -> dict[int, Placement]:
    width = _narrow_width([line for _, line in members], count)
    if width:
        return _align_narrow(members, count, width)
    windows = {i: _windows(line.tokens, count) for i, line in members}
    starts = Counter((line.labels_before, line.offset + windows[i][0]) for i, line in members if len(windows[i]) == 1)
    placements = {i: _place(line, windows[i], starts, count) for i, line in members}
    return _doubted(placements) if _cells_vanished(members, count) else placements


def _cells_vanished(members: list[tuple[int, FormLine]], count: int) -> bool:
    """True for a table flattened to lines in which some row has not one token per column."""
    flat = [line for _, line in members if any(token.place.cell is None for token in line.tokens)]
    return any(len(line.tokens) != count and not line.run_together for line in flat)


def _doubted(placements: dict[int, Placement]) -> dict[int, Placement]:
    """Where blanks vanish and strays slip in, seven numbers in a row are sure only if they add up."""
    return {
        i: placement if cross_foots(_numbers(placement)) else replace(placement, certain=False)
        for i, placement in placements.items()
    }


def _numbers(placement: Placement) -> list[Number | None]:
    return [read_cell(token.text).value if token else None for token in placement.tokens]


def _windows(tokens: Sequence[GridCell], count: int) -> list[int]:
    """Starts of the windows of `count` cells that leave only blanks outside."""
    blank = [not squeeze(token.text) for token in tokens]
    return [start for start in range(len(tokens) - count + 1) if all(blank[:start]) and all(blank[start + count :])]


def _place(line: FormLine, windows: list[int], starts: Counter[tuple[int, int]], count: int) -> Placement:
    torn = any(holds_several_numbers(token.text) and is_number(token.text) for token in line.tokens)
    separated = separate(line.tokens, count, 1, line.run_together) if torn or not windows else None
    if windows and (separated is None or separated.ways != 1):
        return _in_window(line, windows, starts, count)
    return separated or undecided(line.tokens, count, ())


def _in_window(line: FormLine, windows: list[int], starts: Counter[tuple[int, int]], count: int) -> Placement:
    """Blanks at the ends let a row fit in several windows; rows of the same shape nearby tell which."""
    shape = [start for start in windows if starts[line.labels_before, line.offset + start]]
    if len(shape) > 1:
        shape = [max(shape, key=lambda start: starts[line.labels_before, line.offset + start])]
    candidates = shape or _by_any_shape(line, windows, starts) or windows
    readings = {tuple(token.text for token in line.tokens[start : start + count]) for start in candidates}
    start = candidates[0]
    certain = len(readings) == 1 and not any(token.covered for token in line.tokens)
    return Placement(tuple(line.tokens[start : start + count]), certain, len(readings), line.offset + start)


def _by_any_shape(line: FormLine, windows: list[int], starts: Counter[tuple[int, int]]) -> list[int]:
    columns = Counter[int]()
    for (_, column), times in starts.items():
        columns[column] += times
    fitting = [start for start in windows if columns[line.offset + start]]
    return sorted(fitting, key=lambda start: -columns[line.offset + start])[:1]


def _narrow_width(lines: Sequence[FormLine], count: int) -> int:
    """Value columns left in a part of a table that has lost some after a page break, 0 if it has not."""
    cells = [line.tokens for line in lines if any(is_number(token.text) for token in line.tokens)]
    if not cells or any(token.place.cell is None for tokens in cells for token in tokens):
        return 0
    widest = max(_span(tokens) for tokens in cells)
    lost = any(len(tokens) < count for tokens in cells)
    return widest if lost and 1 < widest < count else 0


def _span(tokens: Sequence[GridCell]) -> int:
    """Cells from the first to the last that is not blank."""
    filled = [i for i, token in enumerate(tokens) if squeeze(token.text)]
    return filled[-1] - filled[0] + 1 if filled else 0


def _align_narrow(members: list[tuple[int, FormLine]], count: int, width: int) -> dict[int, Placement]:
    """Rows of a narrow part: the lost column is the one that breaks no sum; the last one if all would do."""
    begin = {i: (_windows(line.tokens, width) or [0])[0] for i, line in members}
    taken = {i: tuple(line.tokens[begin[i] : begin[i] + width]) for i, line in members}
    lost = _lost_columns(list(taken.values()), count) if width == count - 1 else ()
    placements: dict[int, Placement] = {}
    for i, line in members:
        if width == count - 1:
            tokens = _with_gap(taken[i], lost[0])
            placements[i] = Placement(tokens, False, len(lost), line.offset + begin[i], width)
        else:
            placements[i] = undecided(line.tokens, count, ())
    return placements


def _lost_columns(rows: list[tuple[GridCell, ...]], count: int) -> tuple[int, ...]:
    """Columns that may be the lost one, the likeliest first."""
    fitting = [column for column in range(count) if not any(breaks(_values(row, column)) for row in rows)]
    proven = [
        column
        for column in fitting
        if column != count - 1 and any(cross_foots(_values(row, column)) and any(_values(row, column)) for row in rows)
    ]
    return tuple(proven or sorted(fitting, key=lambda column: -column) or [count - 1])


def _values(row: tuple[GridCell, ...], gap: int) -> list[Number | None]:
    return [read_cell(token.text).value if token else None for token in _with_gap(row, gap)]


def _with_gap(row: tuple[GridCell, ...], gap: int) -> tuple[GridCell | None, ...]:
    return (*row[:gap], None, *row[gap:])
