"""A table of plain values: what queries give and pages take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain Python values under named columns, in a fixed order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a mapping from column name to value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)
