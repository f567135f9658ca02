"""The work on one report or one batch of them, as functions that run anywhere: bytes in, compressed bytes out.

Every file is read once. What later stages need of it, the extraction and (to show the source) the document, travels and
is kept packed; `Head` is what the build itself must know of each report, small enough to be held for all of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.check import check, check_series, implied_zeros, indicators, weigh
from gongkai.dataset import KnownError, errors_of
from gongkai.errors import Rejection
from gongkai.model import (
    Agency,
    CellKey,
    Correction,
    Document,
    Extraction,
    PublishedReport,
    Source,
    Status,
    Table,
)
from gongkai.package import packed_part
from gongkai.pipeline.limits import limited, watched
from gongkai.pipeline.packing import digest_of, packed, unpacked
from gongkai.pipeline.reading import extracted
from gongkai.read import read_bytes
from gongkai.reconcile import apply_corrections, reconcile
from gongkai.site import Batch, Frame, Made, make_batch

FLOWS = ("new_received", "total_processed")
"""Rows of the requests table whose totals a government's report is held against."""

LINED = "text"
"""The format that is shown line by line from the file itself, so that its document need not be kept."""


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """A source file on its way to a worker."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one reading of a file gave.

    Attributes:
        head: the extraction without what takes room; the whole of it for a rejected file.
        extraction: the whole of it, packed; empty for a rejected file.
        document: what was read from the file, packed; empty where the file itself is shown.
    """

    head: Extraction
    extraction: bytes = b""
    document: bytes = b""


def read_files(batch: Iterable[SourceBytes]) -> list[FileRead]:
    """Each file read, extracted, checked and reconciled once; a file that gives no report is `rejected`."""
    found: list[FileRead] = []
    for file in batch:
        try:
            with watched(), limited(file.name):
                document = read_bytes(file.name, file.data)
                extraction = extracted(document)
        except Rejection as error:
            found.append(rejected(file, error.reason, (error.message_zh, error.message_en)))
            continue
        shown = b"" if document.source.format == LINED else packed(document)
        found.append(FileRead(head_of(extraction), packed(extraction), shown))
    return found


def rejected(file: SourceBytes, reason: str, message: tuple[str, str]) -> FileRead:
    """The record of a file that gives no report; nothing of it is invented."""
    source = Source(file.name, None, None, sha256(file.data).hexdigest(), len(file.data))
    return FileRead(Extraction(source, Status.REJECTED, reason=reason, message=message))


def head_of(extraction: Extraction) -> Extraction:
    """The extraction with the two cells that reports of other agencies are held against, and without all else."""
    flows = [CellKey("requests", row, "total") for row in FLOWS]
    cells = tuple(cell for cell in extraction.cells if cell.key in flows)
    return replace(extraction, cells=cells, facts=(), sections=(), findings=(), checks=())


class Documents(Mapping[str, Document]):
    """Documents by report id, each unpacked when it is asked for."""

    def __init__(self, packed_documents: Mapping[str, bytes]) -> None:
        self._packed = packed_documents

    def __contains__(self, report_id: object) -> bool:
        """Asked without unpacking: a Mapping would look the document up."""
        return bool(self._packed.get(str(report_id)))

    def __getitem__(self, report_id: str) -> Document:
        document: Document = unpacked(self._packed[report_id])
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


@dataclass(frozen=True, slots=True)
class Member:
    """A report on its way to be finished: its packed extraction, and what people put right in it.

    `registered` is the agency of the register where the title names none of it: then the register's name and codes
    stand in place of a misread title.
    """

    report_id: str
    agency_id: str
    source_url: str | None
    extraction: bytes
    corrections: tuple[Correction, ...] = ()
    registered: Agency | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that are finished together, and packed heads by id of others that they are held against."""

    members: tuple[Member, ...]
    neighbours: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A finished group.

    Attributes:
        tables: its rows as the package room packs them.
        errors: those that it shows.
        digests: by report id a hash of all that its rows are made from.
    """

    tables: bytes
    errors: frozenset[KnownError]
    digests: Mapping[str, str]


def finished(group: Group) -> tuple[PublishedReport, ...]:
    """The reports of a group with what people put right, what their neighbours show, and the indicators that follow."""
    reports: dict[str, PublishedReport] = {}
    for member in group.members:
        extraction: Extraction = unpacked(member.extraction)
        if own := member.registered:
            named = replace(extraction.report, agency=own.name, level=own.level, division_code=own.division_code)
            extraction = replace(extraction, report=named)
        extraction = corrected(extraction, member.corrections)
        derived = tuple(indicators(extraction)), implied_zeros(extraction)
        reports[member.report_id] = PublishedReport(
            member.report_id, member.agency_id, extraction, member.source_url, *derived
        )
    agency_of = {report.report_id: report.agency_id for report in reports.values()}
    extractions = {report.report_id: report.extraction for report in reports.values()}
    outcomes = check_series(
        extractions | {report_id: unpacked(head) for report_id, head in group.neighbours}, agency_of
    )
    settled: list[PublishedReport] = []
    for report in reports.values():
        findings, checks = outcomes[report.report_id]
        more = {check.rule: check for check in checks}
        kept = (check for check in report.extraction.checks if check.rule not in more)
        every = (*report.extraction.findings, *findings)
        whole = replace(report.extraction, findings=every, checks=(*kept, *more.values()))
        settled.append(replace(report, extraction=weigh(whole)))
    return tuple(settled)


def part_of(group: Group) -> Part:
    """The finished group as rows of its tables."""
    reports = finished(group)
    digests = {report.report_id: digest_of(report) for report in reports}
    return Part(packed_part(reports), frozenset(errors_of(reports)), digests)


def corrected(extraction: Extraction, corrections: Sequence[Correction]) -> Extraction:
    """The sums are worked out anew, because a corrected number may settle others; what is printed stays judged."""
    if not corrections:
        return extraction
    settled = reconcile(apply_corrections(extraction, corrections))
    _, checks = check(settled)
    return weigh(replace(settled, checks=checks))


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file as a build left it: what was in it, and signs that nobody has touched it since."""

    digest: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class PagesWanted:
    """The pages of some reports to be made.

    Attributes:
        frame: what all pages share.
        report_ids: the reports.
        tables: their rows of every view.
        documents: what was read from their sources, packed.
        sources: the source files, as paths of this machine or as bytes.
        out: the folder of the site, None if it is on another machine.
        old: the folder of the last build's site, likewise.
        known: what that build left of these reports; a file that stays the same is taken over, not written.
    """

    frame: Frame
    report_ids: tuple[str, ...]
    tables: Mapping[str, Table]
    documents: Mapping[str, bytes]
    sources: Mapping[str, Path | SourceBytes]
    out: Path | None
    old: Path | None
    known: Mapping[str, FileMark]


@dataclass(frozen=True, slots=True)
class PagesDone:
    """Finished pages: marks of the files where they were written here, else the files themselves, packed."""

    made: tuple[Made, ...]
    marks: Mapping[str, FileMark]
    files: Mapping[str, bytes]


def make_pages(wanted: PagesWanted) -> PagesDone:
    """Makes the pages and files of some reports, on this machine or for another one."""
    files: dict[str, bytes] = {}
    marks: dict[str, FileMark] = {}

    def send(path: str, data: bytes) -> None:
        files[path] = packed(data)

    def write(path: str, data: bytes) -> None:
        marks[path] = _written(path, data, wanted)

    with TemporaryDirectory(prefix="gongkai-") as folder:
        sources: dict[str, Path] = {}
        for report_id, source in wanted.sources.items():
            sources[report_id] = source if isinstance(source, Path) else Path(folder) / source.name
            if isinstance(source, SourceBytes):
                sources[report_id].write_bytes(source.data)
        batch = Batch(wanted.report_ids, wanted.tables, sources, Documents(wanted.documents))
        made = make_batch(wanted.frame, batch, send if wanted.out is None else write)
    return PagesDone(made, marks, files)


def _written(path: str, data: bytes, wanted: PagesWanted) -> FileMark:
    """A file in the new site; the old one itself where it holds the same and nobody has touched it."""
    assert wanted.out is not None
    file, digest, known = wanted.out / path, sha256(data).hexdigest(), wanted.known.get(path)
    if not file.parent.is_dir():
        file.parent.mkdir(parents=True, exist_ok=True)
    if known and wanted.old and known.digest == digest and untouched(f"{wanted.old}/{path}", known):
        take_over(f"{wanted.old}/{path}", f"{wanted.out}/{path}")
    else:
        file.write_bytes(data)
    return marked(file, digest)


def marked(file: Path, digest: str) -> FileMark:
    """The mark of a file that was just written."""
    status = file.stat()
    return FileMark(digest, status.st_size, status.st_mtime_ns)


def untouched(file: str, mark: FileMark) -> bool:
    """True if the file is there as the mark says; a path as text, since every file of a site is asked."""
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return False
    return status.st_size == mark.size and status.st_mtime_ns == mark.changed


def take_over(old: str, new: str) -> None:
    """The same file in the new place: a second name for it, a copy where the file system has no such thing."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True)
        take_over(old, new)
    except OSError:
        shutil.copy2(old, new)
