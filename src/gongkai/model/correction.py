"""A correction as a person wrote it down."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.dataset import Correction


@dataclass(frozen=True, slots=True)
class CorrectionEntry(Correction):
    """A correction with what it was made against: it holds only while the source still says the same.

    Attributes:
        source_says: the text of the cell as printed; empty for a blank cell.
        file: the file that holds the entry.
        line: its line there, from 1.
    """

    source_says: str
    file: str
    line: int

    @property
    def where(self) -> str:
        """Where the entry stands, for messages."""
        return f"{self.file}, line {self.line}"
