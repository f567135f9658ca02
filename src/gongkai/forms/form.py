"""The official forms, one per edition, built from `editions/*.yml` and `labels/*.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.forms.data_files import csv_rows, yaml_data
from gongkai.model import CellKey

TABLES = ("proactive_disclosure", "requests", "review_litigation")
SECTION_OF = dict(zip(TABLES, ("2", "3", "4"), strict=True))
"""The section of a report that each table stands in, whose title is the table’s."""
VOCABULARIES = {
    "proactive_disclosure": ("proactive_disclosure_rows", "measures"),
    "requests": ("requests", "applicant_types"),
    "review_litigation": ("channels", "outcomes"),
}
"""For each table the lists that name its rows and its columns."""


@dataclass(frozen=True, slots=True)
class Label:
    """One row of a label matrix: what a code is called.

    Attributes:
        code: our name.
        zh: the official label by edition; an edition that lacks the code is left out.
        en: English label.
        aliases: other spellings seen.
        parent: code of the group, None at the top.
        legal_basis: articles of the 条例 (Regulations), as `36(1); 36(2)`.
        unit: unit code of a measure.
    """

    code: str
    zh: dict[str, str]
    en: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    legal_basis: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A data row of a form table with the columns it has, in printed order."""

    code: str
    columns: tuple[str, ...]
    clause: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the official form.

    `rows[table]` are the data rows in printed order; `headers` the group rows of the requests table
    that carry no data in this edition.
    """

    edition: str
    notice: str
    first_year: int
    last_year: int | None
    rows: dict[str, tuple[FormRow, ...]]
    headers: tuple[str, ...]

    def cells(self) -> tuple[CellKey, ...]:
        """Every cell of the form in printed order (2019: 198, 2021: 200)."""
        return _cells(self.edition)

    def row(self, table: str, code: str) -> FormRow | None:
        """The row of that code, None if this edition has none."""
        return next((row for row in self.rows[table] if row.code == code), None)

    def children(self, parent: str) -> tuple[str, ...]:
        """Codes of the data rows of the requests table under a group, at any depth, totals left out."""
        return tuple(
            row.code
            for row in self.rows["requests"]
            if row.code != "total_processed" and parent in groups_above(row.code)
        )


@cache
def _cells(edition: str) -> tuple[CellKey, ...]:
    rows = load_form(edition).rows
    return tuple(CellKey(table, row.code, column) for table in TABLES for row in rows[table] for column in row.columns)


def groups_above(code: str) -> tuple[str, ...]:
    """Codes of the groups that a row of the requests table stands in, the outermost first."""
    parent = labels("requests")[code].parent
    return (*groups_above(parent), parent) if parent else ()


@cache
def items_of(group: str) -> tuple[str, ...]:
    """Codes of the rows of the requests table right under a group, of any edition, in printed order."""
    return tuple(code for code, label in labels("requests").items() if label.parent == group)


@cache
def editions() -> tuple[str, ...]:
    """Codes of the known editions, oldest first."""
    folder = files("gongkai.forms") / "editions"
    return tuple(sorted(entry.name.removesuffix(".yml") for entry in folder.iterdir() if entry.name.endswith(".yml")))


@cache
def load_form(edition: str) -> Form:
    """The form of an edition; KeyError if there is none."""
    if edition not in editions():
        raise KeyError(edition)
    data: dict[str, Any] = yaml_data("gongkai.forms", f"editions/{edition}.yml")
    outcomes = tuple(labels("outcomes"))
    rows = {
        "proactive_disclosure": tuple(
            FormRow(row["row"], tuple(row["columns"]), row["clause"]) for row in data["proactive_disclosure"]
        ),
        "requests": tuple(FormRow(code, tuple(labels("applicant_types"))) for code in data["requests"]["rows"]),
        "review_litigation": tuple(FormRow(channel, outcomes) for channel in labels("channels")),
    }
    first, last = data["years"]
    return Form(data["edition"], data["notice"], first, last, rows, tuple(data["requests"]["headers"]))


@cache
def labels(name: str) -> dict[str, Label]:
    """The label matrix `labels/<name>.csv` by code, in printed order."""
    return {
        row["code"]: Label(
            row["code"],
            {edition: row[edition] for edition in editions() if row.get(edition)},
            row["label_en"],
            tuple(alias for alias in row.get("aliases", "").split("|") if alias),
            row.get("parent") or None,
            row.get("legal_basis") or None,
            row.get("unit") or None,
        )
        for row in code_list(name)
    }


def code_list(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `labels/<name>.csv` as they stand."""
    return csv_rows("gongkai.forms", f"labels/{name}.csv")


def unit_of(key: CellKey) -> str | None:
    """The unit the form prescribes for a cell: `count`, `CNY_10K`, None where the cell itself must say it."""
    return labels("measures")[key.column].unit if key.table == "proactive_disclosure" else "count"
