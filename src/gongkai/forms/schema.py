"""Table schemas of a data package (`schemas/*.json`): they create, check and document every table.

A file there is a Table Schema with four additions: `title_en` and `description_en`, `enum_from` in the
constraints (a code list instead of a copy of its codes), `order` (columns to sort by, if not the primary key),
`fields_from: form_cells` (one field per cell of
the form, all editions) and `holds` (SQL conditions that every row meets).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.forms.cell_grammar import MOST_DECIMALS, MOST_DIGITS
from gongkai.forms.data_files import csv_rows
from gongkai.forms.form import TABLES, VOCABULARIES, Label, code_list, editions, labels, load_form, unit_of
from gongkai.model import CellKey

ORDER = (
    "reports",
    "agencies",
    *TABLES,
    "sections",
    "facts",
    "findings",
    "checks",
    "indicators",
    "indicators_defined",
    "indicator_terms",
    "coverage",
    "corrections",
    "rejections",
    "codes",
    "report_wide",
)
"""Tables of a package in the order in which people meet them."""

NUMBER_DIGITS, NUMBER_DECIMALS = MOST_DIGITS + MOST_DECIMALS, MOST_DECIMALS
"""Size of a field of type `number`: an amount in 10,000 yuan takes six decimals down to the fen."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `type` is a Table Schema type; `enum` holds the codes allowed, empty if open."""

    name: str
    type: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    required: bool = False
    enum: tuple[str, ...] = ()
    enum_from: str | None = None
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None

    def constraints(self) -> dict[str, object]:
        """Constraints in the words of Table Schema, only those that bind."""
        every = {
            "required": self.required or None,
            "enum": list(self.enum) or None,
            "pattern": self.pattern,
            "minimum": self.minimum,
            "maximum": self.maximum,
        }
        return {name: bound for name, bound in every.items() if bound is not None}

    @property
    def checked(self) -> str:
        """The clause of CREATE TABLE that keeps the column to its codes; empty for a column without a list."""
        codes = ", ".join(f"'{code}'" for code in self.enum)
        return f' CHECK ("{self.name}" IN ({codes}))' if codes else ""

    def descriptor(self) -> dict[str, object]:
        """The field as Table Schema says it, Chinese in the standard properties, English beside them."""
        texts = {
            "title": self.title_zh,
            "title_en": self.title_en,
            "description": self.description_zh,
            "description_en": self.description_en,
        }
        constraints = self.constraints()
        source = {"codes": self.enum_from} if self.enum_from else {}
        return {"name": self.name, "type": self.type, **texts, **source} | (
            {"constraints": constraints} if constraints else {}
        )


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`field` of a table holds a value of `reference` in `resource` (its own table if empty)."""

    field: str
    resource: str
    reference: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What every row of a table meets, as an SQL condition over its columns."""

    name: str
    sql: str
    description_zh: str
    description_en: str


CODES = "codes"
"""The table of all codes; every column with a code list points at it."""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table of a package."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    holds: tuple[Condition, ...] = ()
    order: tuple[str, ...] = ()
    """Columns by which the rows are sorted."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    def column_definitions(self, types: Mapping[str, str]) -> list[str]:
        """The columns as CREATE TABLE defines them; `types` are those of the database by those of Table Schema."""
        return [f'"{f.name}" {types[f.type]}{" NOT NULL" * f.required}{f.checked}' for f in self.fields]

    def descriptor(self) -> dict[str, object]:
        """The schema as standard Table Schema, enums written out."""
        coded = (
            ForeignKey(field.name, CODES * (self.name != CODES), "code") for field in self.fields if field.enum_from
        )
        keys = [
            {"fields": key.field, "reference": {"resource": key.resource, "fields": key.reference}}
            for key in (*self.foreign_keys, *coded)
        ]
        return {
            "fields": [field.descriptor() for field in self.fields],
            "primaryKey": list(self.primary_key),
            **({"foreignKeys": keys} if keys else {}),
            "missingValues": [""],
        }


@cache
def table_schemas() -> Mapping[str, TableSchema]:
    """All tables by name, in the order of `ORDER`."""
    folder = files("gongkai.forms") / "schemas"
    return {name: _table((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ORDER}


def _table(text: str) -> TableSchema:
    data: dict[str, Any] = json.loads(text)
    extra = tuple(_cell_fields()) if data.get("fields_from") == "form_cells" else ()
    keys = (
        ForeignKey(k["fields"], k["reference"]["resource"], k["reference"]["fields"])
        for k in data.get("foreignKeys", ())
    )
    holds = (Condition(h["name"], h["sql"], h["description"], h["description_en"]) for h in data.get("holds", ()))
    return TableSchema(
        data["name"],
        data["title"],
        data["title_en"],
        data["description"],
        data["description_en"],
        (*(_field(field) for field in data["fields"]), *extra),
        tuple(data["primaryKey"]),
        tuple(keys),
        tuple(holds),
        tuple(data.get("order", data["primaryKey"])),
    )


def _field(data: dict[str, Any]) -> Field:
    bounds: dict[str, Any] = data.get("constraints", {})
    source: str | None = bounds.get("enum_from")
    return Field(
        data["name"],
        data["type"],
        data["title"],
        data["title_en"],
        data["description"],
        data["description_en"],
        bool(bounds.get("required", False)),
        code_lists()[source].codes if source else (),
        source,
        bounds.get("pattern"),
        bounds.get("minimum"),
        bounds.get("maximum"),
    )


@cache
def all_cells() -> tuple[CellKey, ...]:
    """Every cell that some edition of the form has: table by table, rows and columns in printed order."""
    cells = {cell for edition in editions() for cell in load_form(edition).cells()}
    rows, columns = ({t: list(code_lists()[VOCABULARIES[t][side]].codes) for t in TABLES} for side in (0, 1))
    return tuple(
        sorted(
            cells,
            key=lambda c: (
                TABLES.index(c.table),
                rows[c.table].index(c.row),
                columns[c.table].index(c.column),
            ),
        )
    )


TOTALS = ("total", "total_processed")
"""Codes of the rows and columns that hold the sum of all others."""


@cache
def ordinals() -> Mapping[CellKey, int]:
    """Where each cell stands in its table, from 1, over all editions."""
    tables = ([key for key in all_cells() if key.table == table] for table in TABLES)
    return {key: place for keys in tables for place, key in enumerate(keys, start=1)}


def wide_name(cell: CellKey) -> str:
    """Name of the cell's column in `report_wide`: `requests__granted__total`."""
    return "__".join(cell)


def _cell_fields() -> Iterator[Field]:
    for cell in all_cells():
        rows, columns = map(labels, VOCABULARIES[cell.table])
        row, column = rows[cell.row], columns[cell.column]
        kind = "integer" if unit_of(cell) == "count" else "number"
        zh, en = f"{_newest(row)} · {_newest(column)}", f"{row.en} · {column.en}"
        yield Field(
            wide_name(cell),
            kind,
            zh,
            en,
            "文本里的数，空不等于零。",
            "The number in the text; empty is not zero.",
        )
        if unit_of(cell) is None:
            yield Field(
                f"{wide_name(cell)}__unit",
                "string",
                f"{zh}：单位",
                f"{en}: unit",
                "单元格所注的单位，未注则空。",
                "Unit stated in the cell, empty if none is.",
                enum=code_lists()["units"].codes,
                enum_from="units",
            )


def _newest(label: Label) -> str:
    return label.zh[max(label.zh)]


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes; `rows` are those of table `codes` as mappings of its columns."""

    name: str
    rows: tuple[Mapping[str, str | int | None], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in their order."""
        return tuple(str(row["code"]) for row in self.rows)


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Every code list that the tables use, by name: the label files, the editions, `schemas/codes.csv`."""
    entries = (files("gongkai.forms") / "labels").iterdir()
    names = sorted(entry.name.removesuffix(".csv") for entry in entries if entry.name.endswith(".csv"))
    labelled = {name: rows for name in names if (rows := _labelled_rows(name))}
    notices = [{"code": code, "label_zh": load_form(code).notice, "label_en": f"{code} form"} for code in editions()]
    own: dict[str, list[dict[str, str]]] = {}
    for row in csv_rows("gongkai.forms", "schemas/codes.csv"):
        own.setdefault(row["list"], []).append(row)
    return {
        name: CodeList(name, tuple(_code_row(name, number, row) for number, row in enumerate(rows, start=1)))
        for name, rows in sorted({**labelled, **own, "editions": notices}.items())
    }


def _labelled_rows(name: str) -> list[dict[str, str]]:
    """Rows with a code and labels in both languages; none if the file is no code list."""
    rows = [dict(row) for row in code_list(name)]
    if name == "rules":
        return [{"code": row["rule"], "label_zh": row["title_zh"], "label_en": row["title_en"]} for row in rows]
    return [row for row in rows if row.get("code") and row.get("label_en")]


def _code_row(name: str, position: int, row: dict[str, str]) -> Mapping[str, str | int | None]:
    zh = {edition: row[edition] for edition in editions() if row.get(edition)}
    label = zh[max(zh)] if zh else row["label_zh"]
    earlier = "|".join(f"{edition}：{text}" for edition, text in zh.items() if text != label)
    kind = None
    if any(name in lists for lists in VOCABULARIES.values()):
        above = {other.get("parent") for other in code_list(name)}
        kind = "total" if row["code"] in TOTALS else "subtotal" if row["code"] in above else "leaf"
    return {
        "list": name,
        "code": row["code"],
        "ordinal": position,
        "label_zh": label,
        "label_en": row["label_en"],
        "edition": "|".join(zh) or row.get("edition") or None,
        "label_zh_earlier": earlier or None,
        "parent": row.get("parent") or None,
        "kind": kind,
        "legal_basis": row.get("legal_basis") or None,
        "unit": row.get("unit") or None,
    }
