"""The requests table: which printed row is which row of the form.

A row is found by its label wherever it stands; a label torn over rows or pages is put together again; a row
that has lost its label is named by its neighbours only if exactly one row of the form is missing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from gongkai.forms import editions, is_number, is_value, labels, load_form, normal_form, squeeze
from gongkai.model import FormLine, GridCell, Place
from gongkai.recognise.printed import PrintedRow, gather_lines
from gongkai.recognise.run_together import ends_with_label
from gongkai.recognise.tables import REQUESTS
from gongkai.recognise.vocabulary import SHORTEST_CORRECTED, Match, corrected, headings, known, ordinal

_DATA_ROWS = frozenset(row.code for edition in editions() for row in load_form(edition).rows[REQUESTS])
_GROUPS = frozenset(code for edition in editions() for code in load_form(edition).headers)
_ORDER = {code: position for position, code in enumerate(labels(REQUESTS))}
_HEADER_WORDS = ("勾稽关系", "申请人情况", "法人或其他组织", "自然人", "类别", "项目", "数据")
_BARE_OTHER, _BARE_TOTAL = "其他", "总计"


@dataclass(slots=True)
class _Row:
    """A printed row while its meaning is being found."""

    printed: PrintedRow
    label_at: int = -1
    code: str | None = None
    how: str = ""
    header: bool = False
    consumed: bool = False
    label: str = ""
    digits_beside: bool = False

    @property
    def tokens(self) -> tuple[GridCell, ...]:
        return self.printed.cells[self.label_at + 1 :]

    @property
    def has_number(self) -> bool:
        return any(is_number(cell.text) for cell in self.tokens)

    @property
    def is_piece(self) -> bool:
        """A row that has only words and may hold part of a label."""
        return bool(self.label) and not self.has_number and not self.header and not self.consumed


def request_lines(
    rows: list[PrintedRow],
) -> tuple[tuple[FormLine, ...], tuple[tuple[str, str, Place | None], ...]]:
    """The recognised rows of the requests table, and the rows with numbers that mean nothing we know."""
    table = [_start(row) for row in gather_lines(rows)]
    _match_known(table)
    _join_torn(table)
    _disown_groups(table)
    _match_corrected(table)
    _name_by_position(table)
    _doubt_blank_neighbours(table)
    _see_digits_beside(table)
    columns = _column_order(rows)
    parted = any(row.printed.lane == "line" and len(row.tokens) > 1 for row in table)
    lines = tuple(_form_line(row, columns, parted) for row in table if row.code in _DATA_ROWS and _carries_values(row))
    unknown = tuple(
        (REQUESTS, row.label, row.printed.cells[0].place)
        for row in table
        if row.code is None and row.has_number and not row.header and not row.consumed
    )
    return lines, unknown


def _start(printed: PrintedRow) -> _Row:
    """Finds the label cell of a row."""
    row = _Row(printed, header=_is_header(printed))
    texts = [cell.text for cell in printed.cells]
    first_number = next((i for i, text in enumerate(texts) if is_number(text)), len(texts))
    words = [i for i, text in enumerate(texts) if not is_value(text) and _has_letters(text)]
    in_front = [i for i in words if i < first_number]
    if in_front:
        row.label_at = _label_cell(printed.cells, in_front)
        row.label = texts[row.label_at]
    return row


def _label_cell(cells: tuple[GridCell, ...], in_front: list[int]) -> int:
    """The last word before the first number; an earlier one only if it is a row's own label and the last is none.

    Labels merged over several rows (三、本年度办理结果, （三）不予公开) stand before each of them and decide nothing.
    """
    last = in_front[-1]
    if _lookup(cells[last].text) or corrected(REQUESTS, cells[last].text):
        return last
    own = [i for i in in_front[:-1] if not cells[i].covered and _is_data_label(cells[i].text)]
    return own[-1] if own else last


def _is_data_label(text: str) -> bool:
    match = known(REQUESTS, text)
    return match is not None and bool(set(match.codes) & _DATA_ROWS - _GROUPS)


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _is_header(printed: PrintedRow) -> bool:
    """A row that names columns: it has no number, and several words of the heading or labels of several rows."""
    if printed.has_number:
        return False
    joined = "".join(squeeze(word) for word in printed.words)
    if any(word in joined for word in _HEADER_WORDS[:3]):
        return True
    if len(headings("applicant_types", printed.words)) >= 2 and "总计" not in printed.words[:1]:
        return True
    matches = [match for word in printed.words if (match := known(REQUESTS, word))]
    data = {match.codes for match in matches if set(match.codes) & _DATA_ROWS - _GROUPS}
    return len(data) >= 2


def _lookup(text: str) -> Match | None:
    """A label we know, also behind the labels of its groups in the same cell."""
    match = known(REQUESTS, text)
    if match is None and len(text) > SHORTEST_CORRECTED:
        code = ends_with_label(REQUESTS, text)
        match = Match((code,), "exact") if code else None
    return match


def _match_known(table: list[_Row]) -> None:
    previous: str | None = None
    for row in table:
        match = _lookup(row.label) if row.label and not row.header else None
        if match is None:
            continue
        row.code = _one_of(match.codes, row.label, previous)
        row.how = match.how if row.code else ""
        previous = row.code or previous


def _one_of(codes: tuple[str, ...], label: str, previous: str | None) -> str | None:
    """Decides bare labels: 其他 and 总计 mean something only by their ordinal or inside their block."""
    form = normal_form(label)
    if form == _BARE_OTHER:
        return _bare_other(label, previous)
    if form == _BARE_TOTAL:
        return _bare_total(label, previous)
    return codes[0]


def _bare_other(label: str, previous: str | None) -> str | None:
    mark = ordinal(label)
    if mark == "六":
        return "other_handling"
    if mark == "3" or previous in ("other_fee_unpaid", "other_no_correction"):
        return "other_other"
    return "other_handling" if mark is None and previous and previous.startswith("not_processed") else None


def _bare_total(label: str, previous: str | None) -> str | None:
    inside = previous is not None and _ORDER["granted"] <= _ORDER[previous] < _ORDER["total_processed"]
    return "total_processed" if ordinal(label) in ("七", "7") or inside else None


def _join_torn(table: list[_Row]) -> None:
    """Puts labels together whose pieces stand in neighbouring rows."""
    for index, row in enumerate(table):
        group = _is_group(table, row.code)
        if row.has_number and not row.header and (row.code is None or group):
            _join_one(table, index, own=bool(row.label) and not group)


def _disown_groups(table: list[_Row]) -> None:
    """Numbers beside 其他处理 are those of its first row, whose label is lost, where its other rows are printed."""
    for row in table:
        if row.code in _DATA_ROWS and row.has_number and _is_group(table, row.code):
            row.code, row.how = None, ""


def _is_group(table: list[_Row], code: str | None) -> bool:
    """True for the label of a group of rows; 其他处理 is one where its own rows are printed too."""
    if code not in _GROUPS:
        return False
    return code not in _DATA_ROWS or any(row.code and labels(REQUESTS)[row.code].parent == code for row in table)


def _join_one(table: list[_Row], index: int, own: bool) -> None:
    row = table[index]
    above = _pieces(table, index, -1)
    below = _pieces(table, index, +1)
    for up, down in _combinations(len(above), len(below), own):
        pieces = [*reversed(above[:up]), *([row] if own else []), *below[:down]]
        if row.code and len(pieces) < 2:
            continue
        label = "".join(piece.label for piece in pieces)
        match = known(REQUESTS, label)
        code = _one_of(match.codes, label, _previous(table, index)) if match else None
        if code is None or _used(table, code):
            continue
        # A whole label in the row above or below may as well be that of a blank row: that stays in doubt.
        row.code, row.how, row.label = code, "torn" if own or len(pieces) > 1 else "position", label
        for piece in (*above[:up], *below[:down]):
            piece.consumed, piece.code = True, None
        return


def _combinations(above: int, below: int, own: bool) -> list[tuple[int, int]]:
    """How many pieces to take from above and below, the likeliest first."""
    every = [(up, down) for up in range(above + 1) for down in range(below + 1)]
    wanted = [pair for pair in every if own or sum(pair) > 0]
    return sorted(wanted, key=lambda pair: (sum(pair), -pair[0]))


def _pieces(table: list[_Row], index: int, step: int) -> list[_Row]:
    """Up to two rows of words only, next to this one."""
    pieces: list[_Row] = []
    at = index + step
    while 0 <= at < len(table) and len(pieces) < 2:
        row = table[at]
        if not row.printed.texts or row.consumed:
            at += step
            continue
        if not row.is_piece or (row.code is not None and row.code not in _DATA_ROWS):
            break
        pieces.append(row)
        at += step
    return pieces


def _previous(table: list[_Row], index: int) -> str | None:
    return next((row.code for row in reversed(table[:index]) if row.code), None)


def _used(table: list[_Row], code: str) -> bool:
    return any(row.code == code and row.has_number for row in table)


def _match_corrected(table: list[_Row]) -> None:
    for index, row in enumerate(table):
        if row.code or row.header or row.consumed or not row.label:
            continue
        match = corrected(REQUESTS, row.label)
        code = match.codes[0] if match else None
        if code in _DATA_ROWS and (row.has_number or _blank_row(row)) and _free(table, index, str(code)):
            row.code, row.how = code, "corrected"


def _free(table: list[_Row], index: int, code: str) -> bool:
    """True if no other row has that code and it fits between its neighbours."""
    before, after = _neighbours(table, index)
    return not _used(table, code) and before < _ORDER[code] < after


def _neighbours(table: list[_Row], index: int) -> tuple[int, int]:
    """Printed order of the nearest recognised rows above and below."""
    above = (_ORDER[row.code] for row in reversed(table[:index]) if row.code and row.has_number)
    below = (_ORDER[row.code] for row in table[index + 1 :] if row.code and row.has_number)
    return next(above, -1), next(below, len(_ORDER))


def _name_by_position(table: list[_Row]) -> None:
    """Names rows without a usable label where as many rows of the form are missing as rows have no name."""
    for index, row in enumerate(table):
        if row.code or not row.has_number or row.header or row.consumed:
            continue
        before, after = _neighbours(table, index)
        missing = [c for c in _missing(table) if before < _ORDER[c] < after]
        nameless = [
            other
            for at, other in enumerate(table)
            if not other.code and other.has_number and not other.header and _neighbours(table, at) == (before, after)
        ]
        if before >= 0 and after < len(_ORDER) and len(missing) == len(nameless) == 1:
            row.code, row.how = missing[0], "position"


def _doubt_blank_neighbours(table: list[_Row]) -> None:
    """A blank row next to numbers without a label may be where those numbers belong."""
    for above, below in pairwise(row for row in table if row.printed.texts):
        for row, other in ((above, below), (below, above)):
            lost = other.has_number and other.code not in _DATA_ROWS and not other.header
            if lost and row.code in _DATA_ROWS and not row.has_number:
                row.how = "position"


def _see_digits_beside(table: list[_Row]) -> None:
    """A cell too narrow for its number leaves the last digits in a row of their own, next to the row they are of."""
    for above, below in pairwise(row for row in table if row.printed.texts):
        for row, other in ((above, below), (below, above)):
            nobodys = other.code is None or other.how == "position"
            if nobodys and not other.header and row.code in _DATA_ROWS and _torn_apart(row.printed, other.printed):
                row.digits_beside = True


def _torn_apart(row: PrintedRow, other: PrintedRow) -> bool:
    """True if both have numbers and one of them may be digits broken off: not in every column, or drawn with spaces."""
    if row.lane == "line" or row.fragment != other.fragment:
        return False
    counts = [sum(is_number(cell.text) for cell in cells) for cells in (row.cells, other.cells)]
    return min(counts) > 0 and (row.inferred or min(counts) < len(labels("applicant_types")))


def _missing(table: list[_Row]) -> list[str]:
    """Data rows of the likelier edition that nothing has been matched to."""
    found = {row.code for row in table if row.code}
    of_2021 = {row.code for row in load_form("2021").rows[REQUESTS]} - {
        row.code for row in load_form("2019").rows[REQUESTS]
    }
    edition = "2021" if found & of_2021 else "2019"
    return [row.code for row in load_form(edition).rows[REQUESTS] if row.code not in found]


def _blank_row(row: _Row) -> bool:
    """A row of a table whose label is followed by blank cells enough for all columns."""
    return row.printed.lane == "grid" and len(row.tokens) >= len(labels("applicant_types")) - 1


def _carries_values(row: _Row) -> bool:
    return not row.consumed and (any(squeeze(cell.text) for cell in row.tokens) or _blank_row(row))


def _column_order(rows: list[PrintedRow]) -> tuple[str, ...]:
    """Applicant types in the order the heading prints them, empty where it does not name all of them."""
    expected = tuple(labels("applicant_types"))
    for row in rows:
        found = headings("applicant_types", row.words)
        if set(found) == set(expected) and not row.has_number:
            return found
    return ()


def _form_line(row: _Row, columns: tuple[str, ...], parted: bool) -> FormLine:
    tokens = row.tokens
    cells = row.printed.cells
    offset = row.printed.columns[row.label_at + 1] if tokens else len(cells)
    place = cells[row.label_at].place if row.label_at >= 0 else cells[0].place
    together = len(tokens) == 1 and row.printed.lane == "line" and not parted
    return FormLine(
        table=REQUESTS,
        row=row.code,
        columns=columns,
        tokens=tokens,
        offset=offset,
        label=row.label,
        label_place=place,
        match=row.how,
        fragment=row.printed.fragment,
        inferred=row.printed.inferred,
        labels_before=row.label_at + 1,
        run_together=together,
        digits_beside=row.digits_beside,
    )
