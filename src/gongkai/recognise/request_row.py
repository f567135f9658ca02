"""A printed row of the requests table while its meaning is being found: its label, its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.forms import editions, is_number, is_value, labels, load_form, squeeze
from gongkai.model import GridCell
from gongkai.recognise.printed import PrintedRow
from gongkai.recognise.run_together import ends_with_label
from gongkai.recognise.tables import REQUESTS
from gongkai.recognise.vocabulary import SHORTEST_CORRECTED, Match, corrected, headings, known

DATA_ROWS = frozenset(row.code for edition in editions() for row in load_form(edition).rows[REQUESTS])


GROUPS = frozenset(code for edition in editions() for code in load_form(edition).headers)


ORDER = {code: position for position, code in enumerate(labels(REQUESTS))}


SUBTOTAL = "小计"
_HEADER_WORDS = ("勾稽关系", "申请人情况", "法人或其他组织", "自然人", "类别", "项目", "数据")


@dataclass(slots=True)
class Row:
    """A printed row while its meaning is being found."""

    printed: PrintedRow
    label_at: int = -1
    code: str | None = None
    how: str = ""
    header: bool = False
    consumed: bool = False
    label: str = ""
    subtotal: bool = False
    digits_beside: bool = False

    @property
    def tokens(self) -> tuple[GridCell, ...]:
        """What stands behind the label."""
        return self.printed.cells[self.label_at + 1 :]

    @property
    def has_number(self) -> bool:
        """True if a number stands behind the label."""
        return any(is_number(cell.text) for cell in self.tokens)

    @property
    def is_piece(self) -> bool:
        """A row that has only words and may hold part of a label."""
        return bool(self.label) and not self.has_number and not self.header and not self.consumed


def start(printed: PrintedRow) -> Row:
    """Finds the label cell of a row."""
    row = Row(printed, header=_is_header(printed))
    texts = [cell.text for cell in printed.cells]
    first_number = next((i for i, text in enumerate(texts) if is_number(text)), len(texts))
    words = [i for i, text in enumerate(texts) if not is_value(text) and _has_letters(text)]
    in_front = [i for i in words if i < first_number]
    if in_front:
        row.label_at = _label_cell(printed.cells, in_front)
        row.label = _label(texts, row.label_at)
    return row


def _label_cell(cells: tuple[GridCell, ...], in_front: list[int]) -> int:
    """The last word before the first number; an earlier one only if it is a row's own label and the last is none.

    Labels merged over several rows (三、本年度办理结果, （三）不予公开) stand before each of them and decide nothing.
    """
    last = in_front[-1]
    if lookup(cells[last].text) or corrected(REQUESTS, cells[last].text):
        return last
    own = [i for i in in_front[:-1] if not cells[i].covered and _is_data_label(cells[i].text)]
    return own[-1] if own else last


def _label(texts: list[str], at: int) -> str:
    """The label; that of the group in front of it where it only says 小计 (subtotal)."""
    if squeeze(texts[at]) != SUBTOTAL:
        return texts[at]
    return next((text for text in reversed(texts[:at]) if _is_group_label(text)), texts[at])


def _is_group_label(text: str) -> bool:
    match = known(REQUESTS, text)
    return match is not None and not GROUPS.isdisjoint(match.codes)


def _is_data_label(text: str) -> bool:
    match = known(REQUESTS, text)
    return match is not None and bool(set(match.codes) & DATA_ROWS - GROUPS)


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
    data = {match.codes for match in matches if set(match.codes) & DATA_ROWS - GROUPS}
    return len(data) >= 2


def lookup(text: str) -> Match | None:
    """A label we know, also behind the labels of its groups in the same cell."""
    match = known(REQUESTS, text)
    if match is None and len(text) > SHORTEST_CORRECTED:
        code = ends_with_label(REQUESTS, text)
        match = Match((code,), "exact") if code else None
    return match


def is_blank_row(row: Row) -> bool:
    """A row of a table whose label is followed by blank cells enough for all columns."""
    return row.printed.lane == "grid" and len(row.tokens) >= len(labels("applicant_types")) - 1
