"""One file → everything it says: read → reading → check → reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from gongkai.check import check, weigh
from gongkai.errors import Rejection
from gongkai.forms import finding
from gongkai.model import Cell, Document, Extraction, Finding, Section, Source, State, Status
from gongkai.read import read
from gongkai.reading import recognise
from gongkai.reading.facts import extract_facts
from gongkai.reading.metadata import extract_report
from gongkai.reading.narrative import extract_sections
from gongkai.reading.passes.cells import extract_cells
from gongkai.reconcile import reconcile

FEWEST_FOR_PROCESSES = 8
"""Starting processes costs more than reading fewer files than this."""

Progress = Callable[[str], None]


def extract_file(path: Path) -> Extraction:
    """Everything that one file says, checked and reconciled; a file that gives no report is `rejected`."""
    try:
        return _extracted(path)
    except Rejection as error:
        return rejection(path, error.reason, str(error))


def _extracted(path: Path) -> Extraction:
    document = read(path)
    outline = recognise(document)
    cells, findings = extract_cells(outline)
    sections = extract_sections(outline)
    report = extract_report(document, outline)
    extraction = Extraction(
        document.source,
        _status(cells, sections),
        report=report,
        cells=cells,
        facts=extract_facts(outline, report),
        sections=sections,
        findings=(*findings, *_about_pictures(document)),
    )
    reconciled = reconcile(extraction)
    found, checks = check(reconciled)
    return weigh(replace(reconciled, findings=(*reconciled.findings, *found), checks=checks))


def _about_pictures(document: Document) -> Iterator[Finding]:
    """Whoever sees a table missing must know that it may stand in a picture."""
    if document.pictures:
        yield finding("READ-04", places=document.pictures, zh={"n": len(document.pictures)})


def _status(cells: Iterable[Cell], sections: Sequence[Section]) -> Status:
    """Complete if each table has something and all six sections are there."""
    tables = {cell.key.table for cell in cells if cell.state is not State.ABSENT}
    return Status.COMPLETE if len(tables) == 3 and len({s.section for s in sections}) == 6 else Status.PARTIAL


def rejection(path: Path, reason: str, message: str) -> Extraction:
    """The record of a file that gives no report; nothing of it is invented."""
    data = path.read_bytes()
    source = Source(path.name, None, None, sha256(data).hexdigest(), len(data))
    return Extraction(source, Status.REJECTED, reason=reason, message=message)


class Documents(Mapping[str, Document]):
    """The sources by report id, each read when it is asked for: a site shows them one after the other."""

    def __init__(self, sources: Mapping[str, Path]) -> None:
        self._sources = sources

    def __contains__(self, report_id: object) -> bool:
        """Asked without reading: a Mapping would look the document up."""
        return report_id in self._sources

    def __getitem__(self, report_id: str) -> Document:
        return read(self._sources[report_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def extract_files(paths: Sequence[Path], jobs: int, progress: Progress) -> list[Extraction]:
    """`extract_file` on each path, in the order given, over `jobs` processes."""
    if jobs == 1 or len(paths) < FEWEST_FOR_PROCESSES:
        return [_told(extract_file(path), progress) for path in paths]
    with ProcessPoolExecutor(jobs) as pool:
        return [_told(extraction, progress) for extraction in pool.map(extract_file, paths, chunksize=4)]


def _told(extraction: Extraction, progress: Progress) -> Extraction:
    progress(extraction.source.file)
    return extraction
