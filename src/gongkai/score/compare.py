"""Compares one reading with its gold.

Gold is a JSON object: `report` (metadata fields), `cells` (`table/row/column` → value, null for blank or absent).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.model import Cell, Extraction, State


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of cells and metadata fields of one report.

    Attributes:
        name: of the report.
        format: of the source, None if it was rejected.
        edition: of the form, from the gold.
        cells: cells in the gold.
        right: value equal, null for null.
        flagged: another value or none, but marked as uncertain, unreadable or absent.
        missing: the reading has no such cell.
        silent: another value, given as certain. The worst that can happen.
        silent_cells: addresses of those.
        fields: metadata fields in the gold that are not null.
        fields_right: of these, equal.
        fields_silent: of these, given otherwise.
    """

    name: str
    format: str | None
    edition: str | None
    cells: int
    right: int
    flagged: int
    missing: int
    silent: int
    silent_cells: tuple[str, ...]
    fields: int
    fields_right: int
    fields_silent: tuple[str, ...]


def score(name: str, gold: Mapping[str, Any], extraction: Extraction) -> Score:
    """Compares cell by cell and field by field."""
    found = {"/".join(cell.key): cell for cell in extraction.cells}
    verdicts = {path: _verdict(found.get(path), value) for path, value in gold["cells"].items()}
    silent = tuple(path for path, verdict in verdicts.items() if verdict == "silent")
    counts = {kind: sum(verdict == kind for verdict in verdicts.values()) for kind in ("right", "flagged", "missing")}
    # as in the gold and as read, dates as ISO texts
    given = {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(extraction.report).items()}
    fields = {field: (wanted, given.get(field)) for field, wanted in gold["report"].items()}
    doubted = () if extraction.report.agency_certain else ("agency", "agency_as_titled")
    return Score(
        name=name,
        format=extraction.source.format,
        edition=gold["report"].get("edition"),
        cells=len(verdicts),
        right=counts["right"],
        flagged=counts["flagged"],
        missing=counts["missing"],
        silent=len(silent),
        silent_cells=silent,
        fields=sum(wanted is not None for wanted, _ in fields.values()),
        fields_right=sum(wanted is not None and wanted == given for wanted, given in fields.values()),
        fields_silent=tuple(
            field
            for field, (wanted, given) in fields.items()
            if None not in (wanted, given) and given != wanted and field not in doubted
        ),
    )


def _verdict(cell: Cell | None, wanted: int | float | None) -> str:
    if cell is None:
        return "missing"
    number = None if wanted is None else Decimal(str(wanted))
    if cell.value == number:
        return "right"
    flagged = not cell.certain or cell.state in (State.UNREADABLE, State.ABSENT)
    return "flagged" if flagged else "silent"
