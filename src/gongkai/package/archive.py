"""ZIP files whose bytes depend on their members only."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def write_zip(members: Mapping[str, bytes], path: Path) -> None:
    """Write the members in the order given, without times or owners."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(_entry(name), data, zipfile.ZIP_DEFLATED)


def write_folder(folder: Path, names: Iterable[str], path: Path) -> None:
    """Write these files of `folder` under one top folder that is named like the archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(names):
            entry = _entry(f"{path.name.removesuffix('.zip')}/{name}")
            archive.writestr(entry, (folder / name).read_bytes(), zipfile.ZIP_DEFLATED)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    return entry
