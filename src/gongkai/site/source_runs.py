"""Numbers inside running text: where a table lost its cells, the run of each row is found behind the row's label.

A place is then no finer than its line, and the line may hold the whole form. What is found here only guides the eye:
a run counts if it is, digit for digit, what was read, and the row's label stands before it or it fills its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.forms import bare_form
from gongkai.forms.personal import withheld
from gongkai.site import addresses
from gongkai.site.figures import Row
from gongkai.site.form_layout import form_tables, label

_MATRIX = {"proactive_disclosure": "proactive_disclosure_rows", "requests": "requests"}
_LAST_HEADING = "总计"
"""What stands before the numbers of a table whose rows have no label: its last column heading."""
_ASIDE = r"[^\w\-－−]*(?:[（(][^）)]{0,60}[）)])?[^\w\-－−]*"
_NO_COUNT = r"(?!\s*[件个项条份人次年])"
"""A number with one of these behind it belongs to a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: plain, or the text of a cell with its anchor and the id of the form cell it became.

    What is no number of the form is shown without what belongs to private persons.
    """

    text: str
    anchor: str | None = None
    target: str | None = None

    def __post_init__(self) -> None:
        if self.target is None:
            object.__setattr__(self, "text", withheld(self.text))


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, by its positions, and the form cells that were read from it."""

    start: int
    end: int
    cells: tuple[Row, ...]


def cell_id(cell: Row) -> str:
    """The id of a form cell on its page."""
    return addresses.cell(cell["table"], cell["row"], cell["column"])


def run_anchor(cell: Row) -> str:
    """The anchor of the piece of a line whose first cell this is."""
    return f"src-{cell_id(cell)}"


def parts_of(text: str, runs: Sequence[Run]) -> tuple[Part, ...]:
    """The text in pieces, those of runs anchored and leading to their first cell."""
    parts, position = [], 0
    for run in runs:
        first = run.cells[0]
        parts += [Part(text[position : run.start]), Part(text[run.start : run.end], run_anchor(first), cell_id(first))]
        position = run.end
    return tuple(part for part in (*parts, Part(text[position:])) if part.text)


def runs_in(text: str, cells: Sequence[Row], edition: str) -> tuple[Run, ...]:
    """Where the rows of the form are printed in a text, in its order; rows that are not found are left out.

    Args:
        text: a line or paragraph.
        cells: the form cells read from it.
        edition: of the form.

    A row in which a cell is in doubt is one piece: how it parts is just what is not known.
    """
    if len(cells) == 1 and text.strip() == (cells[0]["raw"] or "").strip() != "":
        start = text.index(text.strip())
        return (Run(start, start + len(text.strip()), (cells[0],)),)
    return tuple(_runs(text, cells, edition))


def _runs(text: str, cells: Sequence[Row], edition: str) -> Iterator[Run]:
    position = 0
    for row in _printed_rows(cells, edition):
        rest = text[position:]
        match = re.fullmatch(rf"\s*({_numbers(row)})\s*", rest) or re.search(_pattern(row, edition), rest)
        if match is None:
            continue
        yield from _found(match, position, row)
        position += match.end()


def _found(match: re.Match[str], position: int, row: Sequence[Row]) -> Iterator[Run]:
    """A run for each cell that prints something, or one for the whole row."""
    whole = {1: tuple(row)}
    single: dict[int, tuple[Row, ...]] = {number: (cell,) for number, cell in enumerate(row, start=2)}
    for number, cells in (single if all(cell["certain"] for cell in row) else whole).items():
        start, end = match.span(number)
        if end > start:
            yield Run(position + start, position + end, cells)


def _printed_rows(cells: Sequence[Row], edition: str) -> Iterator[list[Row]]:
    """The cells of each printed row of the form of which all cells are here."""
    held = {(cell["table"], cell["row"], cell["column"]): cell for cell in cells}
    for table in form_tables(edition, "zh"):
        for line in table.body:
            keys = [slot.key for slot in line if slot.key]
            if keys and all(key in held for key in keys):
                yield [held[key] for key in keys]


def _pattern(row: Sequence[Row], edition: str) -> str:
    return f"{_label(row[0], edition)}{_ASIDE}({_numbers(row)}){_NO_COUNT}"


def _label(cell: Row, edition: str) -> str:
    matrix = _MATRIX.get(cell["table"])
    text = bare_form(label(matrix, cell["row"], edition, "zh")) if matrix else _LAST_HEADING
    return r"\W*".join(map(re.escape, text))


def _numbers(row: Sequence[Row]) -> str:
    """What is printed in a row: its cells one after the other, or the run that could not be parted."""
    whole = next((cell["raw"] for cell in row if cell["state"] == "unreadable" and cell["raw"]), None)
    raws = [whole] if whole else [cell["raw"] or "" for cell in row]
    return r"\s*".join(f"({_loose(raw)})" for raw in raws)


def _loose(raw: str) -> str:
    return r"\s*".join(map(re.escape, "".join(raw.split())))
