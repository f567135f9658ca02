"""Tables of a page copied as a browser gives its text (`innerText`), where paragraphs stand in the cells.

Each paragraph has blank lines around it, each cell ends with a tab, so that the tab is alone on its line; between two
rows stand more blank lines than between two cells (HTML, The innerText getter: rendered text collection steps).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_LONE_TABS = 6
"""So many tabs alone between blank lines: the values of one row. Other tables have them by chance."""
_BETWEEN_CELLS = 1
"""Blank lines between a tab and the paragraph in the next cell; between rows stand two and more."""
_SECTION = re.compile(r"[一二三四五六]、|第[一二三四五六七八九十]+条")
"""What begins the first cell of a row, or a heading below the table, and no cell further right."""

Line = tuple[int, str]
Places = dict[tuple[int, int], int]
"""(line of a row, number of the cell) → line of the cell."""


@dataclass(slots=True)
class _Row:
    """A line of the file, or a row of a table: its first line, its text, the lines of its cells, blank lines above."""

    number: int
    text: str
    cells: Places
    blanks: int

    def holds_next(self, text: str, blanks: int) -> bool:
        """True if the text after so many blank lines stands in this row too."""
        if text == "\t" and self.text.endswith("\t"):
            # between two tabs nothing but a paragraph with a line break in it
            return True
        if blanks != _BETWEEN_CELLS or _SECTION.match(text):
            return False
        return text.startswith("\t") or self.text.endswith("\t") or ("\t" in self.text and "\t" in text)

    def add(self, number: int, text: str) -> None:
        """Goes on with the text of a further line."""
        for cell, piece in enumerate(text.split("\t"), self.text.count("\t") + 1):
            if piece.strip():
                self.cells.setdefault((self.number, cell), number)
        is_next = text.startswith("\t") or self.text.endswith("\t")
        self.text += text if is_next or not self.text else f"\n{text}"


def with_whole_rows(lines: Sequence[Line]) -> tuple[list[Line], Places]:
    """The lines, each such row on one of them; and where those of its cells stand that stand on lines below."""
    texts = [text.strip(" \u3000\xa0") if "\t" in text else text for _, text in lines]
    alone = sum(around == ("", "\t", "") for around in zip(texts, texts[1:], texts[2:], strict=False))
    if alone < FEWEST_LONE_TABS:
        return list(lines), {}
    rows: list[_Row] = []
    blanks = 0
    for (number, _), text in zip(lines, texts, strict=True):
        if not text:
            blanks += 1
            continue
        if not (rows and rows[-1].holds_next(text, blanks)):
            rows.append(_Row(number, "", {}, blanks))
        rows[-1].add(number, text)
        blanks = 0
    places = {at: line for row in rows for at, line in row.cells.items() if line != row.number}
    whole: list[Line] = []
    above = ""
    for row in rows:
        # the blank lines above, but for those between two rows of a table
        if "\t" not in above or "\t" not in row.text:
            whole += [(row.number - 1, "")] * row.blanks
        whole.append((row.number, row.text))
        above = row.text
    return whole, places
