"""A good package passes, and every kind of damage is named: by us, and by the stock frictionless command."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from gongkai.errors import PackageError
from gongkai.forms.data_files import csv_rows
from gongkai.model import Fault
from gongkai.package import check_tables, validate
from gongkai.package.check_tables import frictionless_faults, parquet_faults
from tests.package.spoiling import BAD_FILES, BAD_ROWS, BadRows, as_text, spoil, with_extra_column

pytestmark = pytest.mark.slow


def rules(folder: Path) -> set[tuple[str, str]]:
    """What our own checks find, without frictionless."""
    return {(fault.file, fault.rule) for fault in validate(folder, every_row=False)}


def test_the_gold_package_is_good(gold_package: Path) -> None:
    assert validate(gold_package) == []


@pytest.mark.parametrize("bad", BAD_ROWS, ids=lambda bad: f"{bad.table}-{bad.duckdb}")
def test_frictionless_finds_a_bad_row(package_copy: Path, bad: BadRows) -> None:
    spoil(package_copy, bad.table, bad.change)
    found = {(fault.file, fault.rule) for fault in frictionless_faults(package_copy)}
    assert (f"data/{bad.table}.csv", bad.frictionless) in found


@pytest.mark.parametrize("damage", BAD_FILES, ids=lambda damage: damage.__name__)
def test_frictionless_finds_a_bad_file(package_copy: Path, damage: Callable[[Path], None]) -> None:
    damage(package_copy)
    assert f"data/{BAD_FILES[damage][0]}.csv" in {fault.file for fault in frictionless_faults(package_copy)}


def fields_of(line: str) -> list[str]:
    return next(csv.reader([line]))


@pytest.mark.parametrize(
    ("table", "line", "change", "zh", "en"),
    [
        (
            "requests", 3, lambda cells: [cells[0], "many", *cells[2:]],
            "第 4 行（含表头） ordinal：many 不是 integer/default 类型",
            "row 4 (with the heading), ordinal: many is not of the type integer/default",
        ),
        (
            "requests", 1, lambda cells: ["nobody", *cells[1:]],
            "第 2 行（含表头） report_id：表 reports 的 report_id 里没有 nobody",
            "row 2 (with the heading), report_id: nobody does not stand in report_id of the table reports",
        ),
        (
            "reports", 2, lambda cells: ["", *cells[1:]],
            "第 3 行（含表头） report_id：“” 不合约束 required（True）",
            "row 3 (with the heading), report_id: “” breaks the constraint required (True)",
        ),
        (
            "codes", 5, lambda cells: cells[:-1],
            "第 6 行（含表头）缺 unit", "row 6 (with the heading) lacks unit",
        ),
        (
            "codes", 5, lambda cells: [*cells, "more"],
            "第 6 行（含表头）多出第 12 格：more", "row 6 (with the heading) has a cell too many, number 12: more",
        ),
        (
            "codes", 0, lambda cells: ["names", *cells[1:]],
            "第 1 列名为 names，应为 list", "column 1 is called names, it must be list",
        ),
    ],
)  # fmt: skip
def test_what_frictionless_finds_is_told_in_both_languages(
    package_copy: Path, table: str, line: int, change: Callable[[list[str]], list[str]], zh: str, en: str
) -> None:
    path = package_copy / "data" / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line] = ",".join(change(fields_of(lines[line])))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = {(f.message_zh, f.message_en) for f in frictionless_faults(package_copy) if f.file == f"data/{table}.csv"}
    assert (zh, en) in told


def test_every_kind_of_frictionless_is_worded_alike_in_both_languages() -> None:
    rows = csv_rows("gongkai.package", "frictionless.csv")
    kinds = {row["type"] for row in rows}
    assert len(kinds) == len(rows) > 20
    assert kinds <= {getattr(kind, "type", None) for kind in vars(frictionless.errors).values()}
    for row in rows:
        assert sorted(re.findall(r"\{\w+\}", row["zh"])) == sorted(re.findall(r"\{\w+\}", row["en"]))
        assert re.search("[\u4e00-\u9fff]", row["zh"]) and not re.search("[\u4e00-\u9fff]", row["en"])


def test_a_kind_that_we_have_no_words_for_keeps_those_of_frictionless(
    package_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(package_copy / "data" / "requests.csv", ",granted,natural_person,2,", ",granted,natural_person,3,")
    monkeypatch.setattr(check_tables, "csv_rows", lambda *_: ())
    [told] = [fault for fault in frictionless_faults(package_copy) if fault.rule == "hash-count"]
    assert told.message_en.startswith("The data source does not match the expected hash count: expected is ")
    assert told.message_zh == f"校验程序报告（{told.message_en}）"


def test_a_wrong_type_in_parquet_is_found_without_the_csv(package_copy: Path) -> None:
    spoil(package_copy, "facts", as_text("value", "三百余"))
    assert parquet_faults(package_copy) == [
        Fault("data/facts.parquet", "schema", "类型或必填与定义不同：value", "type or required of: value")
    ]


def test_a_column_too_many_in_parquet_is_named(package_copy: Path) -> None:
    spoil(package_copy, "facts", with_extra_column)
    [fault] = parquet_faults(package_copy)
    assert (fault.file, fault.rule) == ("data/facts.parquet", "schema")
    assert fault.message_en.startswith("columns are report_id, sequence, fact, ")
    assert fault.message_en.endswith(", surplus")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_one_changed_value_in_a_csv_breaks_its_hash_and_differs_from_parquet(package_copy: Path) -> None:
    edit(package_copy / "data" / "requests.csv", ",granted,natural_person,2,", ",granted,natural_person,3,")
    faults = validate(package_copy)
    found = {fault.rule: fault.message_en for fault in faults if fault.file == "data/requests.csv"}
    assert found.keys() == {"hash", "differs", "hash-count"}  # the last is what frictionless calls it
    assert "value: 3 here, 2 in the Parquet file" in found["differs"]


def test_a_blank_made_zero_is_found(package_copy: Path) -> None:
    path = package_copy / "data" / "requests.csv"
    edit(path, "commercial_enterprise,,,blank", "commercial_enterprise,0,,blank")
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if "commercial_enterprise,0,,blank" in line)
    (told,) = (fault.message_en for fault in validate(package_copy, every_row=False) if fault.rule == "differs")
    assert told == f"row {number}, value: 0 here, None in the Parquet file"


def damage_parquet(folder: Path) -> None:
    path = folder / "data" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-100])


def remove_parquet(folder: Path) -> None:
    (folder / "data" / "facts.parquet").unlink()


def truncate_csv(folder: Path) -> None:
    path = folder / "data" / "facts.csv"
    path.write_bytes(path.read_bytes()[:-200])


def remove_csv(folder: Path) -> None:
    (folder / "data" / "facts.csv").unlink()


def add_file(folder: Path) -> None:
    (folder / "data" / "surprise.csv").write_text("a\n", encoding="utf-8")


def edit_readme(folder: Path) -> None:
    edit(folder / "README.md", "空白不是零", "空白就是零")


def remove_workbook(folder: Path) -> None:
    (folder / "science-technology.xlsx").unlink()


def remove_checksums(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()


def lead_out(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  ../secret.txt\n")


@pytest.mark.parametrize(
    ("damage", "file", "rule"),
    [
        (damage_parquet, "data/facts.parquet", "hash"),
        (damage_parquet, "data/facts.parquet", "bytes"),
        (damage_parquet, "data/facts.parquet", "unreadable"),
        (remove_parquet, "data/facts.parquet", "missing"),
        (truncate_csv, "data/facts.csv", "bytes"),
        (remove_csv, "data/facts.csv", "missing"),
        (add_file, "data/surprise.csv", "unlisted"),
        (edit_readme, "README.md", "hash"),
        (remove_workbook, "science-technology.xlsx", "missing"),
        (remove_checksums, "SHA256SUMS", "missing"),
        (lead_out, "SHA256SUMS", "path"),
    ],
)
def test_damaged_files_are_named(package_copy: Path, damage: Callable[[Path], None], file: str, rule: str) -> None:
    damage(package_copy)
    assert (file, rule) in rules(package_copy)


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        change(descriptor)
        path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")

    return damage


def half(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("damage", "rule", "words"),
    [
        (half, "json", "is no JSON"),
        (edited(lambda d: d.pop("resources")), "profile", "'resources' is a required property"),
        (edited(lambda d: d["resources"].append(dict(d["resources"][0], name="rumours"))), "table", "lists rumours"),
        (edited(lambda d: d["resources"].pop()), "table", "lists no table report_wide"),
        (edited(lambda d: d["resources"][3]["schema"]["fields"][3].pop("type")), "schema", "schema of requests"),
        (edited(lambda d: d["resources"][0]["schema"].update(primaryKey=["agency_id"])), "schema", "schema of reports"),
    ],
)
def test_an_edited_descriptor_is_named(
    package_copy: Path, damage: Callable[[Path], None], rule: str, words: str
) -> None:
    damage(package_copy)
    faults = validate(package_copy, every_row=False)
    assert any(fault.rule == rule and words in fault.message_en for fault in faults), faults


def test_a_resource_that_leads_out_of_the_package_is_not_read(package_copy: Path) -> None:
    edited(lambda d: d["resources"][0]["alternates"][0].update(path="../reports.parquet"))(package_copy)
    assert ("../reports.parquet", "path") in rules(package_copy)


def test_a_folder_without_descriptor_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"datapackage\.json: is missing; build the package again"):
        validate(tmp_path)


def stock_frictionless(folder: Path) -> subprocess.CompletedProcess[str]:
    """`frictionless validate`, as anyone runs it, from another folder and without a network."""
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", str(folder / "datapackage.json")]
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env={**os.environ, **nowhere})


def test_the_stock_command_accepts_the_package(gold_package: Path) -> None:
    result = stock_frictionless(gold_package)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("requests", ",granted,natural_person,2,", ",granted,natural_person,3,"),
        ("requests", "commercial_enterprise,,,blank", "commercial_enterprise,0,,blank"),
        ("agencies", "威海市科学技术局,", "威海市科技局,"),
        ("codes", "已填报", "已填"),
    ],
)
def test_the_stock_command_refuses_one_changed_value(package_copy: Path, file: str, old: str, new: str) -> None:
    edit(package_copy / "data" / f"{file}.csv", old, new)
    assert stock_frictionless(package_copy).returncode == 1
