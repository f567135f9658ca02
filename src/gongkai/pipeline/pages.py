"""The pages of single reports, group by group: made by workers, or taken over from the last build if still good."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from gongkai.errors import BuildError
from gongkai.model import Table
from gongkai.pipeline.cache import Cache, code_version, key_of
from gongkai.pipeline.keeping import SHOWING_ROOMS, Before, LastMade, entry
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
)
from gongkai.pipeline.workers import WorkerDied, Workers
from gongkai.query import OWNERS, Views
from gongkai.site import Frame, Made, all_made, putting

ONLY_BY_REPORT = ("cells", "indicators", "checks", "sections", "facts")
"""Views that no page needs as a whole: asked for a group at a time, never held for all reports at once."""

BY_GROUP = ("outcomes", "own_years", "peers")
"""Views over all reports that only pages of reports and agencies show: asked for the groups to be made."""

OF_SUMMARIES = (
    *("agency_figures", "cell_leaders", "examples", "finding_cells"),
    *("indicator_groups", "indicator_peers", "indicator_series"),
)
"""Those that only pages over all reports show: one more report changes them everywhere, and no report's own page."""


@dataclass
class ReportPages:
    """Makes the pages of all reports and agencies.

    A group is one task. Within it each report and each agency, a unit, has a key of its own: beside a new report only
    those pages are made again that show it.

    Attributes:
        placed: the reports, by id.
        digests: hash of each finished report.
        before: the last build, from which files are taken over.
    """

    placed: Sequence[Placed]
    digests: Mapping[str, str]
    before: Before
    workers: Workers
    cache: Cache
    progress: Progress

    def maker(self, tables: Mapping[str, Table], views: Views) -> Callable[[Frame, Path], Iterator[Made]]:
        """What makes every group's pages in the folder of a site.

        Args:
            tables: results about all reports; each group gets its own rows.
            views: asked for the rows of the reports of a group, and for what has changed.
        """
        marks, marked_views = _marks_by_unit(views)
        of_agencies = {group_of(agency_id) for agency_id in _column(tables["agencies"], "agency_id")}
        groups: dict[str, list[Placed]] = {group: [] for group in sorted(of_agencies)}
        for report in self.placed:
            groups.setdefault(group_of(report.report_id), []).append(report)
        split = {name: _by_group(table) for name, table in tables.items() if name not in OF_SUMMARIES}

        def make(frame: Frame, out: Path) -> Iterator[Made]:
            shared = key_of("pages", code_version(*SHOWING_ROOMS), repr(replace(frame, files=frozenset())))
            feeds = _feeds_by_group(frame.files)
            waiting: deque[_Begun] = deque()
            done: list[Made] = []

            def wanted() -> Iterator[PagesWanted]:
                for group, members in groups.items():
                    rows = {name: parts.of(group) for name, parts in split.items()}
                    rest = {name: table for name, table in rows.items() if name not in marked_views}
                    agencies = _column(rows["agencies"], "agency_id")
                    own = replace(frame, files=frozenset(feeds.get(group, ())))
                    made_from = {r.report_id: f"{r.key} {self.digests.get(r.report_id, '')}" for r in members}
                    begun = _Begun(group, unit_keys(shared, made_from, agencies, rest, own.files, marks))
                    data = self.cache.get(entry("pages", group))
                    last: LastMade[Made] | None = unpacked(data) if data else None
                    if last and last.key == begun.key and self.before.put_again(last.files, out):
                        done.append(last.made)  # nothing of the group has changed
                        continue
                    begun.kept = self._kept(begun, out)
                    rows |= {view: views.of_group(view, group) for view in BY_GROUP}
                    waiting.append(begun)
                    yield self._wanted(own, begun, members, rows, views, out)

            for result in self.workers.run(make_pages, wanted(), few=len(self.placed) < FEW):
                if isinstance(result, WorkerDied):
                    raise BuildError("worker_died")
                begun = waiting.popleft()
                done.append(self._keep(begun, result, out))
                self.progress(Step("pages", f"pages {begun.group}", len(done), len(groups)))
            return iter(done)

        return make

    def _kept(self, begun: _Begun, out: Path) -> Mapping[str, LastMade[Made]]:
        """The units of a changed group that are as they were, taken over."""
        data = self.cache.get(entry("units", begun.group))
        last: Mapping[str, LastMade[Made]] = unpacked(data) if data else {}
        begun.known = {path: mark for unit in last.values() for path, mark in unit.files.items()}
        return {
            unit: found
            for unit, key in begun.keys.items()
            if (found := last.get(unit)) and found.key == key and self.before.put_again(found.files, out)
        }

    def _wanted(
        self,
        frame: Frame,
        begun: _Begun,
        members: Sequence[Placed],
        tables: Mapping[str, Table],
        views: Views,
        out: Path,
    ) -> PagesWanted:
        """The pages of the units that are not kept."""
        every = tables["agencies"]
        named = zip(every.rows, _column(every, "agency_id"), strict=True)
        lacking = tuple(row for row, agency_id in named if begun.lacks(f"agencies/{agency_id}"))
        agencies = replace(every, rows=lacking)
        shown = [report for report in members if begun.lacks(f"reports/{report.report_id}")]
        of_agencies = set(_column(agencies, "agency_id"))
        needed = sorted(report.report_id for report in members if report in shown or report.agency_id in of_agencies)
        first, end = (needed[0], needed[-1]) if needed else ("", "")
        rows = {view: views.of_reports(view, first, end) for view in ONLY_BY_REPORT}
        near = self.workers.executor is None
        return PagesWanted(
            frame=frame,
            report_ids=tuple(report.report_id for report in shown),
            tables={**tables, **rows, "agencies": agencies},
            documents={report.report_id: self.cache.get(f"document {report.key}") or b"" for report in shown},
            sources={
                report.report_id: report.path if near else SourceBytes(report.path.name, report.path.read_bytes())
                for report in shown
            },
            out=out if near else None,
            old=self.before.site if near else None,
            known=begun.known if near else {},
        )

    def _keep(self, begun: _Begun, done: PagesDone, out: Path) -> Made:
        """Notes what was made of a group, unit by unit and as one."""
        put, marks = putting(out), dict(done.marks)
        for path, sent in done.files.items():
            data: bytes = unpacked(sent)
            put(path, data)
            marks[path] = marked(out / path, sha256(data).hexdigest())
        files: dict[str, dict[str, FileMark]] = {unit: {} for unit in begun.keys}
        pages: dict[str, list[Made]] = {unit: [] for unit in begun.keys}
        for path, mark in marks.items():
            files[_unit_of(path)][path] = mark
        for page in done.made:
            pages[_unit_of(page.paths[0])].append(page)
        units = {
            unit: begun.kept.get(unit) or LastMade(key, files[unit], all_made(pages[unit]))
            for unit, key in begun.keys.items()
        }
        every = {path: mark for unit in units.values() for path, mark in unit.files.items()}
        made = all_made(unit.made for unit in units.values())
        self.cache.put(entry("units", begun.group), packed(units))
        self.cache.put(entry("pages", begun.group), packed(LastMade(begun.key, every, made)))
        return made


@dataclass
class _Begun:
    """A group on its way: the key of each unit, what of it is kept, and the files that the last build left."""

    group: str
    keys: Mapping[str, str]
    kept: Mapping[str, LastMade[Made]] = field(default_factory=dict)
    known: Mapping[str, FileMark] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Of the whole group."""
        return key_of(*self.keys, *self.keys.values())

    def lacks(self, unit: str) -> bool:
        """True if the unit must be made."""
        return unit not in self.kept


def unit_keys(
    shared: str,
    reports: Mapping[str, str],
    agencies: Iterable[str],
    tables: Mapping[str, Table],
    feeds: Iterable[str],
    marks: Mapping[str, Sequence[str]] = {},
) -> Mapping[str, str]:
    """The key of every report and agency of a group, by the folder of its page.

    Args:
        shared: the key of what all pages show.
        reports: by report id what a report is made from.
        agencies: ids of its agencies.
        tables: the rows that the group shows of others and of itself, but for those that have a mark.
        feeds: paths of the feeds of its agencies.
        marks: of each report and agency, by the folder of its page.
    """
    own, common = _rows_by_unit(tables)
    parts: dict[str, list[str]] = {f"reports/{report_id}": [made_from] for report_id, made_from in reports.items()}
    for agency_id in agencies:
        parts[f"agencies/{agency_id}"] = [
            made_from for report_id, made_from in reports.items() if report_id.rpartition("-")[0] == agency_id
        ]
    for path in sorted(feeds):
        parts[_unit_of(path)].append(path)
    return {
        unit: key_of(shared, common, repr(own.get(unit)), repr(marks.get(unit)), *part) for unit, part in parts.items()
    }


def _unit_of(path: str) -> str:
    """The report or agency that a file of the site belongs to: the first two folders of its address."""
    return "/".join(path.removeprefix("en/").split("/")[:2])


def _rows_by_unit(tables: Mapping[str, Table]) -> tuple[Mapping[str, list[object]], str]:
    """The rows that pages of each report and agency show, and those that all of them may show, as text.

    A row about a report is shown by its agency too.
    """
    own: dict[str, list[object]] = {}
    common = []
    for name, table in tables.items():
        column = _owner(table.columns)
        if column is None:
            common.append(table)
            continue
        for row, owner in zip(table.rows, _column(table, column), strict=True):
            agency_id = owner
            if column == "report_id":
                agency_id = owner.rpartition("-")[0]
                own.setdefault(f"reports/{owner}", []).append((name, row))
            own.setdefault(f"agencies/{agency_id}", []).append((name, row))
    return own, repr(common)


def _marks_by_unit(views: Views) -> tuple[Mapping[str, Sequence[str]], frozenset[str]]:
    """Hashes of the rows that the pages of each report and agency show, and the views that those rows are of."""
    found: dict[str, list[str]] = {}
    marked_views: set[str] = set()
    for view in views:
        column, marks = views.marks(view) if view not in (*ONLY_BY_REPORT, *OF_SUMMARIES) else ("", {})
        if column:
            marked_views.add(view)
        for owner, mark in marks.items():
            agency_id = owner
            if column == "report_id":
                agency_id = owner.rpartition("-")[0]
                found.setdefault(f"reports/{owner}", []).append(f"{view} {mark}")
            found.setdefault(f"agencies/{agency_id}", []).append(f"{view} {owner} {mark}")
    return found, frozenset(marked_views)


def _owner(columns: Sequence[str]) -> str | None:
    """The column that tells whose a row is: a report's, or an agency's."""
    return next((name for name in OWNERS if name in columns), None)


def _column(table: Table, name: str) -> list[str]:
    place = table.columns.index(name)
    return [str(row[place]) for row in table.rows]


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
    found: dict[str, list[tuple[object, ...]]] = {}
    if table.name == "regions":
        code, own = table.columns.index("code"), table.columns.index("own")
        kept = [(str(row[code]), row[own]) for row in table.rows]
        for group in {group_of(held) for held, _ in kept}:
            found[group] = [row for row in kept if group_of(row[0]) == group or row[0] == f"{group[:2]}0000"]
        return _Parts(table.name, ("code", "own"), {group: tuple(rows) for group, rows in found.items()})
    if column := _owner(table.columns):
        place = table.columns.index(column)
        for row in table.rows:
            if row[place]:
                found.setdefault(group_of(str(row[place])), []).append(row)
    return _Parts(table.name, table.columns, {group: tuple(rows) for group, rows in found.items()})


def _feeds_by_group(files: Iterable[str]) -> Mapping[str, list[str]]:
    """Paths of what others made for the pages of agencies, in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        folder, _, rest = path.removeprefix("en/").partition("/")
        if folder == "agencies" and "/" in rest:
            found.setdefault(group_of(rest), []).append(path)
    return found
