"""Datasets → packages → site: extract every report, package → query → site; old output stands until all is well."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from gongkai.dataset import (
    KnownError,
    coverage,
    read_corrections,
    read_looked_for,
    read_register,
    refuse_lost_sources,
    replies,
)
from gongkai.errors import BuildError
from gongkai.model import Dataset, DatasetContent, Extraction, PublishedReport, Table
from gongkai.pipeline.cache import Cache, key_of
from gongkai.pipeline.keeping import Before, LastSite
from gongkai.pipeline.pages import BY_GROUP, ONLY_BY_REPORT, ReportPages
from gongkai.pipeline.progress import Profile, Progress, Step, silent
from gongkai.pipeline.releases import change_tables, public_files, publish_package, restore_releases
from gongkai.pipeline.reports import Placed, Reports, finished_reports, inside, parts, read_reports
from gongkai.pipeline.scoring import score_folder
from gongkai.pipeline.standing import note, stamp_of, told_by
from gongkai.pipeline.workers import Workers
from gongkai.query import Views, examples
from gongkai.score import scorecard
from gongkai.site import build_site, read_settings, site_url
from gongkai.workspace import DatasetFolder, Workspace


@dataclass(frozen=True)
class Gathered:
    """A dataset before its reports are finished: what is known of all of them, and how to make them."""

    content: DatasetContent
    reports: Reports


@dataclass(frozen=True, slots=True)
class Published:
    """What a build made of a dataset: how many reports, which files gave none, and the errors that the reports show."""

    dataset: Dataset
    reports: int
    rejections: tuple[Extraction, ...]
    errors: frozenset[KnownError]


def read_dataset(folder: DatasetFolder, jobs: int, progress: Progress) -> DatasetContent:
    """A dataset ready to be packaged: its reports under their ids and corrected, what was rejected, what is missing.

    Raises:
        DatasetError: what a person wrote under the dataset's folder is wrong, or a correction no longer fits.
    """
    with TemporaryDirectory(prefix="gongkai-") as place, Cache(Path(place)) as cache, Workers(jobs) as workers:
        gathered = _gathered(folder, workers, cache, progress)
        return replace(gathered.content, reports=tuple(finished_reports(gathered.reports, workers, cache)))


def _gathered(folder: DatasetFolder, workers: Workers, cache: Cache, progress: Progress) -> Gathered:
    register = read_register(folder.description, folder.agencies, folder.sources)
    corrections = read_corrections(folder.corrections)
    paths = folder.report_files()
    refuse_lost_sources(folder.sources, register.sources.values(), {inside(path) for path in paths})
    reports = read_reports(paths, register, corrections, workers, cache, progress)
    # a report that could not be read has the id that the register or the name of its file gives it
    unread = ((register.sources.get(inside(path)), path) for path in reports.rejected)
    not_read = {entry.report_id if entry else path.stem for entry, path in unread}
    heads = [PublishedReport(placed.report_id, placed.agency_id, placed.head) for placed in reports.placed]
    return Gathered(
        DatasetContent(
            register.dataset,
            register.agencies,
            (),
            tuple(reports.rejected.values()),
            corrections,
            coverage(register.dataset, register.agencies, heads, not_read, read_looked_for(folder.looked_for)),
        ),
        reports,
    )


def build(
    workspace: Workspace,
    *,
    jobs: int | None = None,
    site: bool = True,
    progress: Progress = silent,
    workers: Workers | None = None,
    profile: Profile | None = None,
) -> dict[str, Published]:
    """Every dataset → its package, and the site over all of them; the old ones stand until all is well.

    Args:
        workspace: where from and where to.
        jobs: processes that share the work.
        site: False to make packages only.
        progress: called with every step done.
        workers: who works, in place of `jobs` processes.
        profile: takes down what each stage cost.

    Raises:
        BuildError: another build writes there, or the folder cannot be written.
        SiteError: the project has no settings of a site.
    """
    if site:
        read_settings(workspace.project)
    with (
        _disk_trouble_named(workspace.out),
        workspace.staged() as staging,
        Cache(workspace.cache) as cache,
        workers or Workers(jobs or 1) as hands,
        ThreadPoolExecutor(1) as beside,
    ):
        stamp = stamp_of(workspace, site)
        made = cast(dict[str, Published] | None, told_by(workspace, cache, stamp))
        if made is None:
            before = Before(workspace.site, workspace.spare)
            made = _Build(staging, before, hands, beside, cache, progress, profile or Profile(hands.spent)).run(site)
            note(staging, cache, stamp, made)
        return made


DISK_TROUBLE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def _disk_trouble_named(out: Path) -> Iterator[None]:
    """A full or read-only disk gives one line that names the file, or the folder where the system names none."""
    try:
        yield
    except shutil.Error as error:
        # of copying a folder: (from, to, why) for each file
        _, file, why = error.args[0][0]
        raise BuildError("disk", file=str(file), said=why) from error
    except OSError as error:
        if error.errno not in DISK_TROUBLE:
            raise
        raise BuildError("disk", file=str(error.filename or out), said=error.strerror) from error
    except sqlite3.OperationalError as error:
        raise BuildError("disk", file=out, said=error) from error


@dataclass(frozen=True, slots=True)
class _Build:
    """One build in the staging folder; `before` is what the last one left."""

    staging: Workspace
    before: Before
    workers: Workers
    beside: Executor
    cache: Cache
    progress: Progress
    profile: Profile

    def run(self, site: bool) -> dict[str, Published]:
        """Packages, then the site over them; what needs but their tables is made while they are sealed beside it."""
        made: dict[str, Published] = {}
        placed: list[Placed] = []
        digests: dict[str, str] = {}
        sealed: list[Future[None]] = []
        for folder in self.staging.dataset_folders():
            with self.profile.stage("read"):
                gathered = _gathered(folder, self.workers, self.cache, self.progress)
            errors: set[KnownError] = set()
            with self.profile.stage("package"):
                package = _made(self.staging.package(folder.id))
                tables = self._tables(gathered.reports, digests, errors)
                publish_package(
                    gathered.content,
                    folder,
                    package,
                    tables,
                    site_url(self.staging.project),
                    lambda step: sealed.append(self.beside.submit(step)),
                )
            self.progress(Step("package", f"package {folder.id}"))
            own = gathered.reports.placed
            placed.extend(own)
            made[folder.id] = Published(
                gathered.content.dataset, len(own), gathered.content.rejections, frozenset(errors)
            )
        if site:
            placed.sort(key=lambda report: report.report_id)
            pages = ReportPages(placed, digests, self.before, self.workers, self.cache, self.progress)
            build_pages(self.staging, pages, self.profile, self.beside, sealed)
            self.progress(Step("site", "site"))
        for future in sealed:
            future.result()
        return made

    def _tables(self, reports: Reports, digests: dict[str, str], errors: set[KnownError]) -> Iterator[bytes]:
        """The finished groups as they come, none of them held; digests and errors are noted on the way."""
        for part in parts(reports, self.workers, self.cache, self.progress):
            for report_id, digest in part.digests.items():
                digests[report_id] = key_of(digests.get(report_id, ""), digest)
            errors |= part.errors
            yield part.tables


def build_pages(
    workspace: Workspace, reports: ReportPages, profile: Profile, beside: Executor, sealed: Sequence[Future[None]]
) -> None:
    """The site from the packages of a workspace; the sources only stand beside what was read from them.

    Args:
        workspace: where the packages stand, and the site is to stand.
        reports: makes their pages.
        profile: takes down what each stage cost.
        beside: one thread, which makes the packages whole; their tables are there already.
        sealed: what it does for that.
    """
    packages = {path.parent.name: path.parent for path in sorted(workspace.packages.glob("*/datapackage.json"))}
    asked = beside.submit(examples, packages)  # of whole packages: its turn is after theirs
    with TemporaryDirectory(dir=workspace.out) as temporary, Views(list(packages.values())) as views:
        with profile.stage("query"):
            tables = {view: views[view] for view in views if view not in (*ONLY_BY_REPORT, *BY_GROUP)}
            folders = workspace.dataset_folders()
            golds = (folder.gold for folder in folders if folder.gold.is_dir())
            tables |= {
                # how the reading compares with the gold of every dataset that has some
                "scorecard": scorecard(score for gold in golds for score in score_folder(gold)),
                **change_tables(packages, tables["agencies"]),
            }
            ids = {report.report_id for report in reports.placed}
            tables["replies"] = replies((folder.replies for folder in folders), ids)
            released = restore_releases(folders, Path(temporary))
            files = public_files(tables, packages, released, site_url(workspace.project))

        def late() -> Mapping[str, Table]:
            with profile.stage("package"):
                for future in sealed:
                    future.result()
                return {"examples": asked.result()}

        build_site(
            tables,
            packages,
            workspace.project,
            _made(workspace.site),
            make_reports=reports.maker(tables, views),
            kept=LastSite(reports.cache, reports.before, workspace.site),
            of_report=lambda view, report_id: views.of_reports(view, report_id, report_id),
            late=late,
            stage=profile.stage,
            files=files,
            released=released,
        )


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
