"""What is compared is said once, in data: every column, every class, every schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.forms.compared import NATURES, compared_tables
from gongkai.forms.schema import table_schemas
from gongkai.model.reading_change import SCOPES
from gongkai.release import change_classes

NOT_COMPARED = {"rejections", "report_wide"}
"""Files without a report, and a second copy of the cells."""


def schema(room: str, name: str) -> Any:
    return json.loads((files(f"gongkai.{room}") / f"{name}.schema.json").read_text(encoding="utf-8"))


def test_every_table_of_a_package_is_compared() -> None:
    assert set(table_schemas()) - set(compared_tables()) == NOT_COMPARED


@pytest.mark.parametrize("name", sorted(set(table_schemas()) - NOT_COMPARED))
def test_every_column_is_a_key_compared_or_left_out_on_purpose(name: str) -> None:
    table = compared_tables()[name]
    named = [*table.key, *table.natures, *table.left_out]
    assert sorted(named) == sorted(table_schemas()[name].columns)
    assert table.digest <= set(table.natures)


def test_only_natures_that_are_known_are_used() -> None:
    used = {nature for table in compared_tables().values() for nature in table.natures.values()}
    assert used == set(NATURES)


def test_the_classes_are_those_of_the_schema_with_labels_in_both_languages() -> None:
    assert list(change_classes()) == schema("release", "changes")["$defs"]["class"]["enum"]
    assert all(entry.label_zh and entry.label_en and entry.description_en for entry in change_classes().values())


def test_a_declaration_has_the_same_patterns_in_both_schemas() -> None:
    own = schema("dataset", "reading_changes")["items"]["properties"]
    published = schema("release", "changes")["properties"]["reading_changes"]["items"]["properties"]
    assert set(own) == set(published) == {"version", "reason_zh", "reason_en", *SCOPES}


@pytest.mark.parametrize(("room", "name"), [("site", "api"), ("release", "changes"), ("dataset", "reading_changes")])
def test_the_schemas_are_schemas(room: str, name: str) -> None:
    Draft202012Validator.check_schema(schema(room, name))
