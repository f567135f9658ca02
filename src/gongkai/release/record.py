"""The record of the releases of a dataset: the package of each released version, as it was published.

`<version>.zip` is the published archive and `<version>.duckdb` the database beside it. As long as they stand, the site
offers that version under its own address, and a build is held against the newest of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from gongkai.errors import DatasetError, PackageError
from gongkai.release.change import Change
from gongkai.release.summary import what_changed
from gongkai.release.version import DEV, version_order

ARCHIVE, DATABASE = ".zip", ".duckdb"


def recorded(folder: Path) -> list[Path]:
    """The archives of the released versions, the newest first; none if nothing has been released.

    Raises:
        DatasetError: a file there is named after no version.
    """
    paths = folder.glob(f"*{ARCHIVE}") if folder.is_dir() else ()
    try:
        return sorted(paths, key=lambda path: version_order(path.stem), reverse=True)
    except PackageError as error:
        raise DatasetError(error.what, file=str(folder), advice="name records <version>.zip") from error


def refuse_going_back(version: str, last: str, dataset: str) -> None:
    """A version never comes before the one that was released.

    Raises:
        DatasetError: it does.
    """
    if version_order(version) < version_order(last):
        raise DatasetError(
            f"version {version} is older than {last}, which was released",
            file=f"{dataset}/dataset.yml",
            advice="raise `version`",
        )


def refuse_unexplained(changes: Sequence[Change], dataset: str, last: str) -> None:
    """A published number only changes with a reason, and a released report only goes with one.

    Raises:
        PackageError: one does; it names the report and the cell.
    """
    found = [change for change in changes if change.kind == "unexplained"]
    gone = [change for change in found if change.table == "reports" and change.after is None]
    if gone:
        raise PackageError(
            f"report {gone[0].report_id}, released in {last}, no longer comes out ({len(gone)} such reports)",
            file=dataset,
            advice="put its file back as it was; to withdraw it, raise `version` in dataset.yml and say why in "
            "reading_changes.yml, under `reports` with its id",
        )
    if found:
        first = found[0]
        raise PackageError(
            f"{len(found)} published values changed though their source did not; the first is {first.report_id}, "
            f"{first.place}: {what_changed(first)} (released in {last})",
            file=dataset,
            advice="mend the reading, or raise `version` in dataset.yml and say why in reading_changes.yml",
        )


def record_release(archive: Path, database: Path, version: str, folder: Path) -> Path:
    """Keep a released package for ever; returns the path of the recorded archive.

    Raises:
        DatasetError: that version is released already.
    """
    path = folder / f"{version}{ARCHIVE}"
    if path.is_file() or version.endswith(DEV):
        raise DatasetError(f"{version} is released already", file=str(path), advice="raise `version` in dataset.yml")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(database, path.with_suffix(DATABASE))
    shutil.copyfile(archive, path)
    return path
