"""Corrections by a person; each is valid only while the source still prints the value it corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.errors import DatasetError
from gongkai.forms import finding
from gongkai.forms.wording import cell_name
from gongkai.model import Cell, CellKey, Correction, Extraction, Finding
from gongkai.reconcile.system import CORRECTED


def apply_corrections(extraction: Extraction, corrections: Sequence[Correction]) -> Extraction:
    """The report with each corrected number in `reconciled`, rule and finding COR-01; `value` stays as printed.

    Args:
        extraction: a report as read.
        corrections: those of this report, in the order they were written.

    Raises:
        DatasetError: naming file and line, if a correction is for a cell the report has not, was made against
            another text than the source now has, or contradicts another one.
    """
    cells = {cell.key: cell for cell in extraction.cells}
    accepted: dict[CellKey, Correction] = {}
    for correction in corrections:
        _refuse_unfit(correction, accepted.get(correction.key), cells.get(correction.key))
        accepted[correction.key] = correction
    noted = [_noted(correction, cells[key], str(extraction.report.edition)) for key, correction in accepted.items()]
    others = [found for found in extraction.findings if found.rule != CORRECTED]
    corrected = tuple(
        replace(cell, reconciled=accepted[cell.key].value, rule=CORRECTED) if cell.key in accepted else cell
        for cell in extraction.cells
    )
    return replace(extraction, cells=corrected, findings=(*others, *noted))


def _noted(correction: Correction, cell: Cell, edition: str) -> Finding:
    """COR-01: which number a person put beside the printed one, and why."""
    zh, en = cell_name(cell.key, edition)
    why = {"value": correction.value, "reason": correction.reason}
    return finding(
        CORRECTED,
        places=[cell.place],
        cells=[cell.key],
        expected=correction.value,
        found=cell.value,
        zh={"cell": zh, **why},
        en={"cell": en},
    )


def _refuse_unfit(correction: Correction, earlier: Correction | None, cell: Cell | None) -> None:
    """A correction must agree with an earlier one of its cell, and its cell must print what it was made against."""
    if earlier and (earlier.value, earlier.source_says) != (correction.value, correction.source_says):
        values = {"cell": "/".join(correction.key), "value": correction.value, "other": earlier.value}
        raise DatasetError("corrections_contradict", file=correction.where, where=earlier.where, **values)
    about = {"report": correction.report_id, "cell": "/".join(correction.key)}
    if cell is None:
        raise DatasetError("correction_no_cell", file=correction.where, **about)
    printed = (cell.raw or "").strip()
    if printed != correction.source_says.strip():
        texts = {"then": correction.source_says, "now": printed}
        raise DatasetError("correction_obsolete", file=correction.where, **about, **texts)
