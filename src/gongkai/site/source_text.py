"""The text of a source file with an anchor at every place that a number was read from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.site.figures import Row

LINED = ("text", "markdown")
"""Formats that are shown line by line; of the others the cells are shown that were read."""
_PART = re.compile(r"(page|table|row|line|paragraph|cell) (\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: plain, or the text of a cell with its anchor and the id of the form cell it became."""

    text: str
    anchor: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of a file without lines: the cells that were read from it, by row.

    Each row has its number, the (table, row) of the form that it became, and its cells.
    """

    page: int | None
    table: int
    rows: tuple[tuple[int, tuple[str, str], tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a report page shows of the source."""

    lines: tuple[Line, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    anchors: frozenset[str] = field(default=frozenset())

    def anchor(self, place: str | None) -> str | None:
        """The anchor of a place; that of its line if the cell has none; None if it isn't shown."""
        if not place:
            return None
        whole = f"src-{anchor_id(place)}"
        line = whole.partition("-cell-")[0]
        return next((anchor for anchor in (whole, line) if anchor in self.anchors), None)


def anchor_id(place: str) -> str:
    """`line 51, cell 3` → `line-51-cell-3`."""
    return re.sub(r"[^a-z0-9]+", "-", place)


def cell_id(cell: Row) -> str:
    """The id of a form cell on its page."""
    return f"{cell['table']}--{cell['row']}--{cell['column']}"


def source_view(report: Row, cells: Iterable[Row], path: Path | None) -> SourceView:
    """What is shown of a source: its lines where it has lines, and the printed tables its cells stand in."""
    placed = [(dict(_numbers(cell["place"])), cell) for cell in cells if cell["place"]]
    lines = _lines(report, placed, path) if path and report["source_format"] in LINED else ()
    tables = _tables(placed)
    anchors = {part.anchor for line in lines for part in line.parts if part.anchor}
    anchors |= {part.anchor for table in tables for _, _, parts in table.rows for part in parts if part.anchor}
    anchors |= {f"src-line-{line.number}" for line in lines}
    return SourceView(lines, tables, frozenset(anchors))


def _numbers(place: str) -> list[tuple[str, int]]:
    return [(name, int(number)) for name, number in _PART.findall(place)]


def _lines(report: Row, placed: list[tuple[dict[str, int], Row]], path: Path) -> tuple[Line, ...]:
    text = path.read_bytes().decode(report["source_encoding"] or "utf-8", errors="replace").removeprefix("\ufeff")
    used: dict[int, list[tuple[int, Row]]] = defaultdict(list)
    for numbers, cell in placed:
        if "line" in numbers:
            used[numbers["line"]].append((numbers.get("cell", 0), cell))
    printed = re.split(r"\r\n|\r|\n", text)
    return tuple(Line(n, _parts(line, used.get(n, []))) for n, line in enumerate(printed, start=1))


def _parts(line: str, used: list[tuple[int, Row]]) -> tuple[Part, ...]:
    if not used:
        return (Part(line),)
    by_cell: Mapping[int, Row] = {number: cell for number, cell in reversed(used)}
    parts: list[Part] = []
    for number, text in enumerate(line.split("\t"), start=1):
        if parts:
            parts.append(Part("\t"))
        parts.append(_part(text, by_cell.get(number)))
    return tuple(parts)


def _part(text: str, cell: Row | None) -> Part:
    return Part(text.strip(), f"src-{anchor_id(cell['place'])}", cell_id(cell)) if cell else Part(text)


def _tables(placed: list[tuple[dict[str, int], Row]]) -> tuple[PrintedTable, ...]:
    grids: dict[tuple[int, int], dict[int, dict[int, Row]]] = defaultdict(lambda: defaultdict(dict))
    for numbers, cell in placed:
        if "table" in numbers:
            row = grids[numbers.get("page", 0), numbers["table"]][numbers.get("row", 0)]
            row.setdefault(numbers.get("cell", 0), cell)
    return tuple(
        PrintedTable(page or None, table, tuple(_printed_row(row, cells) for row, cells in sorted(rows.items())))
        for (page, table), rows in sorted(grids.items())
    )


def _printed_row(number: int, cells: Mapping[int, Row]) -> tuple[int, tuple[str, str], tuple[Part, ...]]:
    ordered = [cell for _, cell in sorted(cells.items())]
    parts = tuple(_part(cell["raw"] or "", cell) for cell in ordered)
    return number, (ordered[0]["table"], ordered[0]["row"]), parts
