"""The requests table: all its printed rows laid over the form's rows and columns at once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.forms import read_cell
from gongkai.model import FormLine, GridCell, Place, State
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.columns import (
    Columns,
    applicant_columns,
    clear_remarks,
    further_columns,
    head_of,
    named_columns,
    names_columns,
    with_blanks_apart,
)
from gongkai.reading.tables.doubts import are_regular, decide, perhaps_absent
from gongkai.reading.tables.evidence import exact, fit
from gongkai.reading.tables.groups import Group, group_values
from gongkai.reading.tables.labels_apart import rows_told, see_labels_apart
from gongkai.reading.tables.parts import cut_padding, part_where_width_changes, parts_of
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.proof import proven_cuts
from gongkai.reading.tables.request_names import foreign_rows, name_rows
from gongkai.reading.tables.request_row import CODES, COLUMNS, COUNT, DATA, GROUPS, TABLE, RequestRow, texts_of
from gongkai.reading.tables.request_slips import (
    drop_subtotals,
    joined_lines,
    leaves_totals_blank,
    once_each,
    one_label_each,
    rows_named,
    rows_within,
    set_aside_subtotals,
    values_of,
    without_slips,
)
from gongkai.reading.tables.slots import placements
from gongkai.reading.tables.spare_cells import spare_cells, without
from gongkai.reading.tables.starts import Row, with_usual_starts
from gongkai.reading.tables.sums import adds_up, sum_points
from gongkai.reading.tables.upright import in_turns, upright
from gongkai.reading.tables.vocabulary import known

MOST_GROUPS = 400
"""A form has 26 rows; of a table that repeats them more often than this the rest is not read."""
FEW_MORE = 2
"""Digits run together beyond one a column; with more of them a search for sums may have been given up."""

Unknown = tuple[str, str, Place | None]


def request_lines(rows: Sequence[PrintedRow]) -> tuple[tuple[FormLine, ...], tuple[Unknown, ...]]:
    """The rows of the requests table, and the rows with numbers that mean nothing we know."""
    rows = [row for printed in in_turns(upright(rows)) for row in one_label_each(printed)]
    headings = [row for row in rows if names_columns(row)]
    below = with_blanks_apart([row for row in rows if not names_columns(row)], headings)
    groups = group_values(below, COUNT, COUNT - 1)
    drop_subtotals(groups[:MOST_GROUPS])
    groups = without_slips(groups[:MOST_GROUPS])
    cut_padding(groups, headings)
    part_where_width_changes(groups)
    further = further_columns(head_of(rows), [group.row.part for group in groups])
    table = [RequestRow(group) for group in groups]
    # beside a column of another kind the first number may be the sum of the others by chance: 5 | 0 | … | 5 and 0
    columns = applicant_columns(headings, [e.group for e in table if e.group.row.part not in further])
    for entry in table:
        _find_label(entry)
    joined = [entry for entry in table if entry.label is None and len(rows_within(entry.group)) > 1]
    table = once_each([entry for entry in table if entry not in joined])
    more = ((entry, group) for entry in table for group in entry.others if len(group.filled) > COUNT // 2)
    twice = {id(entry) for entry, group in more if texts_of(group) != texts_of(entry.group)}
    if len(twice) > w.OF_ANOTHER * len(table):
        # the rows of another unit stand between them; whose a row is that comes once is not known
        for entry in table:
            entry.differ |= id(entry) in twice or not entry.others
    aside = set_aside_subtotals(table)
    main = [entry for entry in table if entry not in aside]
    _place(table, columns, headings, further)
    missing = name_rows(main, foreign_rows(rows)) if main else frozenset[str]()
    _see_torn_rows(table)
    _see_blank_rows(table)
    see_labels_apart(table)
    _settle_columns(table, columns)
    columns = replace(columns, blank_total=leaves_totals_blank(table, columns.size))
    strays = [values_of(e.group)[0] for e in table if e.row is None and e.group.has_number and len(e.group.filled) == 1]
    regular = are_regular([entry.group for entry in table if entry.row is not None], len(columns.order))
    lines = [_line(e, columns, regular) for e in table if e.row is not None and _is_printed_row(e, aside)]
    lines = [_beside_strays(line, strays) for line in lines]
    lines += [line for entry in joined for line in joined_lines(entry.group, columns)]
    # the numbers of a missing row may be among those of another, or among those that are no row;
    # and one whose label is printed is not missing
    named = rows_named(rows) | {CODES[at] for at in rows_told([row for row in rows if row.words])}
    every = DATA if lines and _some_have_no_place(rows, table) else named
    missing = (missing if lines else named) | every - {line.row for line in lines}
    lines += [perhaps_absent(TABLE, row, columns.order) for row in sorted(missing)]
    unknown = tuple(
        (TABLE, entry.group.label, entry.group.row.cells[0].place)
        for entry in table
        if entry.row is None and entry.group.has_number
    )
    return tuple(lines), unknown


def _find_label(entry: RequestRow) -> None:
    """The row that the words in front of the values clearly name: the last of them that does, groups after rows."""
    own = entry.group.own
    entry.label = exact(TABLE, own[-1].text) if own else None
    if not own or entry.label is not None or fit(TABLE, own[-1].text).max() > 0:
        return
    found = [(at, cell) for cell in own[:-1] if (at := exact(TABLE, cell.text)) is not None and not cell.covered]
    rows = [pair for pair in found if CODES[pair[0]] not in GROUPS]
    if rows:
        entry.label, label = rows[-1]
        entry.group.own = (*(cell for cell in own if cell is not label), label)


def _is_printed_row(entry: RequestRow, aside: Sequence[RequestRow]) -> bool:
    """A row of the form, or the subtotal of a group; a blank row beside the name of a group is neither."""
    code = CODES[entry.row or 0]
    return (code in DATA and (code not in GROUPS or entry not in aside)) or entry.group.has_number


def _place(
    table: Sequence[RequestRow], columns: Columns, headings: Sequence[PrintedRow], further: Mapping[int, set[int]]
) -> None:
    """Lays the values of every row over the columns, by the headings above them and by the other rows."""
    hinted = named_columns(headings, columns.order)
    last: dict[int, int] = {}
    for row in headings:
        ends = [column for column, cell in zip(row.columns, row.cells, strict=True) if cell.text.strip()]
        last[row.part] = max(last.get(row.part, 0), *ends)
    count, size = len(columns.order), columns.size
    # the headings of a part count if every row in it that has its label has a cell under each of them
    labelled = [(entry.group, hinted.get(entry.group.row.part, ())) for entry in table if entry.group.own]
    shifted = {group.row.part for group, places in labelled if not set(places) <= set(group.columns)}
    named = {part: places for part, places in hinted.items() if part not in shifted}
    for group in [entry.group for entry in table if entry.group.row.part in named]:
        clear_remarks(group, named[group.row.part], further.get(group.row.part, ()))
    rivals: list[tuple[RequestRow, Group]] = []
    spare = spare_cells([e.group for e in table], max(size, 0), named, further.keys() - named.keys())
    for entry, (first, *others) in zip(table, spare, strict=True):
        rivals += [(entry, without(entry.group, other)) for other in others]
        entry.group = without(entry.group, first) if first else entry.group
    facts = parts_of([entry.group for entry in table], count, named, further.keys() - named.keys())
    for entry in table:
        part = entry.group.row.part
        entry.ways = placements(entry.group, count, size, facts[part], named.get(part, ()), last.get(part, -1))
    for entry, group in rivals:
        entry.ways += placements(group, count, size, facts[group.row.part])


def _see_torn_rows(table: Sequence[RequestRow]) -> None:
    """A cell too narrow for its number leaves the last digits in a row of their own, next to the row they are of.

    And the rest of a row may stand without a label on the next line.
    """
    for above, below in pairwise(table):
        for entry, other in ((above, below), (below, above)):
            if entry.row is None or other.row is not None or not other.group.has_number:
                continue
            # the next page goes on in a part of its own, its number is another
            near = abs(entry.group.row.part - other.group.row.part) <= 2
            same = near and entry.group.lane == other.group.lane == "grid"
            few = 0 < len(other.group.filled) <= len(entry.group.filled) and len(other.group.filled) < COUNT
            torn = few or entry.group.row.inferred
            if same and torn and sum_points(entry.ways[0].tokens, COUNT) < w.SUM_OF_SEVERAL:
                entry.margin, entry.why = 0.0, "torn"
        if below.group.own:
            continue
        # what a foreign column adds is no number: 0 0 15% above 0 0 0 0 0 44%
        sizes = [
            sum(read_cell(t.text).state is not State.UNREADABLE for t in values_of(e.group)) for e in (above, below)
        ]
        if all(sizes) and sum(sizes) == COUNT:
            for entry in (above, below):
                entry.margin, entry.why = 0.0, "torn"


def _see_blank_rows(table: Sequence[RequestRow]) -> None:
    """Numbers without a label may be those of blank rows beside them."""
    for entries in (table, table[::-1]):
        nameless: list[RequestRow] = []
        for entry in entries:
            if entry.group.filled:
                nameless = [*nameless, entry] if entry.nameless else []
            elif nameless and entry.row is not None:
                for doubted in (*nameless, entry):
                    doubted.margin = 0.0


def _some_have_no_place(rows: Sequence[PrintedRow], table: Sequence[RequestRow]) -> bool:
    """True if numbers enough for a row of the form are printed that belong to none, or to a row with too many."""
    words = (row.words for row in rows if row.glued and not row.has_number)
    return (
        any(char.isdigit() for texts in words for text in texts for char in text)
        or any(entry.row is None and len(entry.group.filled) > COUNT // 2 for entry in table)
        or any(entry.ways[0].open and (entry.group.row.glued or len(entry.group.filled) > COUNT) for entry in table)
    )


def _settle_columns(table: Sequence[RequestRow], columns: Columns) -> None:
    """What rows of the same part and shape say of where values begin, then what the column sums say of cuts."""
    parts: dict[int, list[RequestRow]] = {}
    for entry in table:
        if entry.group.lane == "grid":
            parts.setdefault(entry.group.row.part, []).append(entry)
    for members in parts.values():
        if all(len(entry.ways) == 1 for entry in members):
            continue
        rows = []
        for entry in members:
            before = len(entry.group.row.cells) - len(entry.group.tokens)
            label = entry.group.label_column if entry.label in (None, entry.row) else None
            rows.append(Row((before, entry.depth), entry.depth, label, entry.ways))
        for entry, ways in zip(members, with_usual_starts(rows, in_text=members[0].group.in_text), strict=True):
            entry.ways = ways
    _settle_cuts([entry for entry in table if entry.row is not None])


def _settle_cuts(table: Sequence[RequestRow]) -> None:
    """Digits run together are cut by the sums of the row, then by those of the columns and the balance."""
    cut = [entry for entry in table if entry.ways[0].why == "run_together"]
    # digits, hardly more than columns, whose printed total is no sum however they are cut
    glued = [e for e in table if e.group.row.glued and len(e.group.filled) == 1 and e.ways[0].open]
    texts = ["".join([t.text for t in e.group.tokens]) for e in glued if all(way.score <= 0 for way in e.ways)]
    if any(COUNT <= sum(map(str.isdigit, text)) <= COUNT + FEW_MORE for text in texts):
        for entry in cut:
            entry.ways = [way if way.open else replace(way, score=way.score - w.CUT_DISTRUST) for way in entry.ways]
    if cut:
        others = {CODES[e.row or 0]: e.ways[0].tokens for e in table if e not in cut}
        proven = proven_cuts({CODES[e.row or 0]: e.ways for e in cut}, others)
        for entry in cut:
            entry.ways = proven[CODES[entry.row or 0]]


def _line(entry: RequestRow, columns: Columns, regular: bool) -> FormLine:
    group, row = entry.group, CODES[entry.row or 0]
    cells = decide(group, entry.ways, columns.size, regular=regular)
    doubts = list(cells.doubts)
    margins = [min(margin, entry.margin) for margin in cells.margins]
    for raised, why in ((entry.margin < w.CERTAIN_AT, entry.why), (entry.differ, "printed_twice")):
        if raised:
            doubts = [(*found, why) if why not in found else found for found in doubts]
            margins = [min(margin, entry.margin if why == entry.why else 0.0) for margin in margins]
    if columns.doubtful:
        doubts = [(*found, "heading_unclear") for found in doubts]
    reading = entry.reading
    points = fit(TABLE, reading.text)[entry.row or 0] if reading else -math.inf
    if entry.label == entry.row:
        known_as = known(TABLE, group.label)
        match = known_as.how if known_as else "exact"
    elif reading and reading.own:
        match = "alias" if points >= w.BEHIND_GROUP - w.ORDINAL else "corrected"
    elif reading is None or points < w.FRAGMENT:
        match = "position"
    else:
        alone = group.lane == "line" and reading.pieces == 1
        match = "exact" if alone else "torn" if reading.cap >= w.CLEAR else "position"
    return FormLine(
        TABLE,
        row,
        columns.order,
        cells.way.tokens,
        tuple(doubts),
        tuple(margins),
        open=frozenset(cells.open),
        label=entry.reading.text if entry.reading else group.label,
        label_place=group.place,
        match=match,
        part=group.row.part,
        labels_before=len(group.row.cells) - len(group.tokens),
        width=len(group.tokens),
        start=cells.way.start,
        narrow=cells.way.narrow,
        surplus=cells.way.surplus,
        others=tuple(other.place for other in entry.others),
        differ=entry.differ,
    )


def _beside_strays(line: FormLine, strays: Sequence[GridCell]) -> FormLine:
    """A cell is in doubt if a number that stands nowhere else in the table makes the row add up.

    It may belong to the only blank, or be the rest of a cell's digits: 1 above 14 for 114.
    """
    if line.columns != COLUMNS or not strays:
        return line
    blanks = sum(token is None or not token.text.strip() for token in line.tokens)
    for stray in strays:
        for at, token in enumerate(line.tokens):
            text = token.text.strip() if token else ""
            whole = replace(stray, text=text + stray.text.strip())
            fits = sum_points([*line.tokens[:at], whole, *line.tokens[at + 1 :]], COUNT) > 0
            rest = text.isdigit() and not adds_up(line.tokens, COUNT)
            if fits and (rest or (not text and blanks == 1)):
                torn = tuple(dict.fromkeys((*line.doubts[at], "torn")))
                doubts = (*line.doubts[:at], torn, *line.doubts[at + 1 :])
                return replace(line, doubts=doubts, margins=(*line.margins[:at], 0.0, *line.margins[at + 1 :]))
    return line
