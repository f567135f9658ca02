"""One file → everything it says, against the hand-checked gold of the five reports."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gongkai.model import Extraction, Finding, Status
from gongkai.pipeline.reading import extract_file
from gongkai.pipeline.scoring import score_folder
from tests.support.gold import GOLD, gold_files

GOLDS = {gold["report_id"]: gold for gold in gold_files()}
SHARED = Path(__file__).parents[3] / "shared" / "reports"


def read(gold: dict[str, Any]) -> Extraction:
    return extract_file(GOLD.parent / "reports" / gold["file"])


@pytest.mark.parametrize("report_id", GOLDS)
def test_the_findings_are_those_expected_and_no_other(report_id: str) -> None:
    wanted = Counter(
        (finding["rule"], finding["status"])
        for finding in GOLDS[report_id]["expected_findings"]
        if finding["status"] in ("error", "warning", "info")
    )
    found = Counter((finding.rule, finding.severity) for finding in read(GOLDS[report_id]).findings)
    assert found == wanted


def expected_findings(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in gold["expected_findings"] if entry["status"] in ("error", "warning", "info")]


def codes_in(found: Finding) -> set[str]:
    return {code for key in found.cells for code in key}


def lines_in(where: str) -> set[int]:
    """The lines that the gold names: `lines 56, 70, 71 shifted`, `lines 82-84 …`, `line 36 …`."""
    named = re.match(r"lines? ([\d, -]+)", where)
    spans = [part.split("-") for part in (named[1] if named else "").replace(" ", "").split(",") if part]
    return {line for span in spans for line in range(int(span[0]), int(span[-1]) + 1)}


@pytest.mark.parametrize("report_id", GOLDS)
def test_findings_point_to_the_cells_that_a_person_found(report_id: str) -> None:
    """Where the gold names a row, column, item or channel: each expected finding has one of its own about it."""
    found = list(read(GOLDS[report_id]).findings)
    codes = {code for key in GOLDS[report_id]["cells"] for code in key.split("/")}
    for entry in expected_findings(GOLDS[report_id]):
        if entry["where"] in codes:
            about = next(f for f in found if f.rule == entry["rule"] and entry["where"] in codes_in(f))
            assert about.places, entry
            if "expected" in entry:
                assert about.expected == entry["expected"], entry
            found.remove(about)


@pytest.mark.parametrize("report_id", GOLDS)
def test_findings_point_to_the_lines_that_a_person_found(report_id: str) -> None:
    """Where the gold names lines: the findings of that rule stand on those lines and no others."""
    found = read(GOLDS[report_id]).findings
    for entry in expected_findings(GOLDS[report_id]):
        lines = lines_in(entry["where"])
        if lines:
            places = {place.line for finding in found if finding.rule == entry["rule"] for place in finding.places}
            assert places, entry
            assert places <= lines, entry


@pytest.mark.parametrize("report_id", GOLDS)
def test_a_number_is_reconciled_only_where_one_solution_is_left(report_id: str) -> None:
    wanted = set()
    for entry in GOLDS[report_id]["reconciled"]:
        if "row" in entry:
            paths = [f"requests/{entry['row']}/{entry['applicant']}"]
        else:
            outcomes = ("upheld", "corrected", "other", "pending", "total")
            paths = [f"review_litigation/{entry['channel']}/{outcome}" for outcome in outcomes]
        wanted |= {(path, entry["reconciled"], entry["rule"]) for path in paths}
    cells = read(GOLDS[report_id]).cells
    assert {("/".join(c.key), c.reconciled, c.rule) for c in cells if c.reconciled is not None} == wanted


@pytest.mark.parametrize("report_id", GOLDS)
def test_what_is_printed_is_never_overwritten(report_id: str) -> None:
    gold = GOLDS[report_id]
    for cell in read(gold).cells:
        wanted = gold["cells"]["/".join(cell.key)]
        assert (cell.value is None) == (wanted is None)


def test_a_report_without_section_six_is_partial() -> None:
    assert read(GOLDS["650000-science-technology-2019"]).status is Status.PARTIAL
    assert read(GOLDS["371000-science-technology-2019"]).status is Status.COMPLETE


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty_file"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "mislabelled"),
        ("letter.txt", "今天天气很好，我们去公园散步。".encode(), "not_a_report"),
    ],
)
def test_a_file_that_is_no_report_says_why_and_invents_nothing(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    extraction = extract_file(path)
    assert (extraction.status, extraction.reason) == (Status.REJECTED, reason)
    assert (extraction.cells, extraction.facts, extraction.sections) == ((), (), ())
    assert extraction.message and all(extraction.message)
    assert path.read_bytes() == data


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development reports are not here")
def test_real_reports_in_other_shapes_are_never_silently_wrong() -> None:
    scores = {entry.name: entry for entry in score_folder(SHARED)}
    assert {name: entry.silent for name, entry in scores.items()} == dict.fromkeys(scores, 0)
    for name in ("county_2025_ocr_markdown", "district_2023_pdf", "prefecture_2025_html"):
        assert scores[name].right == scores[name].cells, name
    assert scores["district_2020_flattened_text"].right >= 181
