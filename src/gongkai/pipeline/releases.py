"""What a version changes: into the package, against the last release, and out to readers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from gongkai.model import DatasetContent, Table
from gongkai.package import catalogue, write_package
from gongkai.release import (
    Change,
    api_files,
    as_text,
    changes_json,
    compare,
    feeds,
    published_packages,
    read_package,
    read_reading_changes,
    read_snapshot,
    record_release,
    release_entry,
    release_tables,
    terminal_summary,
    write_changes,
)
from gongkai.release.publication import Publication

CATALOGUE = "catalog.jsonld"
"""Where data portals find the whole site, in DCAT."""


def publish_changes(package: Path, releases: Path, reading_changes: Path) -> None:
    """Put CHANGES.json and CHANGES.md into a written package.

    Args:
        package: folder of the package.
        releases: folder of the recorded releases; may be missing.
        reading_changes: the declarations of the dataset; may be missing.

    Raises:
        PackageError: a published value changes without a reason.
        DatasetError: a recorded release or the declarations are wrong.
    """
    write_changes(package, releases, read_reading_changes(reading_changes))


def record(content: DatasetContent, releases: Path, reading_changes: Path) -> Path:
    """Record a dataset as released; returns the path of the record.

    Raises:
        PackageError: a published value changes without a reason.
        DatasetError: the version was released with other content, or goes back.
    """
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / content.dataset.id
        write_package(content, package)
        publish_changes(package, releases, reading_changes)
        return record_release(package, releases)


def differences(old: Path, new: Path) -> tuple[Publication, Publication, tuple[Change, ...]]:
    """Two packages (folder or datapackage.json) or recorded releases, and what changed from the one to the other.

    Raises:
        PackageError: one is missing or damaged, or they are of different datasets.
    """
    before, after = _publication(old), _publication(new)
    return before, after, compare(before, after, after.declared)


def _publication(path: Path) -> Publication:
    return read_snapshot(path) if path.is_file() and path.suffix == ".gz" else read_package(path)


def differences_text(before: Publication, after: Publication, changes: Sequence[Change]) -> str:
    """The changes for people, in Chinese and English."""
    return terminal_summary(changes, f"{after.dataset}: {before.version} → {after.version}")


def differences_json(before: Publication, after: Publication, changes: Sequence[Change]) -> str:
    """The changes as a document of the same shape as CHANGES.json."""
    entry = release_entry(after.version, before.version, changes)
    return as_text(changes_json(after.dataset, after.version, [entry], after.declared))


def public_files(packages: Sequence[Path], site_url: str) -> dict[str, str]:
    """Address → text of the feeds, the JSON index and the catalogue of a site over these packages."""
    published = published_packages(packages)
    folders = {f"data/{package.name}/latest/": package for package in packages}
    return {**feeds(published, site_url), **api_files(published), CATALOGUE: catalogue(folders)}


def change_tables(packages: Iterable[Path]) -> dict[str, Table]:
    """The tables `releases` and `changes` for the pages of a site over these packages."""
    return release_tables(published_packages(packages))
