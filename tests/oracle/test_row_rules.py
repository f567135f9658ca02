"""Each kind of row rule finds its fault in a spoiled copy of a package, and none in the package as published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongkai.query.row_rules import row_faults
from tests.package.spoiling import reversed_rows, with_first_row_at_the_end_again, with_value
from tests.support.made_up.published import Published

Spoil = Callable[[pa.Table], pa.Table]
SPOILED: dict[str, tuple[str, Spoil, str]] = {
    "required": ("rejections", with_value("message_zh", None), "message_zh: 1 rows"),
    "enum": ("requests", with_value("state", "guessed"), "state: 1 rows"),
    "pattern": ("reports", with_value("source_sha256", "not a hash"), "source_sha256: 1 rows"),
    "minimum": ("reports", with_value("source_bytes", -1), "source_bytes: 1 rows"),
    "foreign_key": ("facts", with_value("report_id", "999999-nobody-2021"), "report_id: 1 rows"),
    "key": ("agencies", with_first_row_at_the_end_again, "1 rows"),
    "order": ("findings", reversed_rows, "rows"),
}
"""Rule, the table that breaks it, how, and what is said of it."""


@pytest.fixture(scope="module")
def package(made_up: Published) -> Path:
    return made_up.workspace.package("made-up-health")


def test_a_published_package_breaks_no_row_rule(package: Path) -> None:
    assert row_faults(package) == []


def test_every_spoiled_table_is_found_by_its_rule(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / package.name
    shutil.copytree(package / "data", copy / "data")
    for table, change, _ in SPOILED.values():
        path = copy / "data" / f"{table}.parquet"
        pq.write_table(change(pq.read_table(path)), path)
    found = {(fault.file, fault.rule): fault.message_en for fault in row_faults(copy)}
    for rule, (table, _, said) in SPOILED.items():
        assert said in found[f"data/{table}.parquet", rule]


def test_a_cell_that_is_no_number_and_holds_one_breaks_a_condition(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / package.name
    shutil.copytree(package / "data", copy / "data")
    path = copy / "data" / "requests.parquet"
    pq.write_table(with_value("state", "blank")(pq.read_table(path)), path)
    assert [fault.rule for fault in row_faults(copy)] == ["holds"]
