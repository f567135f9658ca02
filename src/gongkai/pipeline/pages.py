"""The pages of single reports, group by group: made by workers, or taken over from the last build if still good."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from gongkai.errors import BuildError
from gongkai.model import Table
from gongkai.pipeline.cache import Cache, code_version, key_of
from gongkai.pipeline.packing import packed, unpacked
from gongkai.pipeline.progress import Progress, Step
from gongkai.pipeline.reports import FEW, Placed, group_of
from gongkai.pipeline.tasks import (
    FileMark,
    PagesDone,
    PagesWanted,
    SourceBytes,
    make_pages,
    marked,
    take_over,
    untouched,
)
from gongkai.pipeline.workers import WorkerDied, Workers
from gongkai.query import Views
from gongkai.site import Frame, Made, putting

ONLY_BY_REPORT = ("cells", "indicators", "checks", "sections", "facts")
"""Views that no page needs as a whole: asked for a group at a time, never held for all reports at once."""

OF_SUMMARIES = ("agency_figures", "cell_leaders", "examples", "indicator_groups", "indicator_peers", "indicator_series")
"""Those that only pages over all reports show: one more report changes them everywhere, and no report's own page."""

SHOWING_ROOMS = ("model", "forms", "query", "site")


@dataclass(frozen=True, slots=True)
class GroupMade:
    """What the last build made of a group, kept under the group's name: if the key still fits, it is taken over."""

    key: str
    files: Mapping[str, FileMark]
    made: Made


@dataclass
class ReportPages:
    """Makes the pages of all reports.

    Attributes:
        placed: the reports, by id.
        keys: key of each finished group.
        old: folder of the site of the last build, from which files are taken over.
    """

    placed: Sequence[Placed]
    keys: Mapping[str, str]
    old: Path
    workers: Workers
    cache: Cache
    progress: Progress

    def maker(self, tables: Mapping[str, Table], views: Views) -> Callable[[Frame, Path], Iterator[Made]]:
        """What makes every group's pages in the folder of a site.

        Args:
            tables: results about all reports; each group gets its own rows.
            views: asked for the rows of the reports of a group.
        """
        groups: dict[str, list[Placed]] = {group: [] for group in sorted(_groups_of(tables["agencies"]))}
        for report in self.placed:
            groups.setdefault(group_of(report.report_id), []).append(report)
        split = {name: _by_group(table) for name, table in tables.items() if name not in OF_SUMMARIES}

        def make(frame: Frame, out: Path) -> Iterator[Made]:
            shared = key_of("pages", code_version(*SHOWING_ROOMS), repr(replace(frame, files=frozenset())))
            feeds = _feeds_by_group(frame.files)
            waiting: deque[tuple[str, str]] = deque()
            done: list[Made] = []

            def wanted() -> Iterator[PagesWanted]:
                for group, members in groups.items():
                    rows = {name: parts.of(group) for name, parts in split.items()}
                    key = key_of(shared, self.keys.get(group, ""), repr(rows), *feeds.get(group, ()))
                    last = self._last(group)
                    if last and last.key == key and self._take_over(last, out):
                        done.append(last.made)
                        continue
                    waiting.append((group, key))
                    own = replace(frame, files=frozenset(feeds.get(group, ())))
                    yield self._wanted(own, members, rows, views, out, last)

            for result in self.workers.run(make_pages, wanted(), few=len(self.placed) < FEW):
                if isinstance(result, WorkerDied):
                    raise BuildError("worker_died")
                group, key = waiting.popleft()
                self._keep(group, key, result, out)
                done.append(result.made)
                self.progress(Step("pages", f"pages {group}", len(done), len(groups)))
            return iter(done)

        return make

    def _last(self, group: str) -> GroupMade | None:
        data = self.cache.get(f"pages {group}")
        return unpacked(data) if data else None

    def _take_over(self, last: GroupMade, out: Path) -> bool:
        """Links every file of the last build into the new site, if none has been touched since."""
        if not all(untouched(self.old / path, mark) for path, mark in last.files.items()):
            return False
        for path in last.files:
            take_over(self.old / path, out / path)
        return True

    def _wanted(
        self,
        frame: Frame,
        members: Sequence[Placed],
        tables: Mapping[str, Table],
        views: Views,
        out: Path,
        last: GroupMade | None,
    ) -> PagesWanted:
        first, end = (members[0].report_id, members[-1].report_id) if members else ("", "")
        rows = {view: views.of_reports(view, first, end) for view in ONLY_BY_REPORT}
        near = self.workers.executor is None
        return PagesWanted(
            frame=frame,
            report_ids=tuple(report.report_id for report in members),
            tables={**tables, **rows},
            documents={report.report_id: self.cache.get(f"document {report.key}") or b"" for report in members},
            sources={
                report.report_id: report.path if near else SourceBytes(report.path.name, report.path.read_bytes())
                for report in members
            },
            out=out if near else None,
            old=self.old if near else None,
            known=last.files if last and near else {},
        )

    def _keep(self, group: str, key: str, done: PagesDone, out: Path) -> None:
        put, marks = putting(out), dict(done.marks)
        for path, sent in done.files.items():
            data: bytes = unpacked(sent)
            put(path, data)
            marks[path] = marked(out / path, sha256(data).hexdigest())
        self.cache.put(f"pages {group}", packed(GroupMade(key, marks, done.made)))


SHARED = ("coverage_statuses",)
"""Small tables that pages of every group need."""

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A table by group; `shared` rows belong to every group."""

    name: str
    columns: tuple[str, ...]
    by_group: Mapping[str, Rows]
    shared: Rows = ()

    def of(self, group: str) -> Table:
        """The rows that pages of a group may need."""
        return Table(self.name, self.columns, self.by_group.get(group, self.shared))


def _by_group(table: Table) -> _Parts:
    """Rows by the group of their report or agency; of regions only what tells whether they have a page."""
    if table.name in SHARED:
        return _Parts(table.name, table.columns, {}, table.rows)
    if table.name == "regions":
        return _regions(table)
    column = next((name for name in ("report_id", "agency_id") if name in table.columns), None)
    found: dict[str, list[tuple[object, ...]]] = {}
    if column is not None:
        place = table.columns.index(column)
        for row in table.rows:
            if row[place]:
                found.setdefault(group_of(str(row[place])), []).append(row)
    return _Parts(table.name, table.columns, {group: tuple(rows) for group, rows in found.items()})


def _regions(table: Table) -> _Parts:
    code, own = table.columns.index("code"), table.columns.index("own")
    kept = [(str(row[code]), row[own]) for row in table.rows]
    groups = {group_of(held) for held, _ in kept}
    return _Parts(
        table.name,
        ("code", "own"),
        {
            group: tuple(row for row in kept if group_of(row[0]) == group or row[0] == f"{group[:2]}0000")
            for group in groups
        },
    )


def _groups_of(agencies: Table) -> set[str]:
    place = agencies.columns.index("agency_id")
    return {group_of(str(row[place])) for row in agencies.rows}


def _feeds_by_group(files: Iterable[str]) -> Mapping[str, list[str]]:
    """Paths of what others made for the pages of agencies, in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        folder, _, rest = path.removeprefix("en/").partition("/")
        if folder == "agencies" and "/" in rest:
            found.setdefault(group_of(rest), []).append(path)
    return found
