"""The text of a source file with an anchor at every place that a number was read from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.model import Document, Place
from gongkai.site.figures import Row
from gongkai.site.source_blocks import (
    PrintedBlock,
    PrintedParagraph,
    block_anchors,
    printed_blocks,
    speaks_for,
    way_back,
)
from gongkai.site.source_runs import Part, Run, cell_id, parts_of, run_anchor, runs_in

LINED = ("text", "markdown")
"""Formats that can be shown line by line from the file alone; of the others the cells are shown that were read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1.

    `back` is the form cell to return to from numbers in it that are not anchored themselves.
    """

    number: int
    parts: tuple[Part, ...]
    runs: tuple[Run, ...] = ()
    back: str | None = None


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
    """What a report page shows of the source: its lines, or all its blocks, or else the tables its cells stand in.

    `left_out` counts the blocks that a long source has beyond those shown.
    """

    lines: tuple[Line, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    blocks: tuple[PrintedBlock, ...] = ()
    left_out: int = 0
    anchors: frozenset[str] = field(default=frozenset())
    found: Mapping[str, str] = field(default_factory=dict)
    """Anchors of the form cells whose number was found inside a line, by the id of the cell."""

    def anchor_of(self, cell: Row) -> str | None:
        """The anchor of the place that a form cell was read from."""
        return self.found.get(cell_id(cell)) or self.anchor(cell["place"])

    def anchor(self, place: str | None) -> str | None:
        """The anchor of a place; that of its line if the cell has none; None if it isn't shown."""
        if not place:
            return None
        here = Place.parse(place)
        anchors = (f"src-{near.anchor}" for near in (here, here.whole, here.of_row))
        return next((anchor for anchor in anchors if anchor in self.anchors), None)


def source_view(
    report: Row, cells: Iterable[Row], path: Path | None, documents: Mapping[str, Document] | None = None
) -> SourceView:
    """What is shown of a source: the lines of a text, the whole document of another format if it is given."""
    placed = [cell for cell in cells if cell["place"]]
    if report["source_format"] != "text" and documents is not None and report["report_id"] in documents:
        return _document_view(documents[report["report_id"]], placed, report["edition"])
    return _file_view(report, [(Place.parse(cell["place"]), cell) for cell in placed], path)


def _document_view(document: Document, placed: list[Row], edition: str) -> SourceView:
    used: dict[str, list[Row]] = defaultdict(list)
    for cell in placed:
        used[cell["place"]].append(cell)
    blocks, left_out = printed_blocks(document, used, edition)
    anchors = frozenset(anchor for block in blocks for anchor in block_anchors(block))
    runs = (run for block in blocks if isinstance(block, PrintedParagraph) for run in block.runs)
    return SourceView(blocks=blocks, left_out=left_out, anchors=anchors, found=_found(runs))


def _found(runs: Iterable[Run]) -> dict[str, str]:
    return {cell_id(cell): run_anchor(run.cells[0]) for run in runs for cell in run.cells}


def _file_view(report: Row, placed: list[tuple[Place, Row]], path: Path | None) -> SourceView:
    lines = _lines(report, placed, path) if path and report["source_format"] in LINED else ()
    tables = _tables(placed)
    anchors = {part.anchor for line in lines for part in line.parts if part.anchor}
    anchors |= {part.anchor for table in tables for _, _, parts in table.rows for part in parts if part.anchor}
    anchors |= {f"src-line-{line.number}" for line in lines}
    return SourceView(
        lines, tables, anchors=frozenset(anchors), found=_found(run for line in lines for run in line.runs)
    )


def _lines(report: Row, placed: list[tuple[Place, Row]], path: Path) -> tuple[Line, ...]:
    text = path.read_bytes().decode(report["source_encoding"] or "utf-8", errors="replace").removeprefix("\ufeff")
    used: dict[int, list[tuple[int, Row]]] = defaultdict(list)
    for place, cell in placed:
        if place.line:
            used[place.line].append((place.cell or 0, cell))
    printed = re.split(r"\r\n|\r|\n", text)
    return tuple(_line(n, line, used.get(n, []), report["edition"]) for n, line in enumerate(printed, start=1))


def _line(number: int, text: str, used: list[tuple[int, Row]], edition: str) -> Line:
    """A line with tabs gives its cells by number; in a line without, the numbers have to be found."""
    whole = [cell for place, cell in used if not place]
    if whole:
        runs = runs_in(text, whole, edition)
        return Line(number, parts_of(text, runs), runs, way_back(runs, whole))
    by_cell: dict[int, list[Row]] = defaultdict(list)
    for place, cell in used:
        by_cell[place].append(cell)
    shared = [cells[0] for cells in by_cell.values() if not speaks_for(cells)]
    own = {place: cells[0] for place, cells in by_cell.items() if speaks_for(cells)}
    return Line(number, _parts(text, own), back=cell_id(shared[0]) if shared else None)


def _parts(line: str, by_cell: Mapping[int, Row]) -> tuple[Part, ...]:
    if not by_cell:
        return (Part(line),)
    parts: list[Part] = []
    for number, text in enumerate(line.split("\t"), start=1):
        if parts:
            parts.append(Part("\t"))
        parts.append(_part(text, by_cell.get(number)))
    return tuple(parts)


def _part(text: str, cell: Row | None) -> Part:
    return Part(text.strip(), f"src-{Place.parse(cell['place']).anchor}", cell_id(cell)) if cell else Part(text)


def _tables(placed: list[tuple[Place, Row]]) -> tuple[PrintedTable, ...]:
    grids: dict[tuple[int, int], dict[int, dict[int, Row]]] = defaultdict(lambda: defaultdict(dict))
    for place, cell in placed:
        if place.table:
            row = grids[place.page or 0, place.table][place.row or 0]
            row.setdefault(place.cell or 0, cell)
    return tuple(
        PrintedTable(page or None, table, tuple(_printed_row(row, cells) for row, cells in sorted(rows.items())))
        for (page, table), rows in sorted(grids.items())
    )


def _printed_row(number: int, cells: Mapping[int, Row]) -> tuple[int, tuple[str, str], tuple[Part, ...]]:
    ordered = [cell for _, cell in sorted(cells.items())]
    parts = tuple(_part(cell["raw"] or "", cell) for cell in ordered)
    return number, (ordered[0]["table"], ordered[0]["row"]), parts
