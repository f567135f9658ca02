"""The hand-checked gold of a dataset as model objects: what the pipeline must give, without running it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.forms import load_form, unit_of
from gongkai.model import Cell, CellKey, Extraction, Fact, Place, Report, Section, Source, State, Status

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "datasets" / "science-technology" / "gold"
DATES = ("coverage_start", "coverage_end", "publish_date", "signature_date")


def gold_files() -> list[dict[str, Any]]:
    """The gold of every report of the first dataset, by report id."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]


def gold_extractions() -> dict[str, Extraction]:
    """Report id → what a perfect reading gives (no findings, nothing reconciled)."""
    return {gold["report_id"]: _extraction(gold) for gold in gold_files()}


def gold_with_doubts() -> dict[str, Extraction]:
    """The same with the cells in doubt that the gold calls ambiguous; of six values for seven columns one is lost."""
    reports = gold_extractions()
    for gold in gold_files():
        rows, report = gold.get("ambiguous_cells", {}).get("rows", ()), reports[gold["report_id"]]
        cells = (_doubted(c) if c.key.table == "requests" and c.key.row in rows else c for c in report.cells)
        reports[gold["report_id"]] = replace(report, cells=tuple(cells))
    return reports


def _doubted(cell: Cell) -> Cell:
    if cell.value is None:
        return Cell(cell.key, None, cell.unit, None, State.ABSENT, None, doubts=("column_lost",))
    return replace(cell, doubts=("column_lost",))


def _extraction(gold: dict[str, Any]) -> Extraction:
    cells = tuple(_cell(key, gold) for key in load_form(gold["report"]["edition"]).cells())
    facts = tuple(
        Fact(
            f["fact"],
            _number(f["value"]),
            f["unit"],
            f["qualifier"],
            _line(f["place"]),
            f["sentence"],
            f["implied"],
        )
        for f in gold["facts"]
    )
    sections = tuple(
        Section(int(number), f"第{number}部分", "", _line(place)) for number, place in gold["sections"].items() if place
    )
    fields: dict[str, Any] = {k: date.fromisoformat(v) if k in DATES and v else v for k, v in gold["report"].items()}
    status = Status.COMPLETE if len(sections) == 6 else Status.PARTIAL
    data = (GOLD.parent / "reports" / gold["file"]).read_bytes()
    source = Source(gold["file"], gold["format"], "utf-8", "0" * 64, len(data))
    return Extraction(source, status, report=Report(**fields), cells=cells, facts=facts, sections=sections)


def _cell(key: CellKey, gold: dict[str, Any]) -> Cell:
    path = "/".join(key)
    value = gold["cells"][path]
    unit = gold["units"].get(path, unit_of(key))
    place = Place(line=1, cell=1)
    if value is None:
        return Cell(key, None, unit, "", State.BLANK, place)
    return Cell(key, _number(value), unit, gold["raw"].get(path, str(value)), State.REPORTED, place)


def _number(value: int | float) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(str(value))


def _line(place: str) -> Place:
    return Place(line=int(place.removeprefix("line ")))
