"""The releases of a dataset: what a new package changes against the last one, and whether it may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.errors import DatasetError, PackageError
from gongkai.release.change import Change
from gongkai.release.changes_file import CHANGES, CHANGES_TEXT, Release, as_text, changes_json, release_entry
from gongkai.release.compare import compare
from gongkai.release.from_package import read_package
from gongkai.release.publication import Publication, version_order
from gongkai.release.reading_changes import ReadingChange
from gongkai.release.snapshot import ENDING, latest_snapshot, read_snapshot, snapshot_bytes
from gongkai.release.summary import changes_text, what_changed


def write_changes(package: Path, releases: Path, declared: Sequence[ReadingChange]) -> None:
    """Write CHANGES.json and CHANGES.md into a package, made against the last recorded release.

    Args:
        package: folder of the package; its tables and descriptor are written.
        releases: folder of the recorded releases; may be missing.
        declared: reading changes of the dataset.

    Raises:
        PackageError: a published value changes without a reason; it names the report and the cell.
        DatasetError: a recorded release is damaged, or the version goes back.
    """
    new = replace(read_package(package), declared=tuple(declared))
    latest = latest_snapshot(releases)
    entries = _releases(new, read_snapshot(latest) if latest else None)
    data = changes_json(new.dataset, new.version, entries, declared)
    _write(package / CHANGES, as_text(data))
    _write(package / CHANGES_TEXT, changes_text(new.dataset, entries))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _releases(new: Publication, last: Publication | None) -> Sequence[Release]:
    """The list of releases with the new one in front."""
    if last is None:
        nothing = replace(new, sources={})
        return (release_entry(new.version, None, compare(nothing, new, ())),)
    if version_order(new.version) < version_order(last.version):
        raise DatasetError(
            f"version {new.version} is older than {last.version}, which was released",
            file=f"{new.dataset}/dataset.yml",
            advice="raise `version`",
        )
    changes = compare(last, new, new.declared)
    _refuse_unexplained(changes, new, last)
    if new.version == last.version and not changes:
        return last.releases
    return (release_entry(new.version, last.version, changes), *last.releases)


def _refuse_unexplained(changes: Sequence[Change], new: Publication, last: Publication) -> None:
    found = [change for change in changes if change.kind == "unexplained"]
    if found:
        first = found[0]
        raise PackageError(
            f"{len(found)} published values changed though their source did not; the first is {first.report_id}, "
            f"{first.place}: {what_changed(first)} (released in {last.version})",
            file=new.dataset,
            advice="mend the reading, or raise `version` in dataset.yml and say why in reading_changes.yml",
        )


def record_release(package: Path, releases: Path) -> Path:
    """Record what a package with its CHANGES.json published; returns the snapshot's path.

    Recording the same content twice changes nothing.

    Raises:
        DatasetError: the version was released with other content.
    """
    publication = read_package(package)
    path = releases / f"{publication.version}{ENDING}"
    if path.is_file() and _differs(publication):
        raise DatasetError(
            f"{publication.version} was released with other content",
            file=f"{publication.dataset}/dataset.yml",
            advice="raise `version`, build, and release that",
        )
    if not path.is_file():
        releases.mkdir(parents=True, exist_ok=True)
        path.write_bytes(snapshot_bytes(publication))
    return path


def _differs(publication: Publication) -> bool:
    """Whether the package's own list says that it changed after the release of its version."""
    newest = publication.releases[0]
    return bool(newest["previous"] == newest["version"])
