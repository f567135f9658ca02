"""Each fault of a table on its own, in a package of the register alone; `test_validate.py` asks whole packages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gongkai.forms.data_files import csv_rows
from gongkai.forms.schema import table_schemas
from gongkai.model import Fault, fault
from gongkai.package import check_tables, validate
from gongkai.package.check_tables import SHOWN, frictionless_faults, parquet_faults
from tests.package.spoiling import as_text, with_extra_column, with_first_row_twice

Change = Callable[[pa.Table], pa.Table]


@pytest.fixture
def register(gold_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose one table is the register of five agencies."""
    (tmp_path / "data").mkdir()
    for ending in ("csv", "parquet"):
        shutil.copy(gold_package / "data" / f"agencies.{ending}", tmp_path / "data")
    descriptor = json.loads((gold_package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] == "agencies"]
    for resource in descriptor["resources"]:
        del resource["schema"]["foreignKeys"], resource["bytes"], resource["hash"]
    monkeypatch.setattr(check_tables, "tables_of", lambda _: {"agencies": table_schemas()["agencies"]})
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return tmp_path


def change_parquet(folder: Path, change: Change) -> None:
    path = folder / "data" / "agencies.parquet"
    pq.write_table(change(pq.read_table(path)), path)


def change_csv(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    path = folder / "data" / "agencies.csv"
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


def without_labels(table: pa.Table) -> pa.Table:
    return table.replace_schema_metadata(None).cast(pa.schema([field.remove_metadata() for field in table.schema]))


def test_a_register_as_published_has_no_fault(register: Path) -> None:
    assert parquet_faults(register) == []
    assert frictionless_faults(register) == []


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        (with_extra_column, "schema", "surplus"),
        (as_text("valid_from", "never"), "schema", "type or required of: valid_from"),
        (without_labels, "schema", ""),
        (with_first_row_twice, "differs", "5 rows here, 6"),
        (lambda table: table.slice(1), "differs", "5 rows here, 4"),
    ],
    ids=["column", "type", "labels", "row too many", "row lost"],
)
def test_a_parquet_file_that_is_not_its_csv_file_is_named(register: Path, change: Change, rule: str, said: str) -> None:
    change_parquet(register, change)
    [told] = parquet_faults(register)
    assert (told.rule, said in told.message_en) == (rule, True), told


def test_the_first_value_that_differs_is_named_with_its_row(register: Path) -> None:
    table = pq.read_table(register / "data" / "agencies.parquet")
    names = table.column("name").to_pylist()
    changed = table.set_column(1, table.schema.field("name"), pa.array([*names[:2], "某局", "某厅", *names[4:]]))
    pq.write_table(changed, register / "data" / "agencies.parquet")
    [told] = parquet_faults(register)
    assert (told.file, told.rule) == ("data/agencies.csv", "differs")
    assert told.message_en == f"row 3, name: {names[2]!r} here, '某局' in the Parquet file"


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_that_cannot_be_read_is_named(register: Path, ending: str) -> None:
    (register / "data" / f"agencies.{ending}").unlink()
    [told] = parquet_faults(register)
    assert (told.file, told.rule) == (f"data/agencies.{ending}", "unreadable")


@pytest.mark.parametrize(
    ("change", "kind", "zh", "en"),
    [
        (lambda lines: [*lines, lines[1]], "primary-key", "第 7 行（含表头）的主键", "row 7 (with the heading)"),
        (lambda lines: [lines[0] + ",x", *lines[1:]], "extra-label", "表头多出", "a column too many"),
        (lambda lines: [lines[0].replace("level", "rank"), *lines[1:]], "incorrect-label", "应为 level", "be level"),
        (lambda lines: [*lines[:5], lines[5] + ",x"], "extra-cell", "第 6 行（含表头）多出", "row 6 (with the"),
        (
            lambda lines: [*lines[:3], lines[3].replace("prefecture", "city"), *lines[4:]],
            "constraint-error", "第 4 行（含表头） level", "row 4 (with the heading), level: “city” breaks",
        ),
    ],
    ids=["key", "column", "name", "cell", "code"],
)  # fmt: skip
def test_what_frictionless_finds_is_told_in_our_words(
    register: Path, change: Callable[[list[str]], list[str]], kind: str, zh: str, en: str
) -> None:
    change_csv(register, change)
    told = next(found for found in frictionless_faults(register) if found.rule == kind)
    assert zh in told.message_zh
    assert en in told.message_en


def test_many_faults_of_a_file_are_counted(register: Path) -> None:
    change_csv(register, lambda lines: [lines[0], *(line.replace("science", "Science") for line in lines[1:] * 9)])
    faults = [told for told in frictionless_faults(register) if told.file == "data/agencies.csv"]
    assert len(faults) == SHOWN + 1
    assert "more" in faults[-1].message_en


def test_a_descriptor_that_the_library_cannot_take_is_a_fault(register: Path) -> None:
    (register / "datapackage.json").write_text("[]", encoding="utf-8")
    [told] = frictionless_faults(register)
    assert (told.file, told.rule) == ("datapackage.json", "frictionless")


def test_there_are_words_for_every_kind_of_fault_that_a_table_can_have() -> None:
    kinds = (
        "blank-row primary-key foreign-key duplicate-row extra-cell missing-cell type-error constraint-error "
        "unique-error blank-header extra-label missing-label blank-label duplicate-label incorrect-label hash-count "
        "byte-count row-count field-count source-error scheme-error format-error encoding-error compression-error"
    )
    assert {row["type"] for row in csv_rows("gongkai.package", "frictionless.csv")} == set(kinds.split())


@pytest.mark.parametrize("every_row", [True, False])
def test_each_row_of_the_csv_files_is_read_if_asked(
    gold_package: Path, monkeypatch: pytest.MonkeyPatch, every_row: bool
) -> None:
    found: list[Fault] = [fault("data/facts.csv", "frictionless", "fault_library", said="a fault of a row")]
    module = import_module("gongkai.package.validate")
    monkeypatch.setattr(module, "frictionless_faults", lambda _: found)
    monkeypatch.setattr(module, "parquet_faults", lambda _: [])
    assert validate(gold_package, every_row=every_row) == (found if every_row else [])
