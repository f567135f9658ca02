"""One file → everything it says: read → reading → check → reconcile."""

from __future__ import annotations

from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path

from gongkai.check import check, weigh
from gongkai.errors import Rejection
from gongkai.forms import finding, load_form
from gongkai.model import Document, Extraction, Source, State, Status
from gongkai.pipeline.limits import limited
from gongkai.read import read
from gongkai.reading import recognise
from gongkai.reading.amended import doubt_amended
from gongkai.reading.facts import extract_facts
from gongkai.reading.metadata import extract_report
from gongkai.reading.narrative import extract_sections
from gongkai.reading.scans import doubt_unread, without_recognised
from gongkai.reading.tables.cells import extract_cells
from gongkai.reading.withholding import about_personal_data, without_personal_data
from gongkai.reconcile import reconcile


def extract_file(path: Path) -> Extraction:
    """Everything that one file says, checked and reconciled; a file that gives no report is `rejected`."""
    try:
        with limited(path.name):
            return extracted(read(path))
    except Rejection as error:
        return rejection(path, error.reason, (error.message_zh, error.message_en))


def extracted(document: Document) -> Extraction:
    """Everything that a document says, checked and reconciled; raises Rejection if it is no report."""
    outline = recognise(document)
    cells, findings = extract_cells(outline)
    sections = extract_sections(outline)
    report = extract_report(document, outline)
    if document.unread:
        # whoever sees a table missing must know that it may stand where nothing was read, or where a program read it
        findings += (finding("READ-04", places=document.unread, zh={"n": len(document.unread)}),)
    if document.recognised:
        findings += (finding("READ-08", places=document.recognised, zh={"n": len(document.recognised)}),)
    # complete if every row and channel of the form is there, and all six sections
    found_rows = {(cell.key.table, cell.key.row) for cell in cells if cell.state is not State.ABSENT}
    rows = {(table, row.code) for table, of in load_form(outline.edition).rows.items() for row in of}
    whole = rows <= found_rows and len({section.section for section in sections}) == 6
    extraction = Extraction(
        document.source,
        Status.COMPLETE if whole else Status.PARTIAL,
        report=report,
        cells=doubt_unread(document, doubt_amended(document, cells)),
        facts=without_recognised(document, extract_facts(outline, report)),
        sections=sections,
        findings=(*findings, *about_personal_data(document)),
    )
    reconciled = reconcile(extraction)
    found, checks = check(reconciled)
    weighed = weigh(replace(reconciled, findings=(*reconciled.findings, *found), checks=checks))
    return without_personal_data(weighed)


def rejection(path: Path, reason: str, message: tuple[str, str]) -> Extraction:
    """The record of a file that gives no report; nothing of it is invented."""
    size, digest = 0, sha256().hexdigest()
    if reason != "not_a_file":
        with path.open("rb") as file:
            size, digest = path.stat().st_size, file_digest(file, "sha256").hexdigest()
    source = Source(path.name, None, None, digest, size)
    return Extraction(source, Status.REJECTED, reason=reason, message=message)
