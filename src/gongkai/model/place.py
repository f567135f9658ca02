"""Where something stands in a source file."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPAN = re.compile(r"(\d+)-(\d+)")
_IN_CHINESE = {
    "page": "页", "table": "表", "row": "行", "line": "行", "paragraph": "段", "cell": "格", "characters": "字",
}  # fmt: skip
_IN_IDS = {"page": "p", "table": "t", "row": "r", "line": "l", "paragraph": "g", "cell": "c", "characters": "x"}


class Place(NamedTuple):
    """A position that a person can find again; every number counts from 1, but for `start` and `end`.

    Text files give `line` (and `cell`); HTML, DOCX and Markdown tables give `table`, `row`, `cell`;
    PDF tables also give `page`. Paragraphs outside tables have `line` (text, Markdown) or `paragraph`.

    `start` and `end` cut `text[start:end]` out of the text of that line, paragraph or cell, white space at its ends
    left out; None for the whole of it.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None
    paragraph: int | None = None
    cell: int | None = None
    start: int | None = None
    end: int | None = None

    @classmethod
    def parse(cls, text: str) -> Place:
        """The place that `str` wrote; raises ValueError for any other text.

        >>> Place.parse("line 51, characters 4-9")
        Place(page=None, table=None, row=None, line=51, paragraph=None, cell=None, start=3, end=9)
        """
        numbers: dict[str, int] = {}
        for part in text.split(", "):
            name, _, number = part.partition(" ")
            if name == "characters" and (span := _SPAN.fullmatch(number)):
                numbers |= {"start": int(span[1]) - 1, "end": int(span[2])}
            elif name in ("page", "table", "row", "line", "paragraph", "cell"):
                numbers[name] = int(number)
            else:
                raise ValueError(f"no place: {text!r}")
        return cls(**numbers)

    @property
    def in_chinese(self) -> str:
        """The place as a Chinese page says it.

        >>> Place(line=51, cell=3).in_chinese
        '第 51 行第 3 格'
        """
        return "".join(f"第 {number.replace('-', '–')} {_IN_CHINESE[name]}" for name, number in self.parts)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """(name, number) from the widest to the closest; of a span the number is `4-9`, both ends counted in."""
        names = ("page", "table", "row", "line", "paragraph", "cell")
        numbers = (self.page, self.table, self.row, self.line, self.paragraph, self.cell)
        found = [(name, str(number)) for name, number in zip(names, numbers, strict=True) if number is not None]
        if self.start is not None:
            found.append(("characters", f"{self.start + 1}-{self.end}"))
        return tuple(found)

    def __str__(self) -> str:
        """`line 51, cell 3` · `table 2, row 7, cell 4` · `page 3, table 2, row 7, cell 4` · `paragraph 9`."""
        return ", ".join([f"{name} {number}" for name, number in self.parts])

    @property
    def anchor(self) -> str:
        """The place as the id of an element: `l51c3`. A page of a report has it four times for each of its cells."""
        return "".join([f"{_IN_IDS[name]}{number}" for name, number in self.parts])

    @property
    def whole(self) -> Place:
        """The line, paragraph or cell itself."""
        return self if self.start is None else self._replace(start=None, end=None)

    @property
    def of_row(self) -> Place:
        """The row, line or paragraph that a cell stands in."""
        return self._replace(cell=None, start=None, end=None)

    def within(self, start: int, end: int) -> Place:
        """The place of `text[start:end]`, where `text` is what stands here."""
        before = self.start or 0
        return self._replace(start=before + start, end=before + end)
