"""A printed row of the requests table while its meaning is being found: its label, its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gongkai.forms import TextKind, editions, labels, load_form, squeeze
from gongkai.model import GridCell
from gongkai.reading.passes.printed import PrintedRow
from gongkai.reading.passes.run_together import ends_with_label
from gongkai.reading.passes.tables import REQUESTS
from gongkai.reading.passes.vocabulary import SHORTEST_CORRECTED, Match, corrected, headings, known

DATA_ROWS = frozenset(row.code for edition in editions() for row in load_form(edition).rows[REQUESTS])
GROUPS = frozenset(code for edition in editions() for code in load_form(edition).headers)
ORDER = {code: position for position, code in enumerate(labels(REQUESTS))}
SUBTOTAL = "小计"
_HEADER_WORDS = ("勾稽关系", "申请人情况", "法人或其他组织", "自然人", "类别", "项目", "数据")


@dataclass(slots=True)
class Row:
    """A printed row while its meaning is being found.

    Attributes:
        printed: the row.
        tokens: what stands behind the label.
        has_number: True if a number stands behind the label.
        label_at: index of the label's cell, -1 if there is none.
        label: the label as printed, or as joined from its pieces.
        header: True if the row names columns.
        code: the row of the form that it is, as far as known; `how` it was found (see FormLine.match).
        consumed: True if its words are part of another row's label.
        subtotal: True if its numbers are the subtotal of a group.
        digits_beside: True if digits of no row stand above or below it.
    """

    printed: PrintedRow
    tokens: tuple[GridCell, ...]
    has_number: bool
    label_at: int
    label: str
    header: bool
    code: str | None = None
    how: str = ""
    consumed: bool = False
    subtotal: bool = False
    digits_beside: bool = False

    @property
    def is_piece(self) -> bool:
        """A row that has only words and may hold part of a label."""
        return bool(self.label) and not self.has_number and not self.header and not self.consumed


def start(printed: PrintedRow) -> Row:
    """Finds the label cell of a row."""
    cells, kinds = printed.cells, printed.kinds
    first_number = kinds.index(TextKind.NUMBER) if printed.has_number else len(cells)
    in_front = [i for i in range(first_number) if kinds[i] is TextKind.WORD and _has_letters(cells[i].text)]
    at = _label_cell(cells, in_front) if in_front else -1
    label = _label([cell.text for cell in cells[: at + 1]]) if in_front else ""
    has_number = TextKind.NUMBER in kinds[at + 1 :]
    return Row(printed, cells[at + 1 :], has_number, at, label, _is_header(printed))


def _label_cell(cells: tuple[GridCell, ...], in_front: list[int]) -> int:
    """The last word before the first number; an earlier one only if it is a row's own label and the last is none.

    Labels merged over several rows (三、本年度办理结果, （三）不予公开) stand before each of them and decide nothing.
    """
    last = in_front[-1]
    if lookup(cells[last].text) or corrected(REQUESTS, cells[last].text):
        return last
    own = [i for i in in_front[:-1] if not cells[i].covered and _is_data_label(cells[i].text)]
    return own[-1] if own else last


def _label(texts: list[str]) -> str:
    """The last text; the label of the group in front of it where it only says 小计 (subtotal)."""
    if squeeze(texts[-1]) != SUBTOTAL:
        return texts[-1]
    return next((text for text in reversed(texts) if _is_group_label(text)), texts[-1])


def _is_group_label(text: str) -> bool:
    match = known(REQUESTS, text)
    return match is not None and not GROUPS.isdisjoint(match.codes)


def _is_data_label(text: str) -> bool:
    match = known(REQUESTS, text)
    return match is not None and bool(set(match.codes) & DATA_ROWS - GROUPS)


@lru_cache(maxsize=4096)
def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _is_header(printed: PrintedRow) -> bool:
    """A row that names columns: it has no number, and several words of the heading or labels of several rows."""
    return not printed.has_number and bool(printed.words) and _name_columns(printed.words)


@lru_cache(maxsize=4096)
def _name_columns(words: tuple[str, ...]) -> bool:
    joined = "".join(squeeze(word) for word in words)
    if any(word in joined for word in _HEADER_WORDS[:3]):
        return True
    if len(headings("applicant_types", words)) >= 2 and "总计" not in words[:1]:
        return True
    matches = [match for word in words if (match := known(REQUESTS, word))]
    data = {match.codes for match in matches if set(match.codes) & DATA_ROWS - GROUPS}
    return len(data) >= 2


@lru_cache(maxsize=4096)
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
