"""The table of proactive disclosure (条例 Article 20): items under changing measure headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.forms import editions, is_number, load_form, squeeze
from gongkai.model import FormLine, GridCell, Place
from gongkai.reading.passes.printed import PrintedRow, gather_lines
from gongkai.reading.passes.tables import PROACTIVE
from gongkai.reading.passes.vocabulary import known, meaning

_ITEMS = "proactive_disclosure_rows"
_CONTENT = "信息内容"


@dataclass(frozen=True, slots=True)
class _Heading:
    """The measures named by the nearest heading above: codes, what is printed, how many cells."""

    codes: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    place: Place | None = None
    width: int = 0


def proactive_lines(rows: list[PrintedRow]) -> tuple[FormLine, ...]:
    """The recognised items in reading order, each with the measures its heading names."""
    lines: list[FormLine] = []
    heading = _Heading()
    for row in gather_lines(_join_heading_lines(rows)):
        found = _heading(row)
        if found:
            heading = replace(found, width=len(row.cells))
        elif any("第二十条" in squeeze(text) for text in row.texts):
            heading = _Heading()
        else:
            line = _item(row, heading)
            if line:
                lines.append(line)
    return tuple(lines)


def _join_heading_lines(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Headings flattened to one cell a line become one row again."""
    joined: list[PrintedRow] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above and above.lane == row.lane == "line" and _heading(above) and _heading(row):
            cells = (*above.cells, *row.cells)
            joined[-1] = PrintedRow(cells, tuple(range(len(cells))), row.fragment, row.section, "line")
        else:
            joined.append(row)
    return joined


def _heading(row: PrintedRow) -> _Heading | None:
    """The measures that a row of words names, None if it names none.

    A heading with words beside them that mean nothing names no measure for sure: the form's own order holds.
    """
    words = () if row.has_number else tuple(part for word in row.words for part in _parted(word))
    pairs = [(match, word) for word in words if (match := meaning("measures", word))]
    place = row.cells[0].place
    if not pairs:
        return _Heading(place=place) if row.lane == "grid" and words == (_CONTENT,) else None
    if len(pairs) < sum(not word.startswith(("（", "(")) for word in words[1:]):
        return _Heading(place=place)
    return _Heading(tuple(match.codes[0] for match, _ in pairs), tuple(word for _, word in pairs), place)


def _parted(word: str) -> list[str]:
    """Headings that one space parts (上一年项目数量 本年增/减), if each of them is one."""
    parts = word.split()
    apart = len(parts) > 1 and not meaning("measures", word) and all(known("measures", part) for part in parts)
    return parts if apart else [word]


def _item(row: PrintedRow, heading: _Heading) -> FormLine | None:
    texts = [cell.text for cell in row.cells]
    first_number = next((i for i, text in enumerate(texts) if is_number(text)), len(texts))
    for at in reversed(range(min(first_number, len(texts)))):
        match = meaning(_ITEMS, texts[at]) if squeeze(texts[at]) else None
        if match:
            return _line(row, at, match.codes[0], match.how, heading)
    return None


def _lacks_measures(codes: tuple[str, ...], item: str) -> bool:
    """True if the form has more measures for the item than these: a heading flattened to lines has lost some."""
    rows = [load_form(edition).row(PROACTIVE, item) for edition in editions()]
    return any(set(codes) < set(row.columns) for row in rows if row)


def _has_lost_cells(row: PrintedRow, heading: _Heading) -> bool:
    """True for a row of text with fewer cells than its heading, or under none that names its measures."""
    if row.lane != "grid" or row.cells[0].place.table is not None:
        return False
    return not heading.codes or len(row.cells) < heading.width


def _line(row: PrintedRow, at: int, code: str, how: str, heading: _Heading) -> FormLine | None:
    tokens: tuple[GridCell, ...] = row.cells[at + 1 :]
    if not tokens or (row.lane == "line" and not any(squeeze(cell.text) for cell in tokens)):
        return None
    return FormLine(
        table=PROACTIVE,
        row=code,
        columns=() if row.lane == "line" and _lacks_measures(heading.codes, code) else heading.codes,
        tokens=tokens,
        offset=row.columns[at + 1],
        label=row.cells[at].text,
        label_place=row.cells[at].place,
        match=how,
        fragment=row.fragment,
        inferred=(row.inferred and not row.clear) or _has_lost_cells(row, heading),
        labels_before=at + 1,
        column_labels=heading.printed,
        columns_place=heading.place,
    )
