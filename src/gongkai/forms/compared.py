"""What is compared between two versions of a package, and what a change of it means (`schemas/compared.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.forms.data_files import yaml_data
from gongkai.forms.schema import table_schemas
from gongkai.model import Difference

NATURES = ("source", "value", "reading", "derived", "correction", "rules", "register")


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """One table: the columns that name a row, the nature of each compared column, and what is only digested."""

    name: str
    key: tuple[str, ...]
    natures: Mapping[str, str]
    digest: frozenset[str]
    left_out: frozenset[str]

    @property
    def of_reports(self) -> bool:
        """Whether each row belongs to one report."""
        return self.key[0] == "report_id"


@cache
def compared_tables() -> Mapping[str, ComparedTable]:
    """All compared tables, in the order in which a package lists them."""
    data: dict[str, dict[str, list[str]]] = yaml_data("gongkai.forms", "schemas/compared.yml")
    return {
        name: ComparedTable(
            name,
            tuple(data[name]["key"]),
            {column: nature for nature in NATURES for column in data[name].get(nature, ())},
            frozenset(data[name].get("digest", ())),
            frozenset(data[name].get("left_out", ())),
        )
        for name in table_schemas()
        if name in data
    }


def by_nature(difference: Difference) -> dict[str, Difference]:
    """The difference split by the nature of its columns; the columns on how a value was read stay with the value.

    A row that came or went stays whole.
    """
    natures = compared_tables()[difference.key[0]].natures
    parts: dict[str, list[str]] = {}
    for column in difference.columns:
        nature = natures[difference.columns[0] if difference.whole else column]
        parts.setdefault("value" if nature == "reading" else nature, []).append(column)
    return {nature: difference.only(columns) for nature, columns in parts.items()}
