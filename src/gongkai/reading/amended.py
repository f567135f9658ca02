"""Rows that a note in the text corrects: the printed number stays, and neither it nor the other is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.forms import labels, squeeze
from gongkai.forms.chinese import ORDINAL
from gongkai.model import Cell, Document, Paragraph

_AMENDS = re.compile(
    r"(?:更正|勘误|订正|有误|笔误).*应(?:该|当)?[为是]\s*\d|应(?:该|当)?[为是]\s*\d.*(?:更正|勘误|订正)"
)
_SHORTEST_NAME = 4
"""A row with a shorter name, such as 总计, is named only with the number in front of it."""
_TABLES = {"requests": "requests", "proactive_disclosure": "proactive_disclosure_rows"}
"""The tables whose rows a note can name, and their labels."""
_COLUMNS = {"requests": "applicant_types", "proactive_disclosure": "measures"}


def doubt_amended(document: Document, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, those in doubt that a note such as `更正：（一）予以公开自然人应为5` names, or whose row it names."""
    notes = [squeeze(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    named = {(table, row): columns for note in notes if _AMENDS.search(note) for table, row, columns in _rows_in(note)}
    if not named:
        return tuple(cells)
    none: tuple[str, ...] = ()
    return tuple(
        replace(cell, doubts=(*cell.doubts, "amended")) if cell.key.column in named.get(cell.key[:2], none) else cell
        for cell in cells
    )


def _rows_in(note: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(table, row, columns) of each row that a note names; all columns if it names none."""
    for table, names in _TABLES.items():
        columns = labels(_COLUMNS[table])
        for code, label in labels(names).items():
            for text in map(squeeze, label.zh.values()):
                name = re.sub(f"^(?:{ORDINAL})", "", text).partition("(")[0]
                if text in note or (len(name) >= _SHORTEST_NAME and name in note):
                    rest = note.replace(text, "").replace(name, "")
                    told = [c for c, column in columns.items() if any(squeeze(zh) in rest for zh in column.zh.values())]
                    yield table, code, tuple(told or columns)
