"""A correction that a person made after looking at the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.model.report import CellKey, Number


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected number; the number as first read stays in its table.

    It holds only while the source still says what it was made against.

    Attributes:
        report_id: the report it is about.
        key: the cell.
        value: the number after checking.
        reason: why, as the person wrote it.
        corrected_by: who checked.
        corrected_on: the day of checking.
        source_says: the text of the cell as printed; empty for a blank cell.
        file: the file that holds the entry.
        line: its line there, from 1.
    """

    report_id: str
    key: CellKey
    value: Number
    reason: str
    corrected_by: str
    corrected_on: date
    source_says: str
    file: str
    line: int

    @property
    def where(self) -> str:
        """Where the entry stands, for messages."""
        return f"{self.file}:{self.line}"
