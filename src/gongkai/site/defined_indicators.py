"""The indicators as `forms/labels/indicators.csv` defines them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.forms import TABLES, code_list


@dataclass(frozen=True, slots=True)
class Defined:
    """An indicator; label, formula and caveat by language.

    Attributes:
        numerator: its formula over cells (`table/row/column ± …`).
        scale: what numerator ÷ denominator is multiplied by.
        unit: `ratio` or `per_1000`.
        floor: the least denominator for which it is worked out, None if there is none.
        edition: of the form that alone gives it; empty for all.
        tables: of the form that it is read from.
        broken_from: years from which it cannot be compared with the time before.
    """

    code: str
    label: Mapping[str, str]
    formula: Mapping[str, str]
    caveat: Mapping[str, str]
    numerator: str
    scale: int
    unit: str
    floor: int | None
    edition: str
    tables: tuple[str, ...]
    broken_from: tuple[int, ...]

    @property
    def is_ratio(self) -> bool:
        """True for a share of 1, which is written in per cent."""
        return self.unit == "ratio"


@cache
def defined_indicators() -> Mapping[str, Defined]:
    """All indicators by code, in the order of the list."""
    return {
        row["code"]: Defined(
            code=row["code"],
            label={"zh": row["label_zh"], "en": row["label_en"]},
            formula={"zh": row["formula_zh"], "en": row["formula_en"]},
            caveat={"zh": row["caveat_zh"], "en": row["caveat_en"]},
            numerator=row["numerator"],
            scale=int(row["scale"]),
            unit=row["unit"],
            floor=int(row["floor"]) if row["floor"] else None,
            edition=row["edition"],
            tables=tuple(table for table in TABLES if f"{table}/" in f"{row['numerator']} {row['denominator']}"),
            broken_from=tuple(int(year) for year in row["series_breaks"].split("|") if year),
        )
        for row in code_list("indicators")
    }
