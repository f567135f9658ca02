"""What a version changes: into the package, against the last release, and out to readers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from operator import call
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.dataset import read_reading_changes
from gongkai.errors import DatasetError, PackageError
from gongkai.forms.schema import table_schemas
from gongkai.model import Dataset, DatasetContent, Table
from gongkai.package import (
    CHECKSUMS,
    catalogue,
    checksum_faults,
    describe_package,
    has_every_copy,
    same_tables,
    seal_package,
    unpack,
    write_tables,
)
from gongkai.query import differences, rules_by_cell, write_database
from gongkai.release import (
    CHANGES,
    CHANGES_TEXT,
    DATABASE,
    DESCRIPTOR,
    DEV,
    SUMS,
    Change,
    PackageFile,
    as_text,
    changes_json,
    changes_text,
    classify,
    in_force,
    read_package,
    record_release,
    recorded,
    refuse_going_back,
    refuse_unexplained,
    release_entry,
    release_tables,
    terminal_summary,
    version_order,
)
from gongkai.site import api_files, feeds, package_file, version_of
from gongkai.workspace import DatasetFolder

CATALOGUE = "catalog.jsonld"
"""Where data portals find the whole site, in DCAT."""

Later = Callable[[Callable[[], None]], object]
"""Does a step at some time, or has it done."""


def publish_package(
    content: DatasetContent,
    folder: DatasetFolder,
    package: Path,
    parts: Iterable[bytes] | None = None,
    site_url: str = "",
    later: Later = call,
) -> None:
    """Write the package of a dataset: the last release itself if nothing is new, else that version `+dev`.

    Args:
        content: everything the package holds.
        folder: the dataset's folder, with its recorded releases and declarations; they may be missing.
        package: where to; an empty folder.
        parts: the rows of the reports as `packed_part` gives them, in place of `content.reports`.
        site_url: address of the site, ending in a slash; empty where it is not known.
        later: gets the last step, which makes the ZIP and the DuckDB file; it is done at once if nobody does it later.

    Raises:
        PackageError: a published value changes without a reason, or a released report no longer comes out.
        DatasetError: a recorded release or the declarations are wrong, or the version goes back.
    """
    write_tables(content, package, parts)
    dataset, records = replace(content.dataset, released_on=None, site_url=site_url), recorded(folder.releases)
    if not records:
        _finish(replace(dataset, version=dataset.version + DEV), folder, package, None, later=later)
        return
    with TemporaryDirectory() as temporary:
        last = read_package(unpack(records[0], Path(temporary)))
        if last.version == dataset.version and same_tables(last.folder, package):
            restore_release(records[0], last.dataset, package)
        else:
            _finish(replace(dataset, version=last.version + DEV), folder, package, last, dataset.version, later)


def restore_release(archive: Path, dataset_id: str, package: Path) -> None:
    """Put a released version in place, byte for byte, from its record.

    Args:
        archive: the recorded archive.
        dataset_id: id of the dataset.
        package: the folder to be replaced.

    Raises:
        PackageError: a file of the record is missing, or is not the one that was published.
    """
    shutil.rmtree(package, ignore_errors=True)
    with TemporaryDirectory(dir=package.parent) as temporary:
        shutil.move(unpack(archive, Path(temporary)), package)
    database, sums = archive.with_suffix(DATABASE), archive.with_suffix(SUMS)
    copies = {
        f"{dataset_id}-{archive.name}": archive,
        f"{dataset_id}.duckdb": database,
        CHECKSUMS: sums,
    }
    for name, path in copies.items():
        if not path.is_file():
            raise PackageError("no_archive", file=path)
        shutil.copyfile(path, package / name)
    for fault in checksum_faults(package):
        raise PackageError("record_changed", file=copies.get(fault.file, archive), sums=sums.name)


def record(content: DatasetContent, folder: DatasetFolder, released_on: date, site_url: str = "") -> Path:
    """Release the version that dataset.yml names; returns the path of its record.

    Raises:
        PackageError: a published value changes without a reason, or a released report no longer comes out.
        DatasetError: that version is released already, or goes back.
    """
    dataset = replace(content.dataset, released_on=released_on, site_url=site_url)
    with TemporaryDirectory() as temporary:
        package, records = Path(temporary) / "package" / dataset.id, recorded(folder.releases)
        if records and version_order(records[0].stem) == version_order(dataset.version):
            raise DatasetError("released_already", file=records[0], version=dataset.version)
        write_tables(content, package)
        last = read_package(unpack(records[0], Path(temporary) / "last")) if records else None
        _finish(dataset, folder, package, last, dataset.version)
        archive = package / f"{dataset.id}-{dataset.version}.zip"
        database, sums = package / f"{dataset.id}.duckdb", package / CHECKSUMS
        return record_release(archive, database, sums, dataset.version, folder.releases)


def _finish(
    dataset: Dataset,
    folder: DatasetFolder,
    package: Path,
    last: PackageFile | None,
    upto: str | None = None,
    later: Later = call,
) -> None:
    """All of a package but its tables; `upto` is the version whose declarations are in force."""
    declared = read_reading_changes(folder.reading_changes)
    tables = {name: package / "data" / f"{name}.parquet" for name in table_schemas()}
    new = PackageFile(package, dataset.id, upto or dataset.version, tables, declared)
    if last:
        refuse_going_back(new.version, last.version, dataset.id)
    changes = compare(last, new)
    if last:
        refuse_unexplained(changes, dataset.id, last.version)
    entry = release_entry(dataset.version, last.version if last else None, dataset.released_on, changes)
    releases = [entry, *(last.releases if last else ())]
    describe_package(dataset, package)
    data = changes_json(dataset.id, dataset.version, releases, declared)
    (package / CHANGES).write_text(as_text(data), encoding="utf-8", newline="\n")
    (package / CHANGES_TEXT).write_text(changes_text(dataset.id, releases), encoding="utf-8", newline="\n")
    keys = has_every_copy(dataset, package)

    def seal() -> None:
        with ThreadPoolExecutor(1) as beside:
            # the ZIP does not hold the database: both are written at the same time
            place = package.parent / f"{dataset.id}.duckdb"
            written = beside.submit(write_database, package, place, keys=keys)
            seal_package(package, lambda: written.result() or place)

    later(seal)


def compare(old: PackageFile | None, new: PackageFile) -> tuple[Change, ...]:
    """Every change from the old to the new version; without an old one every report is new.

    Raises:
        PackageError: a file is damaged, or the two are of different datasets.
    """
    if old is None:
        return classify(differences({}, new.tables), (), {})
    if old.dataset != new.dataset:
        raise PackageError("other_dataset", file=new.folder, new=new.dataset, old=old.dataset, folder=old.folder)
    declared = in_force(new.declared, old.version, new.version)
    asked = any(change.rules for change in declared)
    rules = rules_by_cell(old.tables["findings"], new.tables["findings"]) if asked else {}
    return classify(differences(old.tables, new.tables), declared, rules)


def diff(old: Path, new: Path) -> tuple[PackageFile, PackageFile, tuple[Change, ...]]:
    """Two packages (folder, datapackage.json or ZIP), and what changed from the one to the other.

    Raises:
        PackageError: one is missing or damaged, or they are of different datasets.
    """
    with TemporaryDirectory() as folder:
        places = (("old", old), ("new", new))
        found = (unpack(path, Path(folder) / side) if path.suffix == ".zip" else path for side, path in places)
        before, after = map(read_package, found)
        return before, after, compare(before, after)


def diff_text(before: PackageFile, after: PackageFile, changes: tuple[Change, ...]) -> str:
    """The changes for people, in Chinese and English."""
    return terminal_summary(changes, f"{after.dataset}: {before.version} → {after.version}")


def diff_json(before: PackageFile, after: PackageFile, changes: tuple[Change, ...]) -> str:
    """The changes as a document of the same shape as CHANGES.json."""
    entry = release_entry(after.version, before.version, None, changes)
    return as_text(changes_json(after.dataset, after.version, [entry], after.declared))


def restore_releases(folders: Iterable[DatasetFolder], target: Path) -> dict[str, dict[str, Path]]:
    """The folder of every released version by dataset and version, the newest first, restored from its record.

    Raises:
        DatasetError: a record is damaged.
    """
    restored: dict[str, dict[str, Path]] = {}
    for folder in folders:
        for archive in recorded(folder.releases):
            package = target / folder.id / archive.stem
            package.parent.mkdir(parents=True, exist_ok=True)
            restore_release(archive, folder.id, package)
            restored.setdefault(folder.id, {})[archive.stem] = package
    return restored


def change_tables(packages: Mapping[str, Path], agencies: Table) -> dict[str, Table]:
    """The tables `releases` and `changes` for the pages of a site over these packages."""
    return release_tables((read_package(package, own=True) for _, package in sorted(packages.items())), agencies)


def public_files(
    tables: Mapping[str, Table],
    packages: Mapping[str, Path],
    released: Mapping[str, Mapping[str, Path]],
    site_url: str,
) -> dict[str, str]:
    """Address → text of the feeds, the JSON index and the catalogue of a site over these packages."""
    versions = {name: tuple(found) for name, found in released.items()}
    folders = {}
    for name, package in packages.items():
        version = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))["version"]
        folders[package_file(name, "", version_of(version, versions.get(name, ())))] = package
    index = api_files(tables, packages, versions)
    return {**feeds(tables, packages, site_url), **index, CATALOGUE: catalogue(folders)}
