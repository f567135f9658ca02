"""The made-up datasets: the same seed gives the same bytes, the sums hold, and what is printed is what is read."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.dataset import read_register
from gongkai.model import CellKey
from gongkai.pipeline.reading import extract_file
from gongkai.workspace import DatasetFolder
from tests.synthetic.dataset import made_up_reports, write_dataset

LINED = frozenset({"text", "markdown", "html"})
COUNT = 60


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "made-up"
    write_dataset(folder, COUNT, seed=3, formats=LINED)
    return folder


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(dataset: Path, tmp_path: Path) -> None:
    write_dataset(tmp_path / "made-up", COUNT, seed=3, formats=LINED)
    assert files(tmp_path / "made-up") == files(dataset)
    write_dataset(tmp_path / "other" / "made-up", 2, seed=4, formats=LINED)
    assert not {*files(tmp_path / "other" / "made-up")} & {f for f in files(dataset) if f.startswith("reports/")}


@pytest.mark.slow
def test_office_files_keep_no_time_of_their_making() -> None:
    def bytes_of() -> list[bytes]:
        return [report.data for report in made_up_reports(2, 1, frozenset({"docx", "pdf"}))]

    assert bytes_of() == bytes_of()


def test_more_reports_leave_those_before_them_as_they_were() -> None:
    few, more = ([r.data for r in made_up_reports(count, 5, LINED)] for count in (8, 9))
    assert more[:8] == few


def test_the_registers_are_read_without_a_fault_and_say_that_all_is_made_up(dataset: Path) -> None:
    folder = DatasetFolder(dataset)
    register = read_register(folder.description, folder.agencies, folder.sources)
    assert register.dataset.made_up
    assert len(register.sources) == len(folder.report_files()) == COUNT


def test_every_sum_of_the_form_holds_before_misprints() -> None:
    for report in made_up_reports(COUNT, 3, LINED):
        numbers = report.numbers

        def total(row: str, numbers: dict[CellKey, Any] = numbers) -> int:
            return int(numbers[CellKey("requests", row, "total")])

        assert total("new_received") + total("carried_in") == total("total_processed") + total("carried_out")
        assert min(numbers.values()) >= 0


@pytest.mark.slow
def test_what_is_printed_is_what_is_read(dataset: Path) -> None:
    """Of an undamaged file each cell is as printed or in doubt; of a damaged one no certain cell is wrong."""
    wrong, doubts, seen = [], 0, 0
    for line in gzip.decompress((dataset / "truth.jsonl.gz").read_bytes()).decode().splitlines():
        truth = json.loads(line)
        read = {"/".join(c.key): c for c in extract_file(dataset / "reports" / truth["file"]).cells}
        for path, text in truth["printed"].items():
            seen += 1
            doubts += not read[path].certain
            expected = Decimal(text) if text not in ("", "/", "—") else None
            missed = read[path].value is None and truth["damage"]
            if read[path].certain and read[path].value != expected and not missed:
                wrong.append(f"{truth['file']} {path}: {text} read as {read[path].value}")
    assert wrong == []
    assert doubts < seen / 100
