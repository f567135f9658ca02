"""Slips of the requests table told before it is laid out: torn and joined rows, rows printed twice, subtotals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.forms import TextKind, items_of, labels, squeeze
from gongkai.model import FormLine, GridCell
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.columns import FEWEST_SUMS, Columns
from gongkai.reading.tables.doubts import moved
from gongkai.reading.tables.evidence import exact, fit
from gongkai.reading.tables.groups import Group
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.request_row import AT, CODES, COUNT, DATA, GROUPS, TABLE, RequestRow, texts_of
from gongkai.reading.tables.run_together import labels_within
from gongkai.reading.tables.sums import adds_up, value_of
from gongkai.reading.tables.vocabulary import ordinal, spellings

FEWEST_SUBTOTALS = 3
"""So many rows with legal persons show that they are summed up in front of the total."""
SUBTOTAL, SUM = "小计", "合计"
"""合计 may be the total of the table as well, unless that has a row （七）总计."""


def without_slips(groups: list[Group]) -> list[Group]:
    """Labels and values that a line break tore in two are put together; the ordinal of the next row is no value."""
    whole: list[Group] = []
    for group in groups:
        last = whole[-1] if whole else None
        if last is not None and _is_rest(last, group):
            own = GridCell(last.label + group.label, last.place)
            row = replace(last.row, glued=False)
            whole[-1] = Group(
                row, (own,), values_of(last) + values_of(group), tuple(range(COUNT)), last.before, group.after
            )
        else:
            whole.append(group)
    for group in whole:
        filled = group.filled
        if len(filled) == COUNT + 1 and group.lane == "line":
            # one value more than columns is the ordinal of the next row if its label lacks just that, or is cut off
            named = exact(TABLE, group.label or (group.before[-1].words[0] if group.before else ""))
            after = exact(TABLE, group.after[0].words[0]) if group.after else None if named is None else named + 1
            bare = not group.after or ordinal(group.after[0].words[0]) is None
            last_value = group.tokens[filled[-1]].text.strip()
            if bare and after in range(len(CODES)) and last_value in spellings(TABLE).ordinals[after or 0]:
                group.lay(group.tokens[: filled[-1]], group.columns[: filled[-1]])
    return whole


def drop_subtotals(groups: Sequence[Group]) -> None:
    """Leaves out, of lines with a value too many each, the sum of the legal persons in front of the total.

    The column is told by its sums: no other arrangement makes nearly all rows add up twice. A row that does not stays.
    """
    longer = [group for group in groups if group.lane == "line" and len(group.filled) == len(group.tokens) == COUNT + 1]
    rows = [(group, group.tokens) for group in longer]
    found = [
        group for group, row in rows if adds_up(row[1:COUNT], COUNT - 1) and adds_up([row[0], *row[COUNT - 1 :]], 3)
    ]
    several = sum(bool(value_of(group.tokens[COUNT - 1])) for group in found)
    if several >= FEWEST_SUBTOTALS and len(found) * 10 >= len(longer) * 9:
        for group in found:
            group.lay((*group.tokens[: COUNT - 1], group.tokens[COUNT]), tuple(range(COUNT)))


def values_of(group: Group) -> tuple[GridCell, ...]:
    """The tokens that are not blank."""
    return tuple(group.tokens[i] for i in group.filled)


def _is_rest(last: Group, group: Group) -> bool:
    text = (last.lane == "line" or last.row.inferred) and (group.lane == "line" or group.row.inferred)
    if not text or not last.own or not group.own or len(last.filled) + len(group.filled) != COUNT:
        return False
    # two rows of blanks, the label of the first torn: 获取信息 0 0 above （六）其他处理 3 0 0 8 11
    if exact(TABLE, last.label) is not None or exact(TABLE, group.label) is not None:
        return False
    label = last.label + group.label
    return exact(TABLE, label) is not None or bool(fit(TABLE, label).max() >= w.BEHIND_GROUP)


def rows_within(group: Group) -> tuple[int, ...]:
    """The rows of the form whose labels stand in one cell in front of the values; those of groups do not count."""
    found = (exact(TABLE, text) for text in labels_within(group.label)) if group.own else ()
    return tuple(dict.fromkeys(at for at in found if at is not None and CODES[at] in DATA - GROUPS))


def rows_named(rows: Sequence[PrintedRow]) -> frozenset[str]:
    """The rows of the form whose whole labels are printed; the label of a group is none beside those of its items."""
    found = {CODES[at] for row in rows for word in row.words if (at := exact(TABLE, word)) is not None} & DATA
    return frozenset(code for code in found if code not in GROUPS or found.isdisjoint(items_of(code)))


def joined_lines(group: Group, columns: Columns) -> Iterator[FormLine]:
    """Two rows in one, whose values nothing parts: none of them can be read."""
    cells = [group.tokens[i] for i in group.filled]
    text = " ".join(cell.text for cell in cells)
    tokens = tuple(GridCell(text, cell.place) for cell in cells * COUNT)[:COUNT]
    for at in rows_within(group):
        yield FormLine(
            TABLE,
            CODES[at],
            columns.order,
            tokens or (None,) * COUNT,
            (("two_rows_joined",),) * COUNT,
            (0.0,) * COUNT,
            open=frozenset(range(COUNT)),
            label=group.label,
            label_place=group.place,
            part=group.row.part,
        )


def once_each(table: list[RequestRow]) -> list[RequestRow]:
    """Rows whose clear label comes twice: the fullest stands, the others are noted with it."""
    first: dict[int, RequestRow] = {}
    kept: list[RequestRow] = []
    numbered = {entry.label for entry in table if entry.group.filled and ordinal(entry.group.label)}
    for entry in sorted(table, key=lambda entry: not _is_full(entry.group)):
        if entry.label in numbered and squeeze(entry.group.label) == SUM:
            entry.label = None
        label = entry.label
        if label is None or CODES[label] in GROUPS or not entry.group.filled:
            kept.append(entry)
        elif label not in first:
            first[label] = entry
            kept.append(entry)
        else:
            first[label].others.append(entry.group)
    for entry in first.values():
        whole = _is_full(entry.group)
        # a row of the table with blanks says something else too: 5 | 16 | 0 | 26 | | 0 | 47 above 17 | 0 | 0 | …
        near = [group for group in entry.others if group.in_text or group.row.part == entry.group.row.part]
        rows = [group for group in near if len(group.filled) > (1 if group.lane == "grid" else COUNT // 2)]
        full = rows + [group for group in entry.others if _is_full(group) or (group.row.glued and not whole)]
        entry.differ = any(texts_of(group) != texts_of(entry.group) for group in full)
    position = {id(entry): at for at, entry in enumerate(table)}
    return sorted(kept, key=lambda entry: position[id(entry)])


def _is_full(group: Group) -> bool:
    """True for a value a column, or digits run together enough for that: 予以公开 9件 in the narrative is no row."""
    digits = sum(char.isdigit() for token in group.tokens for char in token.text)
    return len(group.filled) >= COUNT or (group.row.glued and digits >= COUNT)


def set_aside_subtotals(table: list[RequestRow]) -> list[RequestRow]:
    """Numbers beside the label of a group whose first row has its own: they are the subtotal, outside the order."""
    aside: list[RequestRow] = []
    labels_printed = {entry.label for entry in table if entry.label is not None and entry.group.filled}
    previous: int | None = None
    for entry in table:
        named = squeeze(entry.group.label)
        says_so = named == SUBTOTAL or (named == SUM and entry.label is None)
        if says_so:
            # the group whose label stands in front of 小计, else that of the row above
            in_front = (exact(TABLE, cell.text) for cell in reversed(entry.group.own[:-1]))
            parent = labels(TABLE)[CODES[previous]].parent if previous is not None else None
            of_row = AT[parent] if parent in GROUPS and parent != "processed" else None
            entry.label = next((at for at in in_front if at is not None and CODES[at] in GROUPS), of_row)
        code = CODES[entry.label] if entry.label is not None else ""
        items = items_of(code) if code in GROUPS else ()
        # beside the group's own label they may be those of its first row; 小计 can be nothing else
        if any(AT[item] in labels_printed for item in (items if says_so else items[:1])):
            entry.row = entry.label
            aside.append(entry)
        elif entry.label is not None:
            previous = entry.label
    return aside


def leaves_totals_blank(table: Sequence[RequestRow], size: int) -> bool:
    """True if the total is blank in every row of a table, and few of them add up as rows that lost a cell would."""
    rows = [entry.ways[0].tokens for entry in table if entry.row is not None and entry.group.has_number]
    grid = all(entry.group.lane == "grid" and not entry.group.guessed for entry in table)
    if size < 2 or not grid or any(None in tokens or (tokens[-1] and tokens[-1].text.strip()) for tokens in rows):
        return False
    own = [tuple([token for token in tokens if token]) for tokens in rows]
    lost = [next(moved(tokens, size), None) is not None for tokens in own if any(map(value_of, tokens))]
    return lost.count(False) >= FEWEST_SUMS and lost.count(True) < lost.count(False)


def one_label_each(row: PrintedRow) -> Iterator[PrintedRow]:
    """The row; or those it holds, if whole labels of rows of the form stand between numbers.

    Each begins in the grid column in which the first does. Seen: rows of which a converter dropped the line end.
    """
    if len(row.words) < 2:
        yield row
        return
    numbers = [at for at, kind in enumerate(row.kinds) if kind is TextKind.NUMBER]
    begin = moved = 0
    label: int | None = None
    filled = False
    for at, kind in enumerate(row.kinds):
        if kind is TextKind.NUMBER:
            filled = True
        if kind is not TextKind.WORD:
            continue
        if not filled:
            label = at
        elif label is not None and at < numbers[-1] and _is_row(row, at):
            yield _part(row, begin, at, row.columns[at], moved)
            moved += row.columns[at] - row.columns[label]
            begin, label, filled = at, at, False
    yield _part(row, begin, len(row.cells), row.width, moved) if begin else row


def _part(row: PrintedRow, begin: int, end: int, width: int, moved: int) -> PrintedRow:
    """Some cells of a row, so many grid columns to the left."""
    columns = tuple(column - moved for column in row.columns[begin:end])
    return replace(row, cells=row.cells[begin:end], columns=columns, width=width - moved)


def _is_row(row: PrintedRow, at: int) -> bool:
    """True for the label of a row; that of a group is one in one edition, and then its numbers follow it."""
    found = exact(TABLE, row.cells[at].text)
    groups = frozenset() if row.kinds[at + 1] is TextKind.NUMBER else GROUPS
    return found is not None and CODES[found] in DATA - groups
