"""`gongkai diff`: what it prints, its exit codes, and how it refuses what is no package."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.cli import main
from tests.release.editing import CELL, REPORT, declare, put, put_cell


def test_nothing_changed(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(old), str(new)]) == 0
    assert "没有变动。Nothing changed." in capsys.readouterr().out


def test_an_unexplained_change_is_shown_and_fails(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_cell(new, CELL, value=None, state="blank")
    assert main(["diff", str(old), str(new)]) == 1
    out = capsys.readouterr().out
    assert "science-technology: 2026.11.0 → 2026.12.0" in out
    assert "不明变动 unexplained: 1" in out
    assert f"{REPORT} {CELL}: value 2 → ∅, state reported → blank" in out


def test_an_explained_change_passes(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_cell(new, CELL, value=99)
    declare(new, reports=[REPORT])
    assert main(["diff", str(old), str(new)]) == 0
    out = capsys.readouterr().out
    assert "识读改进 reading improved: 1" in out
    assert "value 2 → 99 (识别千分位 / thousands separators are read)" in out


def test_descriptors_may_be_named_instead_of_folders(old: Path, new: Path) -> None:
    put_cell(new, CELL, value=99)
    assert main(["diff", str(old / "datapackage.json"), str(new / "datapackage.json")]) == 1


def test_a_long_list_is_cut_for_people_only(old: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(new, "checks", {"rule": "APP-R01"}, status="fail", failed=1)
    put(new, "codes", {"list": "requests"}, parent="other")
    main(["diff", str(old), str(new)])
    assert "另有" not in capsys.readouterr().out
    put(new, "codes", {"list": "facts"}, parent="other")
    main(["diff", str(old), str(new)])
    assert "另有 33 处，见 --json … 33 more in --json" in capsys.readouterr().out


def test_the_document_has_every_change_and_keeps_to_its_schema(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_cell(new, CELL, value=99)
    put(new, "codes", {"list": "requests"}, parent="other")
    assert main(["diff", "--json", str(old), str(new)]) == 1
    data = json.loads(capsys.readouterr().out)
    schema = json.loads((files("gongkai.release") / "changes.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    (release,) = data["releases"]
    assert (release["previous"], release["version"], release["counts"]["unexplained"]) == ("2026.11.0", "2026.12.0", 1)
    assert release["changes"][0] == {
        "class": "unexplained",
        "table": "requests",
        "key": {"report_id": REPORT, "row_code": "new_received", "column_code": "total"},
        "before": {"value": 2},
        "after": {"value": 99},
    }


def truncated(package: Path) -> None:
    path = package / "data" / "requests.parquet"
    path.write_bytes(path.read_bytes()[:-100])


def described(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def damage(package: Path) -> None:
        path = package / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        change(descriptor)
        path.write_text(json.dumps(descriptor), encoding="utf-8")

    return damage


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (truncated, "cannot be read, it may be truncated; build the package again"),
        (lambda package: (package / "data" / "facts.parquet").unlink(), "is missing"),
        (lambda package: shutil.copy(package / "data" / "codes.parquet", package / "data" / "facts.parquet"), "has no"),
        (lambda package: (package / "datapackage.json").unlink(), "there is no data package"),
        (lambda package: (package / "datapackage.json").write_text('{"name": 1'), "is no descriptor"),
        (lambda package: (package / "datapackage.json").write_text("[]"), "is no descriptor"),
        (lambda package: (package / "CHANGES.json").write_text("{}"), "$: 'dataset' is a required"),
        (described(lambda d: d.update(name="health")), "holds dataset health, but "),
        (described(lambda d: d.update(version="next")), "version 'next' is no year.month.number"),
        (described(lambda d: d["resources"].append({"name": "letters"})), "table letters is not known here"),
        (described(lambda d: d["resources"].pop(0)), "table reports is not listed"),
    ],
)
def test_what_is_no_package_is_refused_in_one_line(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], object], complaint: str
) -> None:
    damage(new)
    before = sorted(path.name for path in new.rglob("*"))
    assert main(["diff", str(old), str(new)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert complaint in printed.err
    assert printed.err.count("\n") == 1
    assert sorted(path.name for path in new.rglob("*")) == before


@pytest.mark.parametrize("arguments", [["diff"], ["diff", "a"], ["diff", "a", "b", "c"], ["diff", "a", "b", "--yaml"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage" in capsys.readouterr().err
