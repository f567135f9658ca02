"""The reports of a dataset: every file read once, placed under its id, and finished among its neighbours.

Only a head of each report is held (see `tasks`). What neighbours decide, the other years of an agency and the bodies
below a government, is worked out group by group: a group is a prefecture, so that one more report changes one group.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from gongkai.check import reach
from gongkai.dataset import (
    Register,
    SourceEntry,
    agencies_by_division,
    agencies_by_spelling,
    agencies_named,
    agency_for,
    by_report,
)
from gongkai.errors import BuildError
from gongkai.forms.reasons import why_rejected
from gongkai.model import Agency, Correction, Extraction, PublishedReport, ReportId, Status
from gongkai.pipeline.apart import too_costly
from gongkai.pipeline.cache import Cache, code_version, key_of
from gongkai.pipeline.packing import packed, unpacked
from gongkai.pipeline.progress import Progress, Step
from gongkai.pipeline.reading import extract_file, rejection
from gongkai.pipeline.tasks import (
    FileRead,
    Group,
    Member,
    Part,
    SourceBytes,
    corrected,
    finished,
    head_of,
    part_of,
    read_files,
)
from gongkai.pipeline.workers import WorkerDied, Workers
from gongkai.read import MOST_BYTES

READING_ROOMS = ("model", "forms", "read", "reading", "check", "reconcile")
FINISHING_ROOMS = (*READING_ROOMS, "dataset", "package")
BATCH = 8
BATCH_BYTES = 4_000_000
"""Files, and bytes, that a worker gets at a time: enough to outweigh the way there."""
FEW = 8
"""Starting processes costs more than reading fewer files than this."""

GROUP_DIGITS = 4
"""Digits of a division code that the bodies of a prefecture share."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Placed:
    """A report under its id; `key` finds its extraction and document in the cache.

    `registered` is the agency it is filed under where its title names none of the register.
    """

    report_id: str
    agency_id: str
    path: Path
    source_url: str | None
    key: str
    head: Extraction
    registered: Agency | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """What the files of a dataset gave: reports by id, and by path the files that gave none."""

    placed: tuple[Placed, ...]
    rejected: Mapping[Path, Extraction]
    corrections: Mapping[str, tuple[Correction, ...]]


def read_reports(
    paths: Sequence[Path],
    register: Register,
    corrections: Iterable[Correction],
    workers: Workers,
    cache: Cache,
    progress: Progress,
) -> Reports:
    """Every file read, unless the cache knows it, and placed.

    Raises:
        DatasetError: a correction is about a report that is not published.
    """
    if len(paths) >= FEW:
        workers.warm()
    placing = _Placing(register)
    known = _Reading(paths, cache, progress).through(workers)
    for path in paths:
        placing.place(path, *known[path])
    placed = tuple(placing.placed[report_id] for report_id in sorted(placing.placed))
    return Reports(placed, placing.rejected, by_report(corrections, placing.placed))


class _Reading:
    """Reads the files that the cache does not know, batch by batch."""

    def __init__(self, paths: Sequence[Path], cache: Cache, progress: Progress) -> None:
        self._paths = paths
        self._cache = cache
        self._progress = progress
        self._known: dict[Path, tuple[str, Extraction]] = {}
        self._asked: deque[list[tuple[Path, str]]] = deque()

    def through(self, workers: Workers) -> Mapping[Path, tuple[str, Extraction]]:
        """Path → key and head of every file."""
        for results in workers.run(read_files, self._batches()):
            names = self._asked.popleft()
            read = _one_by_one([path for path, _ in names], workers) if isinstance(results, WorkerDied) else results
            for (path, key), file in zip(names, read, strict=True):
                self._cache.put(f"head {key}", packed(file.head))
                if file.extraction:
                    self._cache.put(f"extraction {key}", file.extraction)
                    self._cache.put(f"document {key}", file.document)
                self._note(path, key, file.head)
        return self._known

    def _batches(self) -> Iterator[list[SourceBytes]]:
        """The files that must be read."""
        files: list[SourceBytes] = []
        for path in self._paths:
            if path.stat().st_size > MOST_BYTES:
                self._note(path, "", extract_file(path))
                continue
            file = SourceBytes(path.name, path.read_bytes())
            key = key_of("read", code_version(*READING_ROOMS), file.name, file.data)
            if head := self._cache.get(f"head {key}"):
                self._note(path, key, unpacked(head))
                continue
            if not files:
                self._asked.append([])
            files.append(file)
            self._asked[-1].append((path, key))
            if len(files) == BATCH or sum(len(file.data) for file in files) > BATCH_BYTES:
                yield files
                files = []
        if files:
            yield files

    def _note(self, path: Path, key: str, head: Extraction) -> None:
        self._known[path] = key, head
        self._progress(Step("read", path.name, len(self._known), len(self._paths)))


def _one_by_one(paths: Iterable[Path], workers: Workers) -> list[FileRead]:
    """Files of a batch that ended its process: the one that did it is rejected, the others are read."""
    found: list[FileRead] = []
    for path in paths:
        file = SourceBytes(path.name, path.read_bytes())
        (result,) = workers.run(read_files, [[file]])
        if isinstance(result, WorkerDied):
            found.append(FileRead(too_costly(path)))
        else:
            found.extend(result)
    return found


class _Placing:
    """Gives each file the id of its report, or the reason why it has none."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._agencies = {agency.agency_id: agency for agency in register.agencies}
        self._near = agencies_by_division(register.agencies)
        self._spelt = agencies_by_spelling(register.agencies)
        self.placed: dict[str, Placed] = {}
        self.rejected: dict[Path, Extraction] = {}

    def place(self, path: Path, key: str, head: Extraction) -> None:
        """Takes in the next file, in the order of the files."""
        entry = self._register.sources.get(inside(path))
        if head.status is Status.REJECTED:
            self.rejected[path] = head
        elif entry and entry.sha256 != head.source.sha256:
            self.rejected[path] = _rejected(path, "source_changed")
        elif not (published := entry.report_id if entry else self._told(head)):
            self.rejected[path] = _rejected(path, "unknown_agency")
        elif published in self.placed or (entry is None and published in self._register.listed):
            self.rejected[path] = _rejected(path, "duplicate_report")
        elif entry and not self._settled(entry, head):
            self.rejected[path] = _rejected(path, "unsettled")
        else:
            agency_id, url = ReportId.parse(published).agency_id, entry.url if entry else None
            registered = None if self._told(head) else self._agencies[agency_id]
            self.placed[published] = Placed(published, agency_id, path, url, key, head, registered)

    def _settled(self, entry: SourceEntry, head: Extraction) -> bool:
        """False if the report's own title names another year or agency than it is filed under, and nobody settled it.

        A title that names no agency of the register is taken for misread: the register wins.
        """
        agency_id, year = ReportId.parse(entry.report_id)
        told = self._told(head)
        return ("agency" in entry.settled or told is None or ReportId.parse(told).agency_id == agency_id) and (
            "year" in entry.settled or (head.report.year or year) == year
        )

    def _told(self, head: Extraction) -> str | None:
        """The id that a report itself tells."""
        code = head.report.division_code
        near: Sequence[Agency] = self._near.get(code, ()) if code else agencies_named(head.report, self._spelt)
        agency = agency_for(head.report, near)
        return str(ReportId(agency.agency_id, head.report.year)) if agency and head.report.year is not None else None


def inside(path: Path) -> str:
    """The path of a source report inside its dataset folder, as `sources.csv` has it."""
    return f"{path.parent.name}/{path.name}"


def _rejected(path: Path, reason: str) -> Extraction:
    return rejection(path, reason, why_rejected(reason))


def group_of(report_id: str) -> str:
    """The group that a report is finished in and shown from."""
    return report_id[:GROUP_DIGITS]


def finished_reports(reports: Reports, workers: Workers, cache: Cache) -> Iterator[PublishedReport]:
    """Every report as it is published, by id."""
    groups = (bundle.packed_from(cache) for bundle in _bundles(reports))
    for found in workers.run(finished, groups, few=len(reports.placed) < FEW):
        yield from _lived(found)


def parts(reports: Reports, workers: Workers, cache: Cache, progress: Progress) -> Iterator[Part]:
    """Every group as rows of its tables, in the order of the ids; made anew if the cache has it not."""
    bundles = list(_bundles(reports))
    keys = [bundle.key for bundle in bundles]
    fresh = {key for key in keys if key not in cache or f"tables {key}" not in cache}
    missing = (bundle.packed_from(cache) for bundle, key in zip(bundles, keys, strict=True) if key in fresh)
    made = workers.run(part_of, missing, few=len(reports.placed) < FEW)
    for number, (bundle, key) in enumerate(zip(bundles, keys, strict=True), start=1):
        if key in fresh:
            part: Part = _lived(next(made))
            cache.put(key, packed(replace(part, tables=b"")))
            cache.put(f"tables {key}", part.tables)  # which are packed already
        else:
            part = replace(unpacked(cache.get(key) or b""), tables=cache.get(f"tables {key}") or b"")
        group = group_of(bundle.members[0].report_id)
        progress(Step("finish", f"group {group}", number, len(keys)))
        yield part


@dataclass(frozen=True, slots=True)
class _Bundle:
    """A group before its extractions are looked up."""

    members: tuple[Placed, ...]
    corrections: Mapping[str, tuple[Correction, ...]]
    neighbours: tuple[Placed, ...]

    @property
    def key(self) -> str:
        """Of all that the finished group depends on."""
        corrections = self.corrections
        own = (
            (m.report_id, m.agency_id, m.source_url, m.key, corrections.get(m.report_id), m.registered)
            for m in self.members
        )
        others = ((m.report_id, m.key, corrections.get(m.report_id)) for m in self.neighbours)
        return key_of("part", code_version(*FINISHING_ROOMS), repr([*own]), repr([*others]))

    def packed_from(self, cache: Cache) -> Group:
        """The group as it travels."""
        members = tuple(
            Member(
                m.report_id,
                m.agency_id,
                m.source_url,
                cache.get(f"extraction {m.key}") or b"",
                self.corrections.get(m.report_id, ()),
                m.registered,
            )
            for m in self.members
        )
        neighbours: dict[str, bytes] = {}
        for m in self.neighbours:
            # what others are held against is the report as corrected
            own, head = self.corrections.get(m.report_id), m.head
            if own:
                head = head_of(corrected(unpacked(cache.get(f"extraction {m.key}") or b""), own))
            neighbours[m.report_id] = packed(head)
        return Group(members, tuple(neighbours.items()))


def _bundles(reports: Reports) -> Iterator[_Bundle]:
    """Every group with the heads of the bodies outside it that one of its governments rolls up."""
    below: dict[tuple[int | None, str], list[Placed]] = {}
    for placed in reports.placed:
        code = placed.head.report.division_code or ""
        for digits in range(0, len(code) + 1, 2):
            below.setdefault((placed.head.report.year, code[:digits]), []).append(placed)
    for group, found in groupby(reports.placed, lambda placed: group_of(placed.report_id)):
        members = tuple(found)
        rolled_up = {
            other.report_id: other
            for member in members
            if (shared := reach(member.head.report)) is not None
            for other in below.get((member.head.report.year, shared), ())
            if group_of(other.report_id) != group
        }
        yield _Bundle(members, reports.corrections, tuple(rolled_up[report_id] for report_id in sorted(rolled_up)))


def _lived(result: T | WorkerDied) -> T:
    if isinstance(result, WorkerDied):
        raise BuildError("worker_died")
    return result
