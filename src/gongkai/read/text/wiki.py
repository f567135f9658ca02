"""Tables in the markup of wikis, as converters write them: `{|`, `|-` for each row, `|` or `!` for each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.read.grid import PrintedCell, PrintedRow

_BEGINS, _ENDS, _ROW = ("{|", "|}", "|-")
_CAPTION = "|+"
_BEGIN, _END = re.compile(r"[ :]*\{\|"), re.compile(r"\s*\|\}")
_NEXT_CELL = re.compile(r"\|\||!!")
_ATTRIBUTE = r"""[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'|]+)"""
_ATTRIBUTES = re.compile(rf"\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\|(?!\|)")
_SPAN = re.compile(r"""\b(colspan|rowspan)\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
_HEADING = re.compile("={1,6}(?=[^=])")
_STRESS = re.compile("'{2,5}")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


def begins_wiki_table(line: str) -> bool:
    """True for a line such as `{| class="wikitable"`."""
    return _BEGIN.match(line) is not None


def wiki_table_end(lines: Sequence[str], start: int) -> int:
    """Index after the line `|}` of the table that begins on line `start`; `start` itself if none is there."""
    if not begins_wiki_table(lines[start]):
        return start
    return next((at + 1 for at in range(start, len(lines)) if _END.match(lines[at])), start)


def has_wiki_table(text: str) -> bool:
    """True if such a table begins on one line and ends on a later one."""
    lines = iter(text.splitlines() if _BEGINS in text else ())
    return any(map(_BEGIN.match, lines)) and any(map(_END.match, lines))


def wiki_rows(lines: Sequence[str]) -> list[PrintedRow]:
    """The rows of a table, from its first line to its last; the lines of a cell are parted by `<br>`."""
    rows: list[list[PrintedCell]] = [[]]
    for line in map(str.strip, lines):
        if line.startswith((_BEGINS, _ENDS)):
            continue
        if line.startswith(_ROW):
            rows.append([])
        elif line.startswith(_CAPTION):
            rows.extend(([_cell(line.removeprefix(_CAPTION))], []))
        elif line.startswith(("|", "!")):
            rows[-1].extend(map(_cell, _NEXT_CELL.split(line[1:])))
        elif line and rows[-1]:
            above = rows[-1].pop()
            rows[-1].append(above._replace(text=f"{above.text}<br>{line}" if above.text else line))
    return [PrintedRow(number, cells) for number, cells in enumerate([row for row in rows if row], 1)]


def _cell(text: str) -> PrintedCell:
    attributes = _ATTRIBUTES.match(text)
    spans = {name.lower(): int(number) for name, number in _SPAN.findall(attributes[0] if attributes else "")}
    text = text[attributes.end() :] if attributes else text
    return PrintedCell(text.strip(), spans.get("colspan", 1), spans.get("rowspan", 1))


def without_wiki_marks(line: str) -> str:
    """A line without the marks of headings, of stress and of links to other pages."""
    bare = line.strip()
    heading = _HEADING.match(bare)
    if heading and bare.endswith(heading[0]):
        line = bare.strip("=").strip()
    return _LINK.sub(r"\1", _STRESS.sub("", line))
