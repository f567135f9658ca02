"""`gongkai validate`: a good package, and every way in which one is no package, in lines that people read."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main

pytestmark = pytest.mark.slow


def truncate(package: Path) -> None:
    path = package / "data" / "requests.parquet"
    path.write_bytes(path.read_bytes()[:-100])


def edit(package: Path) -> None:
    path = package / "data" / "requests.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2,2,reported", ",3,3,reported", 1), encoding="utf-8")


def list_another_table(package: Path) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"].append({**descriptor["resources"][0], "name": "letters"})
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def take_the_descriptor(package: Path) -> None:
    (package / "datapackage.json").unlink()


def test_a_good_package_by_its_folder_or_its_descriptor(gold_package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for named in (gold_package, gold_package / "datapackage.json"):
        assert main(["validate", str(named)]) == 0
        assert capsys.readouterr().out == f"{gold_package}: 合格 valid\n"


NO_DESCRIPTOR = (
    "datapackage.json: 文件缺失；重新生成数据包，或给出它的文件夹 / "
    "is missing; build the package again, or name its folder"
)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (truncate, r"data/requests\.parquet: hash: .* / is not the file whose SHA-256 is in datapackage\.json"),
        (edit, r"data/requests\.csv: differs: .* / row "),
        (list_another_table, r"datapackage\.json: table: .* / lists letters, which is no table we know"),
        (take_the_descriptor, re.escape(NO_DESCRIPTOR)),
        (shutil.rmtree, re.escape(NO_DESCRIPTOR)),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    package_copy: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], object], complaint: str
) -> None:
    damage(package_copy)
    before = sorted(package_copy.rglob("*"))
    assert main(["validate", str(package_copy)]) == 1
    assert re.search(complaint, capsys.readouterr().err)
    assert sorted(package_copy.rglob("*")) == before
