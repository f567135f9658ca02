"""Which printed value belongs in which column.

Every defensible reading of a row is tried: one survivor is taken, several leave the row in doubt, none makes
it unreadable. The label decides where values begin; the heading never does, because merged heading cells move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from gongkai.forms import is_number, labels, read_cell, squeeze
from gongkai.model import FormLine, GridCell, Number
from gongkai.reading.passes.identities import breaks, cross_foots
from gongkai.reading.passes.separation import Placement, is_torn, separate, undecided, wrapped
from gongkai.reading.passes.surplus import first_column, has_surplus, within_form

FEW_MORE = 2
"""Digits run together beyond one a column; with more of them a search for sums may have been given up."""

SMALL_SUM = 10
"""Numbers of one digit add up by chance too often."""

Shape = tuple[int, int]
Starts = Counter[tuple[Shape, int]]


def align(lines: Sequence[FormLine], count: int) -> list[Placement]:
    """A placement for each row of a table with `count` value columns, in the order given."""
    placements: dict[int, Placement] = {}
    widths = _widths(lines)
    widest = max((_width(part, max) for part in _parts(lines).values()), default=0)
    for fragment in dict.fromkeys(line.fragment for line in lines):
        members = [(i, line) for i, line in enumerate(lines) if line.fragment == fragment]
        placements.update(_align_fragment(members, count, widths[fragment] < widest))
    trusted = not any(_adds_up_no_way(line, placements[i], count) for i, line in enumerate(lines))
    return [_doubted_if(placements[i], line, trusted=trusted) for i, line in enumerate(lines)]


def _adds_up_no_way(line: FormLine, placement: Placement, count: int) -> bool:
    """True for digits run together, hardly more than columns, whose printed total is no sum however they are cut."""
    digits = sum(char.isdigit() for token in line.tokens for char in token.text)
    return line.run_together and placement.ways == 0 and count <= digits <= count + FEW_MORE


def _doubted_if(placement: Placement, line: FormLine, *, trusted: bool) -> Placement:
    """In doubt where digits stand beside the row, or where it was cut by its sum and sums of the table are wrong."""
    if line.digits_beside:
        return _torn(placement)
    return placement if trusted or not line.run_together else replace(placement, certain=False)


def _torn(placement: Placement) -> Placement:
    """The numbers may be torn: they can be read with the digits beside them, or without."""
    return replace(placement, certain=False, ways=max(placement.ways, 2))


def _widths(lines: Sequence[FormLine]) -> dict[int, int]:
    """How wide each part of the table is."""
    return {fragment: _width(part, min) for fragment, part in _parts(lines).items()}


def _parts(lines: Sequence[FormLine]) -> dict[int, list[FormLine]]:
    parts: dict[int, list[FormLine]] = {}
    for line in lines:
        parts.setdefault(line.fragment, []).append(line)
    return parts


def _width(lines: Sequence[FormLine], among_equals: Callable[[list[int]], int]) -> int:
    """Printed cells of most rows of text, of the widest row of a page's table."""
    return _usual_size(lines, among_equals) if _in_text(lines[0]) else max(_printed_cells(line) for line in lines)


def _in_text(line: FormLine) -> bool:
    """True for a row of text; tables of pages and Word files say themselves where a cell begins."""
    return bool(line.tokens) and line.tokens[0].place.table is None


def _usual_size(lines: Sequence[FormLine], among_equals: Callable[[list[int]], int] = min) -> int:
    """Printed cells of most rows, the fewest among equals: what slips into a row makes it wider."""
    sizes = Counter(_printed_cells(line) for line in lines)
    most = max(sizes.values())
    return among_equals([size for size, times in sizes.items() if times == most])


def _align_fragment(members: list[tuple[int, FormLine]], count: int, thinner: bool) -> dict[int, Placement]:
    width = _narrow_width([line for _, line in members], count, thinner)
    if width:
        return _align_narrow(members, count, width)
    windows = {i: _windows(line.tokens, count) for i, line in members}
    usual = _usual_sizes([line for _, line in members])
    if _lacks_padding([line for _, line in members]):
        usual -= {size for size in usual if any(_outgrows(line, size) for _, line in members)}
    starts = Counter(
        (_shape(line), line.offset + windows[i][0])
        for i, line in members
        if len(windows[i]) == 1 and (_size(line) in usual or _is_full(line.tokens))
    )
    starts += _proven_starts([(line, windows[i]) for i, line in members], count)
    placements = {
        i: _place(line, windows[i], starts, count, regular=_size(line) in usual or _exact(line, count))
        for i, line in members
    }
    if has_surplus((line, count) for _, line in members):
        column = first_column([line for _, line in members], count)
        return {i: within_form(line, placements[i], column, count) for i, line in members}
    return _doubted(placements) if _cells_vanished(members, count) else placements


def _proven_starts(rows: list[tuple[FormLine, list[int]]], count: int) -> Starts:
    """Where rows begin that fit in several windows but add up in one, if several such rows begin in that column."""
    proven: list[tuple[FormLine, int, bool]] = []
    for line, windows in rows:
        adding_up = [start for start in windows if _proves(line.tokens[start : start + count])]
        if len(windows) > 1 and len(adding_up) == 1:
            strong = _addends(line.tokens[adding_up[0] : adding_up[0] + count]) > 1
            proven.append((line, line.offset + adding_up[0], strong))
    columns = Counter(column for _, column, strong in proven if strong)
    return Counter((_shape(line), column) for line, column, _ in proven if columns[column] > 1)


def _addends(tokens: Sequence[GridCell]) -> int:
    return sum(bool(value) for value in _values_of(tokens)[:-1])


def _usual_sizes(lines: Sequence[FormLine]) -> set[tuple[Shape, int]]:
    """The shapes and sizes of rows that are nothing unusual: the size most rows have, or most rows of one shape."""
    usual = Counter(_printed_cells(line) for line in lines).most_common(1)[0][0]
    of_shape: dict[Shape, Counter[int]] = {}
    for line in lines:
        of_shape.setdefault(_shape(line), Counter())[_printed_cells(line)] += 1
    most = [(shape, *sizes.most_common(1)[0]) for shape, sizes in of_shape.items()]
    return {(shape, usual) for shape in of_shape} | {(shape, size) for shape, size, times in most if times > 1}


def _lacks_padding(lines: Sequence[FormLine]) -> bool:
    """True for text in which no row ends in a blank: there the blanks at the end of rows may have been cut off."""
    return all(_in_text(line) and bool(squeeze(line.tokens[-1].text)) for line in lines)


def _outgrows(line: FormLine, size: tuple[Shape, int]) -> bool:
    """True for a longer row of that shape: rows of that size lack the blanks at their end."""
    return _shape(line) == size[0] and _printed_cells(line) > size[1]


def _size(line: FormLine) -> tuple[Shape, int]:
    return _shape(line), _printed_cells(line)


def _printed_cells(line: FormLine) -> int:
    return line.offset + len(line.tokens)


def _exact(line: FormLine, count: int) -> bool:
    """Tables of pages and Word files say where a cell begins: as many cells as columns need no other proof."""
    return len(line.tokens) == count and line.tokens[0].place.table is not None


def _shape(line: FormLine) -> Shape:
    """Rows of one shape begin alike: the same label cells in front, the same depth in the form."""
    label = labels(line.table)[str(line.row)]
    return line.labels_before, (label.parent == "processed") + 2 * (label.parent is None)


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


def _place(line: FormLine, windows: list[int], starts: Starts, count: int, *, regular: bool) -> Placement:
    torn = any(is_torn(token) for token in line.tokens)
    if torn and len(windows) == 1:
        whole = wrapped(line.tokens[windows[0] : windows[0] + count], count)
        if whole:
            sure = not line.inferred and (regular or _is_full(whole))
            return Placement(whole, certain=sure, start=line.offset + windows[0])
    separated = separate(line.tokens, count, 1, line.run_together) if torn or not windows else None
    if windows and (separated is None or separated.ways != 1):
        placement = _in_window(line, windows, starts, count, regular=regular)
        return replace(placement, certain=False) if torn and _in_text(line) else placement
    return separated or undecided(line.tokens, count, ())


def _in_window(line: FormLine, windows: list[int], starts: Starts, count: int, *, regular: bool) -> Placement:
    """Blanks at the ends let a row fit in several windows; rows of the same shape tell which, else its sum."""
    readings = {start: tuple(line.tokens[start : start + count]) for start in windows}
    alike = _by_shape(line, windows, starts)
    adding_up = [start for start, tokens in readings.items() if _proves(tokens)]
    start = (alike or adding_up or _by_any_shape(line, windows, starts) or windows)[0]
    chosen = readings[start]
    same = len({tuple(token.text for token in tokens) for tokens in readings.values()}) == 1
    if regular:
        settled = same or alike == [start] or (adding_up == [start] and not _by_chance(chosen))
    else:
        settled = cross_foots(_values_of(chosen)) and _is_full(chosen)
    contradicted = start not in adding_up and bool(adding_up)
    guessed = not _is_full(chosen) and (line.inferred or _strayed(line, start, starts, adding_up))
    sound = not contradicted and not guessed and not _moved(chosen)
    certain = settled and sound and not any(token.covered for token in chosen)
    return Placement(chosen, certain, len(windows), line.offset + start)


def _strayed(line: FormLine, start: int, starts: Starts, adding_up: list[int]) -> bool:
    """True for a row of text that begins elsewhere than others of its shape, and no sum says that it does so."""
    return _in_text(line) and start not in adding_up and _deviates(line, start, starts)


def _by_chance(tokens: Sequence[GridCell]) -> bool:
    """True if the sum is one number printed twice, or small: those may be kinds of applicants as well."""
    return _addends(tokens) < 2 or (_values_of(tokens)[-1] or 0) < SMALL_SUM


def _proves(tokens: Sequence[GridCell]) -> bool:
    """True if the row adds up to more than nothing: noughts add up wherever they stand."""
    values = _values_of(tokens)
    return cross_foots(values) and values[-1] != 0


def _by_shape(line: FormLine, windows: list[int], starts: Starts) -> list[int]:
    """The window that begins where rows of the same shape begin."""
    votes = {start: starts[_shape(line), line.offset + start] for start in windows}
    most = max(votes.values())
    best = [start for start in windows if votes[start] == most]
    return best if most and len(best) == 1 else []


def _deviates(line: FormLine, start: int, starts: Starts) -> bool:
    """True if other rows of the shape begin elsewhere: with blanks in it, the row may have lost or gained a cell."""
    shape = _shape(line)
    own = line.offset + start
    others = [votes for (other, column), votes in starts.items() if other == shape and column != own]
    return bool(others) and max(others) >= starts[shape, own]


def _is_full(tokens: Sequence[GridCell]) -> bool:
    return all(squeeze(token.text) for token in tokens)


def _values_of(tokens: Sequence[GridCell]) -> list[Number | None]:
    return [read_cell(token.text).value for token in tokens]


def _moved(tokens: Sequence[GridCell]) -> bool:
    """A blank in front of a row that is full otherwise and doesn't add up: it may have moved by one column.

    Only text shows this; tables of pages and Word files say themselves where a cell begins.
    """
    if tokens[0].place.table is not None:
        return False
    full = all(squeeze(token.text) for token in tokens[1:])
    return not squeeze(tokens[0].text) and full and breaks(_values_of(tokens))


def _by_any_shape(line: FormLine, windows: list[int], starts: Starts) -> list[int]:
    columns = Counter[int]()
    for (_, column), times in starts.items():
        columns[column] += times
    fitting = [start for start in windows if columns[line.offset + start]]
    return sorted(fitting, key=lambda start: -columns[line.offset + start])[:1]


def _narrow_width(lines: Sequence[FormLine], count: int, thinner: bool) -> int:
    """Value columns left in a part of a table that has lost some after a page break, 0 if it has not.

    A part with fewer columns than the others (`thinner`) may have lost a label column only; then some row still
    fills all value columns.
    """
    cells = [line.tokens for line in lines if any(is_number(token.text) for token in line.tokens)]
    if not cells or any(token.place.cell is None for tokens in cells for token in tokens):
        return 0
    usual = _usual_size(lines)
    short = any(len(line.tokens) < count for line in lines)
    witnesses = [line.tokens for line in lines if _printed_cells(line) <= usual and line.tokens in cells]
    widest = max(_span(tokens) for tokens in witnesses or cells)
    lost = thinner or any(len(tokens) < count for tokens in cells)
    return widest if lost and widest < count and (widest > 1 or (thinner and short)) else 0


def _span(tokens: Sequence[GridCell]) -> int:
    """Cells from the first to the last that is not blank."""
    filled = [i for i, token in enumerate(tokens) if squeeze(token.text)]
    return filled[-1] - filled[0] + 1 if filled else 0


def _align_narrow(members: list[tuple[int, FormLine]], count: int, width: int) -> dict[int, Placement]:
    """Rows of a narrow part: the lost column is the one that breaks no sum; the last one if all would do."""
    begin = {i: windows[0] for i, line in members if (windows := _windows(line.tokens, width))}
    taken = {i: tuple(line.tokens[begin[i] : begin[i] + width]) for i, line in members if i in begin}
    lost = _lost_columns(list(taken.values()), count) if width == count - 1 else ()
    placements: dict[int, Placement] = {}
    for i, line in members:
        if lost and i in taken:
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
