"""The table of proactive disclosure (条例 Article 20): items under headings that change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from gongkai.forms import TextKind, editions, kind_of, labels, load_form, squeeze
from gongkai.model import FormLine, GridCell, Number
from gongkai.reading.tables import weights as w
from gongkai.reading.tables.cuts import has_rival, segmentations
from gongkai.reading.tables.doubts import decide, perhaps_absent
from gongkai.reading.tables.evidence import exact, fit
from gongkai.reading.tables.groups import Group, group_values
from gongkai.reading.tables.labels import Reading
from gongkai.reading.tables.manner import best_layout, clear_layout
from gongkai.reading.tables.parts import Part
from gongkai.reading.tables.printed import PrintedRow, may_be_label
from gongkai.reading.tables.proactive_headings import TABLE, Heading, editions_of, named
from gongkai.reading.tables.slots import Placement, open_placement, placements
from gongkai.reading.tables.split import ITEMS
from gongkai.reading.tables.starts import Row, with_usual_starts
from gongkai.reading.tables.vocabulary import known

CODES = tuple(labels(ITEMS))
MOST = max(len(row.columns) for edition in editions() for row in load_form(edition).rows[TABLE])
_CLAUSE = "第二十条"
_LONGEST_REMARK = 12
_MONEY = frozenset({"fee_amount", "procurement_amount"})
_SIGNED = frozenset({"items_change"})


@dataclass(slots=True)
class _Item:
    """A group of values with the item of the form that it is, and the measures of its columns.

    `doubtful` says that these are not sure, `torn` that its numbers may go on elsewhere.
    """

    group: Group
    row: int
    margin: float
    reading: Reading | None
    heading: Heading
    codes: tuple[str, ...]
    doubtful: bool
    ways: list[Placement]
    torn: bool = False


class ProactiveTable:
    """The printed rows of the table, with the headings they stand under."""

    def __init__(self, rows: Sequence[PrintedRow]) -> None:
        self._above: dict[int, Heading] = {}
        # 行政事业性收 above 费, a piece a line: no words of a heading
        lines = ((a, b) for a, b in pairwise(rows) if a.lane == b.lane == "line" and not (a.has_value or b.has_value))
        torn = [(a, b) for a, b in lines if exact(ITEMS, "".join(a.words + b.words)) is not None]
        self._in_two_lines = {id(row) for pair in torn for row in pair}
        words = [word for row in rows for word in row.words] + ["".join(a.words + b.words) for a, b in torn]
        self._named = {CODES[at] for word in words if (at := exact(ITEMS, word)) is not None}
        plain = list(self._under_headings(rows))
        self._groups = group_values(plain, MOST, 1)

    @property
    def items(self) -> tuple[str, ...]:
        """The items with values whose labels are clear."""
        found = (exact(ITEMS, group.label) for group in self._groups if group.filled and group.own)
        return tuple(CODES[at] for at in found if at is not None)

    @property
    def editions(self) -> Counter[str]:
        """How many of the headings only one edition has, by edition."""
        headings = {self._heading(group) for group in self._groups if group.filled}
        of_one = (found[0] for heading in headings if len(found := editions_of(heading)) == 1)
        return Counter(of_one)

    def _under_headings(self, rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
        """The rows that are no headings; remembers which heading each is under."""
        heading, collected = Heading(), list[PrintedRow]()
        for row in rows:
            _find_misprints(row)
            if any(_CLAUSE in squeeze(text) for text in row.words) and not row.has_value:
                heading, collected = Heading(), []
            elif not row.has_value and row.words and not _is_item(row) and id(row) not in self._in_two_lines:
                collected.append(row)
            else:
                found = named(collected)
                if found is None:
                    yield from collected
                heading, collected = found or heading, []
                self._above[id(row)] = heading
                yield row

    def _heading(self, group: Group) -> Heading:
        return self._above.get(id(group.row), Heading())

    def lines(self, edition: str) -> tuple[FormLine, ...]:
        """The recognised items in reading order, under the measures of their heading, else those of the edition."""
        left_out = [
            0.0 if not group.filled else w.LEFT_OUT if group.own or len(group.filled) > 1 else w.LEFT_OUT_SHORT / 2
            for group in self._groups
        ]
        form = load_form(edition).rows[TABLE]
        own = {row.code for row in form}
        skipped = np.array([w.SKIPPED if code in own else w.SKIPPED_EITHER for code in CODES])
        layout = clear_layout(ITEMS, self._groups) or best_layout(
            ITEMS, self._groups, left_out, skipped, lambda at, points: points, lambda order: 0.0
        )
        found: list[_Item] = []
        crowded = False
        for group, row, margin, reading in zip(self._groups, layout.rows, layout.margins, layout.readings, strict=True):
            if row is not None and (group.filled or group.lane == "grid"):
                heading, drawn = self._heading(group), group.lane == "grid" and not group.row.inferred
                codes, doubtful = _measures(heading, CODES[row], edition)
                found.append(_Item(group, row, margin, reading, heading, codes, doubtful, _ways(group, heading, codes)))
                crowded |= drawn and bool(group.filled) and group.filled[-1] - group.filled[0] + 1 > len(codes)
        rows = [Row(len(item.codes), len(item.codes), item.group.label_column, item.ways) for item in found]
        torn = self._torn(layout.rows)
        for item, ways in zip(found, with_usual_starts(rows, in_text=True), strict=True):
            item.ways, item.torn = ways, id(item.group) in torn
            # a row is longer than the form where some fill more cells, and the headings are not right above its values
            longer = crowded and len(item.group.tokens) > len(item.codes)
            item.doubtful |= longer and ways[0].why != "heading_unclear"
        lines = tuple(map(_line, found))
        # numbers that belong to no item may be those of one that is missing: 许可 | 12, the head of its label lost
        strays = any(row is None and group.has_number for group, row in zip(self._groups, layout.rows, strict=True))
        strays |= any("too_many_values" in codes for line in lines for codes in line.doubts)
        # items and measures that are printed without a value, or whose numbers may be among the strays; where each
        # column is printed below the one before, a heading and its numbers, those of an item stand apart
        columns = {line.row: line.columns for line in lines}
        for official in form:
            read = columns.get(official.code, ())
            rest = tuple([code for code in official.columns if code not in read])
            in_part = strays and 0 < len(rest) < len(official.columns)
            if in_part or (not read and (strays or official.code in self._named)):
                lines += (perhaps_absent(TABLE, official.code, rest),)
        return lines

    def _torn(self, rows: Sequence[int | None]) -> set[int]:
        """The groups that may go on in a row of numbers without a label below, or in one that is no number: 285. 91."""
        above = ((group, group.before[-1].words) for group in self._groups if group.before)
        # a line with a digit and no letter, such as half a number
        torn = {
            id(group)
            for group, words in above
            if len(words) == 1 and not may_be_label(words[0]) and any(map(str.isdigit, words[0]))
        }
        for (upper, _), (lower, row) in pairwise(zip(self._groups, rows, strict=True)):
            # 32 on the line below 行政处罚 and 1, with no blank line between as around a page number
            line, next_line = upper.place.line, lower.place.line
            near = lower.lane == upper.lane == "grid" or (line is not None and next_line == line + 1)
            if row is None and lower.has_number and not lower.own and near:
                torn.add(id(upper))
        return torn


def _line(item: _Item) -> FormLine:
    group, reading, heading = item.group, item.reading, item.heading
    cells = decide(group, item.ways, 0)
    doubts, margins = list(cells.doubts), [min(item.margin, own) for own in cells.margins]
    # 行政事业性收费 | 本年增/减 | 48, a row for each measure: 48 is no number of last year
    doubtful = item.doubtful or known("measures", group.label) is not None
    raised_by = ((item.margin < w.CERTAIN_AT, "row_unclear"), (doubtful, "heading_unclear"), (item.torn, "torn"))
    for raised, why in raised_by:
        if raised:
            doubts = [(*found, why) for found in doubts]
            margins = [min(m, w.CERTAIN_AT / 2) for m in margins]
    match = known(ITEMS, group.label)
    spelled = reading is not None and fit(ITEMS, reading.text)[item.row] >= w.ALIAS - 1
    return FormLine(
        TABLE,
        CODES[item.row],
        item.codes,
        cells.way.tokens,
        tuple(doubts),
        tuple(margins),
        open=frozenset(cells.open),
        label=group.label or (reading.text if reading else ""),
        label_place=group.place,
        match=match.how if match else "exact" if spelled else "corrected",
        part=group.row.part,
        labels_before=len(group.row.cells) - len(group.tokens),
        width=len(group.tokens),
        start=cells.way.start,
        surplus=cells.way.surplus,
        named=heading.codes,
        heading=heading.printed,
        heading_place=heading.place,
    )


def _is_item(row: PrintedRow) -> bool:
    return any(exact(ITEMS, word) is not None for word in row.words)


def _find_misprints(row: PrintedRow) -> None:
    """What stands behind an item and is no label is a number that can't be read (1O7, 见附件), not more of its name."""
    if row.has_value or not _is_item(row):
        return
    item = next(i for i, cell in enumerate(row.cells) if exact(ITEMS, cell.text) is not None)
    behind = ((i, cell.text) for i, cell in enumerate(row.cells) if i > item and cell.text.strip())
    # words in a cell of its own that name nothing of the form, such as 见附件 and 保密, are a remark
    drawn = row.lane == "grid" and not row.inferred
    misprints = {
        i
        for i, text in behind
        if any(map(str.isdigit, text))
        or not may_be_label(text)
        or (drawn and len(text) <= _LONGEST_REMARK and max(fit(v, text).max() for v in (ITEMS, "measures")) <= 0)
    }
    if misprints:
        row.kinds = tuple(TextKind.NUMBER if i in misprints else kind for i, kind in enumerate(row.kinds))
        row.words = tuple(cell.text for i, cell in enumerate(row.cells) if row.kinds[i] is TextKind.WORD)
        row.has_number = row.has_value = True


def _measures(heading: Heading, item: str, edition: str) -> tuple[tuple[str, ...], bool]:
    """The measures of a row, and True if its own heading is lost and those are the form's."""
    row = load_form(edition).row(TABLE, item)
    own = [load_form(other).row(TABLE, item) for other in editions()]
    fitting = any(set(heading.codes) <= set(form.columns) for form in own if form)
    if heading.codes and (fitting or row is None):
        return heading.codes, False
    if row is None:
        row = next(form for form in own if form)
    return row.columns, bool(heading.codes)


def _ways(group: Group, heading: Heading, codes: tuple[str, ...]) -> list[Placement]:
    count = len(codes)
    if group.row.glued and len(group.filled) != count:
        return _cuts(group, codes)
    ways = placements(group, count, 0, Part())
    above = _under(group, heading, codes)
    if above is not None:
        others = (way for way in ways if way.tokens != above.tokens and not way.open)
        return [above, *(way if above.score else replace(way, start=None) for way in others)]
    # a row of text that is not as wide as its heading has lost or got cells
    odd = heading.part == group.row.part and heading.width not in (0, len(group.row.cells))
    short = len(group.tokens) < count or group.lane == "line" or odd
    # and its first number may be that of a column in front of the measures
    beside = odd and any(column < heading.columns[0] for column in heading.foreign)
    if group.filled and ((len(group.filled) < count and short) or beside):
        return [open_placement(group, count)]
    return ways


def _under(group: Group, heading: Heading, codes: tuple[str, ...]) -> Placement | None:
    """The values that stand in the grid columns of the headings, if the row is as wide as its heading."""
    same = group.lane == "grid" and not group.guessed and heading.part == group.row.part
    wide = len(group.row.cells) == heading.width
    if not (same and wide and heading.codes == codes and len(heading.columns) == len(codes)):
        return None
    at = dict(zip(group.columns, group.tokens, strict=True))
    if not all(column in at for column in heading.columns):
        return None
    chosen = tuple(at[column] for column in heading.columns)
    other = ((column, token) for column, token in at.items() if column not in heading.columns)
    beside = {column: token for column, token in other if token.marks or kind_of(token.text) is not TextKind.BLANK}
    outside = tuple(beside.values())
    known_as_foreign = set(beside) <= set(heading.foreign)
    if len(outside) == len(group.filled) and not known_as_foreign:
        return None
    # numbers under no heading and blanks under one: the row may have moved
    moved = not known_as_foreign and any(kind_of(token.text) is TextKind.BLANK for token in chosen)
    score = 0.0 if moved else 2 * w.CERTAIN_AT
    return Placement(chosen, score, "heading_unclear", heading.columns[0], surplus=outside)


def _cuts(group: Group, codes: tuple[str, ...]) -> list[Placement]:
    """Digits run together: only a change may be negative and only money has decimals; that settles some texts."""

    def fits(numbers: Sequence[Number]) -> bool:
        pairs = list(zip(codes, numbers, strict=True))
        return all(
            (number >= 0 or code in _SIGNED) and (isinstance(number, int) or code in _MONEY) for code, number in pairs
        )

    printed = [group.tokens[i] for i in group.filled]
    if not printed:
        return placements(group, len(codes), 0, Part())
    text = " ".join(token.text for token in printed)
    ways = segmentations(text, len(codes), fits)
    # more words than columns: 0 30 30 0 0 0 is never 0 and 3030000
    if len(ways) != 1 or len(text.split()) > len(codes) or has_rival(text, len(codes)):
        return [open_placement(group, len(codes))]
    pieces = tuple(GridCell(piece, printed[0].place) for piece in ways[0])
    return [Placement(pieces, 2 * w.CERTAIN_AT, "run_together")]
