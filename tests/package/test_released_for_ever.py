"""A released version is whole for every later program, whatever that program calls its columns or adds to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai.forms import schema
from gongkai.package import seal_package, validate
from gongkai.pipeline.upkeep import package_faults
from tests.package.make_gold_package import gold_content, write_sealed
from tests.package.spoiling import spoil, with_neighbours_swapped, with_value

pytestmark = pytest.mark.slow
Edit = Callable[[dict[str, Any]], object]


def reword(table: dict[str, Any]) -> None:
    table["description"] += "说得更清楚。"
    for field in table["fields"]:
        field["title_en"] = f"the {field['title_en']}"


def with_a_column_more(table: dict[str, Any]) -> None:
    if table["name"] == "facts":
        table["fields"].append({**table["fields"][-1], "name": "speaker"})


def with_a_column_less(table: dict[str, Any]) -> None:
    if table["name"] == "facts":
        table["fields"].pop()


def with_a_stricter_column(table: dict[str, Any]) -> None:
    if table["name"] == "reports":
        next(f for f in table["fields"] if f["name"] == "publish_date")["constraints"] = {"required": True}


LATER = (reword, with_a_column_more, with_a_column_less, with_a_stricter_column)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Edit], None]]:
    """Makes this program a later one, whose tables are edited."""
    made = schema._table

    def change(edit: Edit) -> None:
        def table(text: str) -> schema.TableSchema:
            data = json.loads(text)
            edit(data)
            return made(json.dumps(data))

        monkeypatch.setattr(schema, "_table", table)
        schema.table_schemas.cache_clear()

    yield change
    monkeypatch.undo()
    schema.table_schemas.cache_clear()


@pytest.mark.parametrize("edit", LATER, ids=lambda edit: edit.__name__)
def test_what_was_released_stays_valid(gold_package: Path, later: Callable[[Edit], None], edit: Edit) -> None:
    (archive,) = gold_package.glob("*.zip")
    later(edit)
    assert package_faults(archive) == []


def test_a_table_that_a_later_program_no_longer_has_is_valid_too(
    gold_package: Path, later: Callable[[Edit], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(reword)
    monkeypatch.setattr(schema, "ORDER", tuple(name for name in schema.ORDER if name != "coverage"))
    schema.table_schemas.cache_clear()
    assert package_faults(gold_package) == []


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        ("requests", with_value("state", "lost"), "enum"),
        ("facts", with_value("report_id", "230000-nobody-2019"), "foreign_key"),
        ("requests", with_value("value", None), "holds"),
        ("requests", with_neighbours_swapped(100), "order"),
    ],
)
def test_a_bad_row_of_it_is_still_found(
    package_copy: Path, later: Callable[[Edit], None], table: str, change: Any, rule: str
) -> None:
    spoil(package_copy, table, change)
    later(reword)
    assert (f"data/{table}.parquet", rule) in {(fault.file, fault.rule) for fault in package_faults(package_copy)}


def test_a_table_of_other_columns_is_held_to_the_codes_that_it_names_itself(
    package_copy: Path, later: Callable[[Edit], None]
) -> None:
    spoil(package_copy, "facts", with_value("qualifier", "roundabout"))
    later(with_a_column_more)
    assert ("data/facts.parquet", "enum") in {(fault.file, fault.rule) for fault in package_faults(package_copy)}


def test_what_is_not_released_must_say_what_the_program_says(tmp_path: Path, later: Callable[[Edit], None]) -> None:
    content = gold_content()
    built = write_sealed(
        replace(content, dataset=replace(content.dataset, released_on=None, version="2026.11.0+dev")),
        tmp_path / "built",
    )
    assert validate(built, every_row=False) == []
    later(reword)
    assert ("datapackage.json", "schema") in {(fault.file, fault.rule) for fault in validate(built, every_row=False)}


def edit_descriptor(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["resources"][3].pop("schema"),
        lambda d: d["resources"][3]["schema"]["fields"][3].pop("type"),
        lambda d: d["resources"][3]["schema"]["fields"][3].update(name='value"; DROP TABLE reports; --'),
        lambda d: d["resources"][3]["schema"].update(primaryKey=["nothing"]),
        lambda d: d["resources"][3]["schema"].update(foreignKeys=[{"fields": "report_id", "reference": "reports"}]),
    ],
)
def test_a_forged_descriptor_with_sums_to_match_is_a_fault_and_no_traceback(
    package_copy: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    edit_descriptor(package_copy, change)
    (package_copy / "SHA256SUMS").unlink()
    for archive in package_copy.glob("*.zip"):
        archive.unlink()
    seal_package(package_copy)
    assert package_faults(package_copy)
