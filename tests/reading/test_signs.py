"""A number below zero: printed as it stands in the table of proactive disclosure, no count of requests."""

from __future__ import annotations

from pathlib import Path

from gongkai.model import CellKey, State
from gongkai.pipeline.reading import extract_file
from tests.support.printed_form import PrintedReport, consistent_values
from tests.support.shapes import html

DECISIONS = CellKey("proactive_disclosure", "administrative_penalties", "decisions")
RECEIVED = CellKey("requests", "new_received", "natural_person")


def test_a_negative_number_of_decisions_is_reported_and_told_as_an_error(tmp_path: Path) -> None:
    values = {**consistent_values("2021", 3), DECISIONS: "-5", RECEIVED: "-2"}
    path = tmp_path / "report.html"
    path.write_bytes(html(PrintedReport("2021", values))[1])
    extraction = extract_file(path)
    cells = {cell.key: cell for cell in extraction.cells}
    assert (cells[DECISIONS].value, cells[DECISIONS].state, cells[DECISIONS].raw) == (-5, State.REPORTED, "-5")
    assert (cells[RECEIVED].value, cells[RECEIVED].state) == (None, State.UNREADABLE)
    told = {finding.rule: finding.cells for finding in extraction.findings if finding.rule in ("A20-V01", "APP-V01")}
    assert told == {"A20-V01": (DECISIONS,), "APP-V01": (RECEIVED,)}
