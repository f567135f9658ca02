"""Where something stands in a source file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position that a person can find again; every number counts from 1.

    Text files give `line` (and `cell`); HTML, DOCX and Markdown tables give `table`, `row`, `cell`;
    PDF tables also give `page`. Paragraphs outside tables have `line` (text, Markdown) or `paragraph`.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None
    paragraph: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        """`line 51, cell 3` · `table 2, row 7, cell 4` · `page 3, table 2, row 7, cell 4` · `paragraph 9`."""
        parts = (
            ("page", self.page),
            ("table", self.table),
            ("row", self.row),
            ("line", self.line),
            ("paragraph", self.paragraph),
            ("cell", self.cell),
        )
        return ", ".join(f"{name} {number}" for name, number in parts if number is not None)
