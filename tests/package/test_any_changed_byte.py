"""A single changed byte of any file of a package is found, and the file is named; nothing ever ends in a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest

from gongkai.cli import main
from gongkai.package import archive_faults, seal_package, validate, write_package
from gongkai.pipeline.upkeep import package_faults
from gongkai.query import write_database
from tests.package.make_gold_package import gold_content

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "science-technology"
    write_package(gold_content(), folder)
    write_database(folder, folder / "science-technology.duckdb")
    seal_package(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def flipped(path: Path, places: int, seed: int) -> Iterator[int]:
    """Turn one byte into another, the first, the middle and the last and some more, and put it back each time."""
    data, chance = path.read_bytes(), Random(seed)
    ends = {0, len(data) // 2, len(data) - 1}
    for place in sorted(ends | {chance.randrange(len(data)) for _ in range(places)}):
        bad = bytearray(data)
        bad[place] ^= chance.choice((1, 0x20, 0x80, 0xFF))
        path.write_bytes(bad)
        yield place
    path.write_bytes(data)


def test_the_package_is_good_as_a_folder_and_as_a_zip(whole: Path) -> None:
    assert package_faults(whole) == []
    assert package_faults(next(whole.glob("*.zip"))) == []


LISTS = ("SHA256SUMS", "datapackage.json")
"""Say what the other files must be: without them a change of another may go unseen."""


def named(whole: Path) -> set[str]:
    """The files of which something is told."""
    faults = validate(whole, every_row=False)
    return {fault.file for fault in faults} | {
        name for name in names(whole) for fault in faults if name in fault.message_en
    }


@pytest.mark.parametrize("name", LISTS)
def test_a_changed_byte_of_a_list_of_files_is_found_and_the_list_is_named(whole: Path, name: str) -> None:
    for place in flipped(whole / name, 0, len(name)):
        assert name in named(whole), place


def test_a_changed_byte_of_any_file_is_found_and_the_file_is_named(whole: Path) -> None:
    """In all files at once, and none hides another."""
    changed = [name for name in names(whole) if name not in LISTS]
    each = [flipped(whole / name, 0, number) for number, name in enumerate(changed)]
    for places in zip_longest(*each):  # the shortest files have fewer than three places
        told = named(whole)
        missed = [name for name, place in zip(changed, places, strict=True) if place is not None and name not in told]
        assert missed == []
    assert len(changed) > 50


def test_a_changed_file_is_named_beside_a_descriptor_of_another_version(whole: Path, tmp_path: Path) -> None:
    """An older package describes its columns in other words; what else is wrong with it must not hide behind that."""
    folder = Path(shutil.copytree(whole, tmp_path / "older"))
    path = folder / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace("报告编号", "报告的编号"), encoding="utf-8")
    (folder / "data" / "facts.csv").write_bytes((folder / "data" / "facts.csv").read_bytes()[:-1])
    assert {"datapackage.json", "data/facts.csv"} <= {fault.file for fault in validate(folder, every_row=False)}


def test_a_changed_byte_of_the_zip_alone_is_found(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "science-technology-2026.11.0.zip"
    path.write_bytes(next(whole.glob("*.zip")).read_bytes())
    for place in flipped(path, 150, 1):
        assert archive_faults(path), place


def test_the_command_tells_it_in_lines_and_exits_with_1(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "science-technology-2026.11.0.zip"
    path.write_bytes(next(whole.glob("*.zip")).read_bytes())
    for place in flipped(path, 20, 2):
        assert main(["validate", str(path)]) == 1, place
        lines = capsys.readouterr().err.splitlines()
        assert lines and all(line.startswith("gongkai: science-technology-2026.11.0") for line in lines), (place, lines)


def test_a_file_more_and_an_end_cut_off_are_named(whole: Path, tmp_path: Path) -> None:
    (whole / "more.txt").write_text("x", encoding="utf-8")
    assert [(fault.file, fault.rule) for fault in validate(whole, every_row=False)] == [("more.txt", "unlisted")]
    (whole / "more.txt").unlink()
    path = tmp_path / "cut.zip"
    path.write_bytes(next(whole.glob("*.zip")).read_bytes()[:-1])
    assert archive_faults(path)
