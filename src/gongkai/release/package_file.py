"""The parts of a package that a comparison needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.errors import PackageError
from gongkai.forms.schema import table_schemas
from gongkai.model import ReadingChange
from gongkai.release.changes_file import CHANGES, Release, read_changes
from gongkai.release.version import version_order

DESCRIPTOR = "datapackage.json"
ESSENTIAL = ("reports", "agencies", "rejections")
"""Tables that every comparison of versions needs."""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A package on disk.

    Attributes:
        folder: where its files stand.
        dataset: id of the dataset.
        version: such as 2026.11.0 or 2026.11.0+dev.
        tables: Parquet file of each table; an older version may lack some.
        declared: reading changes that this version declares.
        releases: this version's own list of changes, the newest first, as in CHANGES.json.
    """

    folder: Path
    dataset: str
    version: str
    tables: Mapping[str, Path]
    declared: tuple[ReadingChange, ...] = ()
    releases: tuple[Release, ...] = ()


def read_package(path: Path, *, own: bool = False) -> PackageFile:
    """The package in a folder, which may also be named by its `datapackage.json`.

    Args:
        path: the folder.
        own: True for a package that this program has just written: its list of changes is not held against the schema.

    Raises:
        PackageError: the descriptor is missing or damaged, or lists a table that is not known, or none of reports.
    """
    folder = path.parent if path.name == DESCRIPTOR else path
    file = folder / DESCRIPTOR
    try:
        descriptor: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        dataset, version = str(descriptor["name"]), str(descriptor["version"])
        listed = [str(resource["name"]) for resource in descriptor["resources"]]
    except OSError as error:
        raise PackageError("no_descriptor", file=file) from error
    except (ValueError, KeyError, TypeError) as error:
        raise PackageError("descriptor_damaged", file=file) from error
    if odd := sorted(set(listed) - table_schemas().keys()):
        raise PackageError("table_unknown", file=file, table=odd[0])
    if lacking := [name for name in ESSENTIAL if name not in listed]:
        raise PackageError("table_unlisted", file=file, table=lacking[0])
    version_order(version)
    changes = read_changes(folder / CHANGES, own=own) if (folder / CHANGES).is_file() else None
    return PackageFile(
        folder,
        dataset,
        version,
        {name: folder / "data" / f"{name}.parquet" for name in listed},
        tuple(map(ReadingChange.from_json, changes["reading_changes"])) if changes else (),
        tuple(changes["releases"]) if changes else (),
    )
