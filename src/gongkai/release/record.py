"""The record of the releases of a dataset: the package of each released version, as it was published.

`<version>.zip` is the published archive, `<version>.duckdb` the database beside it, `<version>.sha256` the published
SHA256SUMS, which proves both. As long as they stand, the site offers that version under its own address, and a build is
compared with the newest of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from gongkai.errors import DatasetError, PackageError
from gongkai.release.change import Change
from gongkai.release.summary import what_changed
from gongkai.release.version import DEV, version_order

ARCHIVE, DATABASE, SUMS = ".zip", ".duckdb", ".sha256"


def recorded(folder: Path) -> list[Path]:
    """The archives of the released versions, the newest first; none if nothing has been released.

    Raises:
        DatasetError: a file there is named after no version.
    """
    paths = folder.glob(f"*{ARCHIVE}") if folder.is_dir() else ()
    try:
        return sorted(paths, key=lambda path: version_order(path.stem), reverse=True)
    except PackageError as error:
        raise DatasetError("record_name", file=folder, **error.values) from error


def refuse_going_back(version: str, last: str, dataset: str) -> None:
    """A version never comes before the one that was released.

    Raises:
        DatasetError: it does.
    """
    if version_order(version) < version_order(last):
        raise DatasetError("version_goes_back", file=f"{dataset}/dataset.yml", version=version, last=last)


def refuse_unexplained(changes: Sequence[Change], dataset: str, last: str) -> None:
    """A published number only changes with a reason, and a released report only goes with one.

    Raises:
        PackageError: one does; it names the report and the cell.
    """
    found = [change for change in changes if change.kind == "unexplained"]
    gone = [change for change in found if change.table == "reports" and change.after is None]
    if gone:
        raise PackageError("report_gone", file=dataset, report=gone[0].report_id, last=last, number=len(gone))
    for first in found:
        values = {"report": first.report_id, "place": first.place, "change": what_changed(first), "last": last}
        raise PackageError("value_changed", file=dataset, number=len(found), **values)


def record_release(archive: Path, database: Path, sums: Path, version: str, folder: Path) -> Path:
    """Record a released package; returns the path of the recorded archive, which nothing may change.

    Args:
        archive: the published ZIP.
        database: the DuckDB file beside it.
        sums: the SHA256SUMS beside both.
        version: that was released.
        folder: of the records.

    Raises:
        DatasetError: that version is released already.
    """
    path = folder / f"{version}{ARCHIVE}"
    if path.is_file() or version.endswith(DEV):
        raise DatasetError("released_already", file=path, version=version)
    folder.mkdir(parents=True, exist_ok=True)
    for file, suffix in ((database, DATABASE), (sums, SUMS), (archive, ARCHIVE)):
        shutil.copyfile(file, path.with_suffix(suffix))
    return path
