"""Datasets → packages → site: extract every report, package → query → site; old output stands until all is well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.check import check, check_series, indicators, weigh
from gongkai.dataset import (
    Register,
    agency_for,
    by_report,
    coverage,
    read_corrections,
    read_looked_for,
    read_register,
    refuse_lost_sources,
    report_id,
)
from gongkai.forms import code_list
from gongkai.model import (
    Check,
    Correction,
    DatasetContent,
    Extraction,
    Finding,
    PublishedReport,
    Status,
    Table,
)
from gongkai.pipeline.reading import Documents, Progress, extract_files, rejection
from gongkai.pipeline.releases import change_tables, public_files, publish_package, restore_releases
from gongkai.pipeline.scoring import score_folder
from gongkai.query import run_all
from gongkai.reconcile import apply_corrections, reconcile
from gongkai.score import scorecard
from gongkai.site import build_site, site_url
from gongkai.workspace import DatasetFolder, Workspace


def read_dataset(folder: DatasetFolder, jobs: int, progress: Progress) -> DatasetContent:
    """A dataset ready to be packaged: its reports under their ids and corrected, what was rejected, what is missing.

    Raises:
        DatasetError: what a person wrote under the dataset's folder is wrong, or a correction no longer fits.
    """
    register = read_register(folder.description, folder.agencies, folder.sources)
    corrections = read_corrections(folder.corrections)
    paths = folder.report_files()
    refuse_lost_sources(folder.sources, register.sources.values(), {_inside(path) for path in paths})
    reports, rejected = _sorted_out(paths, extract_files(paths, jobs, progress), register)
    ordered = _with_series(_corrected(reports, corrections))
    not_read = {_named(path, register) for path in rejected}
    return DatasetContent(
        register.dataset,
        register.agencies,
        ordered,
        tuple(rejected.values()),
        corrections,
        coverage(register.dataset, register.agencies, ordered, not_read, read_looked_for(folder.looked_for)),
    )


def _sorted_out(
    paths: Iterable[Path], extractions: Iterable[Extraction], register: Register
) -> tuple[dict[str, PublishedReport], dict[Path, Extraction]]:
    """Reports by id, and the files that give none."""
    reports: dict[str, PublishedReport] = {}
    rejected: dict[Path, Extraction] = {}
    for path, extraction in zip(paths, extractions, strict=True):
        placed = _placed(path, extraction, register, reports)
        if isinstance(placed, PublishedReport):
            reports[placed.report_id] = placed
        else:
            rejected[path] = placed
    return reports, rejected


def _inside(path: Path) -> str:
    """The path of a source report inside its dataset folder, as `sources.csv` has it."""
    return f"{path.parent.name}/{path.name}"


def _named(path: Path, register: Register) -> str:
    """The id that the register or the file's name gives to a report."""
    entry = register.sources.get(_inside(path))
    return entry.report_id if entry else path.stem


def _placed(
    path: Path, extraction: Extraction, register: Register, taken: Mapping[str, PublishedReport]
) -> PublishedReport | Extraction:
    """The report under its id, or the extraction as rejected if it has none."""
    if extraction.status is Status.REJECTED:
        return extraction
    entry = register.sources.get(_inside(path))
    if entry and entry.sha256 != extraction.source.sha256:
        return _refused(path, "source_changed")
    if entry:
        published = entry.report_id
    else:
        agency = agency_for(extraction.report, register.agencies)
        if agency is None or extraction.report.year is None:
            return _refused(path, "unknown_agency")
        published = report_id(agency, extraction.report.year)
    if published in taken or (entry is None and published in register.listed):
        return _refused(path, "duplicate_report")
    agency_id = published.rpartition("-")[0]
    return PublishedReport(published, agency_id, extraction, entry.url if entry else None)


def _corrected(
    reports: Mapping[str, PublishedReport], corrections: Sequence[Correction]
) -> tuple[PublishedReport, ...]:
    """The reports by id with what people put right, and with the indicators that follow."""
    corrections_of = by_report(corrections, reports)
    ordered = (_put_right(reports[key], corrections_of.get(key, ())) for key in sorted(reports))
    return tuple(replace(report, indicators=indicators(report.extraction)) for report in ordered)


def _put_right(report: PublishedReport, corrections: Sequence[Correction]) -> PublishedReport:
    """The sums are worked out anew, because a corrected number may settle others; what is printed stays judged."""
    if not corrections:
        return report
    extraction = reconcile(apply_corrections(report.extraction, corrections))
    _, checks = check(extraction)
    return replace(report, extraction=weigh(replace(extraction, checks=checks)))


def _refused(path: Path, reason: str) -> Extraction:
    label = next(row for row in code_list("reasons") if row["code"] == reason)
    return rejection(path, reason, f"{path.name}: {label['label_en']}; {label['advice_en']}")


def _with_series(reports: tuple[PublishedReport, ...]) -> tuple[PublishedReport, ...]:
    """Adds what only shows when the years of an agency stand side by side."""
    extractions = {report.report_id: report.extraction for report in reports}
    agency_of = {report.report_id: report.agency_id for report in reports}
    outcomes = check_series(extractions, agency_of)
    return tuple(_added(report, *outcomes[report.report_id]) for report in reports)


def _added(report: PublishedReport, findings: Sequence[Finding], checks: Sequence[Check]) -> PublishedReport:
    extraction = report.extraction
    more = {check.rule: check for check in checks}
    kept = (check for check in extraction.checks if check.rule not in more)
    every = (*extraction.findings, *findings)
    return replace(report, extraction=weigh(replace(extraction, findings=every, checks=(*kept, *more.values()))))


def build(workspace: Workspace, *, jobs: int, site: bool, progress: Progress) -> dict[str, DatasetContent]:
    """Every dataset → its package, and the site over all of them; the old ones stand until all is well."""
    contents: dict[str, DatasetContent] = {}
    with workspace.staged() as staging:
        for folder in workspace.dataset_folders():
            contents[folder.id] = read_dataset(folder, jobs, progress)
            publish_package(contents[folder.id], folder, _made(staging.package(folder.id)))
            progress(f"package {folder.id}")
        if site:
            build_pages(staging, _source_paths(workspace, contents))
            progress("site")
    return contents


def build_pages(workspace: Workspace, sources: Mapping[str, Path]) -> None:
    """The site from the packages of a workspace; the sources only stand beside what was read from them."""
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
            documents=Documents(sources),
            files=public_files(tables, packages, released, site_url(workspace.project)),
            released=released,
        )


def _scorecard(workspace: Workspace) -> Table:
    """How the reading compares with the gold of every dataset that has some."""
    golds = (folder.gold for folder in workspace.dataset_folders() if folder.gold.is_dir())
    return scorecard(score for gold in golds for score in score_folder(gold))


def _source_paths(workspace: Workspace, contents: Mapping[str, DatasetContent]) -> dict[str, Path]:
    return {
        report.report_id: workspace.dataset(dataset_id).reports / report.extraction.source.file
        for dataset_id, content in contents.items()
        for report in content.reports
    }


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
