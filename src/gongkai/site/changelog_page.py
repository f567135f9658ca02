"""The page of changes: what each release of each dataset changed, number by number, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from gongkai.site import addresses
from gongkai.site.changes import ChangeView, change_view
from gongkai.site.extra_files import feeds_of
from gongkai.site.figures import Figures
from gongkai.site.names import agency_name
from gongkai.site.page import Content, SiteData
from gongkai.site.rows import ChangeRow, NamedReportRow, ReleaseRow
from gongkai.site.words import Words

MOST_CHANGES = 600
"""Changes of a release that the page lists; all of them are counted, and CHANGES.json has them all."""
FEW_CHANGES = 12
"""Changes of a release that the page shows open; with more of them each report is folded."""
FOLLOWING = ("findings", "checks", "indicators")
"""Tables made by rules: they change when a number does."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WHOLE_REPORT = ("source_added", "source_removed")


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """The changes of one report (or of the registers): its name and page, what changed, what followed from that."""

    name: str
    target: str | None
    counts: str
    direct: tuple[ChangeView, ...]
    following: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release: `whole` lists reports that came or went as (label, [(name, address)])."""

    anchor: str
    dataset: str
    version: str
    file: str
    previous: str | None
    date: str | None
    counts: tuple[tuple[str, str, int], ...]
    whole: tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]
    reports: tuple[ReportChanges, ...]
    left_out: int
    folded: bool
    title: str


def changelog(data: SiteData, words: Words) -> Content:
    """The values of the fragment for the hand-written page of changes."""
    figures, releases = data.figures, []
    titles = {dataset.id: dataset.title(words) for dataset in data.datasets}
    files = {dataset.id: dataset.path("CHANGES.json") for dataset in data.datasets}
    known = figures.rows(ReleaseRow) if ReleaseRow.VIEW in figures else []
    for release, group in groupby(known, key=lambda row: row.release):
        dataset = release[0]
        changes = [row for row in figures.of(ChangeRow, "dataset", dataset) if row.release == release]
        file = files.get(dataset, addresses.package_file(dataset, "CHANGES.json"))
        releases.append(_release(list(group), changes, titles.get(dataset, dataset), file, figures, words))
    shown = {"releases": releases, "feeds": feeds_of(data.files, "", words)}
    return Content(fragments={"releases": shown})


def _release(
    rows: list[ReleaseRow], changes: list[ChangeRow], title: str, file: str, figures: Figures, words: Words
) -> ReleaseView:
    head = rows[0]
    others = [row for row in changes if row.kind not in WHOLE_REPORT]
    year, month, day = map(int, head.date.split("-")) if head.date else (0, 0, 0)
    groups: dict[str | None, list[ChangeRow]] = {}
    for change in others[:MOST_CHANGES]:
        groups.setdefault(change.report_id, []).append(change)
    reports: list[ReportChanges] = []
    for report_id, found in groups.items():
        registers = (words("登记与编码", "Registers and codes"), None)
        name, target = _report(found[0], figures, words) if report_id else registers
        following = [change for change in found if change.table in FOLLOWING]
        direct = [change for change in found if change.table not in FOLLOWING]
        labels = [words(change.label_zh, change.label_en) for change in found]
        counted = words("，", ", ").join(f"{label} {labels.count(label)}" for label in dict.fromkeys(labels))
        views = (tuple(change_view(change, figures, words) for change in part) for part in (direct, following))
        reports.append(ReportChanges(name, target, counted, *views))
    return ReleaseView(
        anchor=f"{head.dataset}-{head.version}".replace("+", "-"),
        dataset=head.dataset,
        version=head.version,
        file=file,
        previous=head.previous,
        date=words("{y} 年 {m} 月 {d} 日", "{d} {name} {y}", y=year, m=month, d=day, name=MONTHS[month - 1])
        if day
        else None,
        counts=tuple(
            (words(row.label_zh, row.label_en), words(row.description_zh, row.description_en), row.changes)
            for row in rows
        ),
        whole=tuple(
            (
                words(found[0].label_zh, found[0].label_en),
                tuple(_report(row, figures, words) for row in found[:MOST_CHANGES]),
            )
            for kind in WHOLE_REPORT
            if (found := [row for row in changes if row.kind == kind])
        ),
        reports=tuple(reports),
        left_out=max(0, len(others) - MOST_CHANGES),
        folded=len(others) > FEW_CHANGES,
        title=title,
    )


def _report(change: ChangeRow, figures: Figures, words: Words) -> tuple[str, str | None]:
    """Name and address of a report; one that is no longer held has only the name it had."""
    report_id = change.report_id or ""
    for report in figures.of(NamedReportRow, "report_id", report_id):
        return f"{agency_name(report, words)} {report.year}", addresses.report(report_id)
    told = change.before or change.after or {}
    named = " ".join(str(told[name]) for name in ("agency", "year") if told.get(name))
    return named or report_id, None
