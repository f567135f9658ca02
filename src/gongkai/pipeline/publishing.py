"""Datasets → packages → site: extract every report, package → query → site; old output stands until all is well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.dataset import (
    KnownError,
    Register,
    coverage,
    read_corrections,
    read_looked_for,
    read_register,
    refuse_lost_sources,
)
from gongkai.model import Dataset, DatasetContent, Document, Extraction, PublishedReport, Table
from gongkai.pipeline.cache import Cache
from gongkai.pipeline.progress import Profile, Progress, Step, silent
from gongkai.pipeline.releases import change_tables, public_files, publish_package, restore_releases
from gongkai.pipeline.reports import Placed, Reports, finished_reports, inside, parts, read_reports
from gongkai.pipeline.scoring import score_folder
from gongkai.pipeline.tasks import unpacked
from gongkai.pipeline.workers import Workers
from gongkai.query import run_all
from gongkai.score import scorecard
from gongkai.site import build_site, site_url
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
    not_read = {_named(path, register) for path in reports.rejected}
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


def _named(path: Path, register: Register) -> str:
    """The id that the register or the file's name gives to a report."""
    entry = register.sources.get(inside(path))
    return entry.report_id if entry else path.stem


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
    """
    made: dict[str, Published] = {}
    placed: list[Placed] = []
    with workspace.staged() as staging, Cache(workspace.cache) as cache, workers or Workers(jobs or 1) as hands:
        profile = profile or Profile(hands.spent)
        for folder in workspace.dataset_folders():
            with profile.stage("read"):
                gathered = _gathered(folder, hands, cache, progress)
            with profile.stage("finish"):
                found = list(parts(gathered.reports, hands, cache, progress))
            with profile.stage("package"):
                package = _made(staging.package(folder.id))
                publish_package(gathered.content, folder, package, [part.tables for part in found])
            progress(Step("package", f"package {folder.id}"))
            own = gathered.reports.placed
            placed.extend(own)
            errors = frozenset(error for part in found for error in part.errors)
            made[folder.id] = Published(gathered.content.dataset, len(own), gathered.content.rejections, errors)
        if site:
            with profile.stage("site"):
                build_pages(staging, placed, cache)
            progress(Step("site", "site"))
    return made


def build_pages(workspace: Workspace, placed: Sequence[Placed], cache: Cache) -> None:
    """The site from the packages of a workspace; the sources only stand beside what was read from them."""
    sources = {report.report_id: report.path for report in placed}
    packages = {path.parent.name: path.parent for path in sorted(workspace.packages.glob("*/datapackage.json"))}
    folders = list(packages.values())
    tables: dict[str, Table] = {**run_all(folders), "scorecard": _scorecard(workspace)}
    tables |= change_tables(packages, tables["agencies"])
    with TemporaryDirectory(dir=workspace.out) as temporary:
        released = restore_releases(workspace.dataset_folders(), Path(temporary))
        build_site(
            tables,
            packages,
            workspace.project,
            _made(workspace.site),
            sources,
            documents=Documents(placed, cache),
            files=public_files(tables, packages, released, site_url(workspace.project)),
            released=released,
        )


class Documents(Mapping[str, Document]):
    """What was read from the sources, by report id, each unpacked when it is asked for."""

    def __init__(self, placed: Iterable[Placed], cache: Cache) -> None:
        self._keys = {report.report_id: report.key for report in placed}
        self._cache = cache

    def __contains__(self, report_id: object) -> bool:
        """Asked without unpacking: a Mapping would look the document up."""
        return report_id in self._keys

    def __getitem__(self, report_id: str) -> Document:
        document: Document = unpacked(self._cache.get(f"document {self._keys[report_id]}") or b"")
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _scorecard(workspace: Workspace) -> Table:
    """How the reading compares with the gold of every dataset that has some."""
    golds = (folder.gold for folder in workspace.dataset_folders() if folder.gold.is_dir())
    return scorecard(score for gold in golds for score in score_folder(gold))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
