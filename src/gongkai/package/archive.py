"""ZIP files of packages: written so that their bytes depend on their members only, and unpacked."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from gongkai.errors import PackageError

CHUNK = 1 << 20
"""Bytes of a file that are held at a time: the tables of ten thousand reports take hundreds of MB."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def write_folder(folder: Path, names: Iterable[str], path: Path) -> None:
    """Write these files of `folder` under one top folder that is named like the archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(names):
            entry = plain_entry(f"{path.name.removesuffix('.zip')}/{name}")
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, (folder / name).stat().st_size
            with (folder / name).open("rb") as file, archive.open(entry, "w") as member:
                shutil.copyfileobj(file, member, CHUNK)


def unpack(path: Path, target: Path) -> Path:
    """Unpack a package; returns the folder of its files, which is named like the dataset and version.

    Raises:
        PackageError: the file is missing or damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            tops = {name.partition("/")[0] for name in archive.namelist()}
            archive.extractall(target)
        (top,) = tops
    except (OSError, ValueError, zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError) as error:
        if not path.is_file():
            raise PackageError("no_archive", file=path) from error
        raise PackageError("archive_damaged", file=path, said=str(error)[:100]) from error
    return target / top


def plain_entry(name: str) -> zipfile.ZipInfo:
    """A member without time or owner."""
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    return entry
