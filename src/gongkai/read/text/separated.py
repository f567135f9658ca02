"""Tables typed with commas or semicolons between the cells, as spreadsheets save them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.forms import holds_several_numbers, is_value

Row = tuple[int, list[str]]
"""Index of a line, and its cells."""

_SEPARATORS = ",;，；、"
_MAY_BE_ROW = re.compile(r"[,;，；、]\s*(?:[\d\"“+\-—/,;，；]|$)")
_BEHIND_COLON = re.compile(r"(?P<label>(?:[^:：]*\D)?)[:：](?P<values>\s*\d[\d.]*(?:\s*[,;，；、]\s*\d[\d.]*)*)")
"""A label, a colon and its values."""
_SENTENCE = re.compile("[。！？]")
_THOUSANDS = re.compile(r"\d{3}(?:\D.*)?")
_NUMBER_LAST = re.compile(r"[^\d,]\d{1,3}$")
"""Not `1,335`, which quotation marks kept whole."""
_OPENING, _CLOSING = "（([【", "）)]】"
_QUOTED_CELL = re.compile('(?:^|\t)"[^\t]*"(?:\t|$)')
_LONGEST_CELL = 60
"""Characters: a line with a longer part is prose and no row of a table."""
_LONGEST_QUOTED = 10
"""Lines that a cell in quotation marks may go over."""
FEWEST_VALUES = 6
"""In a table, twice as many in a single row: prose that lists numbers has fewer."""
FEWEST_ALIKE = 6
"""So many rows of three cells and more, each as long as the others, are a table though most of its cells are blank."""


def separated_tables(lines: Sequence[str]) -> Iterator[tuple[int, int, list[Row]]]:
    """(first line, line after the last, rows) of each table, in order."""
    if not any(_MAY_BE_ROW.search(line) for line in lines):
        return
    start = 0
    while start < len(lines):
        tables = (_table(lines, start, separator) for separator in _SEPARATORS if separator in lines[start])
        end, rows = max(tables, key=lambda table: table[0], default=(start, []))
        if rows:
            yield start, end, rows
        start = max(end, start + 1)


def _table(lines: Sequence[str], start: int, separator: str) -> tuple[int, list[Row]]:
    """The table that starts there: rows, and short lines between them; no rows if there is none."""
    rows: list[Row] = []
    end, at, values = start, start, 0
    while at < len(lines) and lines[at].strip():
        below, line = _whole_line(lines, at)
        cells = _cells(line, separator)
        if not _is_row(cells[_is_counted(cells, rows) :]):
            break
        rows.append((at, cells))
        at = below
        if len(cells) > 1:
            end = below
            values += sum(map(is_value, cells))
    rows = [row for row in rows if row[0] < end]
    alike = len(rows) >= FEWEST_ALIKE and len({len(cells) for _, cells in rows}) == 1 and len(rows[0][1]) > 2
    enough = values >= FEWEST_VALUES * (1 if len(rows) > 1 else 2) or (alike and values)
    return (end, rows) if enough else (start, [])


def with_whole_cells(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The rows that a spreadsheet copied, whole: a cell in quotation marks may go over several lines."""
    if not any(text[:1] == '"' or '\t"' in text for _, text in lines) or not any("\t" in text for _, text in lines):
        return list(lines)
    texts = [text for _, text in lines]
    whole: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        number, text = lines[at]
        below, joined = _whole_line(texts, at)
        if _QUOTED_CELL.search(joined) is None:
            below, joined = at + 1, text
        at = below
        whole.append((number, "\t".join([_unquoted(cell) for cell in joined.split("\t")])))
    return whole


def _whole_line(lines: Sequence[str], start: int) -> tuple[int, str]:
    """The line, and those below that a cell in quotation marks goes over; and the index of the next one."""
    line = lines[start]
    for at in range(start + 1, min(start + _LONGEST_QUOTED, len(lines))):
        if line.count('"') % 2 == 0:
            return at, line
        line += lines[at]
    return (start + 1, lines[start]) if line.count('"') % 2 else (min(start + _LONGEST_QUOTED, len(lines)), line)


def _cells(line: str, separator: str) -> list[str]:
    """What separators part, those in brackets, in quotation marks and in a line that is all number left alone."""
    if is_value(line):
        return [line.strip()]
    listed = _BEHIND_COLON.fullmatch(line.strip())
    if listed:
        return [listed["label"], *re.split(r"\s*[,;，；、]\s*", listed["values"].strip())]
    cells = [""]
    depth, quoted = 0, False
    for char in line.strip():
        if char == separator and not quoted and depth <= 0:
            cells.append("")
            continue
        depth += (char in _OPENING) - (char in _CLOSING)
        quoted ^= char == '"'
        cells[-1] += char
    return [_unquoted(cell.strip()) for cell in cells]


def _unquoted(cell: str) -> str:
    """What a spreadsheet has put between quotation marks."""
    inside = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"').strip() if inside else cell


def _is_counted(cells: Sequence[str], above: Sequence[Row]) -> bool:
    """True if the first cell goes on with the count of the rows above, or begins one: pandas writes an index."""
    first = cells[0]
    if len(cells) < 2 or not first.isdecimal() or is_value(cells[1]):
        return False
    last = next((row[0] for _, row in reversed(above) if row[0].isdecimal()), "0")
    return int(first) in (0, 1, int(last) + 1)


def _is_row(cells: Sequence[str]) -> bool:
    """Words, then values and blanks; or words alone, as in a heading. `规章 1,234` is one cell."""
    if any(len(cell) > _LONGEST_CELL or _SENTENCE.search(cell) or holds_several_numbers(cell) for cell in cells):
        return False
    if any(_THOUSANDS.fullmatch(after) and _NUMBER_LAST.search(cell) for cell, after in pairwise(cells)):
        return False
    first = next((at for at, cell in enumerate(cells) if is_value(cell)), len(cells))
    return all(not cell or is_value(cell) for cell in cells[first:])
