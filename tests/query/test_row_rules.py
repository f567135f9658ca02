"""The SQL row rules find what frictionless finds in the same spoiled tables, and what it cannot see."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.forms.schema import table_schemas
from gongkai.package import write_package
from gongkai.query.row_rules import row_faults, row_rules
from tests.package.make_gold_package import gold_content
from tests.package.spoiling import (
    Spoil,
    as_text,
    reversed_rows,
    spoil,
    with_extra_column,
    with_first_row_at_the_end_again,
    with_first_row_twice,
    with_neighbours_swapped,
    with_value,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules") / "good's package"  # a quote in the path is no trouble
    write_package(gold_content(), folder)
    return folder


@pytest.fixture
def spoiled(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "package"))


def test_the_gold_package_breaks_no_rule(good: Path) -> None:
    assert row_faults(good) == []


@pytest.mark.parametrize(
    ("table", "change", "rule", "words"),
    [
        ("reports", with_value("status", None), "required", "status: 1 rows, first 140600-science-technology-2020"),
        ("requests", with_value("state", "guessed"), "enum", "= guessed"),
        ("reports", with_value("division_code", "2300"), "pattern", "= 2300"),
        ("reports", with_value("cells_total", -1), "minimum", "cells_total: 1 rows"),
        ("sections", with_value("section", 7), "maximum", "= 7"),
        ("review_litigation", as_text("value", "三件"), "type", "value is VARCHAR"),
        ("facts", as_text("value", "三百余"), "type", "value is VARCHAR"),
        ("reports", as_text("publish_date", "20200120"), "type", "publish_date is VARCHAR"),
        ("requests", with_first_row_twice, "key", "140600-science-technology-2020/carried_in/commercial_enterprise"),
        ("requests", with_value("report_id", "110000-science-technology-2019"), "foreign_key", "report_id: 1 rows"),
        ("agencies", with_value("successor_id", "110000-science-technology"), "foreign_key", "successor_id: 1 rows"),
        ("facts", with_extra_column, "columns", "surplus"),
    ],
)
def test_sql_finds_what_frictionless_finds(spoiled: Path, table: str, change: Spoil, rule: str, words: str) -> None:
    spoil(spoiled, table, change)
    faults = [fault for fault in row_faults(spoiled) if (fault.file, fault.rule) == (f"data/{table}.parquet", rule)]
    assert any(words in fault.message for fault in faults), row_faults(spoiled)


@pytest.mark.parametrize(
    ("table", "change", "rule", "words"),
    [
        ("requests", reversed_rows, "order", "report_id"),
        ("requests", with_neighbours_swapped(100), "order", ": 2 rows, first "),
        ("requests", with_first_row_at_the_end_again, "order", "report_id"),
        ("requests", with_first_row_at_the_end_again, "key", "140600-science-technology-2020/carried_in/commercial"),
        ("requests", with_value("value", None), "holds", "value_only_if_reported: 1 rows"),
        ("requests", with_value("reconciled", 1), "holds", "reconciled_with_rule: 1 rows"),
        ("proactive_disclosure", with_value("value_cny", 1), "holds", "value_cny_only_with_unit: 1 rows"),
    ],
)
def test_sql_also_finds_what_no_table_schema_can_say(
    spoiled: Path, table: str, change: Spoil, rule: str, words: str
) -> None:
    spoil(spoiled, table, change)
    assert any(fault.rule == rule and words in fault.message for fault in row_faults(spoiled))


def test_a_missing_and_an_unreadable_table_are_named(spoiled: Path) -> None:
    (spoiled / "data" / "facts.parquet").unlink()
    (spoiled / "data" / "codes.parquet").write_bytes(b"PAR1")
    found = {(fault.file, fault.rule) for fault in row_faults(spoiled)}
    assert found == {("data/facts.parquet", "missing"), ("data/codes.parquet", "unreadable")}


def test_every_constraint_of_every_schema_becomes_a_rule() -> None:
    for schema in table_schemas().values():
        made = [(rule.name, rule.names.get("field")) for rule in row_rules(schema)]
        stated = [(name, field.name) for field in schema.fields for name in field.constraints()]
        keys = [("foreign_key", key.field) for key in schema.foreign_keys]
        others = [("holds", None)] * len(schema.holds) + [("key", None), ("order", None)]
        assert sorted(made, key=str) == sorted([*stated, *keys, *others], key=str)
