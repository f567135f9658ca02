"""The table of reconsideration and litigation: three channels, five outcomes each, in one row or a row a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from gongkai.forms import labels, squeeze
from gongkai.model import FormLine, GridCell, Place
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.doubts import decide, perhaps_absent
from gongkai.reading.tables.groups import Group, group_values
from gongkai.reading.tables.parts import Part
from gongkai.reading.tables.printed import PrintedRow
from gongkai.reading.tables.slots import Placement, is_torn, open_placement, placements
from gongkai.reading.tables.spare_cells import MOST_SPARE
from gongkai.reading.tables.sums import adds_up, sum_points, value_of
from gongkai.reading.tables.vocabulary import known

TABLE = "review_litigation"
CHANNELS = tuple(labels("channels"))
OUTCOMES = tuple(labels("outcomes"))
WHOLE = len(CHANNELS) * len(OUTCOMES)
SIZE = len(OUTCOMES)
_WITHOUT_TOTAL = tuple(code for code in OUTCOMES if code != "total")
_LAST_YEAR = ("上年", "上一年", "去年", "同期")
"""What a row is called that has the figures of the year before, in front of that of this year."""
Key = tuple[str, str]
Printed = tuple[int, Place] | None


@dataclass(frozen=True, slots=True)
class _Headings:
    """The columns in printed order; `doubtful` if they are named in part.

    `start` is the grid column of the first, `end` the one behind the last heading of any kind.
    """

    channels: tuple[str, ...] = CHANNELS
    outcomes: tuple[tuple[str, ...], ...] = (OUTCOMES,) * len(CHANNELS)
    start: int | None = None
    doubtful: bool = False
    end: int = 0

    @property
    def keys(self) -> tuple[Key, ...]:
        """Channel and outcome of each column."""
        return tuple((c, o) for c, outcomes in zip(self.channels, self.outcomes, strict=True) for o in outcomes)


def review_lines(rows: Sequence[PrintedRow]) -> tuple[tuple[FormLine, ...], Printed]:
    """A line for each channel that is printed; and how many cells the row has, if not as many as the form."""
    rows = _turned(rows) or rows
    printed_groups = group_values(list(rows), WHOLE, WHOLE)
    groups = [group for group in printed_groups if group.row.has_number] or _blank_rows(rows)
    # a dash in every cell, one a line
    groups = groups or [group for group in printed_groups if len(group.filled) == WHOLE]
    headings = _headings(rows)
    lines: dict[str, FormLine] = {}
    printed: Printed = None
    for group in sorted(groups, key=lambda group: (_is_last_years(group), *_surplus(group))):
        channels = _named(group)
        keys = _keys(channels, group, headings)
        count = len(keys)
        ways = _ways(group, keys, headings)
        if not {channel for channel, _ in keys} - set(lines):
            _see_other_row(lines, group, keys, ways[0])
            continue
        size = SIZE if all(o == OUTCOMES for o in headings.outcomes) else 0
        cells = decide(group, ways, size, regular=False)
        # numbers that only may be the row must add up; those in the cells of their own table may be misprinted
        stray = len(groups) > 1 and (group.lane != "grid" or group.guessed or len(group.tokens) != count)
        own = [cells.way.tokens[at : at + SIZE] for at in range(0, count, SIZE)] if stray and size else []
        whole = [part for part in own if all(token and token.text.strip() for token in part)]
        wrong_total = not all(adds_up(part, SIZE) for part in whole)
        found = len(_trimmed(group, count))
        if found != count and (cells.way.open or cells.way.start is not None or found > count):
            printed = found, group.tokens[0].place
        for channel in dict.fromkeys(channel for channel, _ in keys if channel not in lines):
            at = [i for i, (own, _) in enumerate(keys) if own == channel]
            doubts = [cells.doubts[i] for i in at]
            margins = [cells.margins[i] for i in at]
            for raised, why in ((headings.doubtful, "heading_unclear"), (wrong_total, "row_unclear")):
                if raised:
                    doubts = [(*codes, why) for codes in doubts]
                    margins = [min(margin, w.CERTAIN_AT / 2) for margin in margins]
            lines[channel] = FormLine(
                TABLE,
                channel,
                tuple(keys[i][1] for i in at),
                tuple(cells.way.tokens[i] for i in at),
                tuple(doubts),
                tuple(margins),
                open=frozenset(n for n, i in enumerate(at) if i in cells.open),
                label=group.label,
                label_place=group.place,
                part=group.row.part,
            )
    _see_what_is_left(lines, groups, rows)
    return tuple(lines.values()), printed


def _see_what_is_left(lines: dict[str, FormLine], groups: Sequence[Group], rows: Sequence[PrintedRow]) -> None:
    """Numbers that no channel has may be the rest of one, or those of channels that have none."""
    for above, below in pairwise(groups):
        if not (below.own or below.before) and len(above.filled) + len(below.filled) <= WHOLE:
            # the rest of the row may stand on the next line
            _doubt(lines, [(key, "torn") for key in _Headings().keys])
    # digits between words are numbers of the channels that have no other, and those that only white space tells may be
    apart = any(group.filled and (group.lane == "line" or group.guessed) for group in groups)
    unclear = apart and any(any(line.doubts) for line in lines.values())
    if unclear and len(groups) > 1:
        # where the numbers of one channel stand apart from its name, those of another may as well
        nameless = [(c, o) for c, line in lines.items() if not line.label for o in line.columns]
        _doubt(lines, [(key, "row_unclear") for key in nameless if not _is_doubted(lines, key)])
    if unclear or any(sum(map(str.isdigit, word)) >= WHOLE for row in rows for word in row.words):
        lines |= {c: perhaps_absent(TABLE, c, OUTCOMES) for c in CHANNELS if c not in lines}


def _is_doubted(lines: Mapping[str, FormLine], key: Key) -> bool:
    line = lines[key[0]]
    return "row_unclear" in line.doubts[line.columns.index(key[1])]


def _see_other_row(lines: dict[str, FormLine], group: Group, keys: Sequence[Key], way: Placement) -> None:
    """A second row with other numbers that no channel's label is beside puts those in doubt that differ.

    It may be that of another year (2022年), unless it says that it is last year's.
    """
    other = bool(_channels([cell.text for cell in group.own])) or _is_last_years(group)
    if other or way.open or not all(token and token.text.strip() for token in way.tokens):
        return
    said = {(c, o): token for c, line in lines.items() for o, token in zip(line.columns, line.tokens, strict=True)}
    pairs = zip(keys, way.tokens, strict=True)
    _doubt(lines, [(key, "printed_twice") for key, token in pairs if value_of(said.get(key)) != value_of(token)])


def _doubt(lines: dict[str, FormLine], found: Sequence[tuple[Key, str]]) -> None:
    """Puts cells in doubt, each for its reason."""
    for (channel, outcome), why in found:
        line = lines.get(channel)
        at = line.columns.index(outcome) if line and outcome in line.columns else None
        if line and at is not None:
            doubts = tuple((*codes, why) if i == at else codes for i, codes in enumerate(line.doubts))
            lines[channel] = replace(line, doubts=doubts, margins=(*line.margins[:at], 0.0, *line.margins[at + 1 :]))


def _turned(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The one row of a table that has a row an outcome and a column a channel; [] for any other table."""
    grid = [row for row in rows if row.lane == "grid" and not row.inferred]
    named = [
        (_channels([cell.text]), column) for row in grid for cell, column in zip(row.cells, row.columns, strict=True)
    ]
    columns = {channels[0]: column for channels, column in named if len(channels) == 1}
    found: dict[Key, GridCell] = {}
    for row in grid:
        outcomes = _outcomes(row)
        if len(outcomes) == 1 and row.has_value:
            at = dict(zip(row.columns, row.cells, strict=True))
            found |= {(channel, outcomes[0][0]): at[column] for channel, column in columns.items() if column in at}
    keys = _Headings().keys
    if set(found) != set(keys) or len(set(columns.values())) != len(CHANNELS):
        return []
    first = grid[0]
    return [PrintedRow(tuple(found[key] for key in keys), tuple(range(WHOLE)), first.part, first.section, "grid")]


def _is_last_years(group: Group) -> bool:
    """True for a row whose label says that its figures are those of the year before."""
    return any(word in squeeze(group.label) for word in _LAST_YEAR)


def _surplus(group: Group) -> tuple[int, bool]:
    """Rows that have as many cells as the form come first; a stray number in the text never displaces them."""
    count = SIZE if len(_named(group)) == 1 and len(group.filled) <= SIZE + 1 else WHOLE
    return abs(len(_trimmed(group, count)) - count), count == WHOLE


def _trimmed(group: Group, count: int) -> list[int]:
    """Blanks around more cells than the form has are padding of the row."""
    kept = list(range(len(group.tokens)))
    filled = set(group.filled)
    while len(kept) > count and kept[-1] not in filled:
        kept.pop()
    while len(kept) > count and kept[0] not in filled:
        kept.pop(0)
    return kept


def _named(group: Group) -> tuple[str, ...]:
    """The channels named in the row itself, else in the row of words above it."""
    own = _channels([cell.text for cell in group.own])
    if own or not group.before:
        return own
    above = (row.words for row in reversed(group.before) if not any(c.isdigit() for word in row.words for c in word))
    return next((channels for words in above if (channels := _channels(words))), ())


def _channels(words: Sequence[str]) -> tuple[str, ...]:
    text = "".join([squeeze(word) for word in words])
    if "复议" not in text and "起诉" not in text:
        return ()
    found = set()
    if "复议后起诉" in text:
        found.add("litigation_after_reconsideration")
    if "未经复议" in text or "直接起诉" in text:
        found.add("litigation_direct")
    if "行政复议" in text.replace("未经行政复议", ""):
        found.add("reconsideration")
    return tuple(channel for channel in CHANNELS if channel in found)


def _keys(channels: tuple[str, ...], group: Group, headings: _Headings) -> tuple[Key, ...]:
    if len(channels) == 1 and len(group.filled) <= SIZE + 1:
        outcomes = headings.outcomes[0]
        return tuple((channels[0], outcome) for outcome in outcomes)
    # a table of their own, as where reconsideration and litigation are two tables
    above = _channels([word for row in group.before for word in row.words])
    apart = group.lane == "grid" and not group.guessed and len(group.tokens) == SIZE * len(above)
    return tuple(key for key in headings.keys if not apart or key[0] in above)


def _ways(group: Group, keys: Sequence[Key], headings: _Headings) -> list[Placement]:
    standard = all(outcomes == OUTCOMES for outcomes in headings.outcomes)
    # numbers that wrapped in narrow cells are whole under their headings, where every sum says so
    wrapped = headings.start is not None and any(is_torn(token) for token in group.tokens)
    named = range(headings.start or 0, (headings.start or 0) + len(keys)) if wrapped else ()
    more = len(group.tokens) - len(keys)
    if standard and headings.start is not None and group.row.width > headings.end and 0 < more <= MOST_SPARE:
        return _without_spare_cells(group, len(keys))
    ways = placements(group, len(keys), SIZE if standard else 0, Part(foreign=True), named)
    unsure = headings.start is None and group.in_text and standard
    if unsure and group.lane == "grid" and 0 < len(group.filled) < len(keys):
        tokens = ways[0].tokens
        # a blank total adds up noughts and blanks; one channel at least must add up to more than 0
        rows = [[value_of(token) or 0 for token in tokens[at : at + SIZE]] for at in range(0, len(tokens), SIZE)]
        hold = all(sum(row[:-1]) == row[-1] for row in rows) and any(row[-1] for row in rows)
        sure = hold if len(group.tokens) == len(keys) else adds_up(tokens, SIZE)
        return ways if sure else [open_placement(group, len(keys))]
    if headings.start is None or len(ways) == 1:
        return ways
    at = headings.start
    moved = [replace(way, score=way.score + w.CERTAIN_AT * 1.5 * (way.start in (at, None))) for way in ways]
    return sorted(moved, key=lambda way: -way.score)


def _without_spare_cells(group: Group, count: int) -> list[Placement]:
    """A row with a cell or two more than the table has columns: nothing but the sums tells which of them are spare."""
    found: list[Placement] = []
    # of ways that say the same the one in which the first cells stand under the first headings comes first
    for left_out in combinations(reversed(range(len(group.tokens))), len(group.tokens) - count):
        kept = tuple(token for at, token in enumerate(group.tokens) if at not in left_out)
        surplus = tuple(group.tokens[at] for at in left_out if at in group.filled)
        score = sum_points(kept, SIZE) - w.SLIPPED_BLANK * len(left_out)
        found.append(Placement(kept, score, "too_many_values", surplus=surplus))
    best = max(way.score for way in found)
    return sorted((way for way in found if best - way.score < w.CERTAIN_AT), key=lambda way: -way.score)


def _blank_rows(rows: Sequence[PrintedRow]) -> list[Group]:
    """A row of blank cells, or of marks, under the headings, where the figures should stand."""
    for at, row in enumerate(rows):
        even = sum(bool(cell.text.strip()) for cell in row.cells) in (0, len(row.cells))
        under = any(len(_outcomes(other)) >= SIZE - 1 for other in rows[:at])
        if row.lane == "grid" and not row.words and len(row.cells) >= SIZE and under and even:
            return [Group(row, (), row.cells, row.columns)]
    return []


def _outcomes(row: PrintedRow) -> list[tuple[str, int]]:
    """The outcomes that a row names, with their grid columns."""
    matches = ((known("outcomes", cell.text), column) for cell, column in zip(row.cells, row.columns, strict=True))
    return [(match.codes[0], column) for match, column in matches if match]


def _headings(rows: Sequence[PrintedRow]) -> _Headings:
    """The order in which the headings name the channels and outcomes; the form's where they don't name all."""
    above = [row for row in rows if not row.has_number and row.words]
    grid = [row for row in above if row.lane == "grid" and not row.inferred]
    # the lowest row names them best; Markdown repeats a merged heading over each of its columns
    channels = {
        c: col
        for row in grid
        for cell, col in zip(row.cells[::-1], row.columns[::-1], strict=True)
        for c in _one_channel(cell.text)
    }
    outcomes = sorted({(col, code) for row in grid for code, col in _outcomes(row)})
    if len(outcomes) == SIZE and not set(channels) >= set(CHANNELS):
        order = tuple(code for _, code in outcomes)
        return _checked(CHANNELS, (order,) * len(CHANNELS), None)
    columns = [col for col, _ in outcomes]
    if set(channels) != set(CHANNELS) or len(set(channels.values())) != len(CHANNELS):
        return _in_lines(above)
    ordered = tuple(sorted(channels, key=lambda code: channels[code]))
    # no total is printed if no value stands further right either
    no_total = [code for _, code in outcomes] == list(_WITHOUT_TOTAL * len(CHANNELS)) and all(
        row.columns[-1] <= columns[-1] for row in rows if row.has_number
    )
    if len(set(columns)) != len(columns) or not (len(columns) == WHOLE or no_total):
        return _in_lines(above) if ordered == CHANNELS else _Headings(ordered, doubtful=True)
    bounds = [*(channels[code] for code in ordered[1:]), columns[-1] + 1]
    chunks, start = [], 0
    for bound in bounds:
        end = next((i for i in range(start, len(columns)) if columns[i] >= bound), len(columns))
        chunks.append(tuple(code for _, code in outcomes[start:end]))
        start = end
    end = max(
        column + 1 for row in grid for cell, column in zip(row.cells, row.columns, strict=True) if cell.text.strip()
    )
    return replace(_checked(ordered, tuple(chunks), columns[0]), end=end)


def _one_channel(text: str) -> tuple[str, ...]:
    match = known("channels", text)
    return match.codes if match else ()


def _checked(channels: tuple[str, ...], outcomes: tuple[tuple[str, ...], ...], start: int | None) -> _Headings:
    if all(sorted(chunk) == sorted(OUTCOMES) for chunk in outcomes) or set(outcomes) == {_WITHOUT_TOTAL}:
        return _Headings(channels, outcomes, start)
    named = tuple(code for chunk in outcomes for code in chunk)
    other_order = len(named) == WHOLE and named != OUTCOMES * len(CHANNELS)
    return _Headings(start=start, doubtful=channels != CHANNELS or other_order)


def _in_lines(rows: Sequence[PrintedRow]) -> _Headings:
    """Headings flattened to lines: fifteen outcomes one after the other, channels in the order they come in."""
    parts = [
        part
        for row in rows
        for cell in row.cells
        for part in (cell.text.split() if row.lane == "line" or row.inferred else [cell.text])
    ]
    named = [match.codes[0] for part in parts if (match := known("outcomes", part))]
    channels = tuple(dict.fromkeys(code for part in parts for code in _one_channel(part)))
    turned = channels[:1] != CHANNELS[:1] and len(channels) > 1
    size = SIZE if "total" in named else len(_WITHOUT_TOTAL)
    if len(named) != size * len(CHANNELS):
        return _Headings(doubtful=turned)
    chunks = tuple(tuple(named[at : at + size]) for at in range(0, len(named), size))
    found = _checked(channels if set(channels) == set(CHANNELS) else CHANNELS, chunks, None)
    # where litigation is printed first, its outcomes are named on a line below those of reconsideration
    return replace(found, doubtful=found.doubtful or (turned and len(set(chunks)) > 1))
