"""A table as the descriptor of a package describes it, which is what a released version is held to for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gongkai.forms.schema import Field, ForeignKey, TableSchema, table_schemas

_NAME = re.compile(r"[a-z][a-z0-9_]*")
"""What may name a table or a column: these names go into SQL and into paths."""

_TYPES = ("string", "integer", "number", "boolean", "date")
_WORDS = ("title", "title_en", "description", "description_en")


def described_table(resource: Mapping[str, Any]) -> TableSchema:
    """The table that one resource of a descriptor describes.

    What no descriptor can say (conditions over several columns, the order of rows) is this program's where the two
    differ in words only, else it is left out.

    Raises:
        ValueError: it describes no table of the kinds that a package of ours has.
    """
    try:
        schema, known = resource["schema"], table_schemas().get(resource["name"])
        fields = {field["name"]: _field(field) for field in schema["fields"]}
        keys = (
            ForeignKey(key["fields"], key["reference"]["resource"], key["reference"]["fields"])
            for key in schema.get("foreignKeys", ())
            if not (fields[key["fields"]].enum_from and key["reference"]["fields"] == "code")  # these are constraints
        )
        unsaid = (known.holds, known.order) if known and _plain(schema) == _plain(known.descriptor()) else ()
        table = TableSchema(
            resource["name"],
            *_words(resource),
            tuple(fields.values()),
            tuple(schema["primaryKey"]),
            tuple(keys),
            *unsaid,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{resource}: {error}") from error
    if odd := [name for name in (table.name, *table.columns) if not _NAME.fullmatch(name)]:
        raise ValueError(f"no name of a table or column: {odd}")
    return table


def _words(described: Mapping[str, Any]) -> tuple[str, str, str, str]:
    zh, en, long_zh, long_en = (described[name] for name in _WORDS)
    return zh, en, long_zh, long_en


def _field(described: Mapping[str, Any]) -> Field:
    bounds = described.get("constraints", {})
    if described["type"] not in _TYPES:
        raise ValueError(f"no type of a column: {described['type']}")
    return Field(
        described["name"],
        described["type"],
        *_words(described),
        required=bounds.get("required", False),
        enum=tuple(bounds.get("enum", ())),
        enum_from=described.get("codes"),
        pattern=bounds.get("pattern"),
        minimum=bounds.get("minimum"),
        maximum=bounds.get("maximum"),
    )


def _plain(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema without the words that explain its columns."""
    fields = [{name: part for name, part in field.items() if name not in _WORDS} for field in schema["fields"]]
    return {**schema, "fields": fields}
