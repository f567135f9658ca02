"""How much a package holds: what its texts and its metadata say about its size and span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq


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


def summarise(files: Mapping[str, Path]) -> Summary:
    """Count the tables of a package, by their Parquet files."""
    reported = pq.read_table(files["reports"], columns=["year"]).column("year").to_pylist()
    years = {year for year in reported if year is not None}
    return Summary({name: pq.read_metadata(file).num_rows for name, file in files.items()}, tuple(sorted(years)))
