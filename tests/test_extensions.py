"""Two places for an extension: one of each kind is added to a copy of the package, and the copy is run.

A page type has a test of its own (`tests/site/test_page_types.py`).
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.gold import GOLD, ROOT

REPORT = GOLD.parent / "reports" / "230000-science-technology-2019.txt"

pytestmark = pytest.mark.slow


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, to be added to."""
    return shutil.copytree(ROOT / "src" / "gongkai", tmp_path / "src" / "gongkai")


def run(package: Path, *words: str) -> str:
    """What the copy prints; it must end well."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *words], env=environment, cwd=package.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_rule_is_a_file_and_a_row(package: Path) -> None:
    (package / "check" / "gazettes.py").write_text(
        """
from collections.abc import Iterator
from gongkai.check.rule import Case, Failure, rule
from gongkai.check.sheet import Sheet

@rule("NEW-01")
def gazette(sheet: Sheet) -> Iterator[Case]:
    yield Failure(found=sheet.report.agency)
""",
        encoding="utf-8",
    )
    table = package / "forms" / "labels" / "rules.csv"
    with table.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    row = {
        **dict.fromkeys(columns, ""),
        **{
            "rule": "NEW-01",
            "about": "report",
            "severity": "info",
            "message_zh": "没有公报",
            "message_en": "No gazette",
        },
    }
    with table.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(row)
    assert "NEW-01" in run(package, "-m", "gongkai", "check", str(REPORT))


def test_a_reader_is_a_file_and_an_entry(package: Path, tmp_path: Path) -> None:
    (package / "read" / "upside_down.py").write_text(
        """
from gongkai.read.reader import Content, Reader, SourceFile
from gongkai.read.text import plain

def parse(file: SourceFile) -> Content:
    text = file.data.decode("utf-8").removeprefix("%UPSIDE")
    turned = "\\n".join(reversed(text.splitlines()))
    return plain.READER.parse(SourceFile(file.name, turned.encode("utf-8")))

READER = Reader(
    format="upside_down",
    suffixes=(".up",),
    tolerated=(),
    claims=lambda file: file.data.startswith(b"%UPSIDE"),
    parse=parse,
)
""",
        encoding="utf-8",
    )
    readers = package / "read" / "__init__.py"
    text = readers.read_text(encoding="utf-8")
    with_entry = text.replace("READERS: tuple[Reader, ...] = (", "READERS: tuple[Reader, ...] = (upside_down.READER,")
    with_import = with_entry.replace(
        "from gongkai.read.text", "from gongkai.read import upside_down\nfrom gongkai.read.text"
    )
    readers.write_text(with_import, encoding="utf-8")
    lines = REPORT.read_text(encoding="utf-8").splitlines()
    report = tmp_path / "report.up"
    report.write_text("%UPSIDE" + "\n".join(reversed(lines)), encoding="utf-8")
    printed = run(package, "-m", "gongkai", "extract", str(report))
    assert '"format": "upside_down"' in printed
    assert '"agency": "黑龙江省科学技术厅"' in printed


def test_an_edition_is_a_file_and_a_column(package: Path) -> None:
    editions, labels = package / "forms" / "editions", package / "forms" / "labels"
    text = (editions / "2021.yml").read_text(encoding="utf-8")
    assert "years: [2021, null]" in text
    (editions / "2031.yml").write_text(
        text.replace('"2021"', '"2031"').replace("[2021, null]", "[2031, null]"), "utf-8"
    )
    for table in sorted(labels.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if "2021" in rows[0]:
            with table.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, [*rows[0], "2031"], lineterminator="\n")
                writer.writeheader()
                writer.writerows({**row, "2031": row["2021"].replace("行政复议", "复议")} for row in rows)
    asked = (
        "from gongkai.forms.form import editions, load_form; print(*editions(), len(list(load_form('2031').cells())))"
    )
    assert run(package, "-c", asked).split() == ["2019", "2021", "2031", "200"]
    assert '"edition": "2019"' in run(package, "-m", "gongkai", "extract", str(REPORT))


def test_a_dataset_is_a_description_and_a_register(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "datasets" / "water"
    folder.mkdir(parents=True)
    description = (GOLD.parent / "dataset.yml").read_text(encoding="utf-8")
    (folder / "dataset.yml").write_text(description.replace("id: science-technology", "id: water"), encoding="utf-8")
    shutil.copyfile(GOLD.parent / "agencies.csv", folder / "agencies.csv")
    places = ("--datasets", str(folder.parent), "--out", str(tmp_path / "out"))
    assert "water: 0 reports, 0 rejected" in run(package, "-m", "gongkai", "build", "--no-site", *places)
    assert "valid" in run(package, "-m", "gongkai", "validate", str(tmp_path / "out" / "packages" / "water"))
