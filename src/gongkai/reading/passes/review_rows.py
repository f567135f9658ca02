"""The table of reconsideration and litigation: one row of fifteen cells, or one row a channel."""

from __future__ import annotations

from dataclasses import replace

from gongkai.forms import TextKind, is_number, is_value, labels, squeeze
from gongkai.model import FormLine, GridCell
from gongkai.reading.passes.printed import PrintedRow
from gongkai.reading.passes.tables import REVIEW
from gongkai.reading.passes.vocabulary import headings

CHANNELS = tuple(labels("channels"))
OUTCOMES = tuple(labels("outcomes"))
WHOLE = len(CHANNELS) * len(OUTCOMES)
"""Cells of the table: five outcomes in each of three channels."""


def review_lines(rows: list[PrintedRow]) -> tuple[FormLine, ...]:
    """The rows with figures, in reading order: `row` is a channel, or None for all three in one row."""
    lines: list[FormLine] = []
    context: tuple[str, ...] = ()
    padding = _padding(rows)
    for row in _gather(rows):
        named = _channels(row)
        if row.has_number or _blank_data_row(row, rows):
            lines.append(_line(_without_padding(row, padding), named or context))
        elif named and not any(char.isdigit() for word in row.words for char in word):
            context = named
    return tuple(lines)


def _padding(rows: list[PrintedRow]) -> int:
    """Blank columns behind the last one that the headings name."""
    named = [row for row in rows if row.lane == "grid" and len(headings("outcomes", row.words)) >= 4]
    return max((row.kinds[::-1].index(TextKind.WORD) for row in named if len(row.cells) > WHOLE), default=0)


def _without_padding(row: PrintedRow, padding: int) -> PrintedRow:
    end = len(row.cells)
    while end > WHOLE and end > len(row.cells) - padding and row.kinds[end - 1] is TextKind.BLANK:
        end -= 1
    return row if end == len(row.cells) else replace(row, cells=row.cells[:end], columns=row.columns[:end])


def _gather(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Numbers flattened to one a line become one row."""
    gathered: list[PrintedRow] = []
    for row in rows:
        above = gathered[-1] if gathered else None
        numbers = row.lane == "line" and row.texts and not row.words
        if above and numbers and above.lane == "line" and not above.words and above.texts:
            cells = (*above.cells, *row.cells)
            gathered[-1] = PrintedRow(cells, tuple(range(len(cells))), row.fragment, row.section, "line")
        else:
            gathered.append(row)
    return gathered


def _blank_data_row(row: PrintedRow, rows: list[PrintedRow]) -> bool:
    """A row of blank cells directly under the headings, where the figures should stand."""
    if row.lane != "grid" or row.texts or len(row.cells) < len(OUTCOMES):
        return False
    numbers = any(other.has_number for other in rows)
    above = rows[: rows.index(row)]
    return not numbers and any(len(headings("outcomes", other.words)) >= 4 for other in above)


def _channels(row: PrintedRow) -> tuple[str, ...]:
    """The channels named in this row's words."""
    words = "".join(squeeze(word) for word in row.words)
    found = []
    if "复议后起诉" in words:
        found.append("litigation_after_reconsideration")
    if "未经复议" in words or "直接起诉" in words:
        found.append("litigation_direct")
    if words.startswith("行政复议") or "行政复议" in words.replace("未经行政复议", ""):
        found.append("reconsideration")
    return tuple(channel for channel in CHANNELS if channel in found)


def _line(row: PrintedRow, channels: tuple[str, ...]) -> FormLine:
    start = _first_value(row)
    tokens: tuple[GridCell, ...] = row.cells[start:]
    one_channel = len(channels) == 1 and sum(bool(squeeze(cell.text)) for cell in tokens) <= len(OUTCOMES) + 1
    return FormLine(
        table=REVIEW,
        row=channels[0] if one_channel else None,
        columns=(),
        tokens=tokens,
        offset=row.columns[start] if start < len(row.columns) else 0,
        label="".join(row.words),
        label_place=row.cells[0].place,
        match="exact",
        fragment=row.fragment,
        inferred=row.inferred and not row.clear,
        labels_before=start,
        run_together=len(tokens) == 1,
    )


def _first_value(row: PrintedRow) -> int:
    """Index after the last word that stands before the first number."""
    first_number = next((i for i, cell in enumerate(row.cells) if is_number(cell.text)), 0)
    words = [i for i, cell in enumerate(row.cells[:first_number]) if squeeze(cell.text) and not is_value(cell.text)]
    return words[-1] + 1 if words else 0
