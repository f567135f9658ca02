"""The SQL row rules find what frictionless finds in the same spoiled tables, and what it cannot see."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.forms.schema import table_schemas
from gongkai.package import validate
from gongkai.query.row_rules import row_faults, row_rules
from tests.package.make_gold_package import gold_content, write_sealed
from tests.package.spoiling import (
    BAD_FILES,
    BAD_ROWS,
    BadRows,
    Spoil,
    reversed_rows,
    spoil,
    with_first_row_at_the_end_again,
    with_neighbours_swapped,
    with_value,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules") / "good's package"  # a quote in the path is no trouble
    return write_sealed(gold_content(), folder)


@pytest.fixture
def spoiled(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "package"))


def test_the_gold_package_breaks_no_rule(good: Path) -> None:
    assert row_faults(good) == []


@pytest.mark.parametrize("bad", BAD_ROWS, ids=lambda bad: f"{bad.table}-{bad.duckdb}")
def test_sql_finds_what_frictionless_finds(spoiled: Path, bad: BadRows) -> None:
    spoil(spoiled, bad.table, bad.change)
    faults = [f for f in row_faults(spoiled) if (f.file, f.rule) == (f"data/{bad.table}.parquet", bad.duckdb)]
    assert any(bad.words in fault.message_en for fault in faults), row_faults(spoiled)


@pytest.mark.parametrize("damage", BAD_FILES, ids=lambda damage: damage.__name__)
def test_hashes_and_sql_find_a_bad_file(spoiled: Path, damage: Callable[[Path], None]) -> None:
    damage(spoiled)
    table, rule = BAD_FILES[damage]
    found = {(fault.file, fault.rule) for fault in (*validate(spoiled, every_row=False), *row_faults(spoiled))}
    assert (f"data/{table}.parquet", rule) in found


@pytest.mark.parametrize(
    ("table", "change", "rule", "words"),
    [
        ("requests", reversed_rows, "order", "report_id"),
        ("requests", with_neighbours_swapped(100), "order", ": 2 rows, first "),
        ("requests", with_first_row_at_the_end_again, "order", "report_id"),
        ("requests", with_first_row_at_the_end_again, "key", "140600-science-technology-2020/new_received/natural"),
        ("requests", with_value("value", None), "holds", "value_only_if_reported: 1 rows"),
        ("requests", with_value("reconciled", 1), "holds", "reconciled_with_rule: 1 rows"),
        ("proactive_disclosure", with_value("value_cny", 1), "holds", "value_cny_only_with_unit: 1 rows"),
    ],
)
def test_sql_also_finds_what_no_table_schema_can_say(
    spoiled: Path, table: str, change: Spoil, rule: str, words: str
) -> None:
    spoil(spoiled, table, change)
    assert any(fault.rule == rule and words in fault.message_en for fault in row_faults(spoiled))


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
