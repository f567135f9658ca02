"""How much a package holds: what its texts and its metadata say about its size and span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Summary:
    """Number of rows by table, and the years reported on, ascending."""

    rows: Mapping[str, int]
    years: tuple[int, ...]

    def texts(self) -> dict[str, object]:
        """The values that the texts print."""
        years = [str(year) for year in self.years]
        return {
            "reports": self.rows["reports"],
            "agencies": self.rows["agencies"],
            "years": ", ".join(years),
            "years_zh": "、".join(years),
        }

    @property
    def span(self) -> tuple[int, ...]:
        """First and last year; one year if they are the same, none without reports."""
        return tuple(sorted({self.years[0], self.years[-1]})) if self.years else ()


def summarise(tables: Mapping[str, pa.Table]) -> Summary:
    """Count the tables of a package."""
    years = {year for year in tables["reports"].column("year").to_pylist() if year is not None}
    return Summary({name: table.num_rows for name, table in tables.items()}, tuple(sorted(years)))
